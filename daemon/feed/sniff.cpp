#include "feed/sniff.hpp"

#include "base/text.hpp"
#include "feed/json_repair.hpp"

#include <algorithm>
#include <array>

namespace wireroom::feed {

using namespace std::string_view_literals;

Kind sniff_bytes(std::string_view body) {
    static constexpr std::array kMagic = std::to_array<std::string_view>({
        "\x1F\x8B"sv,          // gzip
        "PK\x03\x04"sv,        // zip
        "\x28\xB5\x2F\xFD"sv,  // zstd
        "BZh"sv,
        "\xFD"
        "7zXZ"sv,
        "%PDF-"sv,
        "\x89PNG"sv,
        "GIF8"sv,
        "\xFF\xD8\xFF"sv,  // JPEG
        "\x7F"
        "ELF"sv,
    });
    if (body.empty()) {
        return Kind::kEmpty;
    }
    const bool binary =
        std::ranges::any_of(kMagic, [&](auto magic) { return body.starts_with(magic); });
    return binary ? Kind::kBinary : Kind::kText;
}

Kind sniff_text(std::string_view text) {
    const auto start = std::ranges::find_if_not(text, is_space);
    if (start == text.end()) {
        return Kind::kEmpty;
    }
    if (*start == '{' || *start == '[') {
        return Kind::kJson;
    }
    if (*start == '<') {
        return Kind::kMarkup;
    }
    if (wraps_json_feed(text)) {
        return Kind::kJson;
    }
    return text.find('<') != std::string_view::npos ? Kind::kMarkup : Kind::kText;
}

}  // namespace wireroom::feed
