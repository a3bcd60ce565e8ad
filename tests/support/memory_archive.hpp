#pragma once

#include "serve/archive.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace wireroom::test {

/// An archive in memory. Members are locked, so that a test may add while a server reads.
class MemoryArchive : public serve::Archive {
public:
    std::string epoch = "e1";
    std::vector<model::Feed> all_feeds;
    std::vector<model::Story> all_stories;
    std::map<std::string, std::vector<model::Revision>> all_revisions;
    std::map<std::string, model::StoryPlace> places;  ///< of stories that are not where they were
    std::map<std::string, model::Explanation> explanations;
    std::vector<model::Monitor> all_monitors;
    serve::QueryTest test_result;
    std::function<void()> during_test;  ///< called while a query is tested
    std::string query_fault;            ///< not empty: no query compiles, for this reason
    std::size_t most_on_a_page = 1000;  ///< stories; the store ends a page behind long texts
    std::string failure;                ///< not empty: everything throws it

    /// Appends an event, numbered after the last. @return its number.
    std::int64_t add(model::Event event) {
        const std::lock_guard lock(mutex_);
        event.seq = ++head_;
        events_.push_back(std::move(event));
        return head_;
    }

    /// Forgets the events up to and including `seq`.
    void prune(std::int64_t seq) {
        const std::lock_guard lock(mutex_);
        std::erase_if(events_, [&](const model::Event& event) { return event.seq <= seq; });
    }

    /// Calls of `events` so far.
    int reads() const {
        const std::lock_guard lock(mutex_);
        return reads_;
    }

    serve::LogState log() override {
        check();
        const std::lock_guard lock(mutex_);
        return {
            .epoch = epoch,
            .oldest_seq = events_.empty() ? head_ + 1 : events_.front().seq,
            .head_seq = head_};
    }

    serve::Counts counts() override {
        check();
        return {
            .feeds = static_cast<std::int64_t>(all_feeds.size()),
            .failing = std::ranges::count(
                all_feeds, model::FeedState::kFailing, [](const auto& feed) { return feed.state; }
            ),
            .stories = static_cast<std::int64_t>(all_stories.size()),
            .revisions = static_cast<std::int64_t>(all_revisions.size()),
            .events = head_,
            .monitors = static_cast<std::int64_t>(all_monitors.size())};
    }

    std::vector<model::Feed> feeds(bool with_retired) override {
        check();
        auto feeds = all_feeds;
        std::erase_if(feeds, [&](const model::Feed& feed) {
            return !with_retired && feed.state == model::FeedState::kRetired;
        });
        return feeds;
    }

    std::string why_next_poll(const model::Feed& feed) override {
        return "because of " + feed.spec.name;
    }

    serve::StoryPage stories(const serve::StoryQuery& query) override {
        check();
        {
            const std::lock_guard lock(mutex_);
            asked_stories.push_back(query);
        }
        const auto begin = query.after.empty() ? 0U : std::stoul(query.after);
        serve::StoryPage page;
        for (auto at = begin; at < all_stories.size(); ++at) {
            if (page.stories.size() ==
                std::min(static_cast<std::size_t>(query.limit), most_on_a_page)) {
                page.next = std::to_string(at);
                break;
            }
            page.stories.push_back(all_stories[at]);
        }
        return page;
    }

    std::optional<model::Story> story(const std::string& id) override {
        check();
        const auto found = std::ranges::find(all_stories, id, &model::Story::id);
        return found == all_stories.end() ? std::nullopt : std::optional(*found);
    }

    model::StoryPlace place(const std::string& id) override {
        check();
        if (const auto found = places.find(id); found != places.end()) {
            return found->second;
        }
        model::StoryPlace here;
        here.kind = story(id) ? model::StoryPlace::Kind::kHere : model::StoryPlace::Kind::kUnknown;
        return here;
    }

    std::optional<model::Explanation> explain(const std::string& id) override {
        check();
        const auto found = explanations.find(id);
        return found == explanations.end() ? std::nullopt : std::optional(found->second);
    }

    std::vector<model::Revision> revisions(const std::string& id) override {
        check();
        const auto found = all_revisions.find(id);
        return found == all_revisions.end() ? std::vector<model::Revision>() : found->second;
    }

    std::optional<model::Revision> revision(const std::string& id, int number) override {
        for (auto& revision : revisions(id)) {
            if (revision.number == number) {
                return revision;
            }
        }
        return std::nullopt;
    }

    protocol::StoryDiff diff(const model::Revision& before, const model::Revision& after) override {
        using Kind = protocol::DiffSpan::Kind;
        protocol::StoryDiff diff;
        diff.title = {{Kind::kRemoved, before.title}, {Kind::kAdded, after.title}};
        diff.words_added = 1;
        return diff;
    }

    serve::EventPage events(const serve::EventQuery& query) override {
        check();
        const std::lock_guard lock(mutex_);
        ++reads_;
        serve::EventPage page{.events = {}, .last_seq = query.after, .head_seq = head_};
        auto event = std::ranges::upper_bound(events_, query.after, {}, &model::Event::seq);
        for (int rows = 0; event != events_.end() && rows < query.limit; ++event, ++rows) {
            page.last_seq = event->seq;
            const bool wanted =
                (query.types.empty() ||
                 std::ranges::find(query.types, event->type) != query.types.end()) &&
                (query.feed.empty() || query.feed == event->feed) &&
                (query.monitor.empty() || says_monitor(*event, query.monitor));
            if (wanted) {
                page.events.push_back(*event);
            }
        }
        return page;
    }

    std::vector<model::Monitor> monitors() override {
        check();
        return all_monitors;
    }

    std::optional<Timestamp> monitor_changed(const std::string& name) override {
        check();
        for (const auto& monitor : all_monitors) {
            if (monitor.spec.name == name) {
                return std::max(monitor.added, monitor.last_matched.value_or(Timestamp{}));
            }
        }
        return std::nullopt;
    }

    serve::QueryTest test_query(const std::string& query, Timestamp since, int limit) override {
        check();
        {
            const std::lock_guard lock(mutex_);
            asked_tests.push_back({query, since, limit});
        }
        if (during_test) {
            during_test();
        }
        if (!query_fault.empty()) {
            throw std::invalid_argument(query_fault);
        }
        return test_result;
    }

    struct AskedTest {
        std::string query;
        Timestamp since;
        int limit = 0;
    };

    std::vector<serve::StoryQuery> asked_stories;
    std::vector<AskedTest> asked_tests;

private:
    /// The store's `data` names the monitor.
    static bool says_monitor(const model::Event& event, const std::string& name) {
        return event.type.starts_with("monitor.") &&
               event.data.find("\"monitor\":\"" + name + "\"") != std::string::npos;
    }

    void check() const {
        if (!failure.empty()) {
            throw std::runtime_error(failure);
        }
    }

    mutable std::mutex mutex_;
    std::vector<model::Event> events_;
    std::int64_t head_ = 0;
    int reads_ = 0;
};

}  // namespace wireroom::test
