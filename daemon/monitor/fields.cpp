#include "monitor/fields.hpp"

#include "base/spelling.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace wireroom::monitor {
namespace {

struct Known {
    std::string_view name;
    Field field;
};
constexpr std::array<Known, 4> kFields = {{
    {"title", Field::kTitle},
    {"tag", Field::kTag},
    {"feed", Field::kFeed},
    {"group", Field::kGroup},
}};

struct Alias {
    std::string_view name;
    std::string_view meant;
};
/// What other programs call these.
constexpr std::array<Alias, 14> kAliases = {{
    {"headline", "title"},
    {"intitle", "title"},
    {"subject", "title"},
    {"category", "tag"},
    {"keyword", "tag"},
    {"label", "tag"},
    {"topic", "tag"},
    {"tags", "tag"},
    {"source", "feed"},
    {"site", "feed"},
    {"from", "feed"},
    {"folder", "group"},
    {"section", "group"},
    {"list", "group"},
}};

constexpr std::string_view kWideColon = "：";

std::optional<std::string_view> meant_by(std::string_view name) {
    const auto lower = to_lower(name);
    if (const auto* const alias = std::ranges::find(kAliases, lower, &Alias::name);
        alias != kAliases.end()) {
        return alias->meant;
    }
    std::vector<std::string_view> names;
    names.reserve(kFields.size());
    for (const auto& field : kFields) {
        names.push_back(field.name);
    }
    return closest(lower, names);
}

}  // namespace

FieldName field_name(std::string_view word) {
    const auto ascii = word.find(':');
    const auto wide = word.find(kWideColon);
    const auto end = std::min(ascii, wide);
    if (end == word.npos || end == 0) {
        return {};
    }
    const auto name = word.substr(0, end);
    const bool is_name = std::ranges::all_of(name, [](char c) {
        return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
    if (!is_name) {
        return {};
    }
    const auto* const known = std::ranges::find_if(kFields, [&](const Known& field) {
        return iequals(field.name, name);
    });
    if (known != kFields.end()) {
        return {end, ascii < wide ? 1 : kWideColon.size(), known->field};
    }
    // A colon of Chinese or Japanese behind other words is punctuation.
    return ascii < wide ? FieldName{end, 1, std::nullopt} : FieldName{};
}

std::string suggest_field(std::string_view name, std::string_view value) {
    if (name == "NEAR") {
        return "did you mean NEAR/10?";
    }
    if (!value.starts_with("//")) {
        if (const auto meant = meant_by(name)) {
            return fmt::format("did you mean \"{}:\"?", *meant);
        }
    }
    return value.empty() ? "leave the colon out, or put the text in quotes"
                         : "the fields are title:, tag:, feed: and group:; put other text with a "
                           "colon in quotes";
}

}  // namespace wireroom::monitor
