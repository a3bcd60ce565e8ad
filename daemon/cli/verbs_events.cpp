#include "base/spelling.hpp"
#include "base/text.hpp"
#include "cli/follower.hpp"
#include "cli/json.hpp"
#include "cli/render.hpp"
#include "cli/verbs.hpp"
#include "model/event.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace wireroom::cli {
namespace {

/// `stream.*` lines tell about the stream and are no rows of the log. The type's member is looked
/// for in the text first: parsing every event of a long log would cost more than all the rest.
bool is_stream_line(std::string_view line) {
    if (line.find("\"stream.") == std::string_view::npos) {
        return false;
    }
    const auto object = parse_object(line);
    return object && text_of(*object, "type").starts_with("stream.");
}

/// The cursor that a bare number stands for: the client adds the store's epoch.
/// @param option where the user wrote it, for the error.
Result<std::string, ClientError> cursor_of(
    Transport& transport, std::string_view option, const std::string& text
) {
    const bool bare =
        !text.empty() && std::ranges::all_of(text, [](char c) { return is_digit(c); });
    if (!bare) {
        if (text != "begin" && text != "now" && !model::parse_cursor(text)) {
            return ClientError(
                ClientFault::kUsage,
                std::string(option) + " " + printable(text, 60) +
                    " is no place in the log: say a number, a cursor, begin or now"
            );
        }
        return text;
    }
    if (text.find_first_not_of('0') == std::string::npos) {
        return std::string("begin");  // also when the log no longer has its first event
    }
    const auto reply = ask_well(transport, {.path = "/v1/status"});
    if (!reply) {
        return reply.error();
    }
    const auto status = parse_object(reply->body);
    if (!status) {
        return status.error();
    }
    return std::string(text_of(*status, "epoch")) + "-" + text;
}

serve::Request events_request(const std::string& after, bool follow) {
    serve::Request request{.path = "/v1/events"};
    request.query.emplace_back("after", after);
    request.query.emplace_back("follow", follow ? "1" : "0");
    return request;
}

ClientError needs_daemon(const Session& session) {
    if (!session.elsewhere.empty()) {
        return {ClientFault::kUnreachable, session.elsewhere};
    }
    return {
        ClientFault::kUnreachable,
        "wireroomd is not running, so nothing happens that could be followed; start it (systemctl "
        "start wireroomd, or wireroomd)"};
}

/// The first line: otherwise nothing may be seen for an hour, and nobody knows what is waited for.
void say_what_is_followed(const FollowVerb& verb, Session& session) {
    if (!verb.monitor.empty()) {
        session.tell("following monitor " + printable(verb.monitor) + "; Ctrl-C ends");
        return;
    }
    if (!verb.feed.empty()) {
        session.tell("following feed " + printable(verb.feed) + "; Ctrl-C ends");
        return;
    }
    const auto reply = ask_well(session.transport, {.path = "/v1/status"});
    const auto status =
        reply ? parse_object(reply->body) : Result<JsonObject, ClientError>(reply.error());
    if (status) {  // else the stream tells what is the matter
        session.tell(describe_following(*status));
    }
}

}  // namespace

ClientError no_event_type(std::string_view word) {
    std::string all;
    std::string_view meant;
    for (const auto type : kEventTypes) {
        all += (all.empty() ? "" : ", ") + std::string(type);
        // The log's lines show what stands behind the dot.
        if (meant.empty() && !word.empty() && type.substr(type.find('.') + 1) == word) {
            meant = type;
        }
    }
    if (meant.empty()) {
        meant = closest(word, {kEventTypes.begin(), kEventTypes.end()}).value_or("");
    }
    return {
        ClientFault::kUsage,
        "--type: \"" + printable(word, 60) + "\" is no event type" +
            (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?") + "; there are " +
            all};
}

Result<int, ClientError> run_verb(const EventsVerb& verb, Session& session) {
    if (verb.follow && !session.transport.is_daemon()) {
        return needs_daemon(session);
    }
    const auto after = cursor_of(session.transport, "--since", verb.since);
    if (!after) {
        return after.error();
    }
    if (verb.follow) {
        return Follower(session, events_request(*after, true)).run();
    }
    const auto print = [&](std::string_view line) {
        if (is_stream_line(line)) {
            return true;
        }
        if (session.json) {
            session.out.line(shown_json(line, session.look));
        } else if (const auto event = parse_object(line)) {
            session.out.write(render_event(*event, session.look));
        }
        return true;
    };
    const auto reply = session.transport.stream(events_request(*after, false), print, {});
    if (!reply) {
        return reply.error();
    }
    if (reply->status != 200) {
        return stream_problem(*reply);
    }
    return kExitOk;
}

Result<int, ClientError> run_verb(const FollowVerb& verb, Session& session) {
    if (!session.transport.is_daemon()) {
        return needs_daemon(session);
    }
    const auto after = cursor_of(session.transport, "--after", verb.after);
    if (!after) {
        return after.error();
    }
    auto request = events_request(*after, true);
    if (!verb.feed.empty()) {
        const auto name = feed_name(session.transport, verb.feed);
        if (!name) {
            return name.error();
        }
        request.query.emplace_back("feed", *name);
    }
    if (!verb.type.empty()) {
        for (const auto type : split(verb.type, ',')) {
            if (std::ranges::find(kEventTypes, type) == kEventTypes.end()) {
                return no_event_type(type);
            }
        }
        request.query.emplace_back("types", verb.type);
    }
    if (!verb.monitor.empty()) {
        const auto known = expect_monitor(session.transport, verb.monitor);
        if (!known) {
            return known.error();
        }
        request.query.emplace_back("monitor", verb.monitor);
    }
    if (!session.json) {
        // Signs of life are when the client learns that the machine is offline.
        request.query.emplace_back("heartbeat", "5");
    }
    if (session.look.terminal && !session.json) {
        say_what_is_followed(verb, session);
    }
    // Who names types wants to see each of them.
    FollowStyle style{.folds = verb.type.empty(), .monitor = verb.monitor, .watches = true};
    return Follower(session, std::move(request), std::move(style)).run();
}

}  // namespace wireroom::cli
