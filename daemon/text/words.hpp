#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// Version of the rules of `sanitise` (blocks), `fold` and `words` as far as stored hashes depend
/// on them.
///   1  the first
///   2  furniture of nine more languages; Hebrew points, Arabic vowel signs and tatweel do not
///   count
inline constexpr int kTextRules = 2;

/// The words of a folded text, as views into it: a number with its inner dots and commas is one
/// word, so is a run of letters with its marks and inner apostrophes; every character of scripts
/// written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese, Javanese, Balinese, the Tai
/// scripts) is a word of its own, with its marks. Punctuation and symbols are no words. Prefixes
/// that Arabic and Hebrew write on to a word are part of it.
std::vector<std::string_view> words(std::string_view folded);

/// Appends them to `words`.
void append_words(std::string_view folded, std::vector<std::string_view>& words);

/// How many `words` there are.
std::size_t count_words(std::string_view folded);

/// The same words one by one, without a list of them.
class WordReader {
public:
    /// @param folded must outlive the reader and its words
    explicit WordReader(std::string_view folded) : text_(folded) {}

    /// @return false behind the last word, which leaves `word` alone.
    bool next(std::string_view& word);

private:
    friend void append_words(std::string_view folded, std::vector<std::string_view>& words);

    /// Of 64 bytes of the text, a bit each: branches at every byte would be guessed wrong at the
    /// end of every word.
    struct Block {
        std::uint64_t letters = 0;  ///< ASCII letters
        std::uint64_t spoken = 0;   ///< these, digits, and whatever is not ASCII
    };
    static Block block_at(std::string_view text, std::size_t begin);

    bool read(std::string_view& word);
    void enter_block();
    bool find_word();
    void pass_ascii_letters();

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t block_end_ = 0;
    Block block_;
};

/// The text begins with an upper-case or title-case letter, of any script that has them.
bool begins_with_capital(std::string_view text);

/// A decimal digit of any script.
struct Digit {
    char ascii = '0';
    std::size_t bytes = 0;  ///< that it takes in UTF-8
};
/// The digit that a text begins with; nothing when it begins with another character.
std::optional<Digit> leading_digit(std::string_view text);

}  // namespace wireroom::text
