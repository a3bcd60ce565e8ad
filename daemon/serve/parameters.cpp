#include "serve/parameters.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace wireroom::serve {
namespace {

constexpr std::size_t kMaxValueBytes = 1024;
constexpr std::size_t kMaxListWords = 32;
constexpr std::size_t kMaxWordBytes = 64;

bool is_word(std::string_view text) {
    const auto in_word = [](char c) {
        const char lower = to_lower(c);
        return is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= kMaxWordBytes && std::ranges::all_of(text, in_word);
}

}  // namespace

Parameters::Parameters(const Request& request, std::initializer_list<std::string_view> known)
    : request_(request) {
    for (auto one = request.query.begin(); one != request.query.end(); ++one) {
        const auto& name = one->first;
        if (std::ranges::find(known, name) == known.end()) {
            fault_ = fmt::format(
                "unknown query parameter \"{}\"; {} takes {}",
                printable(name, 60),
                printable(request.path),
                known.size() == 0 ? "none" : fmt::format("{}", fmt::join(known, ", "))
            );
            return;
        }
        const auto is_same = [&](const auto& other) { return other.first == name; };
        if (std::any_of(request.query.begin(), one, is_same)) {
            fault_ = fmt::format("query parameter \"{}\" is given twice", name);
            return;
        }
    }
}

void Parameters::fail(std::string_view name, std::string_view expected) {
    if (!fault_.empty()) {
        return;
    }
    const auto given = std::ranges::find(
        request_.query, name, [](const auto& pair) -> std::string_view { return pair.first; }
    );
    fault_ = fmt::format(
        "query parameter \"{}\" is {}, not \"{}\"", name, expected, printable(given->second, 60)
    );
}

std::optional<std::string> Parameters::text(std::string_view name) {
    for (const auto& [key, value] : request_.query) {
        if (key != name) {
            continue;
        }
        if (value.size() > kMaxValueBytes) {
            fail(name, "at most 1024 bytes long");
            return std::nullopt;
        }
        return value;
    }
    return std::nullopt;
}

std::optional<std::int64_t> Parameters::integer(
    std::string_view name, std::int64_t min, std::int64_t max
) {
    const auto value = text(name);
    if (!value) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto* end = value->data() + value->size();
    const auto [stop, error] = std::from_chars(value->data(), end, number);
    if (error != std::errc() || stop != end || number < min || number > max) {
        fail(name, fmt::format("a whole number from {} to {}", min, max));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> Parameters::flag(std::string_view name) {
    const auto value = choice(name, {"0", "1"});
    if (!value) {
        return std::nullopt;
    }
    return *value == "1";
}

std::optional<Timestamp> Parameters::time(std::string_view name) {
    const auto value = text(name);
    if (!value) {
        return std::nullopt;
    }
    auto time = parse_rfc3339(*value);
    if (!time) {
        time = parse_rfc3339(*value + "T00:00:00Z");
    }
    if (!time) {
        fail(name, "a date, or a date and time (2025-04-11T08:00:00Z)");
    }
    return time;
}

std::vector<std::string> Parameters::list(std::string_view name) {
    const auto value = text(name);
    if (!value) {
        return {};
    }
    std::vector<std::string> words;
    for (const auto word : split(*value, ',')) {
        if (!is_word(word) || words.size() == kMaxListWords) {
            fail(name, "a list of at most 32 words with commas between");
            return {};
        }
        words.emplace_back(word);
    }
    return words;
}

std::optional<std::vector<std::string>> Parameters::list_of(
    std::string_view name, std::initializer_list<std::string_view> allowed
) {
    const auto value = text(name);
    if (!value) {
        return std::nullopt;
    }
    auto words = value->empty() ? std::vector<std::string>() : list(name);
    for (const auto& word : words) {
        if (std::ranges::find(allowed, word) == allowed.end()) {
            fail(name, fmt::format("a list of {}", fmt::join(allowed, ", ")));
            return std::nullopt;
        }
    }
    return words;
}

std::optional<std::string> Parameters::choice(
    std::string_view name, std::initializer_list<std::string_view> allowed
) {
    auto value = text(name);
    if (value && std::ranges::find(allowed, *value) == allowed.end()) {
        fail(name, fmt::format("one of {}", fmt::join(allowed, ", ")));
        return std::nullopt;
    }
    return value;
}

}  // namespace wireroom::serve
