#include "feed/tags.hpp"

#include "base/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace wireroom::feed {
namespace {

struct Entry {
    std::string_view name;
    Tag tag;
};

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
    {"publicationdate", Tag::kPublished},
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

constexpr std::size_t kSlots = 512;

constexpr std::size_t slot_of(std::string_view name) {
    // Letters in either case: what is no letter only leads to a wrong slot.
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(name[at]) | 0x20U; };
    const std::size_t mixed = byte(0) * 7U + byte(name.size() / 2) * 29U +
                              byte(name.size() - 1) * 3U + name.size() * 101U;
    return mixed % kSlots;
}

/// Where each name is in `kTags`, from 1; 0 = nowhere. A name whose slot is taken has the next.
constexpr auto kIndex = [] {
    std::array<std::uint8_t, kSlots> index{};
    for (std::size_t i = 0; i < kTags.size(); ++i) {
        auto slot = slot_of(kTags[i].name);
        while (index[slot] != 0) {
            slot = (slot + 1) % kSlots;
        }
        index[slot] = static_cast<std::uint8_t>(i + 1);
    }
    return index;
}();

}  // namespace

Tag tag_of(std::string_view local) {
    if (local.empty()) {
        return Tag::kUnknown;
    }
    for (auto slot = slot_of(local); kIndex[slot] != 0; slot = (slot + 1) % kSlots) {
        const auto& entry = kTags[kIndex[slot] - 1U];
        if (iequals(entry.name, local)) {
            return entry.tag;
        }
    }
    return Tag::kUnknown;
}

}  // namespace wireroom::feed
