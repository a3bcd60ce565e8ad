// What is asked about one story.
#include "base/text.hpp"
#include "cli/json.hpp"
#include "cli/render.hpp"
#include "cli/verbs.hpp"

#include <functional>
#include <string>
#include <utility>

namespace wireroom::cli {
namespace {

/// A story that was merged points to one that was not; more steps are a verdict given meanwhile.
constexpr int kMaxSteps = 4;
/// Titles of other stories that are asked for, to make a page easier to read.
constexpr std::size_t kMaxTitles = 20;

/// Asks about a story, and where it was merged into another asks about that one, and says so.
Result<serve::Reply, ClientError> ask_about(serve::Request request, Session& session) {
    for (int step = 0;; ++step) {
        auto reply = session.transport.ask(request);
        if (!reply || reply->status == 200) {
            return reply;
        }
        serve::Request next;
        for (const auto& [name, value] : reply->headers) {
            if (iequals(name, "location") && !serve::parse_target(value, next)) {
                next.path.clear();
            }
        }
        if (reply->status != 301 || !next.path.starts_with("/v1/stories/") || step == kMaxSteps) {
            return problem_of(*reply);
        }
        session.tell(problem_of(*reply).message + "; this is about that one");
        request.path = std::move(next.path);
        request.query = std::move(next.query);
    }
}

/// Prints what is said about a story.
Result<int, ClientError> print_about(
    Session& session,
    serve::Request request,
    const std::function<std::string(const JsonObject&)>& render
) {
    const auto reply = ask_about(std::move(request), session);
    if (!reply) {
        return with_hint(reply.error());
    }
    return print_object(session, reply, render);
}

/// The titles of the other stories that an explanation speaks of, as far as they can be had.
StoryTitles titles_in(const JsonObject& explanation, Session& session) {
    StoryTitles titles;
    for (const auto& id : stories_in(explanation)) {
        if (titles.size() == kMaxTitles) {
            break;
        }
        serve::Request request{.path = "/v1/stories/" + id};
        request.query.emplace_back("include", "");
        const auto reply = session.transport.ask(request);
        const auto story = reply && reply->status == 200
                               ? parse_object(reply->body)
                               : Result<JsonObject, ClientError>(JsonObject());
        titles.emplace(id, story ? text_of(*story, "title") : std::string_view());
    }
    return titles;
}

}  // namespace

Result<int, ClientError> run_verb(const ShowVerb& verb, Session& session) {
    serve::Request request{.path = "/v1/stories/" + verb.id};
    request.query.emplace_back(
        "include", verb.revisions ? "content,sightings,revisions" : "content,sightings"
    );
    return print_about(session, std::move(request), [&](const JsonObject& story) {
        return render_story(story, session.look);
    });
}

Result<int, ClientError> run_verb(const DiffVerb& verb, Session& session) {
    serve::Request request{.path = "/v1/stories/" + verb.id + "/diff"};
    if (verb.from) {
        request.query.emplace_back("from", std::to_string(*verb.from));
    }
    if (verb.to) {
        request.query.emplace_back("to", std::to_string(*verb.to));
    }
    return print_about(session, std::move(request), [&](const JsonObject& diff) {
        return render_diff(diff, session.look);
    });
}

Result<int, ClientError> run_verb(const ExplainVerb& verb, Session& session) {
    serve::Request request{.path = "/v1/stories/" + verb.id + "/explain"};
    return print_about(session, std::move(request), [&](const JsonObject& explanation) {
        return render_explanation(explanation, titles_in(explanation, session), session.look);
    });
}

}  // namespace wireroom::cli
