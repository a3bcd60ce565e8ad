#include "dedup/decide.hpp"

#include "dedup/account.hpp"
#include "dedup/change.hpp"
#include "dedup/known_text.hpp"
#include "dedup/reading.hpp"
#include "dedup/routine.hpp"
#include "dedup/seating.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace wireroom::dedup {
namespace {

// A feed whose story has had so many guids gives them out anew at every poll.
constexpr std::size_t kManyGuids = 3;
// Stories whose texts say whether a paragraph that came or went is the feed's furniture.
constexpr std::size_t kOtherTexts = 12;

class Judge {
public:
    Judge(const Snapshot& snapshot, Surroundings* surroundings, Effort& effort)
        : snapshot_(snapshot),
          surroundings_(surroundings),
          texts_(snapshot, effort),
          seating_(snapshot, texts_, judgement_.decisions),
          routine_(snapshot.furniture, snapshot.items.size() + snapshot.unchanged.size(), effort) {}

    Judgement run() {
        seating_.run(surroundings_);
        read_texts();
        for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
            finish(i);
        }
        judgement_.modes = seating_.modes();
        judgement_.furniture = routine_.marks();
        return std::move(judgement_);
    }

private:
    const PreparedItem& item(std::size_t index) const { return snapshot_.items[index]; }
    const KnownStory& story(std::size_t index) const { return snapshot_.stories[index]; }

