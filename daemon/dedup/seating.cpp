#include "dedup/seating.hpp"

#include "base/text.hpp"
#include "dedup/copies.hpp"
#include "dedup/twins.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace wireroom::dedup {
Seating::Seating(const Snapshot& snapshot, KnownTexts& texts, std::vector<Decision>& decisions)
    : snapshot_(snapshot),
      texts_(texts),
      decisions_(decisions),
      survey_(survey(snapshot)),
      rungs_(snapshot, survey_, texts_),
      modes_(snapshot.modes),
      assigned_(snapshot.items.size(), false) {
    decisions_.resize(snapshot.items.size());
}

void Seating::run(Surroundings* surroundings) {
    learn_from_document();
    seat_unchanged();
    find_twins();
    assign(collect_claims());
    keep_removed_out();
    if (look_around(surroundings)) {
        seat_unchanged();  // stories that came into view now may be theirs
        if (snapshot_.pins.near) {
            assign(collect_near_claims());
        }
    }
    if (snapshot_.pins.cluster) {
        Copies(snapshot_, texts_, decisions_).run(unplaced());
    }
}

std::vector<std::size_t> Seating::unplaced() const {
    std::vector<std::size_t> items;
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        if (!assigned_[i]) {
            items.push_back(i);
        }
    }
    return items;
}

/// Few documents have items that no key places, so only then the store is asked what is near.
bool Seating::look_around(Surroundings* surroundings) {
    if (!snapshot_.pins.near && !snapshot_.pins.cluster) {
        return false;
    }
    auto items = unplaced();
    std::erase_if(items, [&](std::size_t i) { return texts_.substance(i) < kShortText; });
    if (surroundings != nullptr && !items.empty()) {
        surroundings->find_near(items);
    }
    return !items.empty();
}

/// An operator had the story removed; that its feed still carries it does not bring it back.
void Seating::keep_removed_out() {
    for (const auto i : unplaced()) {
        if (snapshot_.candidates[i].removed) {
            decisions_[i].verdict = Verdict::kRemoved;
            assigned_[i] = true;
            note(
                i,
                "removed",
                "An operator removed the story that has its guid or link: it stays away.",
                std::nullopt
            );
        }
    }
    for (auto& decision : decisions_) {
        if (decision.verdict == Verdict::kTwin &&
            decisions_[decision.twin].verdict == Verdict::kRemoved) {
            decision.verdict = Verdict::kRemoved;
        }
    }
}

void Seating::note(
    std::size_t index, std::string code, std::string text, std::optional<std::size_t> about
) {
    auto& reasons = decisions_[index].reasons;
    // One refusal may be met on several rungs; it is told once.
    Reason reason{
        std::move(code), about ? std::optional(story(*about).key) : std::nullopt, std::move(text)};
    const auto told = std::ranges::any_of(reasons, [&](const Reason& other) {
        return other.code == reason.code && other.story == reason.story;
    });
    if (!told) {
        reasons.push_back(std::move(reason));
    }
}

void Seating::learn_guid(GuidMode mode) {
    if (modes_.guid == GuidMode::kTrusted || mode == GuidMode::kDuplicated ||
        (modes_.guid == GuidMode::kVolatile && mode == GuidMode::kRecycled)) {
        modes_.guid = mode;
    }
}

void Seating::learn_from_document() {
    if (survey_.guids_doubled) {
        learn_guid(GuidMode::kDuplicated);
    }
    if (survey_.links_home) {
        modes_.link = LinkMode::kHome;
    } else if (survey_.links_shared && modes_.link == LinkMode::kUnique) {
        modes_.link = LinkMode::kShared;
    }
}

void Seating::seat_unchanged() {
    std::unordered_map<StoryKey, std::size_t> index;
    for (std::size_t i = 0; i < snapshot_.stories.size(); ++i) {
        index.emplace(story(i).key, i);
    }
    for (const auto& present : snapshot_.unchanged) {
        const auto found = index.find(present.story);
        if (found != index.end()) {
            seats_.emplace(found->second, Claimant{present.url_key, std::nullopt});
            present_sightings_.insert(present.sighting);
        }
    }
}

