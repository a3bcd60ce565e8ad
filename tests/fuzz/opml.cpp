// Subscription lists.

#include "feed/opml.hpp"

#include "fuzz/check.hpp"

#include <set>
#include <string>

void wireroom::fuzz::check(std::string_view input) {
    const auto list = feed::parse_opml(input);
    if (!list) {
        demand_line(list.error().message, "an error is a line");
        demand(!list.error().message.empty(), "an error says something");
        return;
    }
    demand(list->feeds.size() <= feed::kMaxOpmlFeeds, "feeds keep to their limit");
    for (const auto& problem : list->problems) {
        demand_line(problem, "a problem is a line");
    }
    for (const auto& feed : list->feeds) {
        demand_line(feed.title, "a title is a line");
        demand_utf8(feed.url, "a URL is UTF-8");
        demand(!feed.url.empty(), "a feed has a URL");
        demand(feed.line >= 0 && feed.column >= 0, "a feed stands somewhere");
        demand(feed.groups.size() <= feed::kMaxOpmlGroups, "groups keep to their limit");
        std::set<std::string> once;
        for (const auto& group : feed.groups) {
            demand_line(group, "a group is a line");
            demand(!group.empty(), "a group has a name");
            demand(group.size() <= feed::kMaxOpmlGroupBytes, "a group keeps to its limit", group);
            demand(once.insert(group).second, "a group is named once", group);
        }
    }
}
