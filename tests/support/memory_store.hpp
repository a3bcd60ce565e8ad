#pragma once

#include "dedup/decide.hpp"
#include "dedup/sketch.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace wireroom::testing {

/// Stories in memory, looked up as the real store does it: what tests of the deduplicator play
/// feeds against. One `poll` is one document of one feed.
class MemoryStore {
public:
    enum class Kind { kNew, kMaterial, kMinor, kSighted };
    struct Event {
        Kind kind = Kind::kNew;
        std::size_t story = 0;  ///< index into `stories()`
        model::Change change;
        std::optional<std::size_t> copy_of = std::nullopt;  ///< index into `stories()`
    };

    /// @param near  also answer what is near.
    explicit MemoryStore(bool near = true) : near_(near) {}

    /// What comparing may cost in each of the next documents.
    void limit_effort(std::size_t steps) { effort_ = steps; }

    std::vector<Event> poll(int feed, Timestamp now, std::vector<dedup::PreparedItem> items) {
        const auto id = model::FeedId{feed};
        dedup::Snapshot snapshot{
            .feed = id, .now = now, .modes = modes_[feed], .pins = pins_[feed]};
        std::map<std::size_t, std::size_t> chosen;  // story → index in the snapshot
        std::vector<std::size_t> order;
        const auto choose = [&](std::size_t story) {
            const auto [at, fresh] = chosen.emplace(story, order.size());
            if (fresh) {
                order.push_back(story);
            }
            return at->second;
        };
        std::set<std::int64_t> present;
        for (auto& item : items) {
            if (const auto* known = by_raw_hash(id, item.item.raw_hash)) {
                snapshot.unchanged.push_back(*known);
                present.insert(static_cast<std::int64_t>(known->sighting));
            } else {
                snapshot.items.push_back(std::move(item));
            }
        }
        for (const auto& item : snapshot.items) {
            dedup::Candidates candidates;
            for (std::size_t s = 0; s < stories_.size(); ++s) {
                const auto& story = stories_[s];
                const auto guids = guids_.find({feed, s});
                if (!item.guid.empty() && guids != guids_.end() &&
                    guids->second.contains(item.guid)) {
                    candidates.by_guid.push_back(choose(s));
                }
                if (!item.url_key.empty() &&
                    std::ranges::find(story.url_keys, item.url_key) != story.url_keys.end()) {
                    candidates.by_url.push_back(choose(s));
                }
                if (std::ranges::any_of(story.revisions, [&](const dedup::KnownRevision& revision) {
                        return revision.print.title_body == item.print.title_body ||
                               revision.print.body == item.print.body;
                    })) {
                    candidates.by_text.push_back(choose(s));
                }
            }
            snapshot.candidates.push_back(std::move(candidates));
        }
        for (const auto& item : snapshot.unchanged) {
            choose(static_cast<std::size_t>(item.story));
        }
        for (const auto s : order) {
            snapshot.stories.push_back(known(feed, s));
        }

        Neighbourhood surroundings(*this, snapshot, order);
        dedup::Effort effort(effort_);
        const auto judgement = dedup::decide(snapshot, near_ ? &surroundings : nullptr, effort);
        asked_near_ = surroundings.asked();
        modes_[feed] = judgement.modes;
        last_ = judgement;
        std::vector<Event> events;
        std::vector<std::size_t> story_of(snapshot.items.size());
        for (std::size_t i = 0; i < snapshot.items.size(); ++i) {
            const auto& decision = judgement.decisions[i];
            const auto& item = snapshot.items[i];
            if (decision.verdict == dedup::Verdict::kTwin) {
                story_of[i] = story_of[decision.twin];
                raw_hashes_[{feed, item.item.raw_hash}] =
                    raw_hashes_[{feed, snapshot.items[decision.twin].item.raw_hash}];
                continue;
            }
            story_of[i] = decision.story ? order[*decision.story] : stories_.size();
            apply(id, now, item, decision, story_of[i], present, events);
        }
        for (auto& event : events) {
            const auto at = std::ranges::find(story_of, event.story);
            const auto& decision =
                judgement.decisions[static_cast<std::size_t>(at - story_of.begin())];
            if (event.kind == Kind::kNew && decision.copy_of) {
                event.copy_of = order[*decision.copy_of];
            } else if (event.kind == Kind::kNew && decision.copy_of_item) {
                event.copy_of = story_of[*decision.copy_of_item];
            }
        }
        for (auto& story : stories_) {
            for (auto& sighting : story.sightings) {
                if (sighting.feed == id) {
                    sighting.gone = !present.contains(static_cast<std::int64_t>(sighting.key));
                }
            }
        }
        last_stories_ = std::move(story_of);
        return events;
    }

