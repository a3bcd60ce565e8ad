#include "dedup/line.hpp"

#include "dedup/similarity.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace wireroom::dedup {
namespace {

constexpr std::size_t kMostBytes = 120;
constexpr std::size_t kMostWords = 12;
// A time without a date is a stamp behind a label of so many words: `Frissítve: 12:05`.
constexpr std::size_t kMostLabelWords = 3;
// Day, month and year.
constexpr std::size_t kMostDateParts = 3;

/// A run of digits of any script.
struct Figure {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t digits = 0;
    int value = 0;  // of at most four digits

    bool is_date_part() const { return digits == 4 || (digits <= 2 && value >= 1 && value <= 31); }
};

std::vector<Figure> figures_of(std::string_view line) {
    std::vector<Figure> figures;
    for (std::size_t at = 0; at < line.size();) {
        auto digit = text::leading_digit(line.substr(at));
        if (!digit) {
            ++at;
            continue;
        }
        Figure figure{.begin = at};
        for (; digit; digit = text::leading_digit(line.substr(at))) {
            if (++figure.digits <= 4) {
                figure.value = figure.value * 10 + (digit->ascii - '0');
            }
            at += digit->bytes;
        }
        figure.end = at;
        figures.push_back(figure);
    }
    return figures;
}

/// What the figures of a line are.
struct Reading {
    std::size_t times = 0;       // of day: `9:40`, `18:30:07`
    std::size_t date_parts = 0;  // that may be a day, month or year
    bool other = false;          // scores (`98:95`, `3:1`), quantities
    std::size_t time_begin = 0;  // of the first time
    std::size_t time_words = 0;  // of all times, as words are counted
};

Reading read(std::string_view line, const std::vector<Figure>& figures) {
    const auto joined_by_colon = [&](std::size_t i) {
        return i + 1 < figures.size() && figures[i + 1].begin == figures[i].end + 1 &&
               line[figures[i].end] == ':';
    };
    Reading reading;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (!joined_by_colon(i)) {
            ++reading.date_parts;
            reading.other = reading.other || !figures[i].is_date_part();
            continue;
        }
        const auto first = i;
        bool time = figures[i].digits <= 2 && figures[i].value < 24;
        for (; joined_by_colon(i); ++i) {
            time = time && figures[i + 1].digits == 2 && figures[i + 1].value < 60;
        }
        time = time && i - first <= 2;
        reading.other = reading.other || !time;
        if (reading.times++ == 0) {
            reading.time_begin = figures[first].begin;
        }
        reading.time_words += i - first + 1;
    }
    return reading;
}

/// `3-1`: two figures and a stroke, which may as well be a score.
bool is_pair(std::string_view line, const std::vector<Figure>& figures) {
    return figures.size() == 2 &&
           line.substr(figures[0].end, figures[1].begin - figures[0].end).find('-') !=
               std::string_view::npos;
}

/// Whether a time of day is all that the line tells.
bool is_stamp(std::string_view line, std::size_t words, const Reading& reading) {
    if (reading.times != 1 || reading.other || reading.date_parts > kMostDateParts) {
        return false;
    }
    if (reading.date_parts > 0) {
        return true;
    }
    auto before = line.substr(0, reading.time_begin);
    while (before.ends_with(' ')) {
        before.remove_suffix(1);
    }
    const auto others = words - std::min(words, reading.time_words);
    return others == 0 || (others <= kMostLabelWords && before.ends_with(':'));
}

}  // namespace

bool ends_as_sentence(std::string_view folded) {
    while (!folded.empty() &&
           std::string_view(")]\"' ").find(folded.back()) != std::string_view::npos) {
        folded.remove_suffix(1);
    }
    static constexpr std::array<std::string_view, 9> kEnds = {
        ".", "!", "?", "。", "…", "؟", "۔", "।", "។"};
    return std::ranges::any_of(kEnds, [&](std::string_view end) { return folded.ends_with(end); });
}

std::string stamp_shape(std::string_view folded) {
    if (folded.size() > kMostBytes) {
        return {};
    }
    const auto figures = figures_of(folded);
    const auto words = text::words(folded);
    if (figures.empty() || words.size() > kMostWords) {
        return {};
    }
    const auto reading = read(folded, figures);
    const bool counter = reading.times == 0 && std::ranges::all_of(words, is_number_word) &&
                         !is_pair(folded, figures);
    const bool alone = reading.time_words > 0 && words.size() == reading.time_words;
    if (!counter &&
        (!is_stamp(folded, words.size(), reading) || (!alone && ends_as_sentence(folded)))) {
        return {};
    }
    std::string shape;
    std::size_t at = 0;
    for (const auto& figure : figures) {
        shape += folded.substr(at, figure.begin - at);
        shape += '#';
        at = figure.end;
    }
    shape += folded.substr(at);
    return shape;
}

}  // namespace wireroom::dedup
