#include "model/event.hpp"

#include <algorithm>
#include <charconv>

namespace wireroom::model {

std::string format_cursor(const Cursor& cursor) {
    return cursor.epoch + "-" + std::to_string(cursor.seq);
}

std::optional<Cursor> parse_cursor(const std::string& text) {
    const auto dash = text.rfind('-');
    if (dash == std::string::npos || dash == 0 || dash + 1 == text.size()) {
        return std::nullopt;
    }
    Cursor cursor{.epoch = text.substr(0, dash)};
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + dash + 1, end, cursor.seq);
    const bool plain = std::ranges::all_of(cursor.epoch, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
    if (error != std::errc() || stop != end || cursor.seq < 0 || !plain) {
        return std::nullopt;
    }
    return cursor;
}

}  // namespace wireroom::model
