#pragma once

#include "feed/parse.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace wireroom::feed::broken {

/// A channel around `inside`, which begins at line 2, column 1.
inline std::string rss(const std::string& inside) {
    return "<rss version='2.0'><channel><title>T</title>\n" + inside + "\n</channel></rss>";
}

/// An item that is only a title.
inline std::string item(const std::string& title) {
    return "<item><title>" + title + "</title></item>";
}

/// One broken document: what is read of it and what its publisher is told. The documents are made
/// by hand after faults that feeds have.
struct BrokenCase {
    const char* name;
    std::string body;
    const char* want;      ///< `feed title: item titles`, or what the error says
    const char* problems;  ///< one a line
};

inline void PrintTo(const BrokenCase& c, std::ostream* out) {
    *out << c.name;
}

/// What `BrokenCase::want` is compared with.
inline std::string shown(const Result<ParsedFeed, ParseError>& feed) {
    if (!feed) {
        return "error: " + feed.error().message;
    }
    std::vector<std::string> titles;
    for (const auto& one : feed->items) {
        titles.push_back(one.title);
    }
    return fmt::format("{}: {}", feed->title, fmt::join(titles, ", "));
}

/// The cases stand in several files, by what is broken in them.
class Broken : public testing::TestWithParam<BrokenCase> {};

inline std::string broken_name(const testing::TestParamInfo<BrokenCase>& info) {
    return info.param.name;
}

}  // namespace wireroom::feed::broken