void Seating::find_twins() {
    using Key = model::DedupPins::Key;
    const bool guids_speak =
        snapshot_.pins.guid == Key::kTrust ||
        (snapshot_.pins.guid == Key::kAuto && modes_.guid != GuidMode::kDuplicated);
    const auto twins = dedup::find_twins(snapshot_, survey_, guids_speak);
    for (std::size_t i = 0; i < twins.size(); ++i) {
        if (twins[i]) {
            decisions_[i].verdict = Verdict::kTwin;
            decisions_[i].twin = *twins[i];
            assigned_[i] = true;
            note(i, "twin", "The same link and text stand in this document already.", std::nullopt);
        } else if (const auto& published = item(i).item.date_published) {
            survey_.dates.push_back(*published);
        }
    }
    std::ranges::sort(survey_.dates);
}

std::vector<Seating::Claim> Seating::collect_claims() {
    using Key = model::DedupPins::Key;
    const bool guids_speak = snapshot_.pins.guid != Key::kIgnore;
    const bool links_speak = snapshot_.pins.link != Key::kIgnore;
    const std::vector<std::size_t> none;
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        if (assigned_[i]) {
            continue;
        }
        const auto& candidates = snapshot_.candidates[i];
        for (const auto s : candidates.by_operator) {
            claims.push_back(claim(i, s, -1, Rung::kOperator));
        }
        for (const auto s : likeliest(i, guids_speak ? candidates.by_guid : none)) {
            if (const auto refusal = rungs_.refuse_guid(i, s)) {
                note(i, refusal->code, refusal->text, s);
                if (refusal->code == "guid-refused-recycled") {
                    learn_guid(GuidMode::kRecycled);
                }
                continue;
            }
            claims.push_back(claim(i, s, 1, guid_rung(i, s)));
        }
        // A removed story's guid stands above what the item's link and text would say.
        if (candidates.removed) {
            continue;
        }
        for (const auto s : likeliest(i, links_speak ? candidates.by_url : none)) {
            if (const auto refusal = rungs_.refuse_url(i, s, candidates.by_url.size())) {
                note(i, refusal->code, refusal->text, s);
                continue;
            }
            claims.push_back(claim(i, s, 2, Rung::kUrl));
        }
        for (const auto s : likeliest(i, candidates.by_text)) {
            if (const auto refusal = rungs_.refuse_text(i, s)) {
                note(i, refusal->code, refusal->text, s);
                continue;
            }
            claims.push_back(claim(i, s, 3, Rung::kText));
        }
    }
    return claims;
}

/// Likeness is looked at only for what no key has placed. Of those that are not near enough the
/// nearest is told.
std::vector<Seating::Claim> Seating::collect_near_claims() {
    // Below this a neighbour of the same day is not worth a word of explanation.
    constexpr double kWorthTelling = 0.5;
    Near near(snapshot_, survey_, rungs_, texts_);
    std::vector<Claim> claims;
    for (const auto i : unplaced()) {
        std::optional<Near::Result> nearest;
        for (const auto s : nearby(i, near)) {
            auto result = near.judge(i, s);
            if (result.accepted) {
                claims.push_back(claim(i, s, 4, Rung::kNear));
                claims.back().reason = std::move(result.reason);
                continue;
            }
            const bool telling = result.likeness >= kWorthTelling || result.unread;
            if (telling && (!nearest || nearest->likeness < result.likeness)) {
                nearest = std::move(result);
            }
        }
        if (nearest) {
            decisions_[i].reasons.push_back(std::move(nearest->reason));
        }
    }
    return claims;
}

