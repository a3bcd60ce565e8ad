#include "dedup/rungs.hpp"

#include "base/text.hpp"
#include "dedup/near.hpp"
#include "text/url_key.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace wireroom::dedup {
namespace {

using model::DedupPins;
using std::chrono::hours;

// Below these an item has nothing to do with the story that its key leads to.
constexpr double kAlienTitle = 0.5;
constexpr double kAlienText = 0.3;
// Issues of a series are at least this far apart; one story's dates are not.
constexpr auto kNextIssue = hours(6);

// Texts compared word by word: a hostile document must not cost its square.
constexpr int kMostContrasts = 1'000;
// A passage of so many words more is an addition, no place of a template.
constexpr std::size_t kParagraph = 15;

/// `1`, `17`, `item-3`: the item's place in the document, or a small number that is used again.
bool is_place_number(std::string_view guid) {
    constexpr std::size_t kMostDigits = 3;
    constexpr std::size_t kMostBytes = 8;
    const auto* const first = std::ranges::find_if(guid, is_digit);
    const auto* const last = std::find_if_not(first, guid.end(), is_digit);
    const auto digits = static_cast<std::size_t>(last - first);
    return digits > 0 && digits <= kMostDigits && guid.size() <= kMostBytes &&
           std::none_of(last, guid.end(), is_digit);
}

std::string hours_text(std::chrono::milliseconds apart) {
    return describe_duration(apart);
}

/// What was not compared is not merged: losing an item is worse than showing one twice.
std::string too_many() {
    return "too many texts of this document changed to tell them apart.";
}

/// The file's name of an attachment: hosts, redirectors and signatures around it change.
std::string_view file_name(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    while (url.ends_with('/')) {
        url.remove_suffix(1);
    }
    const auto slash = url.rfind('/');
    return slash == std::string_view::npos ? url : url.substr(slash + 1);
}

}  // namespace

std::string percent(double share) {
    return std::to_string(std::lround(share * 100)) + " %";
}

bool Rungs::has_guid(std::size_t item) const {
    return snapshot_.pins.guid != DedupPins::Key::kIgnore && !snapshot_.items[item].guid.empty();
}

bool Rungs::has_link(std::size_t item) const {
    const auto& key = snapshot_.items[item].url_key;
    return snapshot_.pins.link != DedupPins::Key::kIgnore && !key.empty() &&
           !text::is_home_page(key);
}

GuidMode Rungs::guid_mode() const {
    return snapshot_.pins.guid == DedupPins::Key::kAuto ? snapshot_.modes.guid : GuidMode::kTrusted;
}

LinkMode Rungs::link_mode() const {
    return snapshot_.pins.link == DedupPins::Key::kAuto ? snapshot_.modes.link : LinkMode::kUnique;
}

bool Rungs::knows_guid(std::size_t item, std::size_t story) const {
    const auto& guid = snapshot_.items[item].guid;
    const auto& known = snapshot_.stories[story];
    return has_guid(item) &&
           (std::ranges::find(known.guids, guid) != known.guids.end() ||
            std::ranges::any_of(known.sightings, [&](const KnownSighting& sighting) {
                return sighting.feed == snapshot_.feed && sighting.guid == guid;
            }));
}

bool Rungs::knows_url(std::size_t item, std::size_t story) const {
    const auto& key = snapshot_.items[item].url_key;
    const auto& known = snapshot_.stories[story];
    return has_link(item) && (std::ranges::find(known.url_keys, key) != known.url_keys.end() ||
                              std::ranges::find(known.sightings, key, &KnownSighting::url_key) !=
                                  known.sightings.end());
}

bool Rungs::guid_differs(std::size_t item, std::size_t story) const {
    return has_guid(item) && !snapshot_.stories[story].guids.empty() && !knows_guid(item, story) &&
           guid_mode() != GuidMode::kVolatile;
}

