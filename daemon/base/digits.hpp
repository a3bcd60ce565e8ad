#pragma once

#include "base/text.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace wireroom {

/// The number at the front, of `least` to `most` digits (at most 9), removed from `text`: no sign,
/// no white space, ASCII only. Nothing, and `text` unchanged, when there are fewer digits.
constexpr std::optional<int> take_number(
    std::string_view& text, std::size_t least, std::size_t most
) {
    std::size_t count = 0;
    int value = 0;
    while (count < text.size() && count < most && is_digit(text[count])) {
        value = value * 10 + (text[count] - '0');
        ++count;
    }
    if (count < least) {
        return std::nullopt;
    }
    text.remove_prefix(count);
    return value;
}

/// Removes the first character when it is one of `any_of`.
constexpr bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// How many digits stand at the front.
constexpr std::size_t count_digits(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) {
        ++count;
    }
    return count;
}

constexpr bool all_digits(std::string_view text) {
    return !text.empty() && count_digits(text) == text.size();
}

}  // namespace wireroom
