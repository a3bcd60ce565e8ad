#include "monitor/match.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::monitor {
namespace {

using Place = WordIndex::Place;
using Places = WordIndex::Places;

/// The first element from `from` on that is not below `value`: steps that double, then a binary
/// search, so that a walk through both lists is linear and a short list against a long one cheap.
Places::iterator gallop(Places::iterator from, Places::iterator end, Place value) {
    std::ptrdiff_t step = 1;
    while (end - from > step && from[step] < value) {
        from += step;
        step *= 2;
    }
    return std::lower_bound(from, end - from > step ? from + step + 1 : end, value);
}

Places in_title(Places places, const WordIndex& index) {
    return places.first(static_cast<std::size_t>(
        std::ranges::lower_bound(places, index.title_end()) - places.begin()
    ));
}

/// Where each word of a term stands.
class TermPlaces {
public:
    TermPlaces(const Term& term, const WordIndex& index) {
        for (const auto& word : term.words) {
            const auto offset = static_cast<Place>(lists_.size());
            Places places;
            if (term.prefix && &word == &term.words.back()) {
                of_prefix_ = index.places_of_prefix(word.text);
                places = of_prefix_;
            } else {
                places = index.places(word.text, word.hash);
            }
            if (term.field == Field::kTitle) {
                places = in_title(places, index);
            }
            if (places.empty()) {
                lists_.clear();
                return;
            }
            lists_.push_back({places, offset});
        }
    }
    TermPlaces(const TermPlaces&) = delete;
    TermPlaces& operator=(const TermPlaces&) = delete;

    /// Where the term begins: the rarest word says where it may, the others strike out.
    std::vector<Place> begins() {
        std::vector<Place> begins;
        if (lists_.empty()) {
            return begins;
        }
        std::ranges::sort(lists_, {}, [](const List& list) { return list.places.size(); });
        const auto& rarest = lists_.front();
        begins.reserve(rarest.places.size());
        for (const auto place : rarest.places) {
            if (place >= rarest.offset) {
                begins.push_back(place - rarest.offset);
            }
        }
        for (std::size_t at = 1; at < lists_.size() && !begins.empty(); ++at) {
            const auto& [places, offset] = lists_[at];
            auto cursor = places.begin();
            std::erase_if(begins, [&](Place begin) {
                cursor = gallop(cursor, places.end(), begin + offset);
                return cursor == places.end() || *cursor != begin + offset;
            });
        }
        return begins;
    }

private:
    struct List {
        Places places;
        Place offset = 0;  ///< of the word in the phrase
    };

    std::vector<Place> of_prefix_;
    std::vector<List> lists_;  ///< empty when a word is missing
};

bool holds_name(const Term& term, const Document::Words& document) {
    switch (term.field) {
        case Field::kTag:
            return document.tags.has(term.name, term.prefix);
        case Field::kFeed:
            return document.feeds.has(term.name, term.prefix);
        default:
            return document.groups.has(term.name, term.prefix);
    }
}

bool holds_term(const Term& term, const Document::Words& document) {
    if (term.is_name()) {
        return holds_name(term, document);
    }
    if (term.words.size() == 1) {
        const auto& index = document.text;
        const auto& word = term.words.front();
        const auto end = term.field == Field::kTitle ? index.title_end() : index.end();
        if (term.prefix) {
            return index.has_prefix(word.text, end);
        }
        const auto places = index.places(word.text, word.hash);
        return !places.empty() && places.front() < end;
    }
    return !TermPlaces(term, document.text).begins().empty();
}

/// Those begins of the right operand that have the left one at most `distance` words before or
/// behind them, without sharing a word with it.
std::vector<Place> near(
    const std::vector<Place>& left,
    std::size_t left_words,
    std::vector<Place> right,
    std::size_t right_words,
    Place distance
) {
    const auto left_size = static_cast<Place>(left_words);
    const auto right_size = static_cast<Place>(right_words);
    std::size_t before = 0;  // how many of the left end in front of this one
    std::size_t behind = 0;  // the first of the left that begins behind this one
    std::erase_if(right, [&](Place begin) {
        while (before < left.size() && left[before] + left_size <= begin) {
            ++before;
        }
        while (behind < left.size() && left[behind] < begin + right_size) {
            ++behind;
        }
        const bool follows = before > 0 && begin - (left[before - 1] + left_size) <= distance;
        const bool leads = behind < left.size() && left[behind] - (begin + right_size) <= distance;
        return !follows && !leads;
    });
    return right;
}

/// Whether every word occurs at all: most queries end here.
bool has_words(const Term& term, const WordIndex& index) {
    return std::ranges::all_of(term.words, [&](const Term::Word& word) {
        return (term.prefix && &word == &term.words.back()) ||
               !index.places(word.text, word.hash).empty();
    });
}

bool holds_near(const Node& node, const WordIndex& index) {
    if (!std::ranges::all_of(node.children, [&](const Node& child) {
            return has_words(child.term, index);
        })) {
        return false;
    }
    std::vector<Place> begins;
    for (std::size_t at = 0; at < node.children.size(); ++at) {
        const auto& term = node.children[at].term;
        auto own = TermPlaces(term, index).begins();
        if (at > 0) {
            const auto& left = node.children[at - 1].term;
            own = near(
                begins, left.words.size(), std::move(own), term.words.size(), node.distances[at - 1]
            );
        }
        if (own.empty()) {
            return false;
        }
        begins = std::move(own);
    }
    return true;
}

}  // namespace

bool holds(const Node& node, const Document::Words& document) {
    const auto child_holds = [&](const Node& child) { return holds(child, document); };
    switch (node.kind) {
        case Node::Kind::kTerm:
            return holds_term(node.term, document);
        case Node::Kind::kNear:
            return holds_near(node, document.text);
        case Node::Kind::kNot:
            return !holds(node.children.front(), document);
        case Node::Kind::kAnd:
            return std::ranges::all_of(node.children, child_holds);
        case Node::Kind::kOr:
            return std::ranges::any_of(node.children, child_holds);
    }
    return false;
}

bool holds_for_nothing(const Node& node) {
    switch (node.kind) {
        case Node::Kind::kTerm:
        case Node::Kind::kNear:
            return false;
        case Node::Kind::kNot:
            return !holds_for_nothing(node.children.front());
        case Node::Kind::kAnd:
            return std::ranges::all_of(node.children, holds_for_nothing);
        case Node::Kind::kOr:
            return std::ranges::any_of(node.children, holds_for_nothing);
    }
    return false;
}

}  // namespace wireroom::monitor
