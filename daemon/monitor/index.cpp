#include "monitor/index.hpp"

#include "base/hash.hpp"
#include "text/fold.hpp"
#include "text/unaccent.hpp"
#include "text/words.hpp"

#include <algorithm>

namespace wireroom::monitor {
namespace {

/// At most kMaxTextBytes, cut between two characters.
std::string_view beginning(std::string_view text) {
    auto size = std::min(text.size(), kMaxTextBytes);
    while (size < text.size() && size > 0 &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return text.substr(0, size);
}

bool is_latin(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c == '\'' || (c >= 'a' && c <= 'z'); });
}

}  // namespace

std::string comparable(std::string_view text) {
    return text::unaccent(text::fold(text));
}

std::uint64_t word_hash(std::string_view word) {
    static const std::uint64_t kSeed = hash64(random_id());
    return hash64(word, kSeed);
}

WordIndex::WordIndex(std::string title, std::string text)
    : title_(std::move(title)), text_(std::move(text)) {
    slots_.resize(64);
    title_end_ = add_words(title_, 0);
    end_ = add_words(text_, title_end_ + kGap);
    sort_places();
}

WordIndex::Place WordIndex::add_words(std::string_view text, Place first) {
    Place place = first;
    for (const auto word : text::words(text)) {
        add(word, place);
        // `putin's`, `l'ukraine`, `putin'in`: the name is what people look for. Latin letters only:
        // elsewhere the apostrophe is a letter (м'яч). `don't` is not about anybody named Don.
        if (const auto apostrophe = word.find('\''); apostrophe != word.npos && is_latin(word)) {
            const auto before = word.substr(0, apostrophe);
            const auto behind = word.substr(apostrophe + 1);
            if (before.size() >= 2 && behind != "t") {
                add(before, place);
            }
            if (behind.size() >= 3 && behind != before) {
                add(behind, place);
            }
        }
        ++place;
    }
    return place;
}

void WordIndex::add(std::string_view word, Place place) {
    const auto hash = word_hash(word);
    auto& slot = slots_[slot_of(word, hash)];
    if (slot == 0) {
        words_.push_back(word);
        hashes_.push_back(hash);
        slot = static_cast<Id>(words_.size());
        occurrences_.push_back({slot - 1, place});
        if (words_.size() * 2 > slots_.size()) {
            grow();
        }
        return;
    }
    occurrences_.push_back({slot - 1, place});
}

std::size_t WordIndex::slot_of(std::string_view word, std::uint64_t hash) const {
    const auto mask = slots_.size() - 1;
    auto slot = static_cast<std::size_t>(hash) & mask;
    while (slots_[slot] != 0) {
        const auto id = slots_[slot] - 1;
        if (hashes_[id] == hash && words_[id] == word) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

void WordIndex::grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (Id id = 0; id < words_.size(); ++id) {
        slots_[slot_of(words_[id], hashes_[id])] = id + 1;
    }
}

void WordIndex::sort_places() {
    begins_.assign(words_.size() + 1, 0);
    for (const auto& occurrence : occurrences_) {
        ++begins_[occurrence.word + 1];
    }
    for (std::size_t id = 0; id < words_.size(); ++id) {
        begins_[id + 1] += begins_[id];
    }
    places_.resize(occurrences_.size());
    auto next = begins_;
    for (const auto& occurrence : occurrences_) {
        places_[next[occurrence.word]++] = occurrence.place;
    }
    occurrences_ = {};
    alphabetical_.resize(words_.size());
    for (Id id = 0; id < words_.size(); ++id) {
        alphabetical_[id] = id;
    }
    std::ranges::sort(alphabetical_, {}, [&](Id id) { return words_[id]; });
}

WordIndex::Places WordIndex::places(std::string_view word, std::uint64_t hash) const {
    const auto slot = slots_[slot_of(word, hash)];
    if (slot == 0) {
        return {};
    }
    return Places(places_).subspan(begins_[slot - 1], begins_[slot] - begins_[slot - 1]);
}

std::vector<WordIndex::Id>::const_iterator WordIndex::first_with_prefix(std::string_view prefix
) const {
    return std::ranges::lower_bound(alphabetical_, prefix, {}, [&](Id id) { return words_[id]; });
}

bool WordIndex::has_prefix(std::string_view prefix, Place end) const {
    for (auto at = first_with_prefix(prefix);
         at != alphabetical_.end() && words_[*at].starts_with(prefix);
         ++at) {
        if (places_[begins_[*at]] < end) {
            return true;
        }
    }
    return false;
}

std::vector<WordIndex::Place> WordIndex::places_of_prefix(std::string_view prefix) const {
    std::vector<Place> found;
    for (auto at = first_with_prefix(prefix);
         at != alphabetical_.end() && words_[*at].starts_with(prefix);
         ++at) {
        const auto first = places_.begin();
        found.insert(found.end(), first + begins_[*at], first + begins_[*at + 1]);
    }
    std::ranges::sort(found);
    const auto doubles = std::ranges::unique(found);
    found.erase(doubles.begin(), doubles.end());
    return found;
}

NameIndex::NameIndex(const std::vector<std::string>& names) {
    names_.reserve(names.size());
    for (const auto& name : names) {
        names_.push_back(comparable(name));
    }
    std::ranges::sort(names_);
}

bool NameIndex::has(std::string_view name, bool prefix) const {
    const auto at = std::ranges::lower_bound(names_, name);
    return at != names_.end() && (prefix ? at->starts_with(name) : *at == name);
}

Document::Words::Words(const Subject& subject)
    : text(comparable(subject.title), comparable(beginning(subject.text))),
      tags(subject.tags),
      feeds(subject.feeds),
      groups(subject.groups) {}

Document::Document(const Subject& subject) : words_(std::make_unique<const Words>(subject)) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

}  // namespace wireroom::monitor
