#include "base/digits.hpp"
#include "feed/date_names.hpp"
#include "feed/date_parts.hpp"

#include <algorithm>
#include <array>
#include <span>

// Dates of several words in almost any order. Each word is tried as what it looks like; numbers are
// kept until all is read, because which of them is the day depends on the others.

namespace wireroom::feed {
namespace {

bool is_letter(char c) {
    return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool has_digit(std::string_view word) {
    return std::ranges::any_of(word, is_digit);
}

class Words {
public:
    Words(std::string_view text, DateParts& parts) : text_(text), parts_(parts) {}

    bool run() {
        while (next()) {
            if (word_.front() == '(' || word_.front() == '[') {
                comment();
                continue;
            }
            const bool known = is_letter(word_.front())  ? letters(word_)
                               : is_digit(word_.front()) ? digits(word_)
                                                         : sign();
            if (!known) {
                return false;
            }
            first_ = false;
        }
        return resolve();
    }

private:
    struct Number {
        int value = 0;
        std::size_t digits = 0;
    };

    /// The next word without quotes and dots around it; false at the end.
    bool next() {
        constexpr std::string_view kBetween = " \t\r\n\v\f,;|\"'";
        while (true) {
            const auto start = text_.find_first_not_of(kBetween);
            if (start == std::string_view::npos) {
                return false;
            }
            text_.remove_prefix(start);
            const auto end = word_end(kBetween);
            word_ = text_.substr(0, end);
            comma_ = end < text_.size() && text_[end] == ',';
            text_.remove_prefix(end);
            while (word_.starts_with('.')) {
                word_.remove_prefix(1);
            }
            if (!word_.empty()) {
                return true;
            }
        }
    }

    /// A comma before the fraction of a second is no end; a bracket behind a word is one.
    std::size_t word_end(std::string_view between) const {
        bool clock = false;
        for (std::size_t at = 0; at < text_.size(); ++at) {
            const char c = text_[at];
            clock = clock || c == ':';
            const bool fraction = c == ',' && clock && at > 0 && is_digit(text_[at - 1]) &&
                                  at + 1 < text_.size() && is_digit(text_[at + 1]);
            const bool bracket = at > 0 && (c == '(' || c == '[');
            if (bracket || (!fraction && between.find(c) != std::string_view::npos)) {
                return at;
            }
        }
        return text_.size();
    }

    /// `(EST)` is the zone where nothing else is one; other comments say nothing.
    void comment() {
        const char close = word_.front() == '(' ? ')' : ']';
        const std::string_view all(word_.data(), word_.size() + text_.size());
        const auto end = std::min(all.find(close), all.size());
        if (close == ')') {
            if (const auto offset = zone_offset(trim(all.substr(1, end - 1)))) {
                parts_.comment_zone = offset;
            }
        }
        text_ = all.substr(std::min(end + 1, all.size()));
    }

    /// A name, a zone, or several of both joined with dashes: `Fri-11-Apr-2025`, `GMT+0200`.
    bool letters(std::string_view word) {
        if (word.ends_with(':')) {
            word.remove_suffix(1);  // `Posted:`
        }
        const auto plain = word.substr(0, word.find_last_not_of('.') + 1);
        if (parts_.has_time && read_zone(plain, parts_)) {
            return true;
        }
        if (meridiem(word)) {
            return true;
        }
        if ((plain[0] == 'T' || plain[0] == 't') && plain.size() > 1 && is_digit(plain[1])) {
            return read_clock(plain.substr(1), parts_);
        }
        if (has_digit(word) && word.find_first_of("-/") != std::string_view::npos &&
            word.find(':') == std::string_view::npos && !parts_.has_date()) {
            return pieces(word);
        }
        // `Tue,` is a weekday in any language and never checked: it is often wrong. May is a month.
        const auto month = month_or_weekday(plain);
        const bool weekday = first_ && comma_ && (!month || plain.size() <= 3);
        if (!weekday && month && *month > 0 && (!parts_.month || month_is_first_)) {
            month_is_first_ = first_;  // `mar 14 oct` is a Tuesday: a later name counts
            parts_.month = month;
            return true;
        }
        if (!month && plain.size() > 2) {
            read_zone(plain, parts_);  // or a weekday, `from`, a zone that nobody knows
        }
        return true;
    }

    bool meridiem(std::string_view word) {
        const bool half = iequals(word, "a.") || iequals(word, "p.");
        const auto rest = trim(text_);
        const bool split = half && (rest.starts_with("m.") || rest.starts_with("M."));
        if (!read_meridiem(split ? (to_lower(word[0]) == 'a' ? "am" : "pm") : word, parts_)) {
            return false;
        }
        if (split) {
            text_ = rest.substr(2);
        }
        if (!parts_.has_time && count_ > 1 &&
            numbers_[count_ - 1].value <= 12) {  // `Dec 16 2023 2 PM`
            parts_.hour = numbers_[--count_].value;
            parts_.has_time = true;
        }
        return true;
    }

    bool pieces(std::string_view word) {
        while (!word.empty()) {
            const auto end = std::min(word.find_first_of("-/"), word.size());
            const auto piece = word.substr(0, end);
            word.remove_prefix(std::min(end + 1, word.size()));
            if (piece.empty()) {
                continue;
            }
            if (is_digit(piece.front())) {
                if (!digits(piece)) {
                    return false;
                }
            } else if (const auto month = month_or_weekday(piece); month && *month > 0) {
                parts_.month = month;
            }
        }
        return true;
    }

    bool digits(std::string_view word) {
        const auto count = count_digits(word);
        auto tail = word.substr(count);
        if (tail.starts_with(':') ||
            ((tail.starts_with('h') || tail.starts_with('H')) && count <= 2)) {
            return read_clock(word, parts_);
        }
        if (tail.empty() || tail == ".") {
            return number(word.substr(0, count));
        }
        if (tail.size() == 1 && tail.front() >= kYearMark && tail.front() <= kDayMark) {
            return marked(word.substr(0, count), tail.front());
        }
        if (!date_started() && read_joined(word, parts_)) {
            return true;
        }
        const auto second = tail.substr(1, tail.find_last_not_of('.'));
        const bool two = tail.front() == '.' && all_digits(second);
        if (tail.front() == '.' && read_clock(word, parts_, year_known())) {
            return true;
        }
        if (two && !year_known()) {  // `14.10. 2025` without its space
            return number(word.substr(0, count)) && number(second);
        }
        if (tail.front() == 'T' || tail.front() == 't') {
            if (tail.size() > 1 && is_digit(tail[1])) {
                return number(word.substr(0, count)) && read_clock(tail.substr(1), parts_);
            }
        }
        if (is_letter(tail.front())) {
            return suffixed(word.substr(0, count), tail);
        }
        return word.find_first_of("-/") != std::string_view::npos && !date_started() &&
               pieces(word);
    }

    /// `1st`, `2pm`, `11Apr2025`, `14º`.
    bool suffixed(std::string_view number_text, std::string_view tail) {
        const auto end = std::min(tail.find_first_of("0123456789"), tail.size());
        const auto name = tail.substr(0, end);
        if (!number(number_text)) {
            return false;
        }
        if (meridiem(name)) {
            return true;
        }
        constexpr auto kOrdinals = std::to_array<std::string_view>({"st", "nd", "rd", "th", "er"});
        const bool ordinal = std::ranges::any_of(kOrdinals, [&](std::string_view suffix) {
            return iequals(name, suffix);
        });
        if (!ordinal && !parts_.month) {
            parts_.month = month_number(name);
        }
        return end == tail.size() || digits(tail.substr(end));
    }

    bool number(std::string_view text) {
        const auto size = text.size();
        if (size > 4) {
            return !date_started() && read_joined(text, parts_);  // `20250411`
        }
        const auto value = take_number(text, 1, 4);
        if (!value || count_ == numbers_.size()) {
            return false;
        }
        if (size == 4 && parts_.has_time && year_known() && !parts_.numeric_zone) {
            // A plus sign that a form decoded to a space.
            const std::chrono::minutes offset(*value / 100 * 60 + *value % 100);
            if (offset < std::chrono::hours(16) && *value % 100 < 60) {
                parts_.numeric_zone = offset;
            }
            return true;
        }
        numbers_[count_++] = {*value, size};
        return true;
    }

    /// The number before 年, 月 or 日.
    bool marked(std::string_view text, char mark) {
        const auto size = text.size();
        const auto value = take_number(text, 1, 4);
        if (!value || !text.empty()) {
            return false;
        }
        auto& part = mark == kYearMark    ? parts_.year
                     : mark == kMonthMark ? parts_.month
                                          : parts_.day;
        part = mark == kYearMark ? full_year(*value, size) : *value;
        return true;
    }

    /// `+0200`; a dash or another sign alone is none. An impossible offset reads as UTC.
    bool sign() {
        if ((word_[0] == '+' || word_[0] == '-') && (parts_.has_time || year_known())) {
            read_zone(word_, parts_);
            return true;
        }
        return !has_digit(word_);
    }

    bool date_started() const { return count_ != 0 || parts_.year || parts_.month || parts_.day; }

    bool year_known() const {
        return parts_.year ||
               std::ranges::any_of(
                   std::span(numbers_).first(count_), [](const Number& n) { return n.digits >= 3; }
               ) ||
               (parts_.month && count_ >= 2);
    }

    /// Says which number is what.
    bool resolve() {
        std::span<const Number> numbers = std::span(numbers_).first(count_);
        if (parts_.has_date()) {
            if (!parts_.day && !parts_.day_of_year && !parts_.week && !numbers.empty()) {
                parts_.day = numbers[0].value;
            }
            return true;
        }
        if (parts_.year) {
            return false;
        }
        const bool year_first =
            !numbers.empty() && (numbers[0].digits >= 3 || numbers[0].value > 31);
        if (parts_.month) {
            if (parts_.day || year_first || numbers.size() == 1) {
                return year_first || parts_.day ? set(numbers, 0, std::nullopt, 1) : false;
            }
            return set(numbers, 1, std::nullopt, 0);
        }
        return year_first ? set(numbers, 0, 1, 2) : set(numbers, 2, 1, 0);
    }

    bool set(
        std::span<const Number> numbers,
        std::size_t year,
        std::optional<std::size_t> month,
        std::size_t day
    ) {
        if (year >= numbers.size() || (month && *month >= numbers.size())) {
            return false;
        }
        if (numbers[year].digits < 2) {
            return false;
        }
        parts_.year = full_year(numbers[year].value, numbers[year].digits);
        if (month) {
            parts_.month = numbers[*month].value;
        }
        if (!parts_.day && day < numbers.size()) {
            parts_.day = numbers[day].value;
        }
        return true;
    }

    std::string_view text_;
    DateParts& parts_;
    std::string_view word_;
    bool comma_ = false;
    bool first_ = true;
    bool month_is_first_ = false;
    std::array<Number, 4> numbers_{};
    std::size_t count_ = 0;
};

}  // namespace

bool read_words(std::string_view text, DateParts& parts) {
    return Words(text, parts).run();
}

}  // namespace wireroom::feed
