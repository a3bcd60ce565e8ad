#include "dedup/copies.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "dedup/rungs.hpp"
#include "dedup/sketch.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

namespace wireroom::dedup {
namespace {

constexpr double kContainment = 0.7;
constexpr double kJaccard = 0.4;
constexpr auto kReach = std::chrono::hours(24 * 7);
// Below this another text is not worth a word of explanation.
constexpr double kWorthTelling = 0.4;
// Candidates whose texts are read for one item, the likeliest first.
constexpr std::size_t kMostRead = 8;
constexpr std::size_t kMostUnderKey = 32;
constexpr int kMostContrasts = 1'000;
// A wire text is updated while outlets print it: a toll rises. More numbers, or many in few words,
// are another report.
constexpr int kMostNumbers = 2;
constexpr std::size_t kWordsForNumber = 60;

/// The name in a domain and in a text: letters and digits of the first label.
std::string compact(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (c == '.') {
            break;
        }
        if (c != '-' && c != ' ' && c != '\'') {
            result.push_back(c);
        }
    }
    return result;
}

}  // namespace

std::optional<std::string> template_of_two_outlets(
    const Contrast& contrast, std::string_view outlet, std::string_view other
) {
    if (contrast.title_place) {
        return "title and text name two different things" + quoted_example(contrast);
    }
    // `told the Daily Herald` became `told the Morning Star`: each prints its own name.
    const auto own_name = [&](std::string_view words, std::string_view domain) {
        const auto name = compact(domain);
        return name.size() >= 3 && compact(words).find(name) != std::string::npos;
    };
    const auto foreign = [&](bool Contrast::Place::*kind) {
        return std::ranges::find_if(contrast.places, [&, kind](const Contrast::Place& place) {
            return place.*kind && !(own_name(place.first, other) && own_name(place.second, outlet));
        });
    };
    const auto name = foreign(&Contrast::Place::name);
    if (name != contrast.places.end() || contrast.more_places) {
        return "another name stands at the same place" +
               quoted_example(name != contrast.places.end() ? *name : contrast.places.back());
    }
    if (contrast.numbers > kMostNumbers ||
        static_cast<std::size_t>(contrast.numbers) * kWordsForNumber > contrast.common) {
        return "other numbers stand at the same places" + quoted_example(contrast);
    }
    const auto repeated = foreign(&Contrast::Place::repeated);
    if (repeated != contrast.places.end()) {
        return "one word gave way to another all through the text" + quoted_example(*repeated);
    }
    return std::nullopt;
}

