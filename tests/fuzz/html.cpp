// The sanitiser of bodies, and titles.

#include "text/html.hpp"

#include "fuzz/check.hpp"
#include "support/html_judge.hpp"

#include <string>

namespace wireroom::fuzz {
namespace {

void check_document(const text::Document& document, std::string_view base) {
    const auto fault = fault_of(document.html);
    demand(fault.empty(), "a body is safe: " + fault, document.html);
    demand_text(document.html, "a body has no controls");
    demand_text(document.text, "a text has no controls");
    for (const auto& block : document.blocks) {
        demand(!block.text.empty(), "a block says something");
        demand_text(block.text, "a block has no controls");
        demand(
            block.kind == text::Block::Kind::kPreformatted ||
                block.text.find('\n') == std::string::npos,
            "a block is a line",
            block.text
        );
    }

    const auto again = text::sanitise(document.html, base);
    demand(again.html == document.html, "a body stays what it is", document.html);
    demand(again.text == document.text, "a text stays what it is", document.html);
    demand(again.blocks == document.blocks, "blocks stay what they are", document.html);
    const auto stored = text::from_stored_html(document.html);
    demand(stored.text == document.text, "a stored text is the text", document.html);
    demand(stored.blocks == document.blocks, "stored blocks are the blocks", document.html);
}

}  // namespace

void check(std::string_view input) {
    constexpr std::string_view kBase = "https://example.org/feed/";
    check_document(text::sanitise(input, kBase), kBase);
    check_document(text::sanitise(input, {}), {});
    check_document(text::from_plain_text(input), {});
    demand_line(text::html_to_line(input), "a title is a line");
}

}  // namespace wireroom::fuzz
