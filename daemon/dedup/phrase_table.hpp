#pragma once

#include "dedup/phrase.hpp"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wireroom::dedup {

/// Phrases from a table of lines, found by their first word: trying them all costs one look-up.
class PhraseTable {
public:
    PhraseTable() = default;
    explicit PhraseTable(const std::vector<std::string_view>& patterns);

    void add(std::string_view pattern);

    bool matches_all(const WordedText& text) const;
    bool matches(const WordedText& text, std::size_t from) const;
    /// The index behind the last word that any of the phrases takes when it begins at word `from`,
    /// the longest way; nothing when none matches there.
    std::optional<std::size_t> match(const WordedText& text, std::size_t from) const;

    /// False when no phrase matches a text that begins so: what spares most texts from being split
    /// into words.
    bool may_match(const WordedText& beginning) const;

private:
    template <class Test>
    bool any(const WordedText& text, std::size_t from, Test test) const;

    /// Bits of `beginnings_`, a power of two. A table of a thousand words lets one other in twenty
    /// pass.
    static constexpr std::size_t kBits = std::size_t{1} << 15U;

    std::vector<Phrase> phrases_;
    /// By the hash of the word that they begin with: of two with one hash both are tried.
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_word_;
    std::bitset<kBits> beginnings_;  ///< a bit of each hash there: no is nearly all answers
    std::vector<std::size_t> others_;
};

}  // namespace wireroom::dedup
