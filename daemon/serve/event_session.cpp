#include "serve/event_session.hpp"

#include "base/log.hpp"
#include "protocol/event.hpp"

#include <algorithm>
#include <chrono>

namespace wireroom::serve {
namespace {

using std::chrono::steady_clock;

/// Pages up to this size are copied into one write with their chunk header; others are written from
/// where they are.
constexpr std::size_t kCopyBytes = 16 * 1024;
/// Events on a page whose request names no limit but wants to wait for one.
constexpr int kDefaultLimit = 500;

constexpr std::string_view kShuttingDown = "shutting down";
constexpr std::string_view kStoreFailed = "the store could not be read";

model::Cursor place(const EventStream& stream, std::int64_t seq) {
    return {.epoch = stream.epoch, .seq = seq};
}

void append_gap(
    std::string& out,
    const std::string& from,
    const model::Cursor& to,
    const std::string& reason,
    const WireFormat& format
) {
    append_line(out, to, "stream.gap", protocol::render_gap(from, to, reason), format);
}

/// The gap that the request began with, or that retention made while the reader was on its way.
void append_gap_before(
    std::string& out, const EventStream& stream, const RenderedPage& page, const WireFormat& format
) {
    if (page.gap_to > page.after) {
        const auto from = model::format_cursor(place(stream, page.after));
        append_gap(out, from, place(stream, page.gap_to), "retention", format);
    }
}

/// A stream in progress: what was written, and how it goes on.
class Writer {
public:
    Writer(Session session, EventStream stream, WireFormat format)
        : session_(std::move(session)),
          stream_(std::move(stream)),
          format_(format),
          at_(stream_.query.after),
          told_(at_),
          left_(stream_.limit.value_or(0)) {}

    net::awaitable<bool> run();

private:
    net::awaitable<bool> begin();
    net::awaitable<bool> write_page(PagePtr page);
    net::awaitable<bool> write_lines(std::string text);
    net::awaitable<bool> checkpoint(bool heartbeat);
    net::awaitable<bool> end(std::string_view closed_because);
    net::awaitable<PagePtr> next_page();
    net::awaitable<bool> wait_at_head(std::uint64_t wakes);
    bool is_complete() const { return stream_.limit && left_ <= 0; }
    steady_clock::time_point next_heartbeat() const { return last_write_ + stream_.heartbeat; }

    Session session_;
    EventStream stream_;
    WireFormat format_;
    std::int64_t at_;    ///< read up to here
    std::int64_t told_;  ///< the client knows that it has got so far
    int left_;           ///< of the limit, when there is one
    steady_clock::time_point last_write_{};
};

net::awaitable<bool> Writer::run() {
    bool alive = co_await begin();
    while (alive) {
        const auto wakes = session_.connection->wakes();
        if (session_.hub->stopping()) {
            const bool keep = co_await end(kShuttingDown);
            co_return keep;
        }
        const auto page = co_await next_page();
        if (!page) {
            const bool keep = co_await end(kStoreFailed);
            co_return keep;
        }
        const bool progress = page->last_seq > at_;
        at_ = page->last_seq;
        alive = co_await write_page(page);
        if (!alive || is_complete()) {
            break;
        }
        if (at_ - told_ >= kPageRows) {
            alive = co_await checkpoint(false);
        }
        if (!alive || (progress && !page->at_head())) {
            continue;
        }
        if (!stream_.follow) {
            break;
        }
        alive = co_await wait_at_head(wakes);
    }
    if (!alive) {
        co_return false;
    }
    const bool keep = co_await end({});
    co_return keep;
}

/// Head and first line go out at once: a client that drops before its first event has a cursor.
net::awaitable<bool> Writer::begin() {
    std::string lines;
    append_checkpoint(lines, place(stream_, at_), format_);
    if (stream_.gap) {
        append_gap(lines, stream_.gap->from, place(stream_, at_), stream_.gap->reason, format_);
    }
    std::string out = render_stream_head(format_);
    append_chunk(out, lines, format_);
    last_write_ = steady_clock::now();
    const bool alive = co_await session_.connection->write(std::move(out));
    co_return alive;
}

net::awaitable<PagePtr> Writer::next_page() {
    auto query = stream_.query;
    query.after = at_;
    query.limit = left_;
    PagePtr page;
    try {
        page = co_await session_.hub->pages().get(std::move(query));
    } catch (const std::exception& error) {
        log::error("stream.failed", {{"error", error.what()}});
    }
    co_return page;
}

net::awaitable<bool> Writer::write_page(PagePtr page) {
    std::string lines;
    append_gap_before(lines, stream_, *page, format_);
    if (!page->lines.empty()) {
        told_ = page->lines.back().seq;
        left_ -= static_cast<int>(page->lines.size());
    }
    const bool as_is = !format_.event_stream && page->text.size() > kCopyBytes;
    if (!as_is) {
        lines += format_.event_stream ? as_event_stream(*page) : page->text;
    }
    bool alive = co_await write_lines(std::move(lines));
    if (!alive || !as_is) {
        co_return alive;
    }
    // The same chunk in three writes: its length, the shared text, its end.
    alive = co_await session_.connection->write(chunk_head(page->text.size(), format_));
    if (alive) {
        alive = co_await session_.connection->write_page(page);
    }
    if (alive) {
        alive = co_await session_.connection->write(std::string(chunk_tail(format_)));
    }
    last_write_ = steady_clock::now();
    co_return alive;
}

net::awaitable<bool> Writer::write_lines(std::string text) {
    if (text.empty()) {
        co_return true;
    }
    last_write_ = steady_clock::now();
    std::string out;
    append_chunk(out, text, format_);
    const bool alive = co_await session_.connection->write(std::move(out));
    co_return alive;
}

net::awaitable<bool> Writer::checkpoint(bool heartbeat) {
    std::string line;
    append_checkpoint(line, place(stream_, at_), format_, heartbeat);
    told_ = at_;
    const bool alive = co_await write_lines(std::move(line));
    co_return alive;
}

/// Until the log has advanced. Heartbeats go out meanwhile.
net::awaitable<bool> Writer::wait_at_head(std::uint64_t wakes) {
    const auto connection = session_.connection;
    bool alive = true;
    while (alive && connection->wakes() <= wakes) {
        connection->watch();
        co_await connection->wait(wakes, next_heartbeat());
        alive = !connection->has_left();
        if (alive && steady_clock::now() >= next_heartbeat()) {
            alive = co_await checkpoint(true);
        }
    }
    co_return alive && !connection->has_left();
}

/// @param closed_because empty at the stream's own end.
net::awaitable<bool> Writer::end(std::string_view closed_because) {
    const auto cursor = place(stream_, at_);
    std::string line;
    if (closed_because.empty()) {
        append_checkpoint(line, cursor, format_);
    } else {
        const auto json = protocol::render_closed(cursor, closed_because);
        append_line(line, cursor, "stream.closed", json, format_);
    }
    std::string out;
    append_chunk(out, line, format_);
    out += stream_end(format_);
    session_.connection->unwatch();
    const bool alive = co_await session_.connection->write(std::move(out));
    co_return alive&& closed_because.empty() && format_.keep_alive;
}

/// Gathers one page of events before anything is written, because its cursor goes into the head.
class Collector {
public:
    Collector(Session session, EventStream stream, WireFormat format)
        : session_(std::move(session)), stream_(std::move(stream)), format_(format) {}

