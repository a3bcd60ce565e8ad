#include "feed/json_words.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace wireroom::feed {
namespace {

/// A number or a literal, as whoever reads the repaired text will see it.
bool is_json(std::string_view word) {
    boost::system::error_code error;
    const auto value = boost::json::parse(word, error);
    return !error && (value.is_number() || value.is_bool() || value.is_null());
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
    return is_json(word) ? word : literal_of(word);
}

}  // namespace wireroom::feed
