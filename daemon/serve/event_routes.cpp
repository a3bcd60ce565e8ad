#include "base/text.hpp"
#include "protocol/status.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

namespace wireroom::serve {
namespace {

/// Those that the page of the API names, also those that only later versions will tell of: whoever
/// waits for them already is right to.
constexpr std::initializer_list<std::string_view> kEventTypes = {
    "story.new",
    "story.revised",
    "story.sighted",
    "story.merged",
    "story.split",
    "story.reverted",
    "story.withdrawn",
    "story.removed",
    "monitor.matched",
    "monitor.unmatched",
    "feed.added",
    "feed.removed",
    "feed.moved",
    "feed.failing",
    "feed.recovered",
    "feed.gone",
    "feed.silent"};

/// Where the log can be read from: a cursor just before its oldest event.
std::int64_t beginning(const LogState& log) {
    return log.oldest_seq - 1;
}

/// What a client does about it is its own decision: so it is told where the log begins and ends.
Reply gone(const LogState& log, const std::string& cursor, std::string_view why) {
    auto reply = problem(410, "");
    reply.body = protocol::render_problem(
        410,
        fmt::format("cursor {} {}", printable(cursor, 60), why),
        {{"oldest", model::format_cursor({.epoch = log.epoch, .seq = beginning(log)})},
         {"head", model::format_cursor({.epoch = log.epoch, .seq = log.head_seq})},
         {"epoch", log.epoch}}
    );
    return reply;
}

/// Puts the stream at `cursor`, or says why not.
std::optional<Reply> start_at(
    EventStream& stream, const LogState& log, const std::string& text, bool skip_gap
) {
    const auto cursor = model::parse_cursor(text);
    if (!cursor) {
        return problem(
            400,
            fmt::format(
                "\"{}\" is no cursor; after takes one, or now, or begin", printable(text, 60)
            )
        );
    }
    const bool foreign = cursor->epoch != log.epoch;
    const bool beyond = !foreign && cursor->seq > log.head_seq;
    const bool too_old = !foreign && cursor->seq < beginning(log);
    if (!foreign && !beyond && !too_old) {
        stream.query.after = cursor->seq;
        return std::nullopt;
    }
    if (!skip_gap) {
        return gone(
            log,
            text,
            foreign  ? "is of another store, or of this one before it was restored"
            : beyond ? "is beyond the end of the log"
                     : "is older than the oldest event kept"
        );
    }
    stream.query.after = beginning(log);
    stream.gap = EventGap{.from = text, .reason = too_old ? "retention" : "epoch"};
    return std::nullopt;
}

/// `Last-Event-ID` wins: it is how far a reconnecting reader really got.
std::optional<Reply> place(
    EventStream& stream, const Context& context, const std::optional<std::string>& after, bool skip
) {
    const auto log = context.archive.log();
    stream.epoch = log.epoch;
    if (!context.request.last_event_id.empty()) {
        return start_at(stream, log, context.request.last_event_id, skip);
    }
    const std::string from = after.value_or(stream.follow ? "now" : "begin");
    if (from == "now") {
        stream.query.after = log.head_seq;
        return std::nullopt;
    }
    if (from == "begin") {
        stream.query.after = beginning(log);
        return std::nullopt;
    }
    return start_at(stream, log, from, skip);
}

}  // namespace

Answer answer_events(const Context& context) {
    Parameters parameters(
        context.request,
        {"after",
         "follow",
         "limit",
         "wait",
         "types",
         "feed",
         "monitor",
         "lang",
         "heartbeat",
         "include",
         "on_gap"}
    );
    EventStream stream;
    const auto after = parameters.text("after");
    stream.follow = parameters.flag("follow").value_or(false);
    if (const auto limit = parameters.integer("limit", 1, 1000)) {
        stream.limit = static_cast<int>(*limit);
    }
    stream.wait = std::chrono::seconds(parameters.integer("wait", 0, 300).value_or(0));
    stream.heartbeat = std::chrono::seconds(parameters.integer("heartbeat", 1, 3600).value_or(15));
    stream.query.types =
        parameters.list_of("types", kEventTypes).value_or(std::vector<std::string>());
    stream.query.feed = parameters.text("feed").value_or("");
    stream.query.monitor = parameters.text("monitor").value_or("");
    const auto langs = parameters.list("lang");
    const auto include = parameters.list_of("include", {"content"});
    stream.query.content_for_all = include && !include->empty();
    const bool skip = parameters.choice("on_gap", {"skip", "fail"}).value_or("fail") == "skip";
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    if (langs.size() > 1) {
        return problem(400, "query parameter \"lang\" takes one language");
    }
    if (stream.follow && stream.wait.count() > 0) {
        return problem(400, "query parameter \"wait\" is for pages: it does not go with follow=1");
    }
    if (!langs.empty()) {
        stream.query.lang = langs.front();
    }
    if (auto refusal = place(stream, context, after, skip)) {
        return *std::move(refusal);
    }
    return stream;
}

}  // namespace wireroom::serve
