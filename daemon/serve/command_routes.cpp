// What operators ask the daemon to do: checked here, done elsewhere.
#include "base/text.hpp"
#include "protocol/request.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"

#include <fmt/format.h>

namespace wireroom::serve {
namespace {

constexpr std::int64_t kMaxWait = 300;

/// Reads `wait`, and turns it into a command for these feeds.
Answer refresh(const Context& context, std::vector<std::string> feeds) {
    Parameters parameters(context.request, {"wait"});
    const auto wait = parameters.integer("wait", 0, kMaxWait).value_or(0);
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    return RefreshCommand{.feeds = std::move(feeds), .wait = std::chrono::seconds(wait)};
}

}  // namespace

Answer answer_refresh(const Context& context) {
    const auto feeds = context.archive.feeds(true);
    const auto* feed = find_feed(feeds, context.wild[0]);
    if (feed == nullptr) {
        return no_feed(context.wild[0]);
    }
    if (feed->state == model::FeedState::kRetired) {
        return problem(
            409,
            fmt::format(
                "feed {} is retired: no configuration names it, so it is not polled",
                feed->spec.name
            )
        );
    }
    return refresh(context, {feed->spec.name});
}

Answer answer_refresh_all(const Context& context) {
    return refresh(context, {});
}

Answer answer_reload(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto request = protocol::parse_reload(context.request.body);
    if (!request) {
        return problem(400, request.error().message);
    }
    return ReloadCommand{.force = request->force};
}

// Whether the stories are there is the store's to say: it may have changed until it is asked.

Answer answer_merge(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    const auto into = protocol::parse_merge(context.request.body);
    if (!into) {
        return problem(400, into.error().message);
    }
    return model::VerdictRequest{
        .kind = model::VerdictRequest::Kind::kMerge,
        .story = context.wild[0],
        .into = *into,
        .sighting = {}};
}

Answer answer_split(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    auto sighting = protocol::parse_split(context.request.body);
    if (!sighting) {
        return problem(400, sighting.error().message);
    }
    return model::VerdictRequest{
        .kind = model::VerdictRequest::Kind::kSplit,
        .story = context.wild[0],
        .into = {},
        .sighting = *std::move(sighting)};
}

Answer answer_forget(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    return model::VerdictRequest{
        .kind = model::VerdictRequest::Kind::kForget,
        .story = context.wild[0],
        .into = {},
        .sighting = {}};
}

}  // namespace wireroom::serve
