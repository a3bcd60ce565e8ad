// Queries of monitors. The first line of the input is the query, the rest a story's title and text.

#include "monitor/query.hpp"

#include "fuzz/check.hpp"

#include <string>

void wireroom::fuzz::check(std::string_view input) {
    const auto text = take_line(input);
    const auto query = monitor::Query::compile(text);
    if (!query) {
        demand_line(query.error().message, "a fault is a line");
        demand(!query.error().message.empty(), "a fault says something");
        demand_line(query.error().suggestion, "a suggestion is a line");
        demand(
            query.error().column >= 1 && query.error().column <= text.size() + 1,
            "a fault stands in the query"
        );
        return;
    }
    const monitor::Document nothing(monitor::Subject{});
    demand(!query->matches(nothing), "no query matches a story without a word", text);
    const auto title = take_line(input);
    const monitor::Document document(monitor::Subject{
        .title = std::string(title),
        .text = std::string(input),
        .tags = {std::string(title), "world news"},
        .feeds = {"example"},
        .groups = {"ukraine"},
    });
    const bool answer = query->matches(document);
    const auto again = monitor::Query::compile(query->text());
    demand(again.has_value(), "a query's text compiles again", text);
    demand(again->matches(document) == answer, "a query's text is the query", text);
    demand(again->looks_at_feeds() == query->looks_at_feeds(), "a text is the query", text);
}
