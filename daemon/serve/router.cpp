#include "serve/router.hpp"

#include "base/text.hpp"
#include "protocol/status.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <span>
#include <string_view>
#include <utility>

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

enum class Method { kRead, kPost, kDelete };  // kRead: GET and HEAD

struct Route {
    Method method;
    /// `*` stands for one part of the path; `**`, at the end, for all that follows.
    std::string_view pattern;
    Answer (*handler)(const Context&);
    bool for_operators = false;
};

constexpr std::array kRoutes = {
    Route{Method::kRead, "/v1/status", answer_status},
    Route{Method::kRead, "/v1/feeds", answer_feeds},
    Route{Method::kRead, "/v1/feeds/*", answer_feed},
    Route{Method::kPost, "/v1/feeds/refresh", answer_refresh_all, true},
    Route{Method::kPost, "/v1/feeds/*/refresh", answer_refresh, true},
    Route{Method::kPost, "/v1/reload", answer_reload, true},
    Route{Method::kRead, "/v1/stories", answer_stories},
    Route{Method::kRead, "/v1/stories/*", answer_story},
    Route{Method::kRead, "/v1/stories/*/revisions", answer_revisions},
    Route{Method::kRead, "/v1/stories/*/revisions/*", answer_revision},
    Route{Method::kRead, "/v1/stories/*/diff", answer_diff},
    Route{Method::kRead, "/v1/stories/*/explain", answer_explain},
    Route{Method::kPost, "/v1/stories/*/merge", answer_merge, true},
    Route{Method::kPost, "/v1/stories/*/split", answer_split, true},
    Route{Method::kDelete, "/v1/stories/*", answer_forget, true},
    Route{Method::kRead, "/v1/monitors", answer_monitors},
    Route{Method::kRead, "/v1/monitors/*", answer_monitor},
    Route{Method::kPost, "/v1/monitors/test", answer_query_test},
    Route{Method::kRead, "/v1/events", answer_events},
    Route{Method::kRead, "/feeds.opml", answer_opml},
    Route{Method::kRead, "/feeds/**", answer_output_feed},
    Route{Method::kRead, "/healthz", answer_health},
};

/// Whether `path` is of the pattern; the open parts are then in `wild`.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& wild) {
    wild.clear();
    if (pattern.ends_with("**")) {
        pattern.remove_suffix(2);
        if (!path.starts_with(pattern)) {
            return false;
        }
        wild.emplace_back(path.substr(pattern.size()));
        return true;
    }
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

bool takes(const Route& route, std::string_view method) {
    switch (route.method) {
        case Method::kPost:
            return method == "POST";
        case Method::kDelete:
            return method == "DELETE";
        case Method::kRead:
            break;
    }
    return method == "GET" || method == "HEAD";
}

/// `GET, HEAD, DELETE`, in this order.
std::string allowed_methods(std::span<const Method> methods) {
    std::string allowed;
    constexpr std::pair<Method, std::string_view> kNames[] = {
        {Method::kRead, "GET, HEAD"}, {Method::kPost, "POST"}, {Method::kDelete, "DELETE"}};
    for (const auto& [method, name] : kNames) {
        if (std::ranges::find(methods, method) != methods.end()) {
            allowed += allowed.empty() ? "" : ", ";
            allowed += name;
        }
    }
    return allowed;
}

Reply wrong_method(const Request& request, std::span<const Method> methods) {
    const auto allowed = allowed_methods(methods);
    auto refusal = problem(
        405,
        fmt::format(
            "{} takes {}, not {}", printable(request.path), allowed, printable(request.method, 20)
        )
    );
    refusal.headers.emplace_back("Allow", allowed);
    return refusal;
}

}  // namespace

Answer answer(const Request& request, Archive& archive, const DaemonStatus& status) {
    Context context{.request = request, .archive = archive, .status = status, .wild = {}};
    std::vector<Method> others;  // that this path takes
    for (const auto& route : kRoutes) {
        if (!matches(route.pattern, request.path, context.wild)) {
            continue;
        }
        if (!takes(route, request.method)) {
            others.push_back(route.method);
            continue;
        }
        if (route.for_operators && !request.operator_socket) {
            return problem(
                403,
                fmt::format(
                    "{} is for operators: ask on the operators' socket, operator.sock beside this "
                    "one or where socket.operator_path puts it",
                    printable(request.path)
                )
            );
        }
        return route.handler(context);
    }
    if (!others.empty()) {
        return wrong_method(request, others);
    }
    return problem(404, fmt::format("there is nothing at {}", printable(request.path)));
}

bool takes_long(const Request& request) {
    return request.method == "POST" && request.path == "/v1/monitors/test";
}

Reply problem(int status, std::string_view detail) {
    return {
        .status = status,
        .content_type = "application/problem+json",
        .headers = {},
        .body = protocol::render_problem(status, detail)};
}

}  // namespace wireroom::serve
