#pragma once

#include "feed/json_faults.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wireroom::feed {

/// Where a string stands, which says what may follow it.
enum class StringPlace { kName, kMember, kElement };

/// Reads the strings of text that is nearly JSON.
class JsonStrings {
public:
    JsonStrings(std::string_view text, JsonFaults& faults) : text_(text), faults_(faults) {}

    /// Reads the string whose opening quote, of either kind, is at `at`, and appends it to `out`
    /// as JSON.
    /// @return the offset behind its closing quote; npos when the text ends before it.
    std::size_t read(std::size_t at, StringPlace place, std::string& out);

    /// Appends text as a string of JSON.
    static void append(std::string_view text, std::string& out);

private:
    std::size_t escape(std::size_t at, std::string& out);
    std::size_t unicode_escape(std::size_t at, std::string& out);
    bool ends(std::size_t quote, StringPlace place) const;
    bool behind_bracket(std::size_t from, bool expected) const;
    bool behind_comma(std::size_t from, StringPlace place) const;
    bool is_name(std::size_t from) const;
    bool is_list(std::size_t from) const;
    bool only_junk_from(std::size_t from) const;
    std::size_t skip_space(std::size_t from) const;
    char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

    std::string_view text_;
    JsonFaults& faults_;
};

}  // namespace wireroom::feed
