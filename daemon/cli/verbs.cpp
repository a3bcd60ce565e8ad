#include "cli/verbs.hpp"

#include "base/text.hpp"
#include "cli/json.hpp"
#include "cli/render.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::cli {
namespace {

constexpr std::int64_t kPageStories = 200;

Result<std::vector<JsonObject>, ClientError> all_feeds(
    Transport& transport, std::string_view state
) {
    serve::Request request{.path = "/v1/feeds"};
    if (!state.empty()) {
        request.query.emplace_back("state", state);
    }
    const auto reply = ask_well(transport, request);
    if (!reply) {
        return reply.error();
    }
    auto answer = parse_object(reply->body);
    if (!answer) {
        return answer.error();
    }
    return objects_of(*answer, "feeds");
}

/// There is no such feed or monitor, in the client's words: the daemon's speak of HTTP.
ClientError none_named(
    ClientError error, std::string_view what, std::string_view name, const char* list
) {
    if (error.kind == ClientFault::kMissing) {
        error.message = "there is no " + std::string(what) + " named " + printable(name) + "; " +
                        list + " shows those there are";
    }
    return error;
}

/// One feed by name, id or URL, as the daemon tells it.
Result<std::string, ClientError> feed_body(Transport& transport, const std::string& feed) {
    if (feed.find("://") == std::string::npos) {
        const auto reply = ask_well(transport, {.path = "/v1/feeds/" + feed});
        if (!reply) {
            return none_named(reply.error(), "feed", feed, "wireroom feeds");
        }
        return std::string(trim(reply->body));
    }
    const auto feeds = all_feeds(transport, {});
    if (!feeds) {
        return feeds.error();
    }
    for (const auto& entry : *feeds) {
        if (text_of(entry, "url") == feed) {
            return json_line(entry);
        }
    }
    return ClientError(
        ClientFault::kMissing,
        "no feed has the URL " + printable(feed) + "; wireroom feeds shows those there are"
    );
}

void set_parameter(serve::Request& request, std::string_view name, std::string value) {
    for (auto& [key, old] : request.query) {
        if (key == name) {
            old = std::move(value);
            return;
        }
    }
    request.query.emplace_back(name, std::move(value));
}

/// What was asked for and is not there: `no story of group ukrain`.
std::string no_stories(const StoriesVerb& verb) {
    std::string filters;
    const auto add = [&](std::string_view words, const std::string& value) {
        if (!value.empty()) {
            filters += (filters.empty() ? " " : ", ") + std::string(words) + " " + printable(value);
        }
    };
    add("of feed", verb.feed);
    add("of group", verb.group);
    add("with tag", verb.tag);
    add("of monitor", verb.monitor);
    add("since", verb.since);
    return filters.empty() ? "no stories yet" : "no story" + filters;
}

std::string_view time_key(const std::string& order) {
    if (order == "published") {
        return "date_published";
    }
    return order == "revised" ? "date_modified" : "first_seen";
}

}  // namespace

void print_lines(Output& out, const std::vector<JsonObject>& objects) {
    for (const auto& object : objects) {
        out.line(json_line(object));
    }
}

std::string shown_json(std::string_view text, const Look& look) {
    return look.terminal ? safe_json(std::string(text)) : std::string(text);
}

Result<int, ClientError> print_object(
    Session& session,
    const Result<serve::Reply, ClientError>& reply,
    const std::function<std::string(const JsonObject&)>& render
) {
    if (!reply) {
        return reply.error();
    }
    const auto object = parse_object(reply->body);
    if (!object) {
        return object.error();
    }
    if (session.json) {
        session.out.line(shown_json(trim(reply->body), session.look));
    } else {
        session.out.write(render(*object));
    }
    return kExitOk;
}

ClientError problem_of(const serve::Reply& reply) {
    const auto fault = reply.status == 400   ? ClientFault::kUsage
                       : reply.status == 404 ? ClientFault::kMissing
                                             : ClientFault::kFailed;
    const auto problem = parse_object(reply.body);
    auto text = problem ? std::string(text_of(*problem, "detail")) : std::string();
    if (text.empty() && problem) {
        text = text_of(*problem, "title");
    }
    if (text.empty()) {
        text = "the daemon answered with HTTP status " + std::to_string(reply.status);
    }
    return {fault, printable(text, 500)};
}

ClientError with_hint(ClientError error) {
    if (error.kind == ClientFault::kMissing && error.message.starts_with("there is no story")) {
        error.message += "; wireroom stories lists them";
    }
    return error;
}

Result<serve::Reply, ClientError> ask_well(Transport& transport, const serve::Request& request) {
    auto reply = transport.ask(request);
    if (reply && reply->status != 200) {
        return problem_of(*reply);
    }
    return reply;
}

