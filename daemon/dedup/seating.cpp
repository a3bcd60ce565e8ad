#include "dedup/seating.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

constexpr int kShortText = 40;

std::set<std::string_view> files_of(const PreparedItem& prepared) {
    std::set<std::string_view> urls;
    for (const auto& attachment : prepared.item.attachments) {
        urls.insert(attachment.url);
    }
    return urls;
}

/// Link, text, guid, date and files, as far as they tell twins from others.
using TwinKey = std::tuple<
    std::string_view,
    Digest,
    std::optional<std::string_view>,
    std::optional<Timestamp>,
    std::set<std::string_view>>;

/// Items that share one of these keys are twins: the same link and text twice in one document is
/// one item said twice. Two guids there are two messages when their dates or files differ, and so
/// are the same words without any key that says something. Where links say nothing, guids must
/// agree.
/// @param guids_speak  the feed does not give one guid to several items
/// @param links_speak  the link is not the home page
std::vector<TwinKey> twin_keys(const PreparedItem& item, bool guids_speak, bool links_speak) {
    const auto& text = item.print.title_body;
    const std::string_view guid = item.guid;
    const bool has_link = links_speak && !item.url_key.empty();
    std::vector<TwinKey> keys;
    if (has_link || (guids_speak && !guid.empty())) {
        keys.push_back({item.url_key, text, guid, std::nullopt, {}});
    }
    keys.push_back(
        {item.url_key,
         text,
         has_link ? std::nullopt : std::optional(guid),
         item.item.date_published.value_or(Timestamp::min()),
         files_of(item)}
    );
    return keys;
}

}  // namespace

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

void Seating::run() {
    learn_from_document();
    seat_unchanged();
    find_twins();
    assign(collect_claims());
    assign(collect_near_claims());
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
    const bool guids_speak = modes_.guid != GuidMode::kDuplicated;
    std::map<TwinKey, std::size_t> originals;
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        const auto keys = twin_keys(item(i), guids_speak, !survey_.link_home[i]);
        const auto known =
            std::ranges::find_if(keys, [&](const TwinKey& key) { return originals.contains(key); });
        if (known == keys.end()) {
            for (const auto& key : keys) {
                originals.emplace(key, i);
            }
            continue;
        }
        auto& decision = decisions_[i];
        decision.verdict = Verdict::kTwin;
        decision.twin = originals.at(*known);
        assigned_[i] = true;
        note(i, "twin", "The same link and text stand in this document already.", std::nullopt);
    }
}

std::vector<Seating::Claim> Seating::collect_claims() {
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        if (assigned_[i]) {
            continue;
        }
        const auto& candidates = snapshot_.candidates[i];
        for (const auto s : likeliest(i, candidates.by_guid)) {
            if (const auto refusal = rungs_.refuse_guid(i, s)) {
                note(i, refusal->code, refusal->text, s);
                if (refusal->code == "guid-refused-recycled") {
                    learn_guid(GuidMode::kRecycled);
                }
                continue;
            }
            claims.push_back(claim(i, s, 1, guid_rung(i, s)));
        }
        for (const auto s : likeliest(i, candidates.by_url)) {
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

/// Likeness is looked at only for what no key has placed.
std::vector<Seating::Claim> Seating::collect_near_claims() {
    // Below this a neighbour of the same day is not worth a word of explanation.
    constexpr double kWorthTelling = 0.5;
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        if (assigned_[i]) {
            continue;
        }
        for (const auto s : snapshot_.candidates[i].by_near) {
            if (texts_.containment_with(i, s) < kWorthTelling || seats_.contains(s)) {
                continue;
            }
            if (const auto refusal = rungs_.refuse_near(i, s)) {
                note(i, refusal->code, refusal->text, s);
                continue;
            }
            claims.push_back(claim(i, s, 4, Rung::kNear));
        }
    }
    return claims;
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

Seating::Claim Seating::claim(std::size_t i, std::size_t s, int phase, Rung rung) {
    Claim result{.phase = phase, .item = i, .story = s, .rung = rung};
    const bool known_text = texts_.revision_with(s, item(i)) != 0;
    const bool guid = rungs_.knows_guid(i, s);
    const bool url = rungs_.knows_url(i, s);
    result.score = (guid ? 1.0 : 0.0) + (url ? 2.0 : 0.0);
    // Unchanged texts take their stories before changed ones fight for what is left.
    if (phase <= 2 && known_text) {
        result.phase = 0;
    }
    if (!known_text) {
        result.score += texts_.containment_with(i, s) + texts_.title_similarity_with(i, s) / 2;
    }
    return result;
}

void Seating::assign(std::vector<Claim> claims) {
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
        explain_hit(claim);
    }
}

/// Beside an unchanged item the same link and text may stand once more.
bool Seating::may_share(const Claim& claim, const Claimant& seated) {
    const auto& candidate = item(claim.item);
    const bool same_link = !candidate.url_key.empty() && candidate.url_key == seated.url_key;
    const bool known_text =
        texts_.revision_with(claim.story, candidate) == story(claim.story).current;
    const bool same_guid = candidate.guid.empty() || rungs_.knows_guid(claim.item, claim.story);
    return !seated.item && same_link && known_text &&
           (same_guid || candidate.print.tokens >= kShortText) && !survey_.link_home[claim.item];
}

void Seating::explain_hit(const Claim& claim) {
    const auto& candidate = item(claim.item);
    switch (claim.rung) {
        case Rung::kGuid:
            note(
                claim.item,
                "guid-hit",
                "This feed gives the story the guid \"" + printable(candidate.guid, 120) + "\".",
                claim.story
            );
            break;
        case Rung::kAlias:
            note(
                claim.item,
                "alias-hit",
                "This feed once gave the story the guid \"" + printable(candidate.guid, 120) +
                    "\".",
                claim.story
            );
            break;
        case Rung::kUrl:
            note(
                claim.item,
                "url-hit",
                "The story is known at " + printable(candidate.url_key, 200) + ".",
                claim.story
            );
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
            note(
                claim.item,
                "near-hit",
                "The same outlet's text of the same time is nearly the same.",
                claim.story
            );
            break;
        case Rung::kNone:
        case Rung::kOperator:
            break;
    }
}

}  // namespace wireroom::dedup
