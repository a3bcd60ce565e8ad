#pragma once

#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace wireroom::feed {

/// What has been read of a date so far; nothing = not seen.
struct DateParts {
    std::optional<int> year;
    std::optional<int> month;
    std::optional<int> day;
    std::optional<int> day_of_year;
    std::optional<int> week;  ///< ISO 8601; `day` is then the day of the week, 1 = Monday
    int hour = 0;
    int minute = 0;
    int second = 0;
    int milliseconds = 0;
    bool has_time = false;
    bool afternoon = false;
    bool forenoon = false;
    std::optional<std::chrono::minutes> numeric_zone;
    std::optional<std::chrono::minutes> named_zone;
    std::optional<std::chrono::minutes> comment_zone;  ///< `(EST)` where nothing else says it

    bool has_date() const { return year && (month || day_of_year || week); }
};

/// The instant; nothing when no calendar or clock has it. A missing day or month is the first one,
/// a missing time is midnight, a missing zone is UTC. 24:00:00 is the end of the day, second 60 a
/// leap second.
std::optional<Timestamp> assemble(const DateParts& parts);

/// The year that 2, 3 or 4 digits mean (RFC 2822 section 4.3: 00 to 49 are 20xx, three digits count
/// from 1900).
int full_year(int year, std::size_t digits);

/// `+hh:mm`, `-hhmm`, `+hh`, `-hmm`, `GMT`, `EST`, `UTC+3`, `GMT-05:00`. False, and nothing read,
/// for anything else and for offsets of 16 hours and more.
bool read_zone(std::string_view text, DateParts& parts);

/// `am`, `p.m.`, Greek `πμ` and `μμ`.
bool read_meridiem(std::string_view text, DateParts& parts);

/// `8:05`, `08:05:06`, `08:05:06.789`, `08.05` (when `dotted`), `8h05`; behind it perhaps a zone,
/// AM or PM, or a word (`Uhr`) without a space. False when it is none or a second one.
bool read_clock(std::string_view text, DateParts& parts, bool dotted = false);

/// The milliseconds of a fraction of any length; its digits are removed from `text`.
int take_fraction(std::string_view& text);

/// A date in one word, with the time behind it or not: ISO 8601 calendar, week and ordinal dates in
/// extended and basic form, `2025/4/11`, `11-Apr-25`, `12/31/2017` (American unless impossible),
/// `31.12.2017`, `10/Oct/2000:13:55:36`. False when it is none.
bool read_joined(std::string_view word, DateParts& parts);

/// RFC 822, RFC 850, asctime, American and other order: words in almost any order, in many
/// languages. False when a part is none of a date, or year or month is missing.
bool read_words(std::string_view text, DateParts& parts);

}  // namespace wireroom::feed
