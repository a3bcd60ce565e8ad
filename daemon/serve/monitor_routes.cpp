#include "base/text.hpp"
#include "protocol/monitor.hpp"
#include "protocol/request.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace wireroom::serve {

const model::Monitor* find_monitor(
    const std::vector<model::Monitor>& monitors, const std::string& name
) {
    const auto found = std::ranges::find(monitors, name, [](const model::Monitor& monitor) {
        return monitor.spec.name;
    });
    return found == monitors.end() ? nullptr : &*found;
}

Reply no_monitor(const std::string& name) {
    return problem(
        404,
        fmt::format(
            "there is no monitor named {}; GET /v1/monitors lists those there are", printable(name)
        )
    );
}

Answer answer_monitors(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    auto monitors = context.archive.monitors();
    std::ranges::sort(monitors, {}, [](const auto& monitor) { return monitor.spec.name; });
    Reply reply{.body = R"({"monitors":[)"};
    for (const auto& monitor : monitors) {
        reply.body += &monitor == monitors.data() ? "" : ",";
        reply.body += protocol::render_monitor(monitor);
    }
    reply.body += "]}";
    return reply;
}

Answer answer_monitor(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto monitors = context.archive.monitors();
    const auto* monitor = find_monitor(monitors, context.wild[0]);
    if (monitor == nullptr) {
        return no_monitor(context.wild[0]);
    }
    return Reply{.body = protocol::render_monitor(*monitor)};
}

Answer answer_query_test(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto request = protocol::parse_query_test(context.request.body);
    if (!request) {
        return problem(400, request.error().message);
    }
    protocol::QueryMatches found;
    found.query = request->query;
    found.since = context.status.now - request->last;
    try {
        auto test = context.archive.test_query(found.query, found.since, request->limit);
        for (auto& hit : test.hits) {
            found.matches.push_back(
                {.story = std::move(hit.story), .time = hit.time, .initial = hit.initial}
            );
        }
        found.looked_at = test.looked_at;
        found.back_to = test.back_to;
    } catch (const std::invalid_argument& error) {
        return problem(400, error.what());
    }
    return Reply{.body = protocol::render_query_matches(found)};
}

}  // namespace wireroom::serve