/// Stories of the item's outlet or feed that no item of this document is, and whose texts are worth
/// reading beside the item's.
std::vector<std::size_t> Seating::nearby(std::size_t i, const Near& near) const {
    constexpr std::size_t kMost = 16;
    std::vector<std::size_t> result;
    for (const auto s : snapshot_.candidates[i].by_near) {
        const auto& known = story(s);
        const bool own =
            rungs_.seen_here(s) || (!item(i).outlet.empty() && item(i).outlet == known.outlet);
        if (own && !seats_.contains(s) && near.is_worth_reading(i, s)) {
            result.push_back(s);
            if (result.size() == kMost) {
                break;
            }
        }
    }
    return result;
}

/// The candidates to look at, those with the item's text first. A feed that gives one key to
/// thousands of items must not cost their square.
std::vector<std::size_t> Seating::likeliest(std::size_t i, std::vector<std::size_t> candidates) {
    constexpr std::size_t kMost = 64;
    if (candidates.size() > kMost) {
        std::ranges::stable_partition(candidates, [&](std::size_t s) {
            return has_text(story(s), item(i).print);
        });
        candidates.resize(kMost);
    }
    return candidates;
}

/// An older guid of the story that its sighting no longer has.
Rung Seating::guid_rung(std::size_t i, std::size_t s) const {
    const bool current =
        std::ranges::any_of(story(s).sightings, [&](const KnownSighting& sighting) {
            return sighting.feed == snapshot_.feed && sighting.guid == item(i).guid;
        });
    return current ? Rung::kGuid : Rung::kAlias;
}

/// Whether the feed gave this guid at this link to another story than `s`, and nothing speaks
/// against that one.
bool Seating::has_own_story(std::size_t i, std::size_t s) {
    return snapshot_.pins.guid != model::DedupPins::Key::kIgnore &&
           std::ranges::any_of(snapshot_.candidates[i].by_guid, [&](std::size_t other) {
               return other != s && rungs_.knows_guid(i, other) && rungs_.knows_url(i, other) &&
                      !rungs_.refuse_guid(i, other);
           });
}

Seating::Claim Seating::claim(std::size_t i, std::size_t s, int phase, Rung rung) {
    Claim result{.phase = phase, .item = i, .story = s, .rung = rung};
    result.known_text = texts_.revision_with(s, item(i)) != 0;
    const bool guid = rungs_.knows_guid(i, s);
    const bool url = rungs_.knows_url(i, s);
    result.score = (guid ? 1.0 : 0.0) + (url ? 2.0 : 0.0);
    // Unchanged texts take their stories before changed ones fight for what is left. But a link
    // alone does not outweigh a story that has guid and link both, as when an operator split one.
    if (phase <= 2 && result.known_text && !(phase == 2 && has_own_story(i, s))) {
        result.phase = 0;
    }
    return result;
}

/// Likeness settles who takes what only where several items want one story, or one item has several
/// to choose from: nearly all texts are spared it.
void Seating::add_likeness(std::vector<Claim>& claims) {
    std::unordered_map<std::size_t, std::size_t> first_story;  // of each item
    std::unordered_map<std::size_t, std::size_t> first_item;   // of each story
    std::set<std::size_t> items;
    std::set<std::size_t> stories;
    for (const auto& claim : claims) {
        if (first_story.try_emplace(claim.item, claim.story).first->second != claim.story) {
            items.insert(claim.item);
        }
        if (first_item.try_emplace(claim.story, claim.item).first->second != claim.item) {
            stories.insert(claim.story);
        }
    }
    for (auto& claim : claims) {
        const bool contested = items.contains(claim.item) || stories.contains(claim.story);
        if (!claim.known_text && contested && texts_.affords(claim.item, claim.story)) {
            claim.score += texts_.containment_with(claim.item, claim.story) +
                           texts_.title_similarity_with(claim.item, claim.story) / 2;
        }
    }
}

