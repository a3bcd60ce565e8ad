#include "base/text.hpp"
#include "text/html_attributes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

// What the class and id of an element say about it. Only their words count: every publisher's theme
// has names of its own.

namespace wireroom::text {
namespace {

constexpr auto kFurnitureWords = std::to_array<std::string_view>(
    {"ad",
     "ads",
     "adsbygoogle",
     "advert",
     "advertisement",
     "newsletter",
     "promo",
     "readmore",
     "related",
     "share",
     "sharedaddy",
     "sharing",
     "social"}
);
static_assert(std::ranges::is_sorted(kFurnitureWords));

// What the common highlighters (Chroma, Rouge, Pygments, highlight.js, CodeMirror) call the column
// of line numbers.
constexpr auto kLineNumberClasses = std::to_array<std::string_view>(
    {"blob-num",
     "codemirror-linenumber",
     "gutter",
     "hljs-ln-numbers",
     "line-number",
     "lineno",
     "linenodiv",
     "linenos",
     "linenumber",
     "linenumbers",
     "ln",
     "lnt",
     "rouge-gutter"}
);
static_assert(std::ranges::is_sorted(kLineNumberClasses));

constexpr std::size_t kLongestWord = 24;
constexpr std::size_t kMostBytes = 512;

/// Calls `found` with each lower-case word of `value`; words are what `in_word` says, and longer
/// ones than any that we know are passed over.
template <class InWord, class Found>
void for_each_word(std::string_view value, InWord in_word, Found found) {
    std::array<char, kLongestWord> word{};
    std::size_t size = 0;
    const auto end = [&] {
        if (size > 0) {
            found(std::string_view(word.data(), std::min(size, kLongestWord)), size > kLongestWord);
        }
        size = 0;
    };
    for (const char c : value.substr(0, kMostBytes)) {
        if (!in_word(c)) {
            end();
            continue;
        }
        if (size < kLongestWord) {
            word[size] = to_lower(c);
        }
        ++size;
    }
    end();
}

bool says_furniture(std::string_view value) {
    const auto in_word = [](char c) {
        return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
    };
    enum class Before : std::uint8_t { kOther, kRead, kOurs };
    auto before = Before::kOther;
    bool says = false;
    for_each_word(value, in_word, [&](std::string_view word, bool longer) {
        if (longer) {
            before = Before::kOther;
            return;
        }
        says = says || std::ranges::binary_search(kFurnitureWords, word) ||
               (before == Before::kRead && word == "more") ||
               (before == Before::kOurs && word == "furniture");
        before = word == "read"       ? Before::kRead
                 : word == "wireroom" ? Before::kOurs
                                      : Before::kOther;
    });
    return says;
}

}  // namespace

ClassMeaning meaning_of(const std::vector<RawAttribute>& attributes) {
    ClassMeaning meaning;
    for (const auto& attribute : attributes) {
        const bool is_class = iequals(attribute.name, "class");
        if (!is_class && !iequals(attribute.name, "id")) {
            continue;
        }
        meaning.furniture = meaning.furniture || says_furniture(attribute.value);
        if (!is_class) {
            continue;
        }
        const auto in_class = [](char c) { return !is_space(c); };
        for_each_word(attribute.value, in_class, [&](std::string_view word, bool longer) {
            meaning.embed = meaning.embed || (!longer && word == kEmbedClass);
            meaning.line_numbers =
                meaning.line_numbers ||
                (!longer && std::ranges::binary_search(kLineNumberClasses, word));
        });
    }
    return meaning;
}

}  // namespace wireroom::text
