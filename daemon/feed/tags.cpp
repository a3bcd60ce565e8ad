#include "feed/tags.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace wireroom::feed {
namespace {

struct Entry {
    std::string_view name;
    Tag tag;
};

/// Sorted by name: looked up by bisection.
constexpr std::array kTags = std::to_array<Entry>({
    {"abstract", Tag::kAbstract},
    {"alternateenclosure", Tag::kAlternateEnclosure},
    {"author", Tag::kAuthor},
    {"available", Tag::kAvailable},
    {"body", Tag::kBody},
    {"category", Tag::kCategory},
    {"channel", Tag::kChannel},
    {"cloud", Tag::kCloud},
    {"complete", Tag::kComplete},
    {"content", Tag::kContent},
    {"created", Tag::kCreated},
    {"creator", Tag::kCreator},
    {"credit", Tag::kCredit},
    {"date", Tag::kDate},
    {"deleted-entry", Tag::kDeletedEntry},
    {"description", Tag::kDescription},
    {"div", Tag::kDiv},
    {"duration", Tag::kDuration},
    {"email", Tag::kEmail},
    {"enclosure", Tag::kEnclosure},
    {"encoded", Tag::kEncoded},
    {"entry", Tag::kEntry},
    {"fullitem", Tag::kFullitem},
    {"group", Tag::kGroup},
    {"guid", Tag::kGuid},
    {"homepage", Tag::kUri},
    {"icon", Tag::kIcon},
    {"id", Tag::kId},
    {"identifier", Tag::kIdentifier},
    {"image", Tag::kImage},
    {"images", Tag::kImages},
    {"in-reply-to", Tag::kInReplyTo},
    {"issued", Tag::kIssued},
    {"item", Tag::kItem},
    {"items", Tag::kItems},
    {"keywords", Tag::kKeywords},
    {"language", Tag::kLanguage},
    {"lastbuilddate", Tag::kLastBuildDate},
    {"link", Tag::kLink},
    {"logo", Tag::kLogo},
    {"managingeditor", Tag::kManagingEditor},
    {"modified", Tag::kModified},
    {"name", Tag::kName},
    {"new-feed-url", Tag::kNewFeedUrl},
    {"origenclosurelink", Tag::kOrigEnclosureLink},
    {"origlink", Tag::kOrigLink},
    {"owner", Tag::kOwner},
    {"person", Tag::kPerson},
    {"player", Tag::kPlayer},
    {"pubdate", Tag::kPubDate},
    {"published", Tag::kPublished},
    {"section", Tag::kSection},
    {"skipdays", Tag::kSkipDays},
    {"skiphours", Tag::kSkipHours},
    {"source", Tag::kSource},
    {"subject", Tag::kSubject},
    {"subtitle", Tag::kSubtitle},
    {"summary", Tag::kSummary},
    {"tag", Tag::kTag},
    {"tagline", Tag::kTagline},
    {"tags", Tag::kTags},
    {"text", Tag::kText},
    {"thumbnail", Tag::kThumbnail},
    {"title", Tag::kTitle},
    {"ttl", Tag::kTtl},
    {"updated", Tag::kUpdated},
    {"updatefrequency", Tag::kUpdateFrequency},
    {"updateperiod", Tag::kUpdatePeriod},
    {"uri", Tag::kUri},
    {"url", Tag::kUrl},
    {"webmaster", Tag::kWebMaster},
});
static_assert(std::ranges::is_sorted(kTags, {}, &Entry::name));

}  // namespace

Tag tag_of(std::string_view local) {
    std::array<char, 20> lowered{};
    if (local.size() > lowered.size()) {
        return Tag::kUnknown;
    }
    std::ranges::transform(local, lowered.begin(), [](char c) { return to_lower(c); });
    const std::string_view name(lowered.data(), local.size());
    const auto* found = std::ranges::lower_bound(kTags, name, {}, &Entry::name);
    return found != kTags.end() && found->name == name ? found->tag : Tag::kUnknown;
}

}  // namespace wireroom::feed
