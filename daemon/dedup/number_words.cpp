#include "dedup/number_words.hpp"

#include "dedup/similarity.hpp"
#include "dedup/written_numbers.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

/// The value of a Chinese or Japanese numeral: below ten a digit, else what it multiplies by; -1
/// for other words.
double numeral(std::string_view word) {
    static const std::unordered_map<std::string_view, double> kNumerals = {
        {"〇", 0},   {"零", 0},    {"一", 1},   {"二", 2},   {"两", 2},   {"兩", 2},  {"三", 3},
        {"四", 4},   {"五", 5},    {"六", 6},   {"七", 7},   {"八", 8},   {"九", 9},  {"十", 10},
        {"百", 100}, {"千", 1000}, {"万", 1e4}, {"萬", 1e4}, {"亿", 1e8}, {"億", 1e8}};
    const auto found = kNumerals.find(word);
    return found == kNumerals.end() ? -1 : found->second;
}

/// Digits with at most one point, as a number.
std::optional<double> value_of(const std::string& digits) {
    double value = 0;
    double scale = 0;
    for (const char c : digits) {
        if (c == '.' && scale == 0) {
            scale = 1;
        } else if (c >= '0' && c <= '9' && digits.size() <= 15) {
            value = value * 10 + (c - '0');
            scale *= 10;
        } else {
            return std::nullopt;
        }
    }
    return scale > 1 ? value / scale : value;
}

std::string plain(double value) {
    return std::to_string(static_cast<std::int64_t>(std::llround(value)));
}

/// `三十五`, `二〇二五`, `3万5千`: the number that begins at `at`, which moves behind it; empty
/// when none of these does.
std::string east_asian(
    const std::vector<std::string_view>& words, std::size_t& at, std::size_t end
) {
    double total = 0;    // of what stands before the last 万 or 億
    double section = 0;  // since then
    double digit = 0;
    bool units = false;
    std::string digits;  // as long as no unit was met
    auto next = at;
    for (; next < end; ++next) {
        const auto value = numeral(words[next]);
        if (value < 0) {
            const auto number = canonical_number(words[next]);
            const auto amount = number.empty() ? std::nullopt : value_of(number);
            // Digits belong to it when a unit follows, or when one stood before.
            const bool belongs = units || (next + 1 < end && numeral(words[next + 1]) >= 10);
            if (!amount || !belongs || digit != 0) {
                break;
            }
            digit = *amount;
        } else if (value < 10) {
            digits.push_back(static_cast<char>('0' + static_cast<int>(value)));
            digit = value;
        } else {
            units = true;
            if (value < 1e4) {
                section += (digit == 0 ? 1 : digit) * value;
            } else {
                const auto multiplied = section + digit;
                total += (multiplied == 0 ? 1 : multiplied) * value;
                section = 0;
            }
            digit = 0;
        }
    }
    if (next == at) {
        return {};
    }
    at = next;
    return units ? plain(total + section + digit) : digits;
}

}  // namespace

bool is_numeral(std::string_view word) {
    return numeral(word) >= 0;
}

std::vector<std::string> numbers_between(
    const std::vector<std::string_view>& words, std::size_t begin, std::size_t end
) {
    // Where so little differs, an article that gave way to a number was one.
    constexpr std::size_t kFewWords = 3;
    std::vector<std::string> result;
    const bool few = end - begin <= kFewWords;
    for (auto at = begin; at < end;) {
        const auto article = article_number(words[at]);
        if (!article.empty() && (at + 1 == end || numeral(words[at + 1]) < 0)) {
            if (few) {
                result.emplace_back(article);
            }
            ++at;
            continue;
        }
        if (auto number = east_asian(words, at, end); !number.empty()) {
            result.push_back(std::move(number));
            continue;
        }
        auto number = canonical_number(words[at]);
        if (number.empty()) {
            number = written_number(words[at]);
        }
        if (!number.empty()) {
            result.push_back(std::move(number));
        }
        ++at;
    }
    return result;
}

}  // namespace wireroom::dedup
