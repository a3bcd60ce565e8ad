#include "base/text.hpp"
#include "protocol/feed.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom::serve {
namespace {

std::string render(const Context& context, const model::Feed& feed) {
    return protocol::render_feed(feed, context.archive.why_next_poll(feed));
}

}  // namespace

const model::Feed* find_feed(const std::vector<model::Feed>& feeds, const std::string& name_or_id) {
    // A feed that is polled may have the name of one that was: the living one is meant.
    const model::Feed* named = nullptr;
    for (const auto& feed : feeds) {
        const bool living = feed.state != model::FeedState::kRetired;
        if (feed.spec.name == name_or_id && (named == nullptr || living)) {
            named = &feed;
        }
    }
    if (named != nullptr) {
        return named;
    }
    const auto by_id = std::ranges::find(feeds, name_or_id, [](const model::Feed& feed) {
        return std::to_string(static_cast<std::int64_t>(feed.id));
    });
    return by_id == feeds.end() ? nullptr : &*by_id;
}

Reply no_feed(const std::string& name_or_id) {
    return problem(
        404, fmt::format("there is no feed named or numbered {}", printable(name_or_id))
    );
}

Answer answer_feeds(const Context& context) {
    Parameters parameters(context.request, {"state"});
    const auto states = parameters.list_of("state", {"new", "ok", "failing", "gone", "retired"});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const bool with_retired = states && std::ranges::find(*states, "retired") != states->end();
    Reply reply{.body = R"({"feeds":[)"};
    bool first = true;
    for (const auto& feed : context.archive.feeds(with_retired)) {
        if (states && std::ranges::find(*states, model::name_of(feed.state)) == states->end()) {
            continue;
        }
        reply.body += first ? "" : ",";
        reply.body += render(context, feed);
        first = false;
    }
    reply.body += "]}";
    return reply;
}

Answer answer_feed(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto feeds = context.archive.feeds(true);
    const auto* feed = find_feed(feeds, context.wild[0]);
    if (feed == nullptr) {
        return no_feed(context.wild[0]);
    }
    return Reply{.body = render(context, *feed)};
}

}  // namespace wireroom::serve
