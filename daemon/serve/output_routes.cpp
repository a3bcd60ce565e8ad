// Stories as other readers take them. A 304 is decided by the bytes, so it costs what the whole
// answer costs but for the sending: reading and rendering 50 stories on a reader thread, 4 ms of it
// for the XML of 380 KB. Not every change of a text writes an event (one that flaps back to an
// older text does not), so there is no number to ask for instead.
#include "base/text.hpp"
#include "protocol/atom.hpp"
#include "protocol/opml.hpp"
#include "serve/parameters.hpp"
#include "serve/routes.hpp"
#include "serve/validators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>

namespace wireroom::serve {
namespace {

constexpr std::string_view kSuffix = ".atom";
/// A feed ends when the texts of its stories have this size, however few they are.
constexpr std::size_t kMaxContentBytes = 4 * 1024 * 1024;
/// Stories are read so many at a time.
constexpr int kStoriesAtOnce = 50;

/// Which stories, and what their feed says of itself.
struct Output {
    StoryQuery query;
    protocol::AtomFeed feed;
};

using Chosen = std::variant<Output, Reply>;

bool has_group(const model::Feed& feed, const std::string& group) {
    return std::ranges::find(feed.spec.groups, group) != feed.spec.groups.end();
}

std::string id_of(const model::Feed& feed) {
    return fmt::format("urn:wireroom:feed:{}", static_cast<std::int64_t>(feed.id));
}

std::string title_of(const model::Feed& feed) {
    return feed.title.empty() ? feed.spec.name : feed.title;
}

Chosen choose_feed(const std::vector<model::Feed>& feeds, const std::string& name_or_id) {
    const auto* feed = find_feed(feeds, name_or_id);
    if (feed == nullptr) {
        return no_feed(name_or_id);
    }
    Output output;
    output.query.feed = feed->spec.name;
    output.feed.id = id_of(*feed);
    output.feed.title = title_of(*feed);
    output.feed.self = "/feeds/feed/" + feed->spec.name;
    return output;
}

Chosen choose_group(const std::vector<model::Feed>& feeds, const std::string& name) {
    const auto in_it = [&](const model::Feed& feed) { return has_group(feed, name); };
    if (std::ranges::none_of(feeds, in_it)) {
        return problem(404, fmt::format("no feed is in a group named {}", printable(name)));
    }
    Output output;
    output.query.group = name;
    output.feed.id = "urn:wireroom:group:" + percent_encode(name);
    output.feed.title = name;
    output.feed.self = "/feeds/group/" + percent_encode(name);
    return output;
}

Chosen choose_monitor(Archive& archive, const std::string& name) {
    const auto changed = archive.monitor_changed(name);
    if (!changed) {
        return no_monitor(name);
    }
    Output output;
    output.query.monitor = name;
    output.feed.id = "urn:wireroom:monitor:" + name;
    output.feed.title = name;
    output.feed.self = "/feeds/monitor/" + name;
    // A story that is a match since another feed carries it is no newer than it was, and one that
    // is none any more is not there to tell.
    output.feed.updated = *changed;
    return output;
}

Output choose_all() {
    Output output;
    output.feed.id = "urn:wireroom:all";
    output.feed.title = "wireroom";
    output.feed.self = "/feeds/all";
    return output;
}

Reply nothing_there(const Request& request) {
    if (request.path.ends_with(".rss") || request.path.ends_with(".json")) {
        return problem(
            404,
            fmt::format(
                "there is nothing at {}: this version has output feeds as {} only",
                printable(request.path),
                kSuffix
            )
        );
    }
    return problem(
        404,
        fmt::format(
            "there is nothing at {}; output feeds are /feeds/all.atom, /feeds/feed/FEED.atom, "
            "/feeds/group/NAME.atom and /feeds/monitor/NAME.atom",
            printable(request.path)
        )
    );
}

/// @param name what the path says behind `/feeds/`: names may hold anything, slashes too.
Chosen choose(const Context& context, const std::vector<model::Feed>& feeds, std::string name) {
    if (!name.ends_with(kSuffix)) {
        return nothing_there(context.request);
    }
    name.resize(name.size() - kSuffix.size());
    if (name == "all") {
        return choose_all();
    }
    const auto slash = name.find('/');
    if (slash == std::string::npos) {
        return nothing_there(context.request);
    }
    const auto kind = std::string_view(name).substr(0, slash);
    const auto what = name.substr(slash + 1);
    return kind == "feed"      ? choose_feed(feeds, what)
           : kind == "group"   ? choose_group(feeds, what)
           : kind == "monitor" ? choose_monitor(context.archive, what)
                               : nothing_there(context.request);
}

/// Finds the feed that a story is said to be from.
class Sources {
public:
    Sources(const std::vector<model::Feed>& feeds, const StoryQuery& query) : query_(query) {
        for (const auto& feed : feeds) {
            if (feed.state != model::FeedState::kRetired) {
                by_name_.emplace(feed.spec.name, &feed);
            }
        }
        for (const auto& feed : feeds) {  // retired ones answer to names that nobody took over
            by_name_.emplace(feed.spec.name, &feed);
        }
    }

