#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// Folded text and its words, which are views into it.
struct WordedText {
    std::string_view folded;
    std::vector<std::string_view> words;

    /// True when the text goes on with `: - – » > |` or ends after this word.
    bool marked_after(std::size_t word) const;
};

WordedText worded(std::string_view folded);

/// Only the first words of it, at most `words`.
WordedText beginning_of(std::string_view folded, std::size_t words);

/// A pattern over the words of a folded text, from a table. Elements are separated by spaces:
///   `word`   this word; `a|b` one of them; `two_words` words in a row (folded and split as texts
///   are) `x?`     may be missing;  `x:` a colon, dash, closing bracket or the end follows
///   `#`      one or more numbers in a row, with `k`, `m` and their like behind; also among choices
///   `@`      a date or time: one or more words of `DateWords`, a number among them
///   `%`      counters: numbers and words of `CounterWords`, at least one of each
///   `...`    anything, also nothing
class Phrase {
public:
    /// Bounds for patterns that are not ours.
    static constexpr std::size_t kMostBytes = 400;
    static constexpr std::size_t kMostElements = 24;
    static constexpr std::size_t kMostGaps = 2;

    explicit Phrase(std::string_view pattern);

    /// Why a pattern is none that a table should hold: too large, without a word, with nothing to
    /// find it by. Half a sentence, to stand behind a colon.
    static std::optional<std::string> fault(std::string_view pattern);

    /// The index behind the last word that the phrase takes when it begins at word `from`, the
    /// longest way; nothing when it does not match there.
    std::optional<std::size_t> match(const WordedText& text, std::size_t from = 0) const;
    /// The phrase takes all words.
    bool matches_all(const WordedText& text) const;
    /// False when it matches no text that begins with these words, be they the text or more follow.
    bool may_match(const WordedText& beginning) const;

    /// The words that a match can begin with, `#` for any number; nothing when it may be any word,
    /// or none.
    std::optional<std::vector<std::string>> beginnings() const;

private:
    enum class Kind { kWords, kNumber, kDate, kCounters, kAnything };
    struct Element {
        Kind kind = Kind::kWords;
        std::vector<std::vector<std::string>> choices;
        bool optional = false;
        bool marked = false;
    };

    /// The first that must stand there is a word or a number.
    bool begins_with_word() const;
    /// Every index behind a last word that the phrase can take, ascending.
    std::vector<std::size_t> matches_from(const WordedText& text, std::size_t from) const;
    void add_ends(
        const WordedText& text,
        const Element& element,
        std::size_t word,
        std::vector<std::size_t>& result
    ) const;
    static void keep_marked(
        const WordedText& text, std::size_t word, std::vector<std::size_t>& ends, std::size_t from
    );
    static bool is_cut_off(const WordedText& text, const Element& element, std::size_t word);

    std::vector<Element> elements_;
};

}  // namespace wireroom::dedup