    void read_texts() {
        for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
            auto& decision = judgement_.decisions[i];
            if (decision.verdict != Verdict::kTwin) {
                routine_.see(item(i).text);
            }
            if (!decision.story) {
                continue;
            }
            if (is_too_much(i, *decision.story)) {
                readings_.emplace(i, unread(*decision.story));
                continue;
            }
            auto reading = read_text(snapshot_, texts_, i, *decision.story);
            const auto* current = texts_.current(*decision.story);
            if (reading.fresh && current != nullptr) {
                pairs_.emplace(i, routine_.add(*current, item(i).text));
                continued_ += reading.continues && doubled(*current, item(i)) ? 1U : 0U;
            }
            readings_.emplace(i, std::move(reading));
        }
        if (surroundings_ != nullptr && routine_.wants_others()) {
            for (const auto& html : surroundings_->other_texts(kOtherTexts)) {
                routine_.see_other(normalise({}, html));
            }
        }
    }

    /// Whether the item has a new text and the document's effort does not reach for it.
    bool is_too_much(std::size_t i, std::size_t s) {
        return texts_.revision_with(s, item(i)) == 0 &&
               (!texts_.affords_reading(i, s) ||
                (texts_.current(s) == nullptr && has_current_content(s)));
    }

    bool has_current_content(std::size_t s) const {
        return std::ranges::any_of(story(s).revisions, &KnownRevision::has_content);
    }

    Reading unread(std::size_t s) const {
        return {
            .fresh = true,
            .unread = true,
            .reason = {
                .code = "text-unread",
                .story = story(s).key,
                .text = "The story never had this text. Too much of this document changed at once "
                        "to say what it means."}};
    }

    static bool doubled(const NormalText& before, const PreparedItem& after) {
        return word_count(before) * 2 <= after.print.tokens;
    }

    void finish(std::size_t i) {
        auto& decision = judgement_.decisions[i];
        if (decision.verdict == Verdict::kTwin || decision.verdict == Verdict::kRemoved) {
            return;
        }
        if (!decision.story) {
            decision.verdict = Verdict::kNewStory;
            seating_.note(
                i,
                "new",
                decision.copy_of || decision.copy_of_item
                    ? "So it is a story of its own, and a copy of that one."
                : decision.reasons.empty() ? "No known story has its guid, link or text."
                                           : "Every story that comes near it was refused.",
                std::nullopt
            );
            return;
        }
        const auto s = *decision.story;
        auto& reading = readings_.at(i);
        decision.about_text = decision.reasons.size();
        decision.reasons.push_back(reading.reason);
        decision.sighting = continued_sighting(i, s);
        if (reading.fresh && revise(i, s, reading)) {
            return;
        }
        decision.revision = reading.fresh ? story(s).current : reading.revision;
        using Key = model::DedupPins::Key;
        const auto& pins = snapshot_.pins;
        const bool new_guid = pins.guid != Key::kIgnore && !item(i).guid.empty() &&
                              !seating_.rungs().knows_guid(i, s);
        if (new_guid && story(s).guids.size() >= kManyGuids) {
            seating_.learn_guid(GuidMode::kVolatile);
        }
        const bool new_url = pins.link != Key::kIgnore && !item(i).url_key.empty() &&
                             !text::is_home_page(item(i).url_key) &&
                             !seating_.rungs().knows_url(i, s);
        const bool sighted = decision.sighting == SightingKey{} ||
                             (new_guid && (pins.guid == Key::kTrust ||
                                           seating_.modes().guid == GuidMode::kTrusted)) ||
                             new_url;
        decision.verdict = sighted ? Verdict::kSighting : Verdict::kUnchanged;
    }

    /// Fills in the change; false when what differs is only the feed's furniture.
    bool revise(std::size_t i, std::size_t s, Reading& reading) {
        auto& decision = judgement_.decisions[i];
        if (reading.unread) {
            decision.verdict = Verdict::kNewRevision;
            decision.revision = 0;
            decision.change = model::Change{.fields = {"content"}};
            return true;
        }
        const auto* current = texts_.current(s);
        model::Change change;
        if (current != nullptr) {
            const auto& pair = pairs_.at(i);
            const auto stripped = routine_.strip(pair);
            const auto& before = stripped ? stripped->before : pair.before();
            const auto& after = stripped ? stripped->after : pair.after();
            if (before.title == after.title && joined(before) == joined(after)) {
                seating_.note(
                    i,
                    "text-routine",
                    "What differs is furniture: lines that change alike in many items of this "
                    "feed, or that its other stories have too.",
                    s
                );
                return false;
            }
            if (const int known = stripped ? known_but_furniture(i, s) : 0; known != 0) {
                seating_.note(
                    i,
                    "text-routine",
                    "But for the feed's furniture the text is revision " + std::to_string(known) +
                        " again: it was announced before, so nothing is told.",
                    s
                );
                reading.fresh = false;
                // As in reading.cpp: a slower feed does not turn time back.
                const bool elsewhere =
                    std::ranges::any_of(story(s).sightings, [&](const KnownSighting& sighting) {
                        return sighting.feed != snapshot_.feed;
                    });
                reading.revision = elsewhere ? story(s).current : known;
                return false;
            }
            auto& effort = texts_.effort();
            change = classify(
                before,
                after,
                stripped ? compare_texts(before, after, effort) : pair.texts(),
                item(i).content_text,
                effort
            );
        } else {
            change.fields = {"content"};
        }
        if (!item(i).url_key.empty() && !seating_.rungs().knows_url(i, s)) {
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
            seating_.note(
                i, "text-switched", "The feed gives whole texts instead of beginnings now.", s
            );
        }
        if (reading.grown_teaser || switched) {
            change.material = false;
            change.kind = model::ChangeKind::kExpanded;
        }
        decision.verdict = Verdict::kNewRevision;
        decision.revision = 0;
        if (auto& told = decision.reasons.at(decision.about_text);
            current != nullptr && !switched && told.code == "text-new") {
            told.text += " " + account_of(change);
        }
        decision.change = std::move(change);
        return true;
    }

    /// An older revision that the item has but for furniture; 0 = none. Texts that flap while their
    /// counters go on are told once.
    int known_but_furniture(std::size_t i, std::size_t s) {
        for (const auto& revision : story(s).revisions) {
            const auto* text = texts_.text(s, revision.number);
            if (text == nullptr || revision.number == story(s).current) {
                continue;
            }
            if (!texts_.affords_reading(i, s)) {
                return 0;
            }
            const auto stripped = routine_.strip(*text, item(i).text);
            if (stripped.before.title == stripped.after.title &&
                joined(stripped.before) == joined(stripped.after)) {
                return revision.number;
            }
        }
        return 0;
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
            const bool taken = seating_.is_taken(sighting.key);
            const int rank =
                (guid ? 8 : 0) + (link ? 4 : 0) + (taken ? 0 : 2) + (sighting.gone ? 0 : 1);
            if (rank > best_rank) {
                best_rank = rank;
                best = sighting.key;
            }
        }
        return best;
    }

    const Snapshot& snapshot_;  // grows while it is judged: `Surroundings::find_near`
    Surroundings* surroundings_;
    KnownTexts texts_;
    Judgement judgement_;
    Seating seating_;
    Routine routine_;
    std::map<std::size_t, Reading> readings_;     // by item
    std::map<std::size_t, Routine::Pair> pairs_;  // by item: those with a new text
    std::size_t continued_ =
        0;  // items whose known text is a beginning, at most half, of the new one
};

}  // namespace

Judgement decide(const Snapshot& snapshot, Surroundings* surroundings) {
    Effort effort;
    return decide(snapshot, surroundings, effort);
}

Judgement decide(const Snapshot& snapshot, Surroundings* surroundings, Effort& effort) {
    return Judge(snapshot, surroundings, effort).run();
}

}  // namespace wireroom::dedup
