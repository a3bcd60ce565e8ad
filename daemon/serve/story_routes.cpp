#include "base/text.hpp"
#include "protocol/diff.hpp"
#include "protocol/explanation.hpp"
#include "protocol/story.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace wireroom::serve {
namespace {

/// A listing ends when its body has this size, however few stories that is.
constexpr std::size_t kMaxListBytes = 4 * 1024 * 1024;
/// Stories are read so many at a time, which bounds what is in memory beside the body.
constexpr int kStoriesAtOnce = 50;
constexpr std::int64_t kMaxRevision = 1'000'000'000;

/// The request's path and query, with another story's id in it.
std::string same_of(const Context& context, const std::string& id) {
    const std::string_view path = context.request.path;
    const auto begin = std::string_view("/v1/stories/").size();
    auto target = "/v1/stories/" + percent_encode(id);
    if (const auto rest = path.find('/', begin); rest != std::string_view::npos) {
        target += path.substr(rest);  // of words and numbers: nothing to be encoded
    }
    char separator = '?';
    for (const auto& [name, value] : context.request.query) {
        target += fmt::format("{}{}={}", separator, percent_encode(name), percent_encode(value));
        separator = '&';
    }
    return target;
}

/// What to answer when the story of the path is not to be found under its id: where it is, or that
/// it was removed. Nothing for stories that are where they are asked for, and for unknown ones.
std::optional<Reply> elsewhere(const Context& context) {
    const auto& id = context.wild[0];
    const auto place = context.archive.place(id);
    if (place.kind == model::StoryPlace::Kind::kMerged) {
        auto reply = problem(301, fmt::format("story {} was merged into {}", id, place.into));
        reply.headers.emplace_back("Location", same_of(context, place.into));
        return reply;
    }
    if (place.kind == model::StoryPlace::Kind::kRemoved) {
        const auto when = place.removed ? " on " + format_rfc3339(*place.removed) : std::string();
        return problem(
            410,
            place.reason == "retention"
                ? fmt::format("story {} was removed{}: it was older than what is kept", id, when)
                : fmt::format("story {} was removed{} by the operator", id, when)
        );
    }
    return std::nullopt;
}

Reply unknown_story(const Context& context) {
    return problem(404, fmt::format("there is no story {}", printable(context.wild[0])));
}

Reply no_story(const Context& context) {
    auto reply = elsewhere(context);
    return reply ? *std::move(reply) : unknown_story(context);
}

Reply no_revision(const std::string& id, std::int64_t number) {
    return problem(404, fmt::format("story {} has no revision {}", printable(id), number));
}

StoryOrder order_of(const std::string& name) {
    return name == "published" ? StoryOrder::kPublished
           : name == "revised" ? StoryOrder::kRevised
                               : StoryOrder::kSeen;
}

bool has(const std::optional<std::vector<std::string>>& include, std::string_view part) {
    return !include || std::ranges::find(*include, part) != include->end();
}

/// The same listing, continued.
std::string next_link(const Request& request, const std::string& after) {
    std::string link = "/v1/stories?";
    for (const auto& [name, value] : request.query) {
        if (name != "after") {
            link += fmt::format("{}={}&", percent_encode(name), percent_encode(value));
        }
    }
    return link + "after=" + percent_encode(after);
}

Reply list_stories(const Context& context, StoryQuery query, const protocol::StoryParts& parts) {
    Reply reply{.body = R"({"stories":[)"};
    int left = query.limit;
    bool first = true;
    do {
        query.limit = std::min(left, kStoriesAtOnce);
        const auto page = context.archive.stories(query);
        for (const auto& story : page.stories) {
            reply.body += first ? "" : ",";
            reply.body += protocol::render_story(story, parts);
            first = false;
        }
        left -= static_cast<int>(page.stories.size());
        query.after = page.next;
    } while (left > 0 && !query.after.empty() && reply.body.size() < kMaxListBytes);
    reply.body += ']';
    if (!query.after.empty()) {
        // Percent-encoded, so that nothing in it needs escaping in JSON.
        reply.body += fmt::format(R"(,"next":"{}")", next_link(context.request, query.after));
    }
    reply.body += '}';
    return reply;
}

}  // namespace

