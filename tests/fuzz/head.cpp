// Heads of HTTP responses, as they arrive.

#include "http/head.hpp"

#include "fuzz/check.hpp"

#include <string>

void wireroom::fuzz::check(std::string_view input) {
    // In pieces it ends where it ends as a whole.
    constexpr std::size_t kPiece = 7;
    const auto end = http::find_head_end(input, 0);
    auto piecemeal = std::string_view::npos;
    for (std::size_t had = 0, have = kPiece;; had = have, have += kPiece) {
        const auto size = have < input.size() ? have : input.size();
        piecemeal = http::find_head_end(input.substr(0, size), had);
        if (piecemeal != std::string_view::npos || size == input.size()) {
            break;
        }
    }
    demand(piecemeal == end, "a head in pieces ends where it does as a whole", input);

    constexpr std::size_t kMostFields = 32;
    const auto head =
        http::read_head(end == std::string_view::npos ? input : input.substr(0, end), kMostFields);
    if (!head) {
        demand_line(head.error().message, "an error is a line");
        return;
    }
    demand(head->status_line.find('\n') == std::string::npos, "a status line is a line");
    for (const auto& note : head->notes) {
        demand_line(note, "a note is a line");
    }
}