bool Rungs::seen_here(std::size_t story) const {
    const auto& sightings = snapshot_.stories[story].sightings;
    return std::ranges::find(sightings, snapshot_.feed, &KnownSighting::feed) != sightings.end();
}

std::optional<std::chrono::milliseconds> Rungs::published_apart(std::size_t item, std::size_t story)
    const {
    const auto& published = snapshot_.items[item].item.date_published;
    const auto& known = snapshot_.stories[story];
    if (!published) {
        return std::nullopt;
    }
    std::optional<std::chrono::milliseconds> nearest;
    const auto consider = [&](const std::optional<Timestamp>& other) {
        if (other) {
            const auto apart = std::chrono::abs(*published - *other);
            nearest = nearest ? std::min(*nearest, apart) : apart;
        }
    };
    consider(known.published);
    for (const auto& sighting : known.sightings) {
        consider(sighting.published);
    }
    return nearest;
}

bool Rungs::enclosures_differ(std::size_t item, std::size_t story) const {
    std::set<std::string_view> mine;
    for (const auto& attachment : snapshot_.items[item].item.attachments) {
        mine.insert(file_name(attachment.url));
    }
    std::set<std::string_view> theirs;
    for (const auto& sighting : snapshot_.stories[story].sightings) {
        for (const auto& url : sighting.enclosures) {
            theirs.insert(file_name(url));
        }
    }
    if (mine.empty() || theirs.empty()) {
        return false;
    }
    return std::ranges::none_of(mine, [&](std::string_view name) { return theirs.contains(name); });
}

std::string Rungs::likeness(std::size_t item, std::size_t story) {
    return "the titles have " + percent(texts_.title_similarity_with(item, story)) +
           " and the texts " + percent(texts_.containment_with(item, story)) + " in common";
}

/// What item and story say differently; nothing when too many were compared in this document.
std::optional<Contrast> Rungs::contrast_of(std::size_t item, std::size_t story) {
    if (++contrasts_ > kMostContrasts || !texts_.affords_contrast(item, story)) {
        return std::nullopt;
    }
    return texts_.contrast_with(item, story, snapshot_.stories[story].current);
}

std::optional<Refusal> Rungs::refuse_guid(std::size_t item, std::size_t story) {
    const bool known_text = texts_.revision_with(story, snapshot_.items[item]) != 0;
    if (known_text && knows_url(item, story)) {
        return std::nullopt;
    }
    const bool learned = snapshot_.pins.guid == DedupPins::Key::kAuto;
    if (learned && (guid_mode() == GuidMode::kDuplicated || survey_.guid_doubled[item])) {
        return Refusal{
            "guid-refused-duplicated",
            "This feed gives one guid to several items, so the guid proves nothing."};
    }
    if (known_text || knows_url(item, story)) {
        return std::nullopt;
    }
    if (!texts_.affords(item, story)) {
        return Refusal{
            "guid-refused-many", "The guid is known, but the link is new, and " + too_many()};
    }
    const auto title = texts_.title_similarity_with(item, story);
    const auto body = texts_.containment_with(item, story);
    if (title < kAlienTitle && body < kAlienText) {
        return Refusal{
            "guid-refused-recycled",
            "The guid is known, but the link is new and " + likeness(item, story) +
                ": the feed uses its guids again."};
    }
    const auto apart = published_apart(item, story);
    const bool same_moment = apart && *apart <= kSameMoment;
    if (learned && !same_moment && is_place_number(snapshot_.items[item].guid)) {
        const auto contrast = contrast_of(item, story);
        if (!contrast) {
            return Refusal{
                "guid-refused-many",
                "The guid is a small number, link and date are others, and " + too_many()};
        }
        if (const auto why = template_of_one_outlet(*contrast)) {
            return Refusal{
                "guid-refused-recycled",
                "The guid is a small number, link and date are others, and " + *why +
                    ": the feed numbers its items anew."};
        }
    }
    if (guid_mode() == GuidMode::kRecycled) {
        if (!same_moment && (apart || body < 0.75)) {
            return Refusal{
                "guid-refused-recycled",
                "This feed uses its guids again, and neither the link nor the date is this "
                "story's."};
        }
    }
    return std::nullopt;
}