    const std::vector<dedup::KnownStory>& stories() const { return stories_; }
    const dedup::Judgement& last() const { return last_; }
    /// The story of each changed item of the last poll, twins included.
    const std::vector<std::size_t>& last_stories() const { return last_stories_; }
    dedup::FeedModes modes(int feed) { return modes_[feed]; }
    /// What the operator says about the feed's keys from now on.
    void pin(int feed, model::DedupPins pins) { pins_[feed] = pins; }
    /// The items of the last poll about whose neighbours the store was asked.
    const std::vector<std::size_t>& asked_near() const { return asked_near_; }

private:
    /// The store around one snapshot.
    class Neighbourhood : public dedup::Surroundings {
    public:
        Neighbourhood(
            const MemoryStore& store, dedup::Snapshot& snapshot, std::vector<std::size_t>& order
        )
            : store_(store), snapshot_(snapshot), order_(order) {}

        void find_near(const std::vector<std::size_t>& items) override {
            asked_ = items;
            for (const auto i : items) {
                std::vector<std::pair<double, std::size_t>> found;
                for (std::size_t s = 0; s < store_.stories_.size(); ++s) {
                    if (const auto like = near(snapshot_.items[i], store_.stories_[s])) {
                        found.emplace_back(-*like, s);
                    }
                }
                std::ranges::stable_sort(found);
                found.resize(std::min<std::size_t>(found.size(), 64));
                for (const auto& [like, s] : found) {
                    auto at = std::ranges::find(order_, s);
                    if (at == order_.end()) {
                        order_.push_back(s);
                        at = std::prev(order_.end());
                        snapshot_.stories.push_back(
                            store_.known(static_cast<int>(snapshot_.feed), s)
                        );
                    }
                    snapshot_.candidates[i].by_near.push_back(
                        static_cast<std::size_t>(at - order_.begin())
                    );
                }
            }
        }

        /// Sanitised texts of the feed's other stories, newest first.
        std::vector<std::string> other_texts(std::size_t limit) override {
            std::vector<std::string> texts;
            for (auto s = store_.stories_.size(); s-- > 0 && texts.size() < limit;) {
                const auto& story = store_.stories_[s];
                const bool carried = std::ranges::any_of(story.sightings, [&](const auto& seen) {
                    return seen.feed == snapshot_.feed && !seen.gone;
                });
                if (carried && std::ranges::find(order_, s) == order_.end()) {
                    texts.push_back(
                        story.revisions[static_cast<std::size_t>(story.current - 1)].content_html
                    );
                }
            }
            return texts;
        }

        const std::vector<std::size_t>& asked() const { return asked_; }

    private:
        /// How alike they are, when they are near at all.
        std::optional<double> near(const dedup::PreparedItem& item, const dedup::KnownStory& story)
            const {
            const auto like = dedup::likeness(item.sketch, story.sketch).containment;
            const auto apart = std::chrono::abs(
                item.item.date_published.value_or(snapshot_.now) -
                story.published.value_or(story.first_seen)
            );
            if (item.outlet == story.outlet && apart <= std::chrono::hours(3)) {
                return like >= 0.4 || apart <= std::chrono::minutes(5) ? std::optional(like)
                                                                       : std::nullopt;
            }
            const auto keys = dedup::sketch_keys(item.sketch);
            const bool shared =
                std::ranges::any_of(dedup::sketch_keys(story.sketch), [&](std::uint32_t key) {
                    return std::ranges::find(keys, key) != keys.end();
                });
            const bool recent = snapshot_.now - story.first_seen < std::chrono::hours(24 * 7);
            const double enough = item.outlet == story.outlet ? 0.4 : 0.5;
            return shared && recent && like >= enough ? std::optional(like) : std::nullopt;
        }

