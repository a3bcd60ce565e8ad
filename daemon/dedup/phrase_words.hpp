#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace wireroom::dedup {

/// The folded words of a list. Not to be copied: they are views into it.
class WordSet {
public:
    explicit WordSet(std::string_view list);
    WordSet(const WordSet&) = delete;
    WordSet& operator=(const WordSet&) = delete;

    bool contains(std::string_view word) const { return words_.contains(word); }
    auto begin() const { return words_.begin(); }
    auto end() const { return words_.end(); }

private:
    std::string folded_;
    std::unordered_set<std::string_view> words_;
};

/// Words of dates and times, and the small words between them.
const WordSet& date_words();
/// Words that stand beside the figures of counters: `12 comments`.
const WordSet& counter_words();

/// A word of a date, or a number.
bool is_date_word(std::string_view word);
/// A word of a counter, or a number.
bool is_counter_word(std::string_view word);
/// What may stand behind a number and belongs to it: `k`, `m` and their like.
bool is_number_tail(std::string_view word);

/// Stands for numbers of all kinds among the words that a phrase can begin with.
inline constexpr std::string_view kAnyNumber = "#";

}  // namespace wireroom::dedup
