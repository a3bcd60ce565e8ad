#pragma once

#include "dedup/decide.hpp"
#include "dedup/known_text.hpp"
#include "dedup/near.hpp"
#include "dedup/rungs.hpp"
#include "dedup/survey.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// Decides which story each item of a document is: the unchanged items sit first, then guids, links
/// and texts claim what is left, and no two items take one seat unless they are twins. Refers to
/// its arguments, which must outlive it.
class Seating {
public:
    Seating(const Snapshot& snapshot, KnownTexts& texts, std::vector<Decision>& decisions);

    /// Fills in `story`, `rung`, `twin`, `copy_of`, `copy_of_item`, the verdict of twins and of
    /// what was removed, and the reasons so far.
    /// @param surroundings may be null; what it finds is appended to the snapshot.
    void run(Surroundings* surroundings);

    const Rungs& rungs() const { return rungs_; }
    /// What the feed's keys are worth now.
    const FeedModes& modes() const { return modes_; }
    /// Modes never relax by themselves: one honest document makes no feed trustworthy again.
    void learn_guid(GuidMode mode);
    /// A row that an unchanged item of this document continues.
    bool is_taken(SightingKey sighting) const { return present_sightings_.contains(sighting); }
    /// Adds a reason, once for each story.
    void note(
        std::size_t index, std::string code, std::string text, std::optional<std::size_t> about
    );

private:
    /// A claim that an item could make on a story. Sorted by what it proves, never by the order of
    /// the document.
    struct Claim {
        int phase = 0;  // -1: an operator's word; 0: text and key agree; guid, link, text, likeness
        double score = 0;
        std::size_t item = 0;
        std::size_t story = 0;
        Rung rung = Rung::kNone;
        bool known_text = false;
        Reason reason;  // of a near one
    };

    /// Who stands for a story in this document.
    struct Claimant {
        std::string_view url_key;
        std::optional<std::size_t> item;  // none: an unchanged one
    };

    const PreparedItem& item(std::size_t index) const { return snapshot_.items[index]; }
    const KnownStory& story(std::size_t index) const { return snapshot_.stories[index]; }

    void learn_from_document();
    void seat_unchanged();
    void find_twins();
    std::vector<std::size_t> unplaced() const;
    bool look_around(Surroundings* surroundings);
    void keep_removed_out();
    std::vector<Claim> collect_claims();
    std::vector<std::size_t> nearby(std::size_t i, const Near& near) const;
    std::vector<Claim> collect_near_claims();
    std::vector<std::size_t> likeliest(std::size_t i, std::vector<std::size_t> candidates);
    Rung guid_rung(std::size_t i, std::size_t s) const;
    bool has_own_story(std::size_t i, std::size_t s);
    Claim claim(std::size_t i, std::size_t s, int phase, Rung rung);
    void add_likeness(std::vector<Claim>& claims);
    void assign(std::vector<Claim> claims);
    bool may_share(const Claim& claim, const Claimant& seated);
    void forget_lower_rungs(const Claim& claim);
    void explain_hit(const Claim& claim);

    const Snapshot& snapshot_;
    KnownTexts& texts_;
    std::vector<Decision>& decisions_;
    Survey survey_;
    Rungs rungs_;
    FeedModes modes_;
    std::vector<bool> assigned_;
    std::map<std::size_t, Claimant> seats_;  // by story
    std::set<SightingKey> present_sightings_;
};

}  // namespace wireroom::dedup
