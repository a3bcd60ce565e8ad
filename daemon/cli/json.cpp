#include "cli/json.hpp"

#include <boost/json/parse.hpp>

#include <limits>

namespace wireroom::cli {

std::string_view text_of(const JsonObject& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

std::int64_t number_of(const JsonObject& object, std::string_view key, std::int64_t otherwise) {
    const auto* value = object.if_contains(key);
    if (value == nullptr) {
        return otherwise;
    }
    if (const auto* number = value->if_int64()) {
        return *number;
    }
    if (const auto* number = value->if_double();
        number != nullptr && *number > -9e15 && *number < 9e15) {
        return static_cast<std::int64_t>(*number);
    }
    return otherwise;
}

bool flag_of(const JsonObject& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    const auto* flag = value == nullptr ? nullptr : value->if_bool();
    return flag != nullptr && *flag;
}

const JsonObject& object_of(const JsonObject& object, std::string_view key) {
    static const JsonObject kEmpty;
    const auto* value = object.if_contains(key);
    const auto* member = value == nullptr ? nullptr : value->if_object();
    return member == nullptr ? kEmpty : *member;
}

const JsonArray& array_of(const JsonObject& object, std::string_view key) {
    static const JsonArray kEmpty;
    const auto* value = object.if_contains(key);
    const auto* member = value == nullptr ? nullptr : value->if_array();
    return member == nullptr ? kEmpty : *member;
}

std::string joined_texts(const JsonArray& array, std::string_view separator) {
    std::string out;
    for (const auto& value : array) {
        if (const auto* text = value.if_string()) {
            if (!out.empty()) {
                out += separator;
            }
            out.append(text->data(), text->size());
        }
    }
    return out;
}

Result<JsonObject, ClientError> parse_object(std::string_view text) {
    boost::system::error_code error;
    auto value = boost::json::parse(text, error);
    if (error || !value.is_object()) {
        return ClientError(
            ClientFault::kFailed,
            "the daemon's answer is not a JSON object" + (error ? ": " + error.message() : "")
        );
    }
    return std::move(value.get_object());
}

}  // namespace wireroom::cli