    net::awaitable<bool> run();

private:
    net::awaitable<bool> collect();
    net::awaitable<bool> read_to_head();
    void append(const RenderedPage& page);

    Session session_;
    EventStream stream_;
    WireFormat format_;
    std::int64_t at_ = 0;
    int events_ = 0;
    std::string body_;
};

net::awaitable<bool> Collector::run() {
    at_ = stream_.query.after;
    append_checkpoint(body_, place(stream_, at_), format_);
    if (stream_.gap) {
        append_gap(body_, stream_.gap->from, place(stream_, at_), stream_.gap->reason, format_);
    }
    Reply reply;
    try {
        const bool collected = co_await collect();
        if (!collected) {
            co_return false;
        }
    } catch (const std::exception& error) {
        log::error("events.failed", {{"error", error.what()}});
        reply = problem(503, error.what());
    }
    if (reply.status == 200) {
        const auto cursor = place(stream_, at_);
        append_checkpoint(body_, cursor, format_);
        reply.content_type = format_.event_stream ? "text/event-stream" : "application/x-ndjson";
        reply.headers.emplace_back("Wireroom-Cursor", model::format_cursor(cursor));
        reply.headers.emplace_back("Cache-Control", "no-store");
        reply.body = std::move(body_);
    }
    const bool alive = co_await session_.connection->write(render_reply(reply, format_));
    co_return alive&& format_.keep_alive;
}

/// @return false when the client has left meanwhile.
net::awaitable<bool> Collector::collect() {
    const auto until = steady_clock::now() + stream_.wait;
    const auto connection = session_.connection;
    while (true) {
        const auto wakes = connection->wakes();
        const bool found = co_await read_to_head();
        if (found || steady_clock::now() >= until || session_.hub->stopping()) {
            break;
        }
        connection->watch();
        co_await connection->wait(wakes, until);
        if (connection->has_left()) {
            co_return false;
        }
    }
    connection->unwatch();
    co_return true;
}

/// @return whether there is something to tell.
net::awaitable<bool> Collector::read_to_head() {
    const int limit = stream_.limit.value_or(kDefaultLimit);
    while (events_ < limit && body_.size() < kPageBytes) {
        auto query = stream_.query;
        query.after = at_;
        query.limit = limit - events_;
        const auto page = co_await session_.hub->pages().get(std::move(query));
        append(*page);
        if (page->at_head() || page->last_seq == page->after) {
            break;
        }
    }
    co_return events_ > 0;
}

void Collector::append(const RenderedPage& page) {
    append_gap_before(body_, stream_, page, format_);
    body_ += format_.event_stream ? as_event_stream(page) : page.text;
    events_ += static_cast<int>(page.lines.size());
    at_ = page.last_seq;
}

}  // namespace

net::awaitable<bool> serve_events(Session session, EventStream stream, WireFormat format) {
    const bool is_page = !stream.follow && (stream.limit || stream.wait.count() > 0);
    if (is_page) {
        Collector collector(std::move(session), std::move(stream), format);
        const bool keep = co_await collector.run();
        co_return keep;
    }
    Writer writer(std::move(session), std::move(stream), format);
    const bool keep = co_await writer.run();
    co_return keep;
}

}  // namespace wireroom::serve
