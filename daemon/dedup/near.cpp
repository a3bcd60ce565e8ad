#include "dedup/near.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "dedup/editors_note.hpp"
#include "dedup/normalise.hpp"
#include "dedup/sketch.hpp"
#include "dedup/survey.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace wireroom::dedup {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// The texts have this much in common when the date is the story's own, to the second …
constexpr double kAtItsMoment = 0.75;
// … and this much when it is only near, or is many items' date.
constexpr double kAtAnyMoment = 0.9;
constexpr double kSimilarTitle = 0.5;
constexpr auto kSoon = hours(3);
constexpr std::size_t kParagraph = 15;
// Words that the shorter text may have alone and still be whole in the longer one.
constexpr std::size_t kMostLost = 2;
// A hostile document must not cost its square; real ones stay far below.
constexpr int kMostContrasts = 1'000;

/// Every paragraph of the one stands in the other.
bool is_subset_of(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    const std::unordered_set<std::string_view> known(whole.begin(), whole.end());
    return std::ranges::all_of(part, [&](const std::string& block) {
        return known.contains(block);
    });
}

/// An agency's headline, and the number of its lead: `UPDATE 2-Ferry runs aground`.
struct Headline {
    int lead = 0;  ///< 1 to 99; none when 0
    std::string_view rest;
};

/// There is no space before the headline, which tells it from the next of a series of updates, and
/// no digit: `Update 2-1 win for Ajax` is a score.
Headline headline_of(std::string_view folded_title) {
    for (const std::string_view label : {"update ", "wrapup ", "wrap-up "}) {
        if (!folded_title.starts_with(label)) {
            continue;
        }
        auto rest = folded_title.substr(label.size());
        int lead = 0;
        std::size_t digits = 0;
        for (; digits < rest.size() && digits < 3 && is_digit(rest[digits]); ++digits) {
            lead = 10 * lead + (rest[digits] - '0');
        }
        rest.remove_prefix(digits);
        if (lead > 0 && digits <= 2 && rest.size() > 1 && rest[0] == '-' && rest[1] != ' ' &&
            !text::leading_digit(rest.substr(1))) {
            return {lead, rest.substr(1)};
        }
    }
    return {0, folded_title};
}

}  // namespace

bool titles_may_be_alike(
    const PreparedItem& item, std::string_view title, std::string_view outlet
) {
    const auto normal = normalise_blocks(title, {}, outlet);
    return likeness_of_titles(item.text.title, normal.title) >= kSimilarTitle;
}

std::optional<std::string> template_of_one_outlet(const Contrast& contrast) {
    if (contrast.title_number) {
        return "another number stands in the title";
    }
    if (contrast.numbers > 0) {
        return "another number stands at the same place" + quoted_example(contrast);
    }
    if (contrast.title_name || contrast.title_topic) {
        return "the titles name two different things" + quoted_example(contrast);
    }
    if (contrast.names > 0) {
        return "another name stands at the same place" + quoted_example(contrast);
    }
    if (contrast.repeated) {
        return "one word gave way to another all through the text" + quoted_example(contrast);
    }
    if (contrast.words + contrast.spelling > 0 && contrast.grown < kParagraph) {
        return "only some words at the same places are others" + quoted_example(contrast);
    }
    return std::nullopt;
}

Near::Result Near::judge(std::size_t item, std::size_t story) {
    const auto match = texts_.best_match(item, story);
    auto result = weigh(item, story, match);
    result.likeness = match.containment;
    result.reason.story = snapshot_.stories[story].key;
    return result;
}

