// RSS, RDF and Atom, broken or not.

#include "feed/parse.hpp"
#include "fuzz/check.hpp"
#include "fuzz/feed_checks.hpp"

void wireroom::fuzz::check(std::string_view input) {
    check_feed(input);
}