std::optional<Refusal> Rungs::refuse_url(std::size_t item, std::size_t story, std::size_t sharing) {
    const auto& candidate = snapshot_.items[item];
    if (survey_.link_home[item] || text::is_home_page(candidate.url_key)) {
        return Refusal{"url-refused-home", "The link is the home page: it names no story."};
    }
    const bool known_text = texts_.revision_with(story, candidate) != 0;
    const auto apart = published_apart(item, story);
    const bool shared =
        snapshot_.pins.link == DedupPins::Key::kAuto && (sharing > 1 || survey_.link_shared[item]);
    const bool differs = guid_differs(item, story);
    const bool here = seen_here(story);
    if (known_text) {
        // `Air raid alert` twice on one page: only a key of its own tells such texts apart.
        if (shared && differs && texts_.substance(item) < kShortText && apart &&
            *apart > kSameMoment) {
            return Refusal{
                "url-refused-shared",
                "Several items stand at this link, and this short text has another guid and date."};
        }
        if (differs && here && enclosures_differ(item, story)) {
            return Refusal{
                "url-refused-enclosure",
                "The link and text are known, but guid and enclosure differ."};
        }
        if (differs && here && texts_.substance(item) < kShortText && apart &&
            *apart >= kNextIssue) {
            return Refusal{
                "url-refused-briefing",
                "The link is known, but this short text comes under another guid and " +
                    hours_text(*apart) + " later: the next of a series."};
        }
        return std::nullopt;
    }
    const bool owned = here && knows_guid(item, story);
    if (shared && !owned) {
        return Refusal{
            "url-refused-shared",
            "Several stories stand at this link, and the text is none of theirs."};
    }
    // Nearly all revisions come under their own guid or date: those need no comparison.
    const bool later = apart && *apart >= kNextIssue;
    if (owned || (here && !differs && !later)) {
        return std::nullopt;
    }
    if (!texts_.affords(item, story)) {
        return Refusal{"url-refused-many", "The link is known, and " + too_many()};
    }
    const auto title = texts_.title_similarity_with(item, story);
    const auto body = texts_.containment_with(item, story);
    if (differs && here) {
        if (apart && *apart >= kNextIssue && body < 0.5) {
            return Refusal{
                "url-refused-briefing",
                "The link is known, but the guid is another, the date is " + hours_text(*apart) +
                    " away and " + likeness(item, story) + ": the next of a series."};
        }
        if (apart && *apart >= kNextIssue) {
            const auto contrast = contrast_of(item, story);
            if (!contrast) {
                return Refusal{
                    "url-refused-many",
                    "The link is known, but guid and date are others, and " + too_many()};
            }
            if (contrast->grown < kParagraph &&
                (contrast->title_number || contrast->title_name || contrast->title_topic)) {
                return Refusal{
                    "url-refused-briefing",
                    "The link is known, but the guid is another, the date is " +
                        hours_text(*apart) +
                        " away and the titles name two different things: the next of a series."};
            }
        }
        if (enclosures_differ(item, story)) {
            return Refusal{
                "url-refused-enclosure", "The link is known, but guid and enclosure differ."};
        }
        if (title < kAlienTitle && body < kAlienText) {
            return Refusal{
                "url-refused-unlike",
                "The link is known, but the guid is another and " + likeness(item, story) + "."};
        }
        if (link_mode() == LinkMode::kShared && body < 0.5 &&
            !(title >= 0.8 && apart && *apart <= kSameMoment)) {
            return Refusal{
                "url-refused-shared",
                "This feed puts several items at one link; the guid is another and " +
                    likeness(item, story) + "."};
        }
    } else if (here && !knows_guid(item, story) && apart && *apart >= kNextIssue && title < kAlienTitle && body < kAlienText) {
        return Refusal{
            "url-refused-briefing",
            "The link is known, but the date is " + hours_text(*apart) + " away and " +
                likeness(item, story) + ": the next of a series."};
    } else if (!here && title < 0.8 && body < 0.1 && texts_.substance(item) >= kShortText) {
        const auto* known = texts_.current(story);
        if (known != nullptr && word_count(*known) >= kShortText) {
            return Refusal{
                "url-refused-own-words",
                "Another feed links to this page in words of its own: " + likeness(item, story) +
                    "."};
        }
    }
    return std::nullopt;
}

