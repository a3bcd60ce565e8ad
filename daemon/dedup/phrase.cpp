#include "dedup/phrase.hpp"

#include "base/text.hpp"
#include "dedup/phrase_words.hpp"
#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <span>

namespace wireroom::dedup {
namespace {

bool starts_with(
    const std::vector<std::string_view>& words,
    std::size_t at,
    const std::vector<std::string>& choice
) {
    if (choice.empty() || at + choice.size() > words.size()) {
        return false;
    }
    for (std::size_t i = 0; i < choice.size(); ++i) {
        if (words[at + i] != choice[i]) {
            return false;
        }
    }
    return true;
}

void number_run(
    const std::vector<std::string_view>& words, std::size_t at, std::vector<std::size_t>& ends
) {
    auto end = at;
    while (end < words.size() && is_number_word(words[end])) {
        ++end;
    }
    if (end > at) {
        if (end < words.size() && is_number_tail(words[end])) {
            ends.push_back(end + 1);
        }
        ends.push_back(end);
    }
}

}  // namespace

bool WordedText::marked_after(std::size_t word) const {
    const auto* behind = words[word].data() + words[word].size();
    auto rest = trim(folded.substr(static_cast<std::size_t>(behind - folded.data())));
    // `(UPDATED):` and `“Correction”:` close their brackets first.
    while (!rest.empty() && std::string_view(")]\"'*_").find(rest.front()) != std::string_view::npos
    ) {
        rest = trim(rest.substr(1));
    }
    return rest.empty() || std::string_view(":->|").find(rest.front()) != std::string_view::npos ||
           rest.starts_with("»") || rest.starts_with("】") || rest.starts_with("〉") ||
           rest.starts_with("》") || rest.starts_with("]");
}

WordedText worded(std::string_view folded) {
    return {folded, text::words(folded)};
}

WordedText beginning_of(std::string_view folded, std::size_t words) {
    WordedText text{folded, {}};
    text.words.reserve(words);
    text::WordReader reader(folded);
    for (std::string_view word; text.words.size() < words && reader.next(word);) {
        text.words.push_back(word);
    }
    return text;
}

Phrase::Phrase(std::string_view pattern) {
    for (auto part : split(pattern, ' ')) {
        if (part.empty()) {
            continue;
        }
        Element element;
        if (part == "...") {
            element.kind = Kind::kAnything;
            elements_.push_back(std::move(element));
            continue;
        }
        if (part.ends_with('?')) {
            element.optional = true;
            part.remove_suffix(1);
        }
        if (part.ends_with(':')) {
            element.marked = true;
            part.remove_suffix(1);
        }
        if (part == "#") {
            element.kind = Kind::kNumber;
        } else if (part == "@") {
            element.kind = Kind::kDate;
        } else if (part == "%") {
            element.kind = Kind::kCounters;
        } else {
            for (const auto choice : split(part, '|')) {
                std::string spaced(choice);
                std::ranges::replace(spaced, '_', ' ');
                const auto folded = text::fold(spaced);
                std::vector<std::string> words;
                for (const auto word : text::words(folded)) {
                    words.emplace_back(word);
                }
                if (choice == "#") {
                    words.emplace_back(choice);
                }
                element.choices.push_back(std::move(words));
            }
        }
        elements_.push_back(std::move(element));
    }
}

void Phrase::add_ends(
    const WordedText& text,
    const Element& element,
    std::size_t word,
    std::vector<std::size_t>& result
) const {
    const auto& words = text.words;
    const auto run = [&](bool (*belongs)(std::string_view), bool words_too) {
        auto end = word;
        std::size_t numbers = 0;
        while (end < words.size() && belongs(words[end])) {
            numbers += is_number_word(words[end]) ? 1U : 0U;
            ++end;
            // `(April 11): A previous …`: the article is no `a.m.`.
            if (element.marked && numbers > 0) {
                result.push_back(end);
            }
        }
        if (numbers > 0 && (!words_too || numbers < end - word)) {
            result.push_back(end);
        }
    };
    switch (element.kind) {
        case Kind::kWords:
            for (const auto& choice : element.choices) {
                if (choice.size() == 1 && choice.front() == "#") {
                    number_run(words, word, result);
                } else if (starts_with(words, word, choice)) {
                    result.push_back(word + choice.size());
                }
            }
            break;
        case Kind::kNumber:
            number_run(words, word, result);
            break;
        case Kind::kDate:
            run(is_date_word, false);
            break;
        case Kind::kCounters:
            run(is_counter_word, true);
            break;
        case Kind::kAnything:
            break;
    }
    if (element.optional) {
        result.push_back(word);
    }
}

/// Takes the ends away that no mark follows; what is left out by choice needs none.
void Phrase::keep_marked(
    const WordedText& text, std::size_t word, std::vector<std::size_t>& ends, std::size_t from
) {
    const auto unmarked = std::ranges::remove_if(
        ends.begin() + static_cast<std::ptrdiff_t>(from),
        ends.end(),
        [&](std::size_t end) { return end != word && !text.marked_after(end - 1); }
    );
    ends.erase(unmarked.begin(), unmarked.end());
}

// All ways to match go along together, so that no pattern takes longer than its elements times the
// words.
std::vector<std::size_t> Phrase::matches_from(const WordedText& text, std::size_t from) const {
    std::vector<std::size_t> reached = {from};
    std::vector<std::size_t> next;
    for (const auto& element : elements_) {
        next.clear();
        if (element.kind == Kind::kAnything) {
            const auto first = *std::ranges::min_element(reached);
            for (auto end = first; end <= text.words.size(); ++end) {
                next.push_back(end);
            }
        } else {
            for (const auto word : reached) {
                const auto known = next.size();
                add_ends(text, element, word, next);
                if (element.marked) {
                    keep_marked(text, word, next, known);
                }
            }
            std::ranges::sort(next);
            next.erase(std::ranges::unique(next).begin(), next.end());
        }
        if (next.empty()) {
            return {};
        }
        reached.swap(next);
    }
    return reached;
}

std::optional<std::size_t> Phrase::match(const WordedText& text, std::size_t from) const {
    const auto reached = matches_from(text, from);
    return reached.empty() ? std::nullopt : std::optional(reached.back());
}

bool Phrase::matches_all(const WordedText& text) const {
    const auto reached = matches_from(text, 0);
    return !reached.empty() && reached.back() == text.words.size();
}

/// The words end before the element, begun at `word`, does or has to.
bool Phrase::is_cut_off(const WordedText& text, const Element& element, std::size_t word) {
    const auto left = std::span(text.words).subspan(word);
    switch (element.kind) {
        case Kind::kWords:
            return std::ranges::any_of(element.choices, [&](const auto& choice) {
                return choice.size() > left.size() &&
                       std::equal(left.begin(), left.end(), choice.begin());
            });
        case Kind::kDate:
            return std::ranges::all_of(left, is_date_word);
        case Kind::kCounters:
            return std::ranges::all_of(left, is_counter_word);
        case Kind::kNumber:
            return std::ranges::all_of(left, is_number_word);
        case Kind::kAnything:
            break;
    }
    return true;
}

// As `matches_from`, until the words are used up. Marks are not asked for: the text may end here.
bool Phrase::may_match(const WordedText& beginning) const {
    std::vector<std::size_t> reached = {0};
    std::vector<std::size_t> next;
    for (const auto& element : elements_) {
        next.clear();
        for (const auto word : reached) {
            if (is_cut_off(beginning, element, word)) {
                return true;
            }
            add_ends(beginning, element, word, next);
        }
        if (next.empty()) {
            return false;
        }
        std::ranges::sort(next);
        next.erase(std::ranges::unique(next).begin(), next.end());
        reached.swap(next);
    }
    return true;  // a row's first part may end here
}

std::optional<std::string> Phrase::fault(std::string_view pattern) {
    if (pattern.size() > kMostBytes) {
        return "the phrase is longer than " + std::to_string(kMostBytes) + " bytes";
    }
    const Phrase phrase(pattern);
    std::size_t gaps = 0;
    bool words = false;
    for (const auto& element : phrase.elements_) {
        gaps += element.kind == Kind::kAnything ? 1U : 0U;
        if (element.kind == Kind::kWords) {
            words = words || !element.optional;
            for (const auto& choice : element.choices) {
                if (choice.empty()) {
                    return "a choice has no letters or digits";
                }
            }
        }
    }
    if (phrase.elements_.empty() || !words) {
        return "the phrase has no word that must stand there";
    }
    if (phrase.elements_.size() > kMostElements) {
        return "the phrase has more than " + std::to_string(kMostElements) + " elements";
    }
    if (gaps > kMostGaps) {
        return "the phrase has more than two `...`";
    }
    if (!phrase.begins_with_word()) {
        return "the phrase does not begin with a word";
    }
    return std::nullopt;
}

bool Phrase::begins_with_word() const {
    for (const auto& element : elements_) {
        if (element.kind != Kind::kWords && element.kind != Kind::kNumber) {
            return false;
        }
        if (!element.optional) {
            return true;
        }
    }
    return false;
}

std::optional<std::vector<std::string>> Phrase::beginnings() const {
    std::vector<std::string> words;
    const auto add = [&](const auto& more) { words.insert(words.end(), more.begin(), more.end()); };
    for (const auto& element : elements_) {
        switch (element.kind) {
            case Kind::kWords:
                for (const auto& choice : element.choices) {
                    if (!choice.empty()) {
                        words.push_back(choice.front());
                    }
                }
                break;
            case Kind::kDate:
                add(date_words());
                words.emplace_back(kAnyNumber);
                break;
            case Kind::kCounters:
                add(counter_words());
                words.emplace_back(kAnyNumber);
                break;
            case Kind::kNumber:
                words.emplace_back(kAnyNumber);
                break;
            case Kind::kAnything:
                return std::nullopt;
        }
        if (!element.optional) {
            return words;
        }
    }
    return std::nullopt;
}

}  // namespace wireroom::dedup
