#pragma once

#include "dedup/effort.hpp"
#include "dedup/prepare.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace wireroom::dedup {

/// Words that are written with a capital letter, folded. Scripts without capitals have none.
struct Names {
    std::unordered_set<std::string> text;   ///< inside of a sentence
    std::unordered_set<std::string> title;  ///< anywhere: titles put places first
};

/// @param plain title and text before folding
Names names_in(std::string_view title, std::string_view plain);

/// What two texts with much in common say differently. Bulletins, job ads, weather and market
/// reports are made from one template: long passages are equal, and in the places between them
/// stand other numbers and names. A story that was edited, or copied by another outlet, keeps those
/// and gains or loses whole passages.
struct Contrast {
    int numbers = 0;  ///< places where another number stands
    int names = 0;  ///< places where another name stands that the other text does not know at all;
                    ///< in scripts without capitals any other words
    int words = 0;  ///< all places with other words, spelling apart
    int spelling = 0;  ///< places with nearly the same ones: misprints, `northern` and `southern`
    bool repeated = false;      ///< one such name or word gave way to another in several places
    bool title_number = false;  ///< another number stands in the title
    bool title_name = false;    ///< and another name, which nothing of the other item knows
    /// Each title has words that the other has not, spelling apart.
    bool title_replaced = false;
    /// A word of each title gave way to a word of the other's in such a place too.
    bool title_place = false;
    /// A word that only one title has is in its text alone, and so it is the other way round.
    bool title_topic = false;
    std::size_t common = 0;  ///< words of equal passages
    std::size_t lost = 0;    ///< words of the longest passage that only the first text has
    std::size_t gained = 0;  ///< words of the longest passage that only the second text has
    std::size_t grown = 0;   ///< words by which a passage of the second is longer, at most
    std::string first;       ///< an example of what gave way, and what to; empty when nothing did
    std::string second;

    /// What gave way to what.
    struct Place {
        std::string first;
        std::string second;
        bool name = false;      ///< counted in `names`
        bool repeated = false;  ///< in several places
    };
    static constexpr std::size_t kMostPlaces = 64;
    /// Each pair once: those with a name, and those that are repeated.
    std::vector<Place> places;
    bool more_places = false;  ///< than `kMostPlaces`

    /// Places in which the texts say another thing.
    int telling() const { return numbers + names; }
};

/// Titles of one template have as much in common; a headline that was written anew has not.
inline constexpr double kTemplateTitle = 0.45;

/// The example, as it stands behind a reason: ` ("Kyiv", "Lviv")`; empty when there is none.
std::string quoted_example(const Contrast& contrast);
std::string quoted_example(const Contrast::Place& place);

/// Compares two texts word by word, with at most `kContrastWork` borrowed steps for that; texts
/// that are too unlike for them differ in one long passage.
Contrast contrast(
    const NormalText& first,
    const Names& first_names,
    const NormalText& second,
    const Names& second_names,
    Effort& effort
);
inline constexpr std::size_t kContrastWork = 300'000;

}  // namespace wireroom::dedup
