#include "monitor/query.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace wireroom::config {
namespace {

std::string guide() {
    std::ifstream stream(WIREROOM_FIXTURES "/../../docs/configuration.md");
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The part from a heading to the next one.
std::string section(const std::string& text, const std::string& heading) {
    const auto begin = text.find(heading + "\n");
    const auto end = text.find("\n#", begin + heading.size());
    return begin == std::string::npos ? "" : text.substr(begin, end - begin);
}

/// What stands in backquotes in the first cell of each row of a table.
std::vector<std::string> first_cells(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find("\n| `"); at != std::string::npos;
         at = text.find("\n| `", at + 1)) {
        const auto cell = text.substr(at + 2, text.find(" | ", at + 3) - at - 2);
        for (auto open = cell.find('`'); open != std::string::npos; open = cell.find('`', open)) {
            const auto close = cell.find('`', open + 1);
            found.push_back(cell.substr(open + 1, close - open - 1));
            open = close + 1;
        }
    }
    return found;
}

bool matches(const std::string& query, const monitor::Subject& subject) {
    const auto compiled = monitor::Query::compile(query);
    EXPECT_TRUE(compiled) << query;
    return compiled && compiled->matches(monitor::Document(subject));
}

TEST(Guide, EveryQueryOfItsTableCompiles) {
    const auto queries = first_cells(section(guide(), "### The query language"));

    EXPECT_GE(queries.size(), 14U);
    for (const auto& query : queries) {
        const auto compiled = monitor::Query::compile(query);
        EXPECT_TRUE(compiled) << query << ": " << compiled.error().message;
    }
}

TEST(Guide, WhatItSaysOfQueriesIsSo) {
    const struct {
        const char* query;
        const char* text;
        bool matches;
    } cases[] = {
        {"peskov", "Said Peskov.", true},
        {"peskov kremlin", "the Kremlin and Peskov", true},
        {"peskov kremlin", "the Kremlin", false},
        {"peskov OR lavrov", "Lavrov", true},
        {"a b OR c", "c", true},
        {"kremlin -football", "Kremlin football", false},
        {"kremlin NOT football", "Kremlin", true},
        {"\"ceasefire talks\"", "talks, ceasefire", false},
        {"kremlin NEAR/10 peskov", "Peskov 1 2 3 4 5 6 7 8 9 10 Kremlin", true},
        {"kremlin NEAR peskov", "Peskov 1 2 3 4 5 6 7 8 9 10 11 Kremlin", false},
        {"sanction*", "new sanctions", true},
        {"sanction", "new sanctions", false},
        {"and", "this and that", true},
        {"\"or\"", "this or that", true},
        {"zelensky", "ZELENSKY", true},
        {"Malaga", "Málaga", true},
        {"елка", "ёлка", true},
        {"Киив", "Київ", false},
        {"lodz", "Łódź", true},
        {"putin", "Putin's plan", true},
        {"F-16", "an F-16", true},
        {"state-of-the-art", "state of the art", true},
        {"перемир*", "перемир'я", true},
        {"україн*", "в Україні", true},
        {"東京", "今日の東京都", true},
        {"title:ceasefire", "ceasefire", false},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(matches(each.query, {.text = each.text}), each.matches)
            << each.query << " in " << each.text;
    }
}

TEST(Guide, WhatItSaysOfNamesIsSo) {
    const monitor::Subject subject{
        .title = "Ceasefire: a peace plan",
        .tags = {"Ukraine war"},
        .feeds = {"lantern"},
        .groups = {"ukraine"},
    };

    for (const char* query :
         {"title:ceasefire",
          "title:\"peace plan\"",
          "tag:\"Ukraine war\"",
          "tag:ukraine*",
          "feed:lantern",
          "group:ukraine"}) {
        EXPECT_TRUE(matches(query, subject)) << query;
    }
    for (const char* query : {"title:war", "tag:ukraine", "feed:lan", "group:war", "lantern"}) {
        EXPECT_FALSE(matches(query, subject)) << query;
    }
}

}  // namespace
}  // namespace wireroom::config
