#include "cli/json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

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

std::vector<JsonObject> objects_of(JsonObject& answer, std::string_view key) {
    std::vector<JsonObject> out;
    auto* value = answer.if_contains(key);
    auto* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr) {
        return out;
    }
    for (auto& entry : *list) {
        if (auto* object = entry.if_object()) {
            out.push_back(std::move(*object));
        }
    }
    return out;
}

std::string json_line(const JsonObject& object) {
    return safe_json(boost::json::serialize(object));
}

std::string safe_json(std::string text) {
    if (std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; })) {
        return text;
    }
    // All of these stand inside of strings, where an escape means the same.
    std::string out;
    out.reserve(text.size());
    const auto byte_at = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto first = byte_at(at);
        const auto second = byte_at(at + 1);
        const auto third = byte_at(at + 2);
        unsigned code = 0;
        std::size_t length = 1;
        if (first < 0x20 || first == 0x7F) {  // C0 is no JSON, but a line may come from anybody
            code = first;
        } else if (first == 0xC2 && second >= 0x80 && second < 0xA0) {
            code = second;  // C1
            length = 2;
        } else if (first == 0xD8 && second == 0x9C) {
            code = 0x61C;
            length = 2;
        } else if (first == 0xE2 && (second == 0x80 || second == 0x81) && (third & 0xC0U) == 0x80) {
            const auto found = 0x2000U + ((second & 0x3FU) << 6U) + (third & 0x3FU);
            const bool directs = found == 0x200E || found == 0x200F ||
                                 (found >= 0x2028 && found <= 0x202E) ||
                                 (found >= 0x2066 && found <= 0x2069);
            code = directs ? found : 0;
            length = directs ? 3 : 1;
        }
        if (code == 0) {
            out += text[at];
        } else {
            constexpr std::string_view kHex = "0123456789abcdef";
            out += "\\u";
            for (const unsigned shift : {12U, 8U, 4U, 0U}) {
                out += kHex[(code >> shift) & 0xFU];
            }
        }
        at += length;
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
