#pragma once

#include "dedup/decide.hpp"
#include "text/url_key.hpp"

#include <algorithm>
#include <chrono>
#include <map>
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
    };

    /// @param near  also offer stories of the same outlet and day as near candidates.
    explicit MemoryStore(bool near = true) : near_(near) {}

    std::vector<Event> poll(int feed, Timestamp now, std::vector<dedup::PreparedItem> items) {
        const auto id = model::FeedId{feed};
        dedup::Snapshot snapshot{.feed = id, .now = now, .modes = modes_[feed]};
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
                if (near_ && item.outlet == story.outlet && item.item.date_published &&
                    story.published &&
                    std::chrono::abs(*item.item.date_published - *story.published) <
                        std::chrono::hours(24)) {
                    candidates.by_near.push_back(choose(s));
                }
            }
            snapshot.candidates.push_back(std::move(candidates));
        }
        for (const auto& item : snapshot.unchanged) {
            choose(static_cast<std::size_t>(item.story));
        }
        for (const auto s : order) {
            auto story = stories_[s];
            const auto guids = guids_.find({feed, s});
            if (guids != guids_.end()) {
                story.guids.assign(guids->second.begin(), guids->second.end());
            }
            snapshot.stories.push_back(std::move(story));
        }

        const auto judgement = dedup::decide(snapshot);
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

private:
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
            events.push_back({Kind::kNew, s, {}});
        }
        auto& story = stories_[s];
        if (decision.verdict == dedup::Verdict::kNewRevision) {
            const int number = static_cast<int>(story.revisions.size()) + 1;
            story.revisions.push_back(revision(item, number));
            story.current = number;
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

    bool near_;
    std::vector<dedup::KnownStory> stories_;
    std::map<std::pair<int, std::size_t>, std::set<std::string>> guids_;
    std::map<std::pair<int, std::uint64_t>, dedup::PresentItem> raw_hashes_;
    std::map<int, dedup::FeedModes> modes_;
    dedup::Judgement last_;
    std::vector<std::size_t> last_stories_;
    std::int64_t sightings_ = 0;
};

}  // namespace wireroom::testing
