#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::protocol {

/// Appends one JSON document (RFC 8259) to a string as it goes, without a tree in between.
/// Invariant: whatever bytes the values hold, what is written is valid UTF-8 and one line; invalid
/// bytes become U+FFFD, and everything that some program takes for a line break is escaped.
/// The caller balances `begin_…` and `end_…`; nothing else can go wrong.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }

    /// The name of the next value.
    JsonWriter& key(std::string_view name);

    JsonWriter& string(std::string_view text);
    JsonWriter& integer(std::int64_t number);
    JsonWriter& unsigned_integer(std::uint64_t number);
    /// The shortest form that reads back the same; 0 for what JSON cannot say (NaN, infinity).
    JsonWriter& real(double number);
    JsonWriter& boolean(bool value);
    /// A value that is JSON already, on one line.
    JsonWriter& raw(std::string_view json);
    /// RFC 3339, UTC, milliseconds.
    JsonWriter& time(Timestamp instant) { return string(format_rfc3339(instant)); }

    /// A member of the open object.
    JsonWriter& member(std::string_view name, std::string_view text) {
        return key(name).string(text);
    }
    JsonWriter& member(std::string_view name, const std::vector<std::string>& texts);
    /// Left out when there is nothing to say.
    JsonWriter& optional_member(std::string_view name, std::string_view text);

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();

    std::string& out_;
    bool comma_ = false;  ///< a value stands before the next one
};

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace wireroom::protocol
