// What operators say about stories.
#include "base/text.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

#include <memory>
#include <string>
#include <utility>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxTitleBytes = 120;

/// Has the verdict carried out, and prints what came of it.
Result<int, ClientError> pass(
    Transport& transport, const serve::Request& request, OperatorSession& session
) {
    const auto reply = ask_well(transport, request);
    if (!reply) {
        return with_hint(reply.error());
    }
    const auto answer = parse_object(reply->body);
    if (!answer) {
        return answer.error();
    }
    session.out.line(
        session.json ? json_line(*answer) : printable(text_of(*answer, "message"), 500)
    );
    return kExitOk;
}

/// `“Witkoff to meet Putin” with its 2 revisions`, for the question; an error when there is no such
/// story.
Result<std::string, ClientError> describe(Transport& transport, const std::string& id) {
    auto reply = transport.ask({.path = "/v1/stories/" + id + "/explain"});
    if (!reply) {
        return reply.error();
    }
    if (reply->status == 301) {  // it goes alone: the other stays
        return "story " + printable(id, 40) + ", a part of another";
    }
    if (reply->status != 200) {
        return with_hint(problem_of(*reply));
    }
    const auto story = parse_object(reply->body);
    if (!story) {
        return story.error();
    }
    const auto title = printable(trim(text_of(*story, "title")), kMaxTitleBytes);
    const auto revisions = number_of(*story, "revisions", 1);
    return (title.empty() ? "story " + printable(id, 40) : "“" + title + "”") +
           (revisions > 1 ? " with its " + std::to_string(revisions) + " revisions" : "");
}

}  // namespace

Result<int, ClientError> run_verb(const MergeVerb& verb, OperatorSession& session) {
    const auto door = session.open();
    if (!door) {
        return door.error();
    }
    serve::Request request{.method = "POST", .path = "/v1/stories/" + verb.id + "/merge"};
    JsonObject body;
    body["into"] = verb.into;
    request.body = json_line(body);
    return pass(**door, request, session);
}

Result<int, ClientError> run_verb(const SplitVerb& verb, OperatorSession& session) {
    const auto door = session.open();
    if (!door) {
        return door.error();
    }
    JsonObject sighting;
    if (!verb.feed.empty()) {
        const auto name = feed_name(**door, verb.feed);
        if (!name) {
            return name.error();
        }
        sighting["feed"] = *name;
    }
    if (!verb.guid.empty()) {
        sighting["guid"] = verb.guid;
    }
    if (!verb.url.empty()) {
        sighting["url"] = verb.url;
    }
    serve::Request request{.method = "POST", .path = "/v1/stories/" + verb.id + "/split"};
    JsonObject body;
    if (!sighting.empty()) {
        body["sighting"] = std::move(sighting);
    }
    request.body = json_line(body);
    return pass(**door, request, session);
}

Result<int, ClientError> run_verb(const ForgetVerb& verb, OperatorSession& session) {
    auto door = session.open();
    if (!door) {
        return door.error();
    }
    if (!verb.yes) {
        const auto what = describe(**door, verb.id);
        if (!what) {
            return what.error();
        }
        const auto answer = session.confirm("Forget " + *what + "? It cannot be undone. [y/N] ");
        if (!answer) {
            return ClientError(
                ClientFault::kUsage,
                "nobody can be asked whether to forget " + *what +
                    ", which cannot be undone: say --yes"
            );
        }
        if (!*answer) {
            session.tell("nothing was forgotten");
            return kExitFailed;
        }
        door = session.open();  // people think for long, and the daemon does not wait for them
        if (!door) {
            return door.error();
        }
    }
    return pass(**door, {.method = "DELETE", .path = "/v1/stories/" + verb.id}, session);
}

}  // namespace wireroom::cli