Answer answer_stories(const Context& context) {
    Parameters parameters(
        context.request,
        {"order", "feed", "group", "tag", "monitor", "since", "until", "limit", "after", "include"}
    );
    StoryQuery query;
    query.order =
        order_of(parameters.choice("order", {"seen", "published", "revised"}).value_or("seen"));
    query.feed = parameters.text("feed").value_or("");
    query.group = parameters.text("group").value_or("");
    query.tag = parameters.text("tag").value_or("");
    query.monitor = parameters.text("monitor").value_or("");
    query.since = parameters.time("since");
    query.until = parameters.time("until");
    query.limit = static_cast<int>(parameters.integer("limit", 1, 1000).value_or(query.limit));
    query.after = parameters.text("after").value_or("");
    const auto include = parameters.list_of("include", {"content", "sightings"});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    if (!query.monitor.empty() && !context.archive.monitor_changed(query.monitor)) {
        return no_monitor(query.monitor);
    }
    query.with_content = has(include, "content");
    const protocol::StoryParts parts{
        .content = query.with_content,
        .sightings = has(include, "sightings"),
        .revisions = nullptr};
    const auto after = query.after;
    try {
        return list_stories(context, std::move(query), parts);
    } catch (const std::invalid_argument&) {
        return problem(
            400,
            fmt::format(
                "query parameter \"after\" is what a \"next\" link says, not \"{}\"",
                printable(after, 60)
            )
        );
    }
}

Answer answer_story(const Context& context) {
    Parameters parameters(context.request, {"include"});
    const auto include = parameters.list_of("include", {"content", "sightings", "revisions"});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto story = context.archive.story(context.wild[0]);
    if (!story) {
        return no_story(context);
    }
    std::vector<model::Revision> revisions;
    protocol::StoryParts parts{
        .content = has(include, "content"),
        .sightings = has(include, "sightings"),
        .revisions = nullptr};
    if (include && has(include, "revisions")) {
        revisions = context.archive.revisions(story->id);
        parts.revisions = &revisions;
    }
    return Reply{.body = protocol::render_story(*story, parts)};
}

Answer answer_revisions(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    if (auto reply = elsewhere(context)) {
        return *std::move(reply);
    }
    const auto revisions = context.archive.revisions(context.wild[0]);
    if (revisions.empty()) {
        return unknown_story(context);
    }
    Reply reply{.body = R"({"revisions":[)"};
    for (const auto& revision : revisions) {
        reply.body += &revision == revisions.data() ? "" : ",";
        reply.body += protocol::render_revision(revision);
    }
    reply.body += "]}";
    return reply;
}

Answer answer_revision(const Context& context) {
    // The last part of the path is read as if it were a parameter: the rules are the same.
    Request as_query;
    as_query.path = context.request.path;
    as_query.query = {{"N", context.wild[1]}};
    Parameters path(as_query, {"N"});
    const auto number = path.integer("N", 1, kMaxRevision);
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    if (!number) {
        return problem(404, fmt::format("{} is no revision number", printable(context.wild[1])));
    }
    if (auto reply = elsewhere(context)) {
        return *std::move(reply);
    }
    const auto revision = context.archive.revision(context.wild[0], static_cast<int>(*number));
    if (!revision) {
        return no_revision(context.wild[0], *number);
    }
    return Reply{.body = protocol::render_revision(*revision)};
}

Answer answer_diff(const Context& context) {
    Parameters parameters(context.request, {"from", "to", "format"});
    const auto from = parameters.integer("from", 1, kMaxRevision);
    const auto to = parameters.integer("to", 1, kMaxRevision);
    const auto format = parameters.choice("format", {"json", "text"}).value_or("json");
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto& id = context.wild[0];
    const auto story = context.archive.story(id);
    if (!story) {
        return no_story(context);
    }
    const auto last =
        to.value_or(from ? std::max<std::int64_t>(*from + 1, story->revisions) : story->revisions);
    const auto first = from.value_or(last - 1);
    if (first < 1) {
        return problem(
            404,
            fmt::format("revision {} of story {} is its first: nothing comes before it", last, id)
        );
    }
    const auto before = context.archive.revision(id, static_cast<int>(first));
    if (!before) {
        return no_revision(id, first);
    }
    const auto after = context.archive.revision(id, static_cast<int>(last));
    if (!after) {
        return no_revision(id, last);
    }
    auto diff = context.archive.diff(*before, *after);
    diff.story = story->id;
    diff.from = static_cast<int>(first);
    diff.to = static_cast<int>(last);
    if (last == first + 1) {
        diff.change = after->change;
    }
    if (format == "text") {
        return Reply{
            .content_type = "text/plain; charset=utf-8", .body = protocol::render_diff_text(diff)};
    }
    return Reply{.body = protocol::render_diff(diff)};
}

Answer answer_explain(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto explanation = context.archive.explain(context.wild[0]);
    if (!explanation) {
        return no_story(context);
    }
    return Reply{.body = protocol::render_explanation(*explanation)};
}

}  // namespace wireroom::serve
