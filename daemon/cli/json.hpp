#pragma once

#include "cli/transport.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {

using JsonValue = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

// Readers of what the daemon says. A member that is absent, null or of another type reads as empty:
// an older or newer daemon never makes the client fail.

/// The text, or nothing. The view lives as long as the object.
std::string_view text_of(const JsonObject& object, std::string_view key);
/// The number, cut to an integer; `otherwise` when there is none or it does not fit.
std::int64_t number_of(const JsonObject& object, std::string_view key, std::int64_t otherwise = 0);
bool flag_of(const JsonObject& object, std::string_view key);
/// The member, or an empty object that lives for ever.
const JsonObject& object_of(const JsonObject& object, std::string_view key);
/// The member, or an empty array that lives for ever.
const JsonArray& array_of(const JsonObject& object, std::string_view key);
/// The texts of an array, joined: `a, b`. Other values are left out.
std::string joined_texts(const JsonArray& array, std::string_view separator = ", ");

/// The objects of a list in an answer, `{"stories":[{…},…]}`, moved out of it. Other values are
/// left out.
std::vector<JsonObject> objects_of(JsonObject& answer, std::string_view key);

/// The object on one line. Control characters of either kind and bidi controls are escapes in it,
/// so that it may be shown on a terminal.
std::string json_line(const JsonObject& object);
/// The same for JSON that is written already.
std::string safe_json(std::string text);

/// One JSON object of the daemon's. Errors: kFailed, the text is none.
Result<JsonObject, ClientError> parse_object(std::string_view text);

}  // namespace wireroom::cli