void Copies::run(const std::vector<std::size_t>& items) {
    auto ordered = items;
    // The oldest first; ties by what the items are, so that their order does not matter.
    const auto rank = [&](std::size_t index) {
        const auto& item = snapshot_.items[index];
        return std::tuple(
            item.item.date_published.value_or(snapshot_.now),
            item.print.title_body,
            std::string_view(item.outlet),
            std::string_view(item.guid),
            std::string_view(item.url_key)
        );
    };
    std::ranges::sort(ordered, [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    // Nearly all feeds are one outlet's.
    const bool several = std::ranges::any_of(items, [&](std::size_t index) {
        return snapshot_.items[index].outlet != snapshot_.items[items.front()].outlet;
    });
    for (const auto index : ordered) {
        if (snapshot_.items[index].outlet.empty() || texts_.substance(index) < kShortText) {
            continue;
        }
        find(index);
        if (!several) {
            continue;
        }
        for (const auto key : sketch_keys(snapshot_.items[index].sketch)) {
            auto& under = by_key_[key];
            if (under.size() < kMostUnderKey) {
                under.push_back(index);
            }
        }
    }
}

void Copies::find(std::size_t item) {
    std::optional<Rival> nearest;
    std::string why;
    unread_ = 0;
    for (const auto& rival : rivals_of(item)) {
        const auto refusal = refuse(item, rival);
        if (!refusal) {
            accept(item, rival);
            return;
        }
        if (!nearest) {
            nearest = rival;
            why = *refusal;
        }
    }
    if (unread_ != 0) {
        note_unread(item);
    }
    if (nearest && nearest->match.containment >= kWorthTelling) {
        note(
            item,
            *nearest,
            "copy-refused",
            "The nearest text of another outlet is " + name_of(*nearest) + ": " +
                percent(nearest->match.containment) + " of the shorter text and " +
                percent(nearest->match.jaccard) + " of both together are in common, " + why
        );
    }
}

std::vector<Copies::Rival> Copies::rivals_of(std::size_t item) {
    std::vector<Rival> rivals;
    add_known(item, rivals);
    add_items(item, rivals);
    // What is known was there first; then the likeliest, then the oldest.
    std::ranges::stable_sort(rivals, {}, [](const Rival& rival) {
        return std::tuple(
            !rival.known, -rival.match.containment - rival.match.jaccard, rival.since
        );
    });
    return rivals;
}

void Copies::add_known(std::size_t item, std::vector<Rival>& rivals) {
    const auto& candidates = snapshot_.candidates[item];
    std::set<std::size_t> seen;
    for (const auto* list : {&candidates.by_near, &candidates.by_text}) {
        std::size_t read = 0;
        for (const auto s : *list) {
            const auto& story = snapshot_.stories[s];
            if (read == kMostRead || !may_be_copy(item, story) || !seen.insert(s).second) {
                continue;
            }
            if (!texts_.affords(item, s)) {
                ++unread_;
                continue;
            }
            ++read;
            rivals.push_back(
                {.known = true,
                 .index = s,
                 .match = texts_.best_match(item, s),
                 .since = story.published.value_or(story.first_seen)}
            );
        }
    }
}

bool Copies::may_be_copy(std::size_t item, const KnownStory& story) const {
    const auto& candidate = snapshot_.items[item];
    if (story.outlet.empty() || story.outlet == candidate.outlet) {
        return false;
    }
    const auto& published = candidate.item.date_published;
    const auto apart = published && story.published
                           ? std::chrono::abs(*published - *story.published)
                           : std::chrono::abs(snapshot_.now - story.first_seen);
    return apart < kReach;
}

void Copies::add_items(std::size_t item, std::vector<Rival>& rivals) {
    const auto& candidate = snapshot_.items[item];
    std::set<std::size_t> seen;
    for (const auto key : sketch_keys(candidate.sketch)) {
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) {
            continue;
        }
        for (const auto other : found->second) {
            const auto& earlier = snapshot_.items[other];
            const auto& since = earlier.item.date_published;
            if (seen.size() == kMostRead || earlier.outlet == candidate.outlet ||
                likeness(candidate.sketch, earlier.sketch).containment < kWorthTelling ||
                (since && candidate.item.date_published &&
                 *candidate.item.date_published - *since >= kReach) ||
                !seen.insert(other).second) {
                continue;
            }
            if (!texts_.affords_items(item, other)) {
                ++unread_;
                continue;
            }
            rivals.push_back(
                {.known = false,
                 .index = other,
                 .match = texts_.match_of_items(item, other),
                 .since = since.value_or(snapshot_.now)}
            );
        }
    }
}

/// The rest of a sentence, or nothing when the item is a copy.
std::optional<std::string> Copies::refuse(std::size_t item, const Rival& rival) {
    if (rival.match.containment < kContainment || rival.match.jaccard < kJaccard) {
        return "it takes " + percent(kContainment) + " and " + percent(kJaccard) + ".";
    }
    const bool affordable = rival.known ? texts_.affords_contrast(item, rival.index)
                                        : texts_.affords_contrast_of_items(item, rival.index);
    if (++contrasts_ > kMostContrasts || !affordable) {
        return "but too many texts of this document are alike to tell them apart.";
    }
    const auto contrast = rival.known
                              ? texts_.contrast_with(item, rival.index, rival.match.revision)
                              : texts_.contrast_of_items(item, rival.index);
    const auto& other =
        rival.known ? snapshot_.stories[rival.index].outlet : snapshot_.items[rival.index].outlet;
    if (const auto why = template_of_two_outlets(contrast, snapshot_.items[item].outlet, other)) {
        return "but " + *why + ": two items of one template.";
    }
    return std::nullopt;
}

void Copies::accept(std::size_t item, const Rival& rival) {
    auto& decision = decisions_[item];
    if (rival.known) {
        decision.copy_of = rival.index;
    } else if (const auto& original = decisions_[rival.index]; original.copy_of) {
        decision.copy_of = original.copy_of;
    } else {
        decision.copy_of_item = original.copy_of_item.value_or(rival.index);
    }
    note(
        item,
        rival,
        "copy-hit",
        "It is nearly a copy of " + name_of(rival) + ": " + percent(rival.match.containment) +
            " of the shorter text and " + percent(rival.match.jaccard) +
            " of both together are in common; it takes " + percent(kContainment) + " and " +
            percent(kJaccard) + "."
    );
}

std::string Copies::name_of(const Rival& rival) const {
    return rival.known ? "a story of " + printable(snapshot_.stories[rival.index].outlet, 80)
                       : "an item of " + printable(snapshot_.items[rival.index].outlet, 80) +
                             " in this document";
}

void Copies::note_unread(std::size_t item) {
    decisions_[item].reasons.push_back(
        {.code = "copy-unread",
         .story = std::nullopt,
         .text = (unread_ == 1 ? std::string("A text of another outlet is")
                               : std::to_string(unread_) + " texts of other outlets are") +
                 " near, but too much of this document changed at once to compare them: the item "
                 "may be a copy."}
    );
}

void Copies::note(std::size_t item, const Rival& rival, std::string code, std::string text) {
    decisions_[item].reasons.push_back(
        {.code = std::move(code),
         .story = rival.known ? std::optional(snapshot_.stories[rival.index].key) : std::nullopt,
         .text = std::move(text)}
    );
}

}  // namespace wireroom::dedup
