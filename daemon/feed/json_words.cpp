#include "feed/json_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace wireroom::feed {
namespace {

/// A number as JSON writes it, `-12.5e3`, that a double can hold.
bool is_number(std::string_view word) {
    std::size_t at = word.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const auto start = at;
        while (at < word.size() && is_digit(word[at])) {
            ++at;
        }
        return at - start;
    };
    const auto leading = at;
    const auto whole = digits();
    if (whole == 0 || whole > 300 || (whole > 1 && word[leading] == '0')) {
        return false;
    }
    if (at < word.size() && word[at] == '.') {
        ++at;
        if (digits() == 0) {
            return false;
        }
    }
    if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
        ++at;
        at += at < word.size() && (word[at] == '+' || word[at] == '-') ? 1 : 0;
        const auto exponent = digits();
        if (exponent == 0 || exponent > 2) {
            return false;
        }
    }
    return at == word.size();
}

/// What other languages write for JSON's literals; empty for anything else.
std::string_view literal_of(std::string_view word) {
    if (word == "True" || word == "TRUE") {
        return "true";
    }
    if (word == "False" || word == "FALSE") {
        return "false";
    }
    static constexpr std::array kNothing = std::to_array<std::string_view>(
        {"None", "NULL", "Null", "nil", "undefined", "NaN", "-NaN", "Infinity", "-Infinity"}
    );
    return std::ranges::find(kNothing, word) != kNothing.end() ? "null" : std::string_view();
}

}  // namespace

std::string_view json_word(std::string_view word) {
    const bool literal = word == "true" || word == "false" || word == "null";
    return literal || is_number(word) ? word : literal_of(word);
}

}  // namespace wireroom::feed
