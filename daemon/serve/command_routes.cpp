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

}  // namespace wireroom::serve
