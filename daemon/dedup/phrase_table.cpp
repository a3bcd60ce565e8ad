#include "dedup/phrase_table.hpp"

#include "base/hash.hpp"
#include "dedup/phrase_words.hpp"
#include "dedup/similarity.hpp"

#include <algorithm>

namespace wireroom::dedup {
namespace {

/// By what a table finds phrases that may begin with a word.
std::uint64_t key_of(std::string_view word) {
    return hash64(is_number_word(word) ? kAnyNumber : word);
}

}  // namespace

PhraseTable::PhraseTable(const std::vector<std::string_view>& patterns) {
    for (const auto pattern : patterns) {
        add(pattern);
    }
}

void PhraseTable::add(std::string_view pattern) {
    phrases_.emplace_back(pattern);
    const auto index = phrases_.size() - 1;
    const auto beginnings = phrases_.back().beginnings();
    if (!beginnings) {
        others_.push_back(index);
        return;
    }
    for (const auto& word : *beginnings) {
        const auto key = key_of(word);
        beginnings_.set(key % kBits);
        auto& list = by_word_[key];
        if (list.empty() || list.back() != index) {
            list.push_back(index);
        }
    }
}

template <class Test>
bool PhraseTable::any(const WordedText& text, std::size_t from, Test test) const {
    const auto holds = [&](std::size_t index) { return test(phrases_[index]); };
    if (std::ranges::any_of(others_, holds)) {
        return true;
    }
    if (from >= text.words.size()) {
        return false;
    }
    const auto key = key_of(text.words[from]);
    if (!beginnings_[key % kBits]) {
        return false;
    }
    const auto found = by_word_.find(key);
    return found != by_word_.end() && std::ranges::any_of(found->second, holds);
}

bool PhraseTable::may_match(const WordedText& beginning) const {
    return any(beginning, 0, [&](const Phrase& phrase) { return phrase.may_match(beginning); });
}

bool PhraseTable::matches_all(const WordedText& text) const {
    return any(text, 0, [&](const Phrase& phrase) { return phrase.matches_all(text); });
}

bool PhraseTable::matches(const WordedText& text, std::size_t from) const {
    return any(text, from, [&](const Phrase& phrase) {
        return phrase.match(text, from).has_value();
    });
}

std::optional<std::size_t> PhraseTable::match(const WordedText& text, std::size_t from) const {
    std::optional<std::size_t> longest;
    any(text, from, [&](const Phrase& phrase) {
        longest = std::max(longest, phrase.match(text, from));
        return false;
    });
    return longest;
}

}  // namespace wireroom::dedup
