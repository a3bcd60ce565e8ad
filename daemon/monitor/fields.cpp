#include "monitor/fields.hpp"

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

constexpr std::size_t kLongestName = 16;
constexpr std::string_view kWideColon = "：";

/// Letters to change, add or take away (Levenshtein).
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::optional<std::string_view> meant_by(std::string_view name) {
    if (name.size() > kLongestName) {
        return std::nullopt;
    }
    const auto lower = to_lower(name);
    if (const auto* const alias = std::ranges::find(kAliases, lower, &Alias::name);
        alias != kAliases.end()) {
        return alias->meant;
    }
    const auto distance = [&](const Known& known) { return edits(lower, known.name); };
    const auto* const nearest = std::ranges::min_element(kFields, {}, distance);
    return distance(*nearest) <= nearest->name.size() / 2 ? std::optional(nearest->name)
                                                          : std::nullopt;
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