Near::Result Near::weigh(std::size_t item, std::size_t story, const Match& match) {
    const auto refused = [](std::string code, std::string text) {
        return Result{.reason = {.code = std::move(code), .text = std::move(text)}};
    };
    const auto too_many = [&] {
        auto result = refused(
            "near-refused-many", "Too many texts of this document are alike to tell them apart."
        );
        result.unread = true;
        return result;
    };
    const auto& candidate = snapshot_.items[item];
    const auto& known = snapshot_.stories[story];
    if (!rungs_.seen_here(story) &&
        (candidate.outlet.empty() || candidate.outlet != known.outlet)) {
        return refused(
            "near-refused-outlet", "Another outlet's text is a copy at most, never the story."
        );
    }
    if (texts_.substance(item) < kShortText) {
        return refused(
            "near-refused-short",
            "With " + std::to_string(texts_.substance(item)) +
                " words the text is too short to be recognised by likeness; it takes " +
                std::to_string(kShortText) + "."
        );
    }
    const auto common = "the texts have " + percent(match.containment) + " in common";
    const auto apart = rungs_.published_apart(item, story);
    if (!apart || *apart >= kSoon) {
        return refused(
            "near-refused-date",
            "Of the same outlet's texts this is the nearest: " + common + ", but guid, link and " +
                (apart ? "date (" + describe_duration(*apart) +
                             " away) are others; it takes less "
                             "than 3 h."
                       : "text are others and there are no dates to go by.")
        );
    }
    if (rungs_.enclosures_differ(item, story)) {
        return refused(
            "near-refused-enclosure",
            "Of the same outlet's texts this is the nearest: " + common +
                ", but the enclosures differ."
        );
    }
    const bool same_moment = *apart <= kSameMoment;
    const bool own_date =
        *apart == milliseconds(0) &&
        has_time_of_day(survey_.dates, *snapshot_.items[item].item.date_published) &&
        is_alone(item, story);
    const auto wanted = own_date ? kAtItsMoment : kAtAnyMoment;
    if (!texts_.affords(item, story)) {
        return too_many();
    }
    if (match.containment < wanted) {
        return refused(
            "near-refused-unlike",
            "Of the same outlet's texts this is the nearest: " + common + "; it takes " +
                percent(wanted) +
                (own_date      ? " at the story's own date."
                 : same_moment ? " at a date that others share, or nearly the same one."
                               : " at another date.")
        );
    }
    if (++contrasts_ > kMostContrasts || !texts_.affords_contrast(item, story)) {
        return too_many();
    }
    auto contrast = texts_.contrast_with(item, story, match.revision);
    const bool led = is_next_lead(item, story, match.revision);
    if (led) {
        // The headlines are one but for the number of the lead. Where the texts tell of that number
        // too, it is more than the lead's, and the other checks of the title say so.
        contrast.title_number = contrast.title_replaced = false;
    }
    if (const auto why = template_of_one_outlet(contrast)) {
        return refused(
            "near-refused-template",
            "Of the same outlet's texts this is the nearest: " + common + ", but " + *why +
                ": the next item of one template."
        );
    }
    const auto title = texts_.title_similarity_with(item, story);
    if (own_date) {
        return Result{
            .accepted = true,
            .reason = {
                .code = "near-hit",
                .text = "The same outlet gave it the story's own date, and " + common +
                        "; it takes " + percent(kAtItsMoment) +
                        ", and no number or name may be another."}};
    }
    // The shorter text must be in the longer one whole, without a word exchanged.
    const bool longer =
        texts_.item_shingles(item).size() >= texts_.shingles_of(story, match.revision).size();
    const bool kept = contrast.words + contrast.spelling == 0 &&
                      (longer ? contrast.lost : contrast.gained) <= kMostLost;
    const bool told = has_new_note(item, story, match.revision);
    const bool headline = told || (contrast.grown >= kParagraph && title < kTemplateTitle);
    const bool titled =
        (!contrast.title_replaced && title >= kSimilarTitle) || (same_moment && headline);
    const bool numbered = same_moment || led || texts_.numbers_equal(item, story);
    if (kept && titled && numbered) {
        return Result{
            .accepted = true,
            .reason = {
                .code = "near-hit",
                .text = "The same outlet published it " + describe_duration(*apart) +
                        " from the story, " + rungs_.likeness(item, story) +
                        ", and the shorter text is in the longer one whole; it takes " +
                        percent(kAtAnyMoment) + " of the text."}};
    }
    return refused(
        "near-refused-unlike",
        "Of the same outlet's texts this is the nearest: " + rungs_.likeness(item, story) +
            ", but " +
            (!kept     ? "a passage gave way to another."
             : !titled ? "the headline names something else."
                       : "other numbers stand in it.")
    );
}

bool Near::is_worth_reading(std::size_t item, std::size_t story) const {
    // The sketch of a flash that became an article tells little: a wide margin.
    constexpr double kOutOfReach = 0.25;
    const auto& mine = snapshot_.items[item].sketch;
    const auto& theirs = snapshot_.stories[story].sketch;
    if (mine.hashes.empty() || theirs.hashes.empty()) {
        return true;
    }
    const auto guess = likeness(mine, theirs);
    if (guess.sample > 0) {
        return guess.containment >= kOutOfReach;
    }
    const auto apart = rungs_.published_apart(item, story);
    const auto& known = snapshot_.stories[story];
    return apart && *apart < kSoon &&
           (*apart <= kSameMoment ||
            std::ranges::any_of(known.revisions, [&](const KnownRevision& revision) {
                return titles_may_be_alike(snapshot_.items[item], revision.title, known.outlet);
            }));
}

/// Nothing else of the outlet was published in that second.
bool Near::is_alone(std::size_t item, std::size_t story) const {
    const auto date = *snapshot_.items[item].item.date_published;
    if (std::ranges::count(std::ranges::equal_range(survey_.dates, date), date) > 1) {
        return false;
    }
    return std::ranges::none_of(snapshot_.candidates[item].by_near, [&](std::size_t other) {
        return other != story && rungs_.published_apart(item, other) == milliseconds(0);
    });
}

/// The item is the story's next lead: the same headline behind a larger number, or behind one where
/// there was none, and no paragraph that was there is missing.
bool Near::is_next_lead(std::size_t item, std::size_t story, int revision) {
    const auto* known = texts_.text(story, revision);
    if (known == nullptr) {
        return false;
    }
    const auto& text = snapshot_.items[item].text;
    const auto now = headline_of(text.title);
    const auto before = headline_of(known->title);
    return now.lead > before.lead && now.rest == before.rest &&
           is_subset_of(known->blocks, text.blocks);
}

/// The item tells its readers that it was updated, and the revision did not.
bool Near::has_new_note(std::size_t item, std::size_t story, int revision) {
    const auto* known = texts_.text(story, revision);
    return known != nullptr &&
           std::ranges::any_of(snapshot_.items[item].text.blocks, [&](const std::string& block) {
               return is_editors_note(block) &&
                      std::ranges::find(known->blocks, block) == known->blocks.end();
           });
}

}  // namespace wireroom::dedup