    /// The first that carried it, of those that were asked for.
    protocol::AtomSource of(const model::Story& story) const {
        const auto wanted = std::ranges::find_if(story.sightings, [&](const auto& sighting) {
            return is_wanted(sighting.feed);
        });
        const std::string name = wanted != story.sightings.end() ? wanted->feed
                                 : story.sightings.empty()       ? std::string()
                                                                 : story.sightings.front().feed;
        const auto found = by_name_.find(name);
        if (found == by_name_.end()) {  // a feed that came since the list was read
            return {.id = "urn:wireroom:feed:" + name, .title = name, .home_page_url = {}};
        }
        const auto& feed = *found->second;
        return {.id = id_of(feed), .title = title_of(feed), .home_page_url = feed.home_page_url};
    }

private:
    bool is_wanted(const std::string& name) const {
        if (!query_.feed.empty()) {
            return name == query_.feed;
        }
        const auto found = by_name_.find(name);
        return query_.group.empty() ||
               (found != by_name_.end() && has_group(*found->second, query_.group));
    }

    StoryQuery query_;
    std::map<std::string, const model::Feed*> by_name_;
};

void collect(Output& output, Archive& archive, const std::vector<model::Feed>& feeds) {
    const Sources sources(feeds, output.query);
    auto query = output.query;
    int left = query.limit;
    std::size_t bytes = 0;
    do {
        query.limit = std::min(left, kStoriesAtOnce);
        auto page = archive.stories(query);
        for (auto& story : page.stories) {
            if (bytes >= kMaxContentBytes) {
                return;
            }
            bytes += story.content_html.size();
            auto source = sources.of(story);
            output.feed.entries.push_back({.story = std::move(story), .source = std::move(source)});
        }
        left -= static_cast<int>(page.stories.size());
        query.after = page.next;
    } while (left > 0 && !query.after.empty() && bytes < kMaxContentBytes);
}

}  // namespace

Answer answer_output_feed(const Context& context) {
    const auto feeds = context.archive.feeds(true);
    auto chosen = choose(context, feeds, context.wild[0]);
    if (auto* refusal = std::get_if<Reply>(&chosen)) {
        return std::move(*refusal);
    }
    auto& output = std::get<Output>(chosen);
    Parameters parameters(context.request, {"limit"});
    const auto limit = parameters.integer("limit", 1, 1000);
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    output.query.order = StoryOrder::kRevised;
    output.query.limit = static_cast<int>(limit.value_or(50));
    output.feed.self += kSuffix;
    if (limit) {
        output.feed.self += fmt::format("?limit={}", *limit);
    }
    collect(output, context.archive, feeds);
    return conditional(
        context.request,
        "application/atom+xml; charset=utf-8",
        protocol::render_atom(output.feed),
        protocol::updated_of(output.feed),
        context.status.now
    );
}

Answer answer_opml(const Context& context) {
    const Parameters parameters(context.request, {});
    if (!parameters.fault().empty()) {
        return problem(400, parameters.fault());
    }
    auto feeds = context.archive.feeds(false);
    std::erase_if(feeds, [](const model::Feed& feed) {
        return feed.state == model::FeedState::kGone;
    });
    return conditional(
        context.request,
        "text/x-opml; charset=utf-8",
        protocol::render_opml(feeds, context.request.operator_socket),
        std::nullopt,
        context.status.now
    );
}

}  // namespace wireroom::serve