std::optional<Timestamp> parse_since(std::string_view text, const Look& look) {
    if (const auto time = parse_rfc3339(text)) {
        return time;
    }
    if (text.size() == 10) {
        if (const auto midnight = parse_rfc3339(std::string(text) + "T00:00:00Z")) {
            return *midnight - look.utc_offset(*midnight);
        }
    }
    std::int64_t count = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
        {"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}, {"w", 604800}};
    const auto unit = text.substr(static_cast<std::size_t>(stop - text.data()));
    for (const auto& [name, seconds] : kUnits) {
        if (error == std::errc() && unit == name && count >= 0 && count <= 100'000'000) {
            return look.now - std::chrono::seconds(count * seconds);
        }
    }
    return std::nullopt;
}

Result<std::string, ClientError> feed_name(Transport& transport, const std::string& feed) {
    // A name is looked up too: a mistyped one would be an empty list, or wait for ever.
    const auto body = feed_body(transport, feed);
    if (!body) {
        return body.error();
    }
    const auto object = parse_object(*body);
    if (!object) {
        return object.error();
    }
    return std::string(text_of(*object, "name"));
}

Result<void, ClientError> expect_monitor(Transport& transport, const std::string& name) {
    const auto reply = ask_well(transport, {.path = "/v1/monitors/" + name});
    if (!reply) {
        return none_named(reply.error(), "monitor", name, "wireroom monitor list");
    }
    return {};
}

Result<int, ClientError> run_verb(const StatusVerb& /*verb*/, Session& session) {
    const auto socket = session.transport.socket();
    const auto& look = session.look;
    return print_object(
        session,
        ask_well(session.transport, {.path = "/v1/status"}),
        [&](const JsonObject& status) {
            return render_status(status, look, !session.elsewhere.empty()) +
                   render_place("socket", socket, look) +
                   render_place("store", session.store, look);
        }
    );
}

Result<int, ClientError> run_verb(const FeedsVerb& verb, Session& session) {
    const auto feeds = all_feeds(session.transport, verb.failing ? "failing" : "");
    if (!feeds) {
        return feeds.error();
    }
    if (session.json) {
        print_lines(session.out, *feeds);
    } else {
        session.out.write(render_feeds(*feeds, session.look));
        if (feeds->empty() && session.look.terminal) {
            session.out.line(verb.failing ? "no feed is failing" : "no feeds are configured");
        }
    }
    return kExitOk;
}

Result<int, ClientError> run_verb(const WhyVerb& verb, Session& session) {
    const auto body = feed_body(session.transport, verb.feed);
    if (!body) {
        return body.error();
    }
    const auto feed = parse_object(*body);
    if (!feed) {
        return feed.error();
    }
    if (session.json) {
        session.out.line(shown_json(*body, session.look));
        return kExitOk;
    }
    // What holds every feed up is the daemon's to say; without it the feed's own reasons stand.
    const auto reply = ask_well(session.transport, {.path = "/v1/status"});
    const auto status =
        reply ? parse_object(reply->body) : Result<JsonObject, ClientError>(JsonObject());
    const bool heard = status && session.elsewhere.empty();
    session.out.write(render_why(*feed, heard ? *status : JsonObject(), session.look));
    return kExitOk;
}

Result<int, ClientError> run_verb(const StoriesVerb& verb, Session& session) {
    std::vector<std::pair<std::string, std::string>> filters;
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            filters.emplace_back(name, value);
        }
    };
    if (!verb.feed.empty()) {
        const auto name = feed_name(session.transport, verb.feed);
        if (!name) {
            return name.error();
        }
        add("feed", *name);
    }
    if (!verb.monitor.empty()) {
        const auto known = expect_monitor(session.transport, verb.monitor);
        if (!known) {
            return known.error();
        }
    }
    add("group", verb.group);
    add("tag", verb.tag);
    add("monitor", verb.monitor);
    add("order", verb.order);
    if (!verb.since.empty()) {
        const auto since = parse_since(verb.since, session.look);
        if (!since) {
            return ClientError(
                ClientFault::kUsage,
                "--since " + printable(verb.since) +
                    " is no time: say 2025-04-11, 2025-04-11T08:00:00Z, 90min or 3d"
            );
        }
        add("since", format_rfc3339(*since));
    }

    serve::Request request{.path = "/v1/stories", .query = std::move(filters)};
    request.query.emplace_back("include", session.json ? "content,sightings" : "sightings");
    auto left = verb.limit == 0 ? std::numeric_limits<std::int64_t>::max() : verb.limit;
    for (bool first = true; left > 0; first = false) {
        set_parameter(request, "limit", std::to_string(std::min(left, kPageStories)));
        const auto reply = ask_well(session.transport, request);
        if (!reply) {
            return reply.error();
        }
        auto answer = parse_object(reply->body);
        if (!answer) {
            return answer.error();
        }
        const auto stories = objects_of(*answer, "stories");
        if (session.json) {
            print_lines(session.out, stories);
        } else {
            session.out.write(render_stories(stories, time_key(verb.order), first, session.look));
            if (stories.empty() && first && session.look.terminal) {
                session.out.line(no_stories(verb));
            }
        }
        session.out.flush();
        left -= static_cast<std::int64_t>(stories.size());
        // A daemon that has nothing more, or repeats itself, must not hold us for ever.
        serve::Request next;
        if (stories.empty() || !serve::parse_target(text_of(*answer, "next"), next) ||
            next.query == request.query) {
            break;
        }
        request.path = std::move(next.path);
        request.query = std::move(next.query);
    }
    return kExitOk;
}

Result<int, ClientError> run_verb(const ExportVerb& /*verb*/, Session& session) {
    const auto reply = ask_well(session.transport, {.path = "/feeds.opml"});
    if (!reply) {
        return reply.error();
    }
    session.out.write(session.look.terminal ? terminal_safe(reply->body) : reply->body);
    if (!reply->body.ends_with('\n')) {
        session.out.write("\n");
    }
    return kExitOk;
}

}  // namespace wireroom::cli