        const MemoryStore& store_;
        dedup::Snapshot& snapshot_;
        std::vector<std::size_t>& order_;
        std::vector<std::size_t> asked_;
    };

    dedup::KnownStory known(int feed, std::size_t s) const {
        auto story = stories_[s];
        const auto guids = guids_.find({feed, s});
        if (guids != guids_.end()) {
            story.guids.assign(guids->second.begin(), guids->second.end());
        }
        return story;
    }

    const dedup::PresentItem* by_raw_hash(model::FeedId feed, std::uint64_t hash) {
        const auto found = raw_hashes_.find({static_cast<int>(feed), hash});
        return hash == 0 || found == raw_hashes_.end() ? nullptr : &found->second;
    }

    void apply(
        model::FeedId feed,
        Timestamp now,
        const dedup::PreparedItem& item,
        const dedup::Decision& decision,
        std::size_t s,
        std::set<std::int64_t>& present,
        std::vector<Event>& events
    ) {
        if (s == stories_.size()) {
            dedup::KnownStory story;
            story.key = dedup::StoryKey{static_cast<std::int64_t>(s)};
            story.outlet = item.outlet;
            story.published = item.item.date_published;
            story.first_seen = now;
            stories_.push_back(std::move(story));
            stories_[s].revisions.push_back(revision(item, 1));
            stories_[s].sketch = item.sketch;
            events.push_back({Kind::kNew, s, {}});
        }
        auto& story = stories_[s];
        if (decision.verdict == dedup::Verdict::kNewRevision) {
            const int number = static_cast<int>(story.revisions.size()) + 1;
            story.revisions.push_back(revision(item, number));
            story.current = number;
            story.sketch = item.sketch;
            events.push_back(
                {decision.change->material ? Kind::kMaterial : Kind::kMinor, s, *decision.change}
            );
        } else if (decision.revision != 0) {
            story.current = decision.revision;
        }
        if (decision.verdict == dedup::Verdict::kSighting) {
            events.push_back({Kind::kSighted, s, {}});
        }
        if (!item.url_key.empty() &&
            std::ranges::find(story.url_keys, item.url_key) == story.url_keys.end()) {
            story.url_keys.push_back(item.url_key);
        }
        if (!item.guid.empty()) {
            guids_[{static_cast<int>(feed), s}].insert(item.guid);
        }
        auto sighting =
            std::ranges::find(story.sightings, decision.sighting, &dedup::KnownSighting::key);
        if (decision.sighting == dedup::SightingKey{} || sighting == story.sightings.end()) {
            story.sightings.push_back({.key = dedup::SightingKey{++sightings_}, .feed = feed});
            sighting = std::prev(story.sightings.end());
        }
        sighting->guid = item.guid;
        sighting->url_key = item.url_key;
        sighting->published = item.item.date_published;
        sighting->text = item.print.title_body;
        sighting->text_rules = item.print.text_rules;
        sighting->enclosures.clear();
        for (const auto& attachment : item.item.attachments) {
            sighting->enclosures.push_back(attachment.url);
        }
        present.insert(static_cast<std::int64_t>(sighting->key));
        // A sighting is known by the raw item that it was last made from.
        std::erase_if(raw_hashes_, [&](const auto& entry) {
            return entry.second.sighting == sighting->key;
        });
        raw_hashes_[{static_cast<int>(feed), item.item.raw_hash}] = {
            story.key, sighting->key, item.guid, item.url_key};
    }

    static dedup::KnownRevision revision(const dedup::PreparedItem& item, int number) {
        return {
            .number = number,
            .title = item.title,
            .content_html = item.content_html,
            .print = item.print};
    }

    std::size_t effort_ = dedup::Effort::kOfDocument;
    bool near_;
    std::vector<dedup::KnownStory> stories_;
    std::map<std::pair<int, std::size_t>, std::set<std::string>> guids_;
    std::map<std::pair<int, std::uint64_t>, dedup::PresentItem> raw_hashes_;
    std::map<int, dedup::FeedModes> modes_;
    std::map<int, model::DedupPins> pins_;
    std::vector<std::size_t> asked_near_;
    dedup::Judgement last_;
    std::vector<std::size_t> last_stories_;
    std::int64_t sightings_ = 0;
};

}  // namespace wireroom::testing