void Seating::assign(std::vector<Claim> claims) {
    add_likeness(claims);
    // Ties are settled by what the items are, so that their order in the document does not
    // matter.
    const auto rank = [&](const Claim& c) {
        return std::tuple(
            c.phase,
            -c.score,
            item(c.item).print.title_body,
            std::string_view(item(c.item).guid),
            std::string_view(item(c.item).url_key),
            -static_cast<std::int64_t>(story(c.story).key)
        );
    };
    std::ranges::stable_sort(claims, [&](const Claim& a, const Claim& b) {
        return rank(a) < rank(b);
    });
    for (const auto& claim : claims) {
        if (assigned_[claim.item]) {
            continue;
        }
        const auto seat = seats_.find(claim.story);
        if (seat != seats_.end() && !may_share(claim, seat->second)) {
            note(
                claim.item,
                "refused-present",
                "Another item of this document is that story, so this one is not.",
                claim.story
            );
            continue;
        }
        seats_.emplace(claim.story, Claimant{item(claim.item).url_key, claim.item});
        assigned_[claim.item] = true;
        auto& decision = decisions_[claim.item];
        decision.story = claim.story;
        decision.rung = claim.rung;
        forget_lower_rungs(claim);
        explain_hit(claim);
    }
}

/// What a lower rung would have had against the story is no step of the way to it.
void Seating::forget_lower_rungs(const Claim& claim) {
    const bool by_guid = claim.rung == Rung::kGuid || claim.rung == Rung::kAlias;
    const bool by_url = claim.rung == Rung::kUrl;
    std::erase_if(decisions_[claim.item].reasons, [&](const Reason& reason) {
        const std::string_view code = reason.code;
        const auto rung = code.substr(0, code.find("-refused-"));
        return reason.story == story(claim.story).key && rung != code &&
               ((by_guid && rung == "url") || ((by_guid || by_url) && rung == "text"));
    });
}

/// Beside an unchanged item the same link and text may stand once more. What an operator made one
/// story may stand in a document as often as it was merged.
bool Seating::may_share(const Claim& claim, const Claimant& seated) {
    const auto& candidate = item(claim.item);
    if (claim.rung == Rung::kOperator ||
        (!story(claim.story).merged_texts.empty() && claim.rung != Rung::kNear)) {
        return true;
    }
    const bool same_link = !candidate.url_key.empty() && candidate.url_key == seated.url_key;
    const bool known_text =
        texts_.revision_with(claim.story, candidate) == story(claim.story).current;
    const bool same_guid = candidate.guid.empty() ||
                           snapshot_.pins.guid == model::DedupPins::Key::kIgnore ||
                           rungs_.knows_guid(claim.item, claim.story);
    return !seated.item && same_link && known_text &&
           (same_guid || texts_.substance(claim.item) >= kShortText) &&
           !survey_.link_home[claim.item];
}

void Seating::explain_hit(const Claim& claim) {
    const auto& candidate = item(claim.item);
    switch (claim.rung) {
        case Rung::kGuid:
            note(
                claim.item,
                "guid-hit",
                "This feed gives the story the guid “" + printable(candidate.guid, 120) + "”.",
                claim.story
            );
            break;
        case Rung::kAlias:
            note(
                claim.item,
                "alias-hit",
                "This feed once gave the story the guid “" + printable(candidate.guid, 120) + "”.",
                claim.story
            );
            break;
        case Rung::kUrl:
            note(claim.item, "url-hit", "The story is known at this address.", claim.story);
            break;
        case Rung::kText:
            note(
                claim.item,
                "text-hit",
                "The same text is known; only the keys around it are others.",
                claim.story
            );
            break;
        case Rung::kNear:
            decisions_[claim.item].reasons.push_back(claim.reason);
            break;
        case Rung::kOperator:
            note(
                claim.item,
                "operator-hit",
                "An operator said that the story with this guid or link is that one.",
                claim.story
            );
            break;
        case Rung::kNone:
            break;
    }
}

}  // namespace wireroom::dedup
