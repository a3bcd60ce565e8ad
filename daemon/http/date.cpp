#include "http/date.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace wireroom::http {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonths = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// Space, comma and hyphen part the words of all three forms.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool separator = i == text.size() || text[i] == ' ' || text[i] == ',' ||
                               text[i] == '-' || text[i] == '\t';
        if (!separator) {
            continue;
        }
        if (i > start) {
            words.push_back(text.substr(start, i - start));
        }
        start = i + 1;
    }
    return words;
}

std::optional<int> number(std::string_view digits, std::size_t at_most) {
    if (digits.empty() || digits.size() > at_most || !std::ranges::all_of(digits, is_digit)) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<unsigned> month_of(std::string_view word) {
    const auto found = std::ranges::find_if(kMonths, [word](std::string_view name) {
        return word.size() >= 3 && iequals(word.substr(0, 3), name);
    });
    if (found == kMonths.end()) {
        return std::nullopt;
    }
    return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

std::optional<seconds> time_of_day(std::string_view word) {
    const auto parts = split(word, ':');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    const auto h = number(parts[0], 2);
    const auto m = number(parts[1], 2);
    const auto s = number(parts[2], 2);
    if (!h || !m || !s || *h > 23 || *m > 59 || *s > 60) {  // 60: a leap second
        return std::nullopt;
    }
    return hours(*h) + minutes(*m) + seconds(*s);
}

std::optional<int> year_of(std::string_view word, Timestamp now) {
    if (word.size() == 4) {
        return number(word, 4);
    }
    const auto two = word.size() == 2 ? number(word, 2) : std::nullopt;
    if (!two) {
        return std::nullopt;
    }
    const int this_year = static_cast<int>(year_month_day(floor<days>(now)).year());
    const int year = this_year / 100 * 100 + *two;
    return year > this_year + 50 ? year - 100 : year;
}

bool is_gmt(std::string_view word) {
    return iequals(word, "gmt") || iequals(word, "utc") || iequals(word, "z") || word == "+0000";
}

}  // namespace

std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now) {
    if (text.size() > 64) {
        return std::nullopt;
    }
    auto words = words_of(text);
    if (!words.empty() && !is_digit(words.front().front())) {
        words.erase(words.begin());  // the day of the week
    }
    if (words.size() < 4 || words.size() > 5 || (words.size() == 5 && !is_gmt(words[4]))) {
        return std::nullopt;
    }
    const bool asctime = !is_digit(words[0].front());  // Nov 6 08:49:37 1994
    const auto day_word = asctime ? words[1] : words[0];
    const auto month_word = asctime ? words[0] : words[1];
    const auto time_word = asctime ? words[2] : words[3];
    const auto year_word = asctime ? words[3] : words[2];
    const auto day_number = number(day_word, 2);
    const auto month_number = month_of(month_word);
    const auto year_number = year_of(year_word, now);
    const auto clock = time_of_day(time_word);
    if (!day_number || !month_number || !year_number || !clock) {
        return std::nullopt;
    }
    const year_month_day date(
        year(*year_number), month(*month_number), day(static_cast<unsigned>(*day_number))
    );
    if (!date.ok()) {
        return std::nullopt;
    }
    return sys_days(date) + *clock;
}

std::string format_http_date(Timestamp time) {
    constexpr std::array<std::string_view, 7> kDays = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kNames = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto first = Timestamp(sys_days(year(0) / 1 / 1));
    const auto last = Timestamp(sys_days(year(10000) / 1 / 1)) - milliseconds(1);
    time = std::clamp(time, first, last);
    const auto date = floor<days>(time);
    const year_month_day calendar(date);
    const hh_mm_ss clock(floor<seconds>(time - date));
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        kDays[weekday(date).c_encoding()],
        static_cast<unsigned>(calendar.day()),
        kNames[static_cast<unsigned>(calendar.month()) - 1],
        static_cast<int>(calendar.year()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count()
    );
}

}  // namespace wireroom::http
