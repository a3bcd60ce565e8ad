#include "base/text.hpp"
#include "cli/json.hpp"
#include "cli/render.hpp"
#include "cli/verbs.hpp"
#include "model/event.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace wireroom::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{500};
constexpr milliseconds kLongestPause{30'000};

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

ClientError stream_problem(const serve::Reply& reply) {
    auto error = problem_of(reply);
    if (reply.status == 410) {
        error.message += "; start anew with begin or now";
    }
    return error;
}

/// One followed stream across as many connections as it takes.
class Follower {
public:
    Follower(Session& session, serve::Request request)
        : session_(session), request_(std::move(request)) {}

    Result<int, ClientError> run() {
        while (true) {
            const auto reply = session_.transport.stream(request_, [this](std::string_view line) {
                return take(line);
            });
            if (reply && reply->status != 200) {
                const bool passing = reply->status == 429 || reply->status == 503;
                if (!passing || !connected_once_) {
                    return stream_problem(*reply);
                }
            }
            if (!reply && !connected_once_) {
                return reply.error();
            }
            if (!outage_told_) {
                outage_told_ = true;
                session_.tell(
                    "the daemon went away" +
                    (reply ? std::string() : ": " + reply.error().message) +
                    "; trying again until it is back"
                );
            }
            session_.sleep(pause_);
            pause_ = std::min(pause_ * 2, kLongestPause);
        }
    }

private:
    bool take(std::string_view line) {
        connected_once_ = true;
        pause_ = kFirstPause;
        const auto event = parse_object(line);
        if (!event) {
            return true;  // a line that we do not understand is not ours to judge
        }
        const auto type = text_of(*event, "type");
        if (type != "stream.closed") {
            outage_told_ = false;
        }
        if (session_.json) {
            session_.out.line(line);
        } else if (type == "stream.gap") {
            session_.tell(
                "a gap: events are missing here (" + printable(text_of(*event, "reason")) + ")"
            );
        } else {
            auto look = session_.look;
            look.now = session_.clock ? session_.clock() : look.now;
            session_.out.write(render_event(*event, look));
        }
        session_.out.flush();
        if (type.starts_with("stream.")) {
            session_.out.probe();
        }
        // Only now: what could not be printed is asked for again.
        if (const auto cursor = text_of(*event, "cursor"); !cursor.empty()) {
            request_.query.front().second = cursor;
        }
        return true;
    }

    Session& session_;
    serve::Request request_;  ///< `after` is its first parameter
    milliseconds pause_ = kFirstPause;
    bool connected_once_ = false;
    bool outage_told_ = false;
};

ClientError needs_daemon() {
    return {
        ClientFault::kUnreachable,
        "wireroomd is not running, so nothing happens that could be followed; start it"};
}

}  // namespace

Result<int, ClientError> run_verb(const EventsVerb& verb, Session& session) {
    if (verb.follow && !session.transport.is_daemon()) {
        return needs_daemon();
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
            session.out.line(line);
        } else if (const auto event = parse_object(line)) {
            session.out.write(render_event(*event, session.look));
        }
        return true;
    };
    const auto reply = session.transport.stream(events_request(*after, false), print);
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
        return needs_daemon();
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
            if (type.find('.') == std::string_view::npos) {
                return ClientError(
                    ClientFault::kUsage,
                    "--type " + printable(type, 60) +
                        " is no event type: they are called story.new, story.revised, feed.failing"
                );
            }
        }
        request.query.emplace_back("types", verb.type);
    }
    return Follower(session, std::move(request)).run();
}

}  // namespace wireroom::cli
