#include "fuzz/check.hpp"

#include "text/utf8.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace wireroom::fuzz {
namespace {

void demand_no_controls(std::string_view text, bool lines, std::string_view what) {
    demand_utf8(text, what);
    for (std::size_t at = 0; at < text.size();) {
        const auto c = text::decode_at(text, at);
        const bool line_break = c.value == '\n' || c.value == '\r' || c.value == '\t';
        demand(!text::is_hidden_control(c.value) && (lines || !line_break), what, text);
        at += c.bytes;
    }
}

}  // namespace

void demand(bool kept, std::string_view what, std::string_view value) {
    if (!kept) {
        constexpr std::size_t kShown = 2000;
        fmt::print(stderr, "not kept: {}\n", what);
        if (!value.empty()) {
            fmt::print(stderr, "value: {:?}\n", std::string(value.substr(0, kShown)));
        }
        std::fflush(stderr);
        std::abort();
    }
}

void demand_utf8(std::string_view text, std::string_view what) {
    demand(text::valid_utf8_prefix(text) == text.size(), what, text);
}

void demand_line(std::string_view text, std::string_view what) {
    demand_no_controls(text, false, what);
}

void demand_text(std::string_view text, std::string_view what) {
    demand_no_controls(text, true, what);
}

std::string_view take_line(std::string_view& input) {
    const auto end = input.find('\n');
    const auto line = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
    return line;
}

}  // namespace wireroom::fuzz
