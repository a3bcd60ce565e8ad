#include "serve/router.hpp"

#include "base/text.hpp"
#include "protocol/status.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

#include <array>
#include <exception>
#include <string_view>

namespace wireroom::serve {
namespace {

Answer answer_status(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto log = context.archive.log();
    const auto counts = context.archive.counts();
    protocol::Status status;
    status.running = context.status.running;
    if (context.status.running) {
        status.started = context.status.started;
    }
    status.now = context.status.now;
    status.head = {.epoch = log.epoch, .seq = log.head_seq};
    status.oldest = {.epoch = log.epoch, .seq = log.oldest_seq - 1};
    status.feeds = counts.feeds;
    status.failing = counts.failing;
    status.stories = counts.stories;
    status.revisions = counts.revisions;
    status.events = counts.events;
    status.monitors = counts.monitors;
    status.streams = context.status.streams;
    status.polls_in_flight = context.status.polls_in_flight;
    status.trouble = context.status.trouble;
    status.offline_since = context.status.offline_since;
    status.next_poll = context.status.next_poll;
    status.next_poll_feed = context.status.next_poll_feed;
    return Reply{.body = protocol::render_status(status)};
}

/// Health is whether the store answers and takes what is polled: a daemon without it is of no use
/// to anybody.
Answer answer_health(const Context& context) {
    try {
        context.archive.log();
    } catch (const std::exception& error) {
        return problem(503, error.what());
    }
    if (!context.status.trouble.empty()) {
        return problem(503, context.status.trouble);
    }
    return Reply{.body = R"({"status":"ok"})"};
}

struct Route {
    std::string_view pattern;  ///< `*` stands for one part of the path
    Answer (*handler)(const Context&);
};

constexpr std::array kRoutes = {
    Route{"/v1/status", answer_status},
    Route{"/v1/feeds", answer_feeds},
    Route{"/v1/feeds/*", answer_feed},
    Route{"/v1/stories", answer_stories},
    Route{"/v1/stories/*", answer_story},
    Route{"/v1/stories/*/revisions", answer_revisions},
    Route{"/v1/stories/*/revisions/*", answer_revision},
    Route{"/v1/stories/*/diff", answer_diff},
    Route{"/v1/events", answer_events},
    Route{"/healthz", answer_health},
};

/// @return false when `path` is not of the pattern; else the open parts are in `wild`.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& wild) {
    wild.clear();
    const auto wanted = split(pattern, '/');
    const auto parts = split(path, '/');
    if (wanted.size() != parts.size()) {
        return false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (wanted[i] == "*" && !parts[i].empty()) {
            wild.emplace_back(parts[i]);
        } else if (wanted[i] != parts[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

Answer answer(const Request& request, Archive& archive, const DaemonStatus& status) {
    Context context{.request = request, .archive = archive, .status = status, .wild = {}};
    for (const auto& route : kRoutes) {
        if (!matches(route.pattern, request.path, context.wild)) {
            continue;
        }
        if (request.method != "GET" && request.method != "HEAD") {
            auto refusal = problem(
                405,
                fmt::format(
                    "{} takes GET and HEAD, not {}",
                    printable(request.path),
                    printable(request.method, 20)
                )
            );
            refusal.headers.emplace_back("Allow", "GET, HEAD");
            return refusal;
        }
        return route.handler(context);
    }
    return problem(404, fmt::format("there is nothing at {}", printable(request.path)));
}

Reply problem(int status, std::string_view detail) {
    return {
        .status = status,
        .content_type = "application/problem+json",
        .headers = {},
        .body = protocol::render_problem(status, detail)};
}

}  // namespace wireroom::serve
