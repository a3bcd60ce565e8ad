#include "base/text.hpp"
#include "feed/date_names.hpp"
#include "text/fold.hpp"
#include "text/unaccent.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>

// Dates beyond ASCII: accents off, East Asian units as marks behind their numbers.

namespace wireroom::feed {
namespace {

enum class Unit { kYear, kMonth, kDay, kColon, kSpace, kForenoon, kAfternoon };

struct Word {
    std::string_view letters;
    Unit unit;
    bool korean = false;
};

/// What East Asian dates are made of; every other character of those scripts is a space.
constexpr auto kWords = std::to_array<Word>({
    {"年", Unit::kYear},
    {"月", Unit::kMonth},
    {"日", Unit::kDay},
    {"号", Unit::kDay},
    {"號", Unit::kDay},
    {"時", Unit::kColon},
    {"时", Unit::kColon},
    {"点", Unit::kColon},
    {"點", Unit::kColon},
    {"分", Unit::kColon},
    {"秒", Unit::kSpace},
    {"午前", Unit::kForenoon},
    {"上午", Unit::kForenoon},
    {"午後", Unit::kAfternoon},
    {"下午", Unit::kAfternoon},
    {"년", Unit::kYear, true},
    {"월", Unit::kMonth, true},
    {"일", Unit::kDay, true},
    {"시", Unit::kColon, true},
    {"분", Unit::kColon, true},
    {"초", Unit::kSpace, true},
    {"오전", Unit::kForenoon, true},
    {"오후", Unit::kAfternoon, true},
});

constexpr auto kNumerals =
    std::to_array<std::string_view>({"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"});

bool is_east_asian(char32_t c) {
    return (c >= 0x3000 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3);
}

class Rewriter {
public:
    explicit Rewriter(std::string_view text) : rest_(text) {}

    PlainDate run() {
        while (!rest_.empty()) {
            const auto c = text::decode_at(rest_, 0);
            if (is_east_asian(c.value)) {
                east_asian(c.bytes);
                continue;
            }
            numeral_ = 0;
            if (skip_space_ && c.value == ' ') {
                rest_.remove_prefix(1);
                continue;
            }
            skip_space_ = false;
            out_.text += c.value == 0x2212 ? std::string_view("-") : rest_.substr(0, c.bytes);
            rest_.remove_prefix(c.bytes);
        }
        return std::move(out_);
    }

private:
    void east_asian(std::size_t length) {
        const auto* word = std::ranges::find_if(kWords, [&](const Word& w) {
            return rest_.starts_with(w.letters);
        });
        if (word != kWords.end()) {
            out_.korean = out_.korean || word->korean;
            unit(word->unit);
            numeral_ = 0;
            rest_.remove_prefix(word->letters.size());
            return;
        }
        const auto* numeral = std::ranges::find_if(kNumerals, [&](std::string_view letters) {
            return rest_.starts_with(letters);
        });
        if (numeral != kNumerals.end()) {
            numeral_ += static_cast<int>(numeral - kNumerals.begin()) + 1;  // 十二 is 10 + 2
        } else {
            numeral_ = 0;
            out_.text += ' ';
        }
        rest_.remove_prefix(length);
    }

    /// A unit counts behind a number only: 月曜日 and 월요일 are Mondays.
    void unit(Unit unit) {
        auto& text = out_.text;
        const bool after_digit = !text.empty() && is_digit(text.back());
        switch (unit) {
            case Unit::kYear:
            case Unit::kDay:
            case Unit::kMonth:
                if (after_digit) {
                    text += unit == Unit::kYear    ? kYearMark
                            : unit == Unit::kMonth ? kMonthMark
                                                   : kDayMark;
                } else if (unit == Unit::kMonth && numeral_ >= 1 && numeral_ <= 12) {
                    text += ' ' + std::to_string(numeral_) + kMonthMark;
                }
                text += ' ';
                break;
            case Unit::kColon:
                if (after_digit) {
                    text += ':';
                    skip_space_ = true;  // `8시 30분` is one clock
                }
                break;
            case Unit::kForenoon:
                text += " am ";
                break;
            case Unit::kAfternoon:
                text += " pm ";
                break;
            case Unit::kSpace:
                text += ' ';
        }
    }

    std::string_view rest_;
    PlainDate out_;
    int numeral_ = 0;
    bool skip_space_ = false;
};

}  // namespace

PlainDate plain_date(std::string_view text) {
    const auto folded = text::unaccent(text::fold(text));
    return Rewriter(folded).run();
}

}  // namespace wireroom::feed
