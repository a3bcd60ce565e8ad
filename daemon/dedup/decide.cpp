#include "dedup/decide.hpp"

#include "base/text.hpp"
#include "dedup/change.hpp"
#include "dedup/known_text.hpp"
#include "dedup/reading.hpp"
#include "dedup/routine.hpp"
#include "dedup/rungs.hpp"
#include "dedup/survey.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

constexpr int kShortText = 40;
// A feed whose story has had so many guids gives them out anew at every poll.
constexpr std::size_t kManyGuids = 3;

/// A claim that an item could make on a story. Sorted by what it proves, never by document order.
struct Claim {
    int phase = 0;  // 0: text and key agree; then guid, link, text, likeness
    double score = 0;
    std::size_t item = 0;
    std::size_t story = 0;
    Rung rung = Rung::kNone;
};

/// Who stands for a story in this document.
struct Claimant {
    std::string_view url_key;
    std::optional<std::size_t> item;  // none: an unchanged one
};

class Judge {
public:
    explicit Judge(const Snapshot& snapshot)
        : snapshot_(snapshot),
          survey_(survey(snapshot)),
          texts_(snapshot),
          rungs_(snapshot, survey_, texts_),
          modes_(snapshot.modes) {
        judgement_.decisions.resize(snapshot.items.size());
        assigned_.resize(snapshot.items.size(), false);
    }

    Judgement run() {
        learn_from_document();
        seat_unchanged();
        find_twins();
        assign(collect_claims());
        assign(collect_near_claims());
        read_texts();
        for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
            finish(i);
        }
        judgement_.modes = modes_;
        return std::move(judgement_);
    }

