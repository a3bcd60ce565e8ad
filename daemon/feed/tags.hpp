#pragma once

#include <cstdint>
#include <string_view>

namespace wireroom::feed {

/// The local names that any feed vocabulary gives a meaning, without regard to case.
enum class Tag : std::uint8_t {
    kUnknown,
    kAbstract,
    kAuthor,
    kAvailable,
    kBody,
    kCategory,
    kChannel,
    kCloud,
    kComplete,
    kContent,
    kCreated,
    kCreator,
    kDate,
    kDeletedEntry,
    kDescription,
    kDiv,
    kDuration,
    kEmail,
    kEnclosure,
    kEncoded,
    kEntry,
    kFullitem,
    kGroup,
    kGuid,
    kIcon,
    kId,
    kImage,
    kIssued,
    kItem,
    kKeywords,
    kLanguage,
    kLastBuildDate,
    kLink,
    kLogo,
    kManagingEditor,
    kModified,
    kName,
    kOrigLink,
    kOwner,
    kPubDate,
    kPublished,
    kSkipDays,
    kSkipHours,
    kSource,
    kSubject,
    kSubtitle,
    kSummary,
    kTag,
    kTagline,
    kTags,
    kText,
    kThumbnail,
    kTitle,
    kTtl,
    kUpdateFrequency,
    kUpdatePeriod,
    kUpdated,
    kUri,
    kUrl,
};

/// The tag of a local name; kUnknown for all others.
Tag tag_of(std::string_view local);

}  // namespace wireroom::feed