/// `Vacancy: joiner` and `Vacancy: painter` are two, though the rest is equal; a misprint or a word
/// more is none.
bool Rungs::title_replaced(std::size_t item, std::size_t story) {
    const auto* known = texts_.current(story);
    if (known == nullptr) {
        return true;
    }
    const auto& title = snapshot_.items[item].text.title;
    const auto only_in = [](std::string_view a, std::string_view b) {
        const auto others = text::words(b);
        return std::ranges::any_of(text::words(a), [&](std::string_view word) {
            return std::ranges::find(others, word) == others.end();
        });
    };
    return only_in(title, known->title) && only_in(known->title, title) &&
           !same_but_spelling(title, known->title);
}

std::optional<Refusal> Rungs::refuse_text(std::size_t item, std::size_t story) {
    const auto& candidate = snapshot_.items[item];
    const auto& known = snapshot_.stories[story];
    const bool same_outlet = !candidate.outlet.empty() && candidate.outlet == known.outlet;
    const bool here = seen_here(story);
    if (!here && !same_outlet) {
        return Refusal{
            "text-refused-outlet", "Another outlet has the same text: a copy, not the story."};
    }
    const bool keyless = !has_guid(item) && !has_link(item);
    const auto apart = published_apart(item, story);
    const bool title_known = texts_.revision_with(story, candidate) != 0;
    const bool short_text = texts_.substance(item) < kShortText;
    if (keyless) {
        if (!here || !title_known) {
            return Refusal{
                "text-refused-title",
                "The text is known, but the title is another and there is no other key."};
        }
        if (short_text && apart && *apart > kSameMoment) {
            return Refusal{
                "text-refused-short", "The same few words at another time are another message."};
        }
        return std::nullopt;
    }
    // A site that moves gives every item another guid and link, the short ones too. The date says
    // so, when it is one to the second and not a day.
    const auto& published = candidate.item.date_published;
    const bool same_second = apart && apart->count() == 0 && published &&
                             has_time_of_day(survey_.dates, *published) &&
                             std::ranges::count(survey_.dates, *published) == 1;
    if (short_text && !(here && title_known && same_second)) {
        return Refusal{
            "text-refused-short",
            "The text is known, but with " + std::to_string(texts_.substance(item)) +
                " words too short to be recognised by."};
    }
    if (enclosures_differ(item, story)) {
        return Refusal{
            "text-refused-enclosure", "The text is known, but the enclosure is another."};
    }
    const bool same_moment = apart && *apart <= kSameMoment;
    if (apart && !same_moment) {
        // Notices come back word for word: losing one is worse than showing a moved one twice.
        return Refusal{
            "text-refused-date",
            "The text is known, but guid, link and date (" + hours_text(*apart) +
                " away) are others."};
    }
    if (!title_known && !(same_moment && texts_.affords(item, story) &&
                          texts_.title_similarity_with(item, story) >= 0.8 &&
                          texts_.numbers_equal(item, story) && !title_replaced(item, story))) {
        return Refusal{
            "text-refused-title", "The text is known, but guid, link and title are others."};
    }
    return std::nullopt;
}

}  // namespace wireroom::dedup
