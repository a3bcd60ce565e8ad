#include "base/text.hpp"
#include "cli/render.hpp"
#include "cli/verbs.hpp"
#include "monitor/query.hpp"

#include <string>
#include <utility>

namespace wireroom::cli {
namespace {

/// Says what is wrong with a query, and where.
ClientError query_error(
    const monitor::QueryFault& fault, const std::string& query, Session& session
) {
    if (session.errors_on_terminal) {
        session.show(point_at(query, fault.column, session.look.width));
    }
    auto text = "the query: " + printable(fault.message, 400) + ", at column " +
                std::to_string(fault.column);
    if (!fault.suggestion.empty()) {
        text += "; " + printable(fault.suggestion, 400);
    }
    return {ClientFault::kUsage, std::move(text)};
}

}  // namespace

Result<int, ClientError> run_verb(const MonitorListVerb& /*verb*/, Session& session) {
    const auto reply = ask_well(session.transport, {.path = "/v1/monitors"});
    if (!reply) {
        return reply.error();
    }
    auto answer = parse_object(reply->body);
    if (!answer) {
        return answer.error();
    }
    const auto monitors = objects_of(*answer, "monitors");
    if (session.json) {
        print_lines(session.out, monitors);
        return kExitOk;
    }
    session.out.write(render_monitors(monitors, session.look));
    if (monitors.empty() && session.look.terminal) {
        session.out.line(
            "no monitors are configured; try a query with wireroom monitor test, then add it to "
            "the configuration"
        );
    }
    return kExitOk;
}

Result<int, ClientError> run_verb(const MonitorTestVerb& verb, Session& session) {
    // Here, and not only in the daemon, because here the place can be pointed at.
    if (const auto query = monitor::Query::compile(verb.query); !query) {
        return query_error(query.error(), verb.query, session);
    }
    const bool is_age = !verb.last.empty() && is_digit(verb.last.front()) &&
                        verb.last.find_first_of("-:TZ") == std::string::npos;
    if (!is_age || !parse_since(verb.last, session.look)) {
        return ClientError(
            ClientFault::kUsage,
            "--last " + printable(verb.last, 60) + " is no age: say 90min, 12h, 30d or 8w"
        );
    }
    serve::Request request{.method = "POST", .path = "/v1/monitors/test"};
    request.body =
        json_line(JsonObject{{"query", verb.query}, {"last", verb.last}, {"limit", verb.limit}});
    const auto reply = ask_well(session.transport, request);
    if (!reply) {
        return reply.error();
    }
    auto answer = parse_object(reply->body);
    if (!answer) {
        return answer.error();
    }
    if (session.json) {
        print_lines(session.out, objects_of(*answer, "matches"));
        return kExitOk;
    }
    session.out.write(render_query_test(*answer, session.look));
    if (session.look.terminal) {
        session.out.line(describe_query_test(*answer, session.look));
    }
    return kExitOk;
}

}  // namespace wireroom::cli
