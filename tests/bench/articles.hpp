#pragma once

#include "base/time.hpp"
#include "dedup/prepare.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

namespace wireroom::bench {

/// Words as they come in a language: few are frequent, many are rare (Zipf), and nearly none of
/// three in a row come again. The same seed gives the same words.
class Language {
public:
    explicit Language(unsigned seed);

    const std::string& word(std::mt19937_64& random) const;
    /// A sentence of `words` words.
    std::string sentence(std::mt19937_64& random, int words) const;
    /// Sentences of 12 to 28 words, at least `bytes` long.
    std::string paragraph(std::mt19937_64& random, std::size_t bytes) const;

private:
    std::vector<std::string> words_;
    std::vector<double> reach_;  ///< of each word: share of the words up to it
};

/// A publisher's article, as its feed shows it.
struct Written {
    std::string guid;
    std::string url;
    std::string title;
    std::string html;
    Timestamp published{};
};

/// Publishers by number, whose articles are 5.7 KB of mark-up and text each (the median
/// of live feeds). Three of a hundred are another publisher's article under a headline of their
/// own. Seeded.
class Newsrooms {
public:
    explicit Newsrooms(unsigned seed);

    Written write(int outlet, Timestamp published);
    /// The article with a paragraph more, as one story in four becomes.
    Written expand(Written article);

    std::string outlet_url(int outlet) const;

private:
    std::mt19937_64 random_;
    Language language_;
    std::uint64_t written_ = 0;
    std::deque<std::pair<int, std::string>> wire_;  ///< texts that others may take over
};

/// The bytes that a feed's document spends on the article; their hash is the item's raw hash.
std::string raw_item(const Written& article);

/// As the poller hands it to the store. @param feed_url of the feed that shows it
dedup::PreparedItem prepared(const Written& article, const std::string& feed_url);

}  // namespace wireroom::bench