private:
    const PreparedItem& item(std::size_t index) const { return snapshot_.items[index]; }
    const KnownStory& story(std::size_t index) const { return snapshot_.stories[index]; }

    void note(
        std::size_t index, std::string code, std::string text, std::optional<std::size_t> about
    ) {
        auto& reasons = judgement_.decisions[index].reasons;
        // One refusal may be met on several rungs; it is told once.
        Reason reason{
            std::move(code),
            about ? std::optional(story(*about).key) : std::nullopt,
            std::move(text)};
        const auto told = std::ranges::any_of(reasons, [&](const Reason& other) {
            return other.code == reason.code && other.story == reason.story;
        });
        if (!told) {
            reasons.push_back(std::move(reason));
        }
    }

    // Modes never relax by themselves: one honest snapshot does not make a feed trustworthy again.
    void learn_guid(GuidMode mode) {
        if (modes_.guid == GuidMode::kTrusted || mode == GuidMode::kDuplicated ||
            (modes_.guid == GuidMode::kVolatile && mode == GuidMode::kRecycled)) {
            modes_.guid = mode;
        }
    }

    void learn_from_document() {
        if (survey_.guids_doubled) {
            learn_guid(GuidMode::kDuplicated);
        }
        if (survey_.links_home) {
            modes_.link = LinkMode::kHome;
        } else if (survey_.links_shared && modes_.link == LinkMode::kUnique) {
            modes_.link = LinkMode::kShared;
        }
    }

    void seat_unchanged() {
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

    /// The same link and text twice in one document is one item said twice. Where links say
    /// nothing, guids must agree; and two guids at one link with one text are two messages when
    /// their dates differ.
    bool are_twins(const PreparedItem& a, const PreparedItem& b, bool home) const {
        if (a.url_key != b.url_key || a.print.title_body != b.print.title_body) {
            return false;
        }
        if (a.guid == b.guid) {
            return true;
        }
        if (a.url_key.empty() || home) {
            return false;
        }
        const auto files = [](const PreparedItem& prepared) {
            std::set<std::string_view> urls;
            for (const auto& attachment : prepared.item.attachments) {
                urls.insert(attachment.url);
            }
            return urls;
        };
        return a.item.date_published == b.item.date_published && files(a) == files(b);
    }

    void find_twins() {
        std::unordered_map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
            auto& group = groups[item(i).url_key + '\n' + to_hex(item(i).print.title_body)];
            const auto twin = std::ranges::find_if(group, [&](std::size_t other) {
                return are_twins(item(other), item(i), survey_.link_home[i]);
            });
            if (twin == group.end()) {
                group.push_back(i);
                continue;
            }
            auto& decision = judgement_.decisions[i];
            decision.verdict = Verdict::kTwin;
            decision.twin = *twin;
            assigned_[i] = true;
            note(i, "twin", "The same link and text stand in this document already.", std::nullopt);
        }
    }

    std::vector<Claim> collect_claims() {
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
    std::vector<Claim> collect_near_claims() {
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
    std::vector<std::size_t> likeliest(std::size_t i, std::vector<std::size_t> candidates) {
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
    Rung guid_rung(std::size_t i, std::size_t s) const {
        const bool current =
            std::ranges::any_of(story(s).sightings, [&](const KnownSighting& sighting) {
                return sighting.feed == snapshot_.feed && sighting.guid == item(i).guid;
            });
        return current ? Rung::kGuid : Rung::kAlias;
    }

    Claim claim(std::size_t i, std::size_t s, int phase, Rung rung) {
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

    void assign(std::vector<Claim> claims) {
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
            auto& decision = judgement_.decisions[claim.item];
            decision.story = claim.story;
            decision.rung = claim.rung;
            explain_hit(claim);
        }
    }

    /// Beside an unchanged item the same link and text may stand once more.
    bool may_share(const Claim& claim, const Claimant& seated) {
        const auto& candidate = item(claim.item);
        const bool same_link = !candidate.url_key.empty() && candidate.url_key == seated.url_key;
        const bool known_text =
            texts_.revision_with(claim.story, candidate) == story(claim.story).current;
        const bool same_guid = candidate.guid.empty() || rungs_.knows_guid(claim.item, claim.story);
        return !seated.item && same_link && known_text &&
               (same_guid || candidate.print.tokens >= kShortText) &&
               !survey_.link_home[claim.item];
    }

    void explain_hit(const Claim& claim) {
        const auto& candidate = item(claim.item);
        switch (claim.rung) {
            case Rung::kGuid:
                note(
                    claim.item,
                    "guid-hit",
                    "This feed gives the story the guid \"" + printable(candidate.guid, 120) +
                        "\".",
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

    void read_texts() {
        for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
            auto& decision = judgement_.decisions[i];
            if (decision.verdict != Verdict::kTwin) {
                routine_.see(item(i).text);
            }
            if (!decision.story) {
                continue;
            }
            auto reading = read_text(snapshot_, texts_, i, *decision.story);
            const auto* current = texts_.current(*decision.story);
            if (reading.fresh && current != nullptr) {
                routine_.add(*current, item(i).text);
                continued_ += reading.continues && doubled(*current, item(i)) ? 1U : 0U;
            }
            readings_.emplace(i, std::move(reading));
        }
    }

    static bool doubled(const NormalText& before, const PreparedItem& after) {
        return fingerprint(before).tokens * 2 <= after.print.tokens;
    }

    void finish(std::size_t i) {
        auto& decision = judgement_.decisions[i];
        if (decision.verdict == Verdict::kTwin) {
            return;
        }
        if (!decision.story) {
            decision.verdict = Verdict::kNewStory;
            note(
                i,
                "new",
                decision.reasons.empty() ? "No known story has its guid, link or text."
                                         : "Every story that shares a key with it was refused.",
                std::nullopt
            );
            return;
        }
        const auto s = *decision.story;
        auto& reading = readings_.at(i);
        decision.reasons.push_back(reading.reason);
        decision.sighting = continued_sighting(i, s);
        if (reading.fresh && revise(i, s, reading)) {
            return;
        }
        decision.revision = reading.fresh ? story(s).current : reading.revision;
        const bool new_guid = !item(i).guid.empty() && !rungs_.knows_guid(i, s);
        if (new_guid && story(s).guids.size() >= kManyGuids) {
            learn_guid(GuidMode::kVolatile);
        }
        const bool new_url = !item(i).url_key.empty() && !text::is_home_page(item(i).url_key) &&
                             !rungs_.knows_url(i, s);
        const bool sighted = decision.sighting == SightingKey{} ||
                             (new_guid && modes_.guid == GuidMode::kTrusted) || new_url;
        decision.verdict = sighted ? Verdict::kSighting : Verdict::kUnchanged;
    }

    /// Fills in the change; false when what differs is only the feed's furniture.
    bool revise(std::size_t i, std::size_t s, const Reading& reading) {
        auto& decision = judgement_.decisions[i];
        const auto* current = texts_.current(s);
        model::Change change;
        if (current != nullptr) {
            const auto stripped = routine_.strip(*current, item(i).text);
            if (stripped.before.title == stripped.after.title &&
                joined(stripped.before) == joined(stripped.after)) {
                note(
                    i,
                    "text-routine",
                    "Many items of this document changed in the same way: furniture, not an edit.",
                    s
                );
                return false;
            }
            change = classify(stripped.before, stripped.after, item(i).content_text);
        } else {
            change.fields = {"content"};
        }
        if (!item(i).url_key.empty() && !rungs_.knows_url(i, s)) {
            change.fields.emplace_back("url");
        }
        if (attachments_changed(i, s)) {
            change.fields.emplace_back("attachments");
        }
        // Many stories may grow at once; hardly all of them to twice their size.
        const bool switched =
            reading.continues && continued_ >= Routine::kMany &&
            continued_ * 2 >= snapshot_.items.size() + snapshot_.unchanged.size() &&
            change.note.empty();
        if (switched) {
            note(i, "text-switched", "The feed gives whole texts instead of beginnings now.", s);
        }
        if (reading.grown_teaser || switched) {
            change.material = false;
            change.kind = model::ChangeKind::kExpanded;
        }
        decision.verdict = Verdict::kNewRevision;
        decision.revision = 0;
        decision.change = std::move(change);
        return true;
    }

    bool attachments_changed(std::size_t i, std::size_t s) const {
        std::set<std::string_view> now;
        for (const auto& attachment : item(i).item.attachments) {
            now.insert(attachment.url);
        }
        for (const auto& sighting : story(s).sightings) {
            if (sighting.feed == snapshot_.feed) {
                return now != std::set<std::string_view>(
                                  sighting.enclosures.begin(), sighting.enclosures.end()
                              );
            }
        }
        return false;
    }

    /// This feed's row for the story: the one with its guid, else its link, else one that left.
    SightingKey continued_sighting(std::size_t i, std::size_t s) const {
        SightingKey best{};
        int best_rank = -1;
        for (const auto& sighting : story(s).sightings) {
            if (sighting.feed != snapshot_.feed) {
                continue;
            }
            const bool guid = !item(i).guid.empty() && sighting.guid == item(i).guid;
            const bool link = !item(i).url_key.empty() && sighting.url_key == item(i).url_key;
            const bool taken = present_sightings_.contains(sighting.key);
            const int rank =
                (guid ? 8 : 0) + (link ? 4 : 0) + (taken ? 0 : 2) + (sighting.gone ? 0 : 1);
            if (rank > best_rank) {
                best_rank = rank;
                best = sighting.key;
            }
        }
        return best;
    }

    const Snapshot& snapshot_;
    Survey survey_;
    KnownTexts texts_;
    Rungs rungs_;
    Routine routine_;
    FeedModes modes_;
    Judgement judgement_;
    std::vector<bool> assigned_;
    std::map<std::size_t, Claimant> seats_;  // by story
    std::set<SightingKey> present_sightings_;
    std::map<std::size_t, Reading> readings_;  // by item
    std::size_t continued_ = 0;  // items whose known text is a beginning of the new one
};

}  // namespace

Judgement decide(const Snapshot& snapshot) {
    return Judge(snapshot).run();
}

}  // namespace wireroom::dedup
