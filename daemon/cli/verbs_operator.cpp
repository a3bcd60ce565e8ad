#include "base/text.hpp"
#include "cli/render.hpp"
#include "cli/verbs.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::cli {
namespace {

using AskedReply = Result<serve::Reply, ClientError>;

/// Feeds that are asked for at a time: each holds a connection until its poll ends.
constexpr std::size_t kAtOnce = 16;

serve::Request refresh_request(const std::string& feed, bool no_wait) {
    serve::Request request{.method = "POST", .path = "/v1/feeds/refresh"};
    if (!feed.empty()) {
        request.path = "/v1/feeds/" + feed + "/refresh";
    }
    request.query.emplace_back("wait", no_wait ? "0" : std::to_string(kRefreshWait.count()));
    return request;
}

/// Asks for every feed by itself and at the same time, so that each is waited for equally long.
std::vector<AskedReply> ask_for_each(
    const OperatorDoor& open, const std::vector<std::string>& feeds, bool no_wait
) {
    std::vector<AskedReply> replies;
    for (std::size_t begin = 0; begin < feeds.size(); begin += kAtOnce) {
        std::vector<std::future<AskedReply>> pending;
        for (std::size_t i = begin; i < std::min(begin + kAtOnce, feeds.size()); ++i) {
            auto door = open();
            if (!door) {
                replies.emplace_back(door.error());
                return replies;
            }
            pending.push_back(std::async(
                std::launch::async,
                [transport = std::move(*door), request = refresh_request(feeds[i], no_wait)] {
                    return transport->ask(request);
                }
            ));
        }
        for (auto& reply : pending) {
            replies.push_back(reply.get());
        }
    }
    return replies;
}

/// The names of the feeds on the command line, each once.
Result<std::vector<std::string>, ClientError> names_of(
    Transport& transport, const std::vector<std::string>& feeds
) {
    std::vector<std::string> names;
    for (const auto& feed : feeds) {
        auto name = feed_name(transport, feed);
        if (!name) {
            return name.error();
        }
        if (std::ranges::find(names, *name) == names.end()) {
            names.push_back(std::move(*name));
        }
    }
    return names;
}

/// Prints one answer. @return whether every poll in it went well, or began when nobody waits.
Result<bool, ClientError> print_refresh(
    const serve::Reply& reply, bool waited, OperatorSession& session
) {
    if (reply.status != 200 && reply.status != 202) {
        return problem_of(reply);
    }
    auto answer = parse_object(reply.body);
    if (!answer) {
        return answer.error();
    }
    const auto results = objects_of(*answer, "feeds");
    bool well = true;
    for (const auto& result : results) {
        const bool pending = !flag_of(result, "done");
        well = well && (refreshed_well(result) || (pending && !waited));
        if (session.json) {
            session.out.line(json_line(result));
        } else {
            session.out.write(render_refreshed(result, waited, session.look));
        }
    }
    if (results.empty() && !session.json) {
        session.out.line("no feed is configured");
    }
    session.out.flush();
    return well;
}

/// The faults of a configuration that was refused, on standard error; false when it has none.
bool show_faults(const serve::Reply& reply, OperatorSession& session) {
    auto problem = parse_object(reply.body);
    if (!problem) {
        return false;
    }
    const auto faults = objects_of(*problem, "faults");
    for (const auto& fault : faults) {
        session.show(render_fault(fault));
    }
    return !faults.empty();
}

}  // namespace

Result<int, ClientError> run_verb(const RefreshVerb& verb, OperatorSession& session) {
    const auto door = session.open();
    if (!door) {
        return door.error();
    }
    std::vector<AskedReply> replies;
    if (verb.feeds.empty()) {
        replies.push_back((*door)->ask(refresh_request({}, verb.no_wait)));
    } else {
        const auto names = names_of(**door, verb.feeds);
        if (!names) {
            return names.error();
        }
        replies = ask_for_each(session.open, *names, verb.no_wait);
    }
    bool well = true;
    for (const auto& reply : replies) {
        if (!reply) {
            return reply.error();
        }
        const auto printed = print_refresh(*reply, !verb.no_wait, session);
        if (!printed) {
            session.tell(printed.error().message);  // the other feeds have their say, too
        }
        well = well && printed && *printed;
    }
    return well ? kExitOk : kExitFailed;
}

Result<int, ClientError> run_verb(const ReloadVerb& verb, OperatorSession& session) {
    const auto door = session.open();
    if (!door) {
        return door.error();
    }
    serve::Request request{.method = "POST", .path = "/v1/reload"};
    if (verb.force) {
        request.body = R"({"force":true})";
    }
    const auto reply = (*door)->ask(request);
    if (!reply) {
        return reply.error();
    }
    if (reply->status != 200) {
        auto error = problem_of(*reply);
        if (show_faults(*reply, session)) {
            error.kind = ClientFault::kUsage;
            if (error.message.find("stays in force") == std::string::npos) {
                error.message += "; the old configuration stays in force";
            }
        }
        return error;
    }
    auto answer = parse_object(reply->body);
    if (!answer) {
        return answer.error();
    }
    if (session.json) {
        session.out.line(json_line(*answer));
    } else {
        session.out.write(render_changes(objects_of(*answer, "changes"), session.look));
    }
    return kExitOk;
}

}  // namespace wireroom::cli
