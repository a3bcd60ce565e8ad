#include "serve/page.hpp"

#include "base/text.hpp"
#include "protocol/event.hpp"

#include <algorithm>

namespace wireroom::serve {
namespace {

/// Rows read at a time: what a page throws away when its bytes are used up before its rows.
constexpr int kRowsAtOnce = 64;

/// Basic filtering of RFC 4647: `en` stands for `en-GB` too.
bool speaks(const model::Event& event, const std::string& lang) {
    if (lang.empty()) {
        return true;
    }
    if (!event.story) {
        return false;
    }
    const auto& tag = event.story->language;
    return tag.size() >= lang.size() && iequals(tag.substr(0, lang.size()), lang) &&
           (tag.size() == lang.size() || tag[lang.size()] == '-');
}

bool is_full(const RenderedPage& page, int max_events) {
    return page.lines.size() >= static_cast<std::size_t>(max_events) ||
           page.text.size() >= kPageBytes;
}

/// Renders events until the page is full.
/// @return whether all of them were looked at.
bool append(RenderedPage& page, const EventPage& events, const EventQuery& query, int max_events) {
    const auto detail =
        query.content_for_all ? protocol::EventDetail::kContent : protocol::EventDetail::kNormal;
    for (const auto& event : events.events) {
        if (is_full(page, max_events)) {
            return false;
        }
        page.last_seq = event.seq;
        if (!speaks(event, query.lang)) {
            continue;
        }
        page.text += protocol::render_event(event, page.epoch, detail);
        page.text += '\n';
        page.lines.push_back({.seq = event.seq, .type = event.type, .end = page.text.size()});
    }
    return true;
}

}  // namespace

RenderedPage render_page(Archive& archive, EventQuery query) {
    const int max_events = query.limit > 0 ? std::min(query.limit, kPageRows) : kPageRows;
    const auto log = archive.log();
    RenderedPage page;
    page.epoch = log.epoch;
    page.after = query.after;
    page.head_seq = log.head_seq;
    if (query.after < log.oldest_seq - 1) {  // pruned while a slow reader was on its way
        page.gap_to = log.oldest_seq - 1;
        query.after = page.gap_to;
    }
    page.last_seq = query.after;
    int rows = 0;
    while (rows < kPageRows && page.last_seq < page.head_seq && !is_full(page, max_events)) {
        query.after = page.last_seq;
        query.limit = std::min(kRowsAtOnce, kPageRows - rows);
        const auto events = archive.events(query);
        rows += query.limit;
        page.head_seq = std::max(page.head_seq, events.head_seq);
        if (!append(page, events, query, max_events) || events.last_seq <= query.after) {
            break;
        }
        page.last_seq = events.last_seq;
    }
    return page;
}

void replay(
    Archive& archive, const EventStream& stream, const std::function<bool(std::string_view)>& sink
) {
    const auto cursor = [&](std::int64_t seq) {
        return model::Cursor{.epoch = stream.epoch, .seq = seq};
    };
    auto query = stream.query;
    bool more = sink(protocol::render_checkpoint(cursor(query.after)));
    if (more && stream.gap) {
        more =
            sink(protocol::render_gap(stream.gap->from, cursor(query.after), stream.gap->reason));
    }
    int left = stream.limit.value_or(0);
    while (more) {
        query.limit = left;
        const auto page = render_page(archive, query);
        if (page.gap_to > page.after) {
            const auto from = model::format_cursor(cursor(page.after));
            more = sink(protocol::render_gap(from, cursor(page.gap_to), "retention"));
        }
        std::size_t begin = 0;
        for (const auto& line : page.lines) {
            const auto length = line.end - begin - 1;
            more = more && sink(std::string_view(page.text).substr(begin, length));
            begin = line.end;
        }
        const bool stuck = page.last_seq == page.after;  // the log has less than it says
        query.after = page.last_seq;
        left -= static_cast<int>(page.lines.size());
        if (page.at_head() || stuck || (stream.limit && left <= 0)) {
            break;
        }
    }
    if (more) {
        sink(protocol::render_checkpoint(cursor(query.after)));
    }
}

}  // namespace wireroom::serve
