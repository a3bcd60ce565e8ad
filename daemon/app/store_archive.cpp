#include "app/store_archive.hpp"

#include "app/clock.hpp"
#include "config/paths.hpp"
#include "dedup/diff.hpp"
#include "schedule/policy.hpp"

#include <utility>

namespace wireroom::app {
namespace {

store::StoryOrder order_of(serve::StoryOrder order) {
    switch (order) {
        case serve::StoryOrder::kPublished:
            return store::StoryOrder::kPublished;
        case serve::StoryOrder::kRevised:
            return store::StoryOrder::kRevised;
        case serve::StoryOrder::kSeen:
            break;
    }
    return store::StoryOrder::kSeen;
}

protocol::DiffSpan::Kind kind_of(dedup::DiffSpan::Kind kind) {
    switch (kind) {
        case dedup::DiffSpan::Kind::kAdded:
            return protocol::DiffSpan::Kind::kAdded;
        case dedup::DiffSpan::Kind::kRemoved:
            return protocol::DiffSpan::Kind::kRemoved;
        case dedup::DiffSpan::Kind::kSame:
            break;
    }
    return protocol::DiffSpan::Kind::kSame;
}

protocol::DiffParagraph::Kind kind_of(dedup::DiffParagraph::Kind kind) {
    switch (kind) {
        case dedup::DiffParagraph::Kind::kAdded:
            return protocol::DiffParagraph::Kind::kAdded;
        case dedup::DiffParagraph::Kind::kRemoved:
            return protocol::DiffParagraph::Kind::kRemoved;
        case dedup::DiffParagraph::Kind::kChanged:
            return protocol::DiffParagraph::Kind::kChanged;
        case dedup::DiffParagraph::Kind::kSame:
            break;
    }
    return protocol::DiffParagraph::Kind::kSame;
}

std::vector<protocol::DiffSpan> take_spans(std::vector<dedup::DiffSpan> spans) {
    std::vector<protocol::DiffSpan> taken;
    taken.reserve(spans.size());
    for (auto& span : spans) {
        taken.push_back({.kind = kind_of(span.kind), .text = std::move(span.text)});
    }
    return taken;
}

Timestamp process_now() {
    static const Clock kClock(config::process_environment());
    return kClock.now();
}

}  // namespace

StoreArchive::StoreArchive(const std::string& path, std::function<Timestamp()> now)
    : reader_(path), now_(now ? std::move(now) : process_now) {}

serve::LogState StoreArchive::log() {
    serve::LogState log;
    log.epoch = reader_.epoch();
    // In this order: a log that is pruned in between looks shorter, never as if it had a gap.
    log.oldest_seq = reader_.oldest_seq();
    log.head_seq = reader_.head_seq();
    return log;
}

serve::Counts StoreArchive::counts() {
    const auto counts = reader_.counts();
    return {
        .feeds = counts.feeds,
        .failing = counts.failing,
        .stories = counts.stories,
        .revisions = counts.revisions,
        .events = counts.events,
        .monitors = counts.monitors};
}

std::vector<model::Feed> StoreArchive::feeds(bool with_retired) {
    return reader_.feeds(with_retired);
}

std::string StoreArchive::why_next_poll(const model::Feed& feed) {
    if (feed.state == model::FeedState::kRetired) {
        return "It is not polled: no configuration names it any more.";
    }
    return schedule::explain(feed.schedule, now_());
}

serve::StoryPage StoreArchive::stories(const serve::StoryQuery& query) {
    store::StoryQuery asked;
    asked.order = order_of(query.order);
    asked.feed = query.feed;
    asked.group = query.group;
    asked.tag = query.tag;
    asked.monitor = query.monitor;
    asked.since = query.since;
    asked.until = query.until;
    asked.with_content = query.with_content;
    asked.limit = query.limit;
    asked.after = query.after;
    auto page = reader_.stories(asked);
    return {.stories = std::move(page.stories), .next = std::move(page.next)};
}

std::optional<model::Story> StoreArchive::story(const std::string& id) {
    return reader_.story(id);
}

model::StoryPlace StoreArchive::place(const std::string& id) {
    return reader_.place(id);
}

std::optional<model::Explanation> StoreArchive::explain(const std::string& id) {
    return reader_.explain(id);
}

std::vector<model::Revision> StoreArchive::revisions(const std::string& id) {
    return reader_.revisions(id);
}

std::optional<model::Revision> StoreArchive::revision(const std::string& id, int number) {
    return reader_.revision(id, number);
}

protocol::StoryDiff StoreArchive::diff(
    const model::Revision& before, const model::Revision& after
) {
    auto compared =
        dedup::compare(before.title, before.content_text, after.title, after.content_text);
    protocol::StoryDiff diff;
    diff.title = take_spans(std::move(compared.title));
    diff.paragraphs.reserve(compared.paragraphs.size());
    for (auto& paragraph : compared.paragraphs) {
        diff.paragraphs.push_back(
            {.kind = kind_of(paragraph.kind), .spans = take_spans(std::move(paragraph.spans))}
        );
    }
    diff.words_added = compared.words_added;
    diff.words_removed = compared.words_removed;
    return diff;
}

serve::EventPage StoreArchive::events(const serve::EventQuery& query) {
    store::EventQuery asked;
    asked.after = query.after;
    asked.limit = query.limit;
    asked.types = query.types;
    asked.feed = query.feed;
    asked.monitor = query.monitor;
    asked.content_for_all = query.content_for_all;
    auto page = reader_.events(asked);
    return {.events = std::move(page.events), .last_seq = page.last_seq, .head_seq = page.head_seq};
}

std::vector<model::Monitor> StoreArchive::monitors() {
    return reader_.monitors();
}

std::optional<Timestamp> StoreArchive::monitor_changed(const std::string& name) {
    return reader_.monitor_changed(name);
}

serve::QueryTest StoreArchive::test_query(const std::string& query, Timestamp since, int limit) {
    auto found = reader_.test_query(query, since, limit);
    serve::QueryTest test{.hits = {}, .looked_at = found.looked_at, .back_to = found.back_to};
    test.hits.reserve(found.hits.size());
    for (auto& hit : found.hits) {
        test.hits.push_back(
            {.story = std::move(hit.story), .time = hit.time, .initial = hit.initial}
        );
    }
    return test;
}

}  // namespace wireroom::app
