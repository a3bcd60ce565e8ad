// JSON Feed. What does not begin as JSON and names no version is put into a feed: the input is then
// one item's members.

#include "fuzz/check.hpp"
#include "fuzz/feed_checks.hpp"

#include <string>

void wireroom::fuzz::check(std::string_view input) {
    const bool whole = input.starts_with('{') || input.starts_with('[') ||
                       input.find("jsonfeed.org/version/") != std::string_view::npos;
    if (whole) {
        check_feed(input);
        return;
    }
    check_feed(
        R"({"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{)" +
        std::string(input) + "}]}"
    );
}
