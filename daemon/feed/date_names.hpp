#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom::feed {

/// What a zone's name adds to UTC (RFC 822 section 5.1 and the names that feeds use besides),
/// without regard to case. Ambiguous names mean what they mean in feeds: IST is India, BST Britain,
/// CST and EST America, AST the Atlantic, GST the Gulf.
/// @return nothing for unknown names, military letters other than Z among them: RFC 2822 section
/// 4.3 reads those as unknown.
std::optional<std::chrono::minutes> zone_offset(std::string_view text);

/// 1 to 12 for a month's name or its beginning in English and some thirty other languages, also
/// inflected; 0 for a weekday that begins like a month (`mardi`); nothing for other words. Words
/// beyond ASCII must have been through `plain_date`.
std::optional<int> month_or_weekday(std::string_view word);

/// The same without weekdays.
std::optional<int> month_number(std::string_view word);

/// A date with characters beyond ASCII as the readers expect it: folded, without accents, with
/// ASCII dashes.
struct PlainDate {
    std::string text;
    bool korean = false;  ///< in Korean words: without a zone it is Korea's time
};

/// What follows a number in East Asian dates, as one character: 年, 月, 日.
inline constexpr char kYearMark = '\x01';
inline constexpr char kMonthMark = '\x02';
inline constexpr char kDayMark = '\x03';

PlainDate plain_date(std::string_view text);

}  // namespace wireroom::feed
