#include "http/request.hpp"

#include <algorithm>
#include <stdexcept>

namespace wireroom::http {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool is_visible(char c) {
    return c > 0x20 && c < 0x7F;
}

}  // namespace

bool is_sendable(std::string_view value) {
    if (!value.empty() && (is_blank(value.front()) || is_blank(value.back()))) {
        return false;
    }
    return std::ranges::none_of(value, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
    });
}

std::string render_get(std::string_view target, const Fields& fields) {
    if (!target.starts_with('/') || !std::ranges::all_of(target, is_visible)) {
        throw std::invalid_argument("request target with characters that cannot be sent");
    }
    std::string out = "GET ";
    out += target;
    out += " HTTP/1.1\r\n";
    for (const auto& field : fields.all()) {
        const bool named = !field.name.empty() && field.name.find(':') == std::string::npos &&
                           std::ranges::all_of(field.name, is_visible);
        if (!named || !is_sendable(field.value)) {
            throw std::invalid_argument(
                "request field that cannot be sent: " + (named ? field.name : "name")
            );
        }
        out += field.name;
        out += ": ";
        out += field.value;
        out += "\r\n";
    }
    out += "\r\n";
    return out;
}

}  // namespace wireroom::http
