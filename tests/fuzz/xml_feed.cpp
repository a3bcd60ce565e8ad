// RSS, RDF and Atom, broken or not.

#include "feed/parse.hpp"
#include "fuzz/check.hpp"
#include "fuzz/feed_checks.hpp"
#include "support/xml_trees.hpp"
#include "text/charset.hpp"

namespace wireroom::fuzz {
namespace {

/// A tree whose long texts were left out is that of the whole document.
void check_texts(std::string_view input) {
    const auto text = text::decode(input, {}).text;
    if (feed::scan_xml(text, {}).needs_repair()) {
        return;
    }
    for (const bool keep_spaces : {false, true}) {
        demand(
            tree_by_parts(text, keep_spaces) == tree_as_whole(text, keep_spaces),
            "long texts are what they are in the whole tree",
            text
        );
    }
}

}  // namespace
}  // namespace wireroom::fuzz

void wireroom::fuzz::check(std::string_view input) {
    check_texts(input);
    check_feed(input);
}
