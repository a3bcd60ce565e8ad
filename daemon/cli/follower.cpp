#include "cli/follower.hpp"

#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{500};
constexpr milliseconds kLongestPause{30'000};
constexpr int kIndent = 10;  // where the type stands, behind a time of today

}  // namespace

ClientError stream_problem(const serve::Reply& reply) {
    auto error = problem_of(reply);
    if (reply.status == 410) {
        error.message += "; start anew with begin or now";
    }
    return error;
}

Follower::Follower(Session& session, serve::Request request, FollowStyle style)
    : session_(session),
      request_(std::move(request)),
      style_(std::move(style)),
      backlog_(style_.monitor),
      pause_(kFirstPause) {
    if (session_.json) {
        style_ = {};
    }
}

Result<serve::Reply, ClientError> Follower::connection() {
    return session_.transport.stream(
        request_, [this](std::string_view line) { return take(line); }, [this] { return idle(); }
    );
}

Result<int, ClientError> Follower::run() {
    while (true) {
        const auto reply = connection();
        settle();
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
                "the daemon went away" + (reply ? std::string() : ": " + reply.error().message) +
                "; trying again until it is back"
            );
        }
        session_.sleep(pause_);
        pause_ = std::min(pause_ * 2, kLongestPause);
    }
}

bool Follower::take(std::string_view line) {
    connected_once_ = true;
    pause_ = kFirstPause;
    const auto event = parse_object(line);
    if (!event) {
        return true;  // a line that we do not understand is not ours to judge
    }
    const auto type = text_of(*event, "type");
    if (type != "stream.closed" && std::exchange(outage_told_, false)) {
        session_.tell("the daemon is back");
    }
    if (session_.json) {
        session_.out.line(shown_json(line, session_.look));
    } else if (type == "stream.gap") {
        settle();
        session_.tell(
            "a gap: events are missing here (" + printable(text_of(*event, "reason")) + ")"
        );
    } else if (type.starts_with("stream.")) {
        // The sign of life of a stream on which nothing happens.
        looks_at_network_ = true;
    } else {
        show_event(*event);
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

void Follower::show_event(const JsonObject& event) {
    if (style_.folds && Backlog::folds(event)) {
        session_.out.write(backlog_.add(event));
        return;
    }
    session_.out.write(backlog_.take());
    auto look = session_.look;
    look.now = session_.clock ? session_.clock() : look.now;
    const auto line = render_event(event, look);
    session_.out.write(look.terminal ? hang(line, look.width, kIndent) : line);
}

void Follower::settle() {
    session_.out.write(backlog_.take());
    session_.out.flush();
}

bool Follower::idle() {
    settle();
    if (style_.watches && std::exchange(looks_at_network_, false)) {
        look_at_network();
    }
    return true;
}

void Follower::look_at_network() {
    const auto reply = ask_well(session_.transport, {.path = "/v1/status"});
    const auto status =
        reply ? parse_object(reply->body) : Result<JsonObject, ClientError>(reply.error());
    if (!status) {
        return;  // the stream will tell when the daemon is gone
    }
    const bool offline = !text_of(*status, "offline_since").empty();
    if (offline && !network_told_) {
        session_.tell(
            "no network: nothing on the internet can be polled; wireroomd tries again every minute"
        );
    } else if (!offline && network_told_) {
        session_.tell("the network is back");
    }
    network_told_ = offline;
    const std::string trouble =
        offline ? std::string() : printable(text_of(*status, "trouble"), 400);
    if (trouble != trouble_told_) {
        session_.tell(
            trouble.empty() ? std::string("feeds are polled again")
                            : "nothing is polled: " + trouble
        );
    }
    trouble_told_ = trouble;
}

}  // namespace wireroom::cli
