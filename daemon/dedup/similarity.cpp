#include "dedup/similarity.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/align.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

constexpr std::size_t kShingle = 3;

/// Letters and digits alone, as code points: what is left of a title when spacing and punctuation
/// go.
std::u32string letters(std::string_view folded) {
    std::u32string result;
    for (const auto word : text::words(folded)) {
        for (std::size_t i = 0; i < word.size();) {
            const auto lead = static_cast<unsigned char>(word[i]);
            const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
            for (std::size_t k = 1; k < length && i + k < word.size(); ++k) {
                point = (point << 6U) | (static_cast<unsigned char>(word[i + k]) & 0x3FU);
            }
            if (point != '\'') {
                result.push_back(point);
            }
            i += length;
        }
    }
    return result;
}

/// Levenshtein distance; `limit + 1` when it is greater. Only the diagonals within the limit are
/// gone along.
std::size_t edit_distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
    const auto longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) > limit || longer > 400) {
        return limit + 1;
    }
    const auto beyond = limit + 1;
    std::vector<std::size_t> row(b.size() + 1, beyond);
    for (std::size_t j = 0; j <= std::min(limit, b.size()); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const auto from = i > limit ? i - limit : 1;
        const auto to = std::min(i + limit, b.size());
        auto diagonal = row[from - 1];
        row[from - 1] = from == 1 ? std::min(i, beyond) : beyond;
        for (auto j = from; j <= to; ++j) {
            const auto above = row[j];
            row[j] = std::min(
                {above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1), beyond}
            );
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::vector<std::uint64_t> hashes_of(const std::vector<std::string_view>& words) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(words.size());
    for (const auto word : words) {
        hashes.push_back(hash64(word));
    }
    return hashes;
}

/// In order, but for values that stand a few places from where they belong.
void sort_nearly_sorted(std::vector<std::uint64_t>& values) {
    for (std::size_t i = 1; i < values.size(); ++i) {
        const auto value = values[i];
        auto at = i;
        for (; at > 0 && value < values[at - 1]; --at) {
            values[at] = values[at - 1];
        }
        values[at] = value;
    }
}

/// Ascending. Hashes spread evenly, so their upper bits place them nearly where they belong.
void sort_hashes(std::vector<std::uint64_t>& hashes) {
    constexpr std::size_t kFewest = 64;
    constexpr std::size_t kMostPlaces = std::size_t{1} << 16U;
    constexpr std::uint32_t kNear = 16;  // unless somebody looked for words whose hashes do not
    if (hashes.size() < kFewest) {
        std::ranges::sort(hashes);
        return;
    }
    const auto places = std::min(std::bit_ceil(2 * hashes.size()), kMostPlaces);
    const auto shift = 64U - static_cast<unsigned>(std::countr_zero(places));
    std::vector<std::uint32_t> ends(places + 1);
    std::uint32_t most = 0;
    for (const auto hash : hashes) {
        most = std::max(most, ++ends[(hash >> shift) + 1]);
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::uint64_t> placed(hashes.size());
    for (const auto hash : hashes) {
        placed[ends[hash >> shift]++] = hash;
    }
    hashes.swap(placed);
    if (most <= kNear) {
        sort_nearly_sorted(hashes);
        return;
    }
    auto begin = hashes.begin();
    for (std::size_t place = 0; place < places; ++place) {
        const auto end = hashes.begin() + ends[place];
        std::sort(begin, end);
        begin = end;
    }
}

}  // namespace

std::vector<std::uint64_t> word_hashes(std::string_view folded) {
    return hashes_of(text::words(folded));
}

Shingles::Shingles(const NormalText& text) {
    std::size_t bytes = 0;
    for (const auto& block : text.blocks) {
        bytes += block.size();
    }
    std::vector<std::string_view> words;
    words.reserve(bytes / 6 + 1);
    for (const auto& block : text.blocks) {
        text::append_words(block, words);
    }
    build(hashes_of(words));
}

Shingles::Shingles(std::string_view folded) {
    build(word_hashes(folded));
}

void Shingles::build(const std::vector<std::uint64_t>& words) {
    words_ = words.size();
    if (words.empty()) {
        return;
    }
    const auto length = std::min(kShingle, words.size());
    hashes_.reserve(words.size());
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
        std::uint64_t hash = 0;
        for (std::size_t k = 0; k < length; ++k) {
            hash = (hash ^ words[i + k]) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 29U;
        }
        hashes_.push_back(hash);
    }
    sort_hashes(hashes_);
    const auto [first, last] = std::ranges::unique(hashes_);
    hashes_.erase(first, last);
}

std::size_t Shingles::common(const Shingles& other) const {
    if (other.hashes_.size() < hashes_.size()) {
        return other.common(*this);
    }
    std::size_t count = 0;
    // A paragraph against a long text is looked up: going through the text for each of its
    // paragraphs would take the square of its length.
    constexpr std::size_t kMuchLonger = 16;
    if (other.hashes_.size() / kMuchLonger > hashes_.size()) {
        auto from = other.hashes_.begin();
        for (const auto hash : hashes_) {
            from = std::lower_bound(from, other.hashes_.end(), hash);
            count += from != other.hashes_.end() && *from == hash ? 1U : 0U;
        }
        return count;
    }
    auto a = hashes_.begin();
    auto b = other.hashes_.begin();
    while (a != hashes_.end() && b != other.hashes_.end()) {
        if (*a < *b) {
            ++a;
        } else if (*b < *a) {
            ++b;
        } else {
            ++count;
            ++a;
            ++b;
        }
    }
    return count;
}

double containment(const Shingles& a, const Shingles& b) {
    const auto smaller = std::min(a.size(), b.size());
    return smaller == 0 ? 0 : static_cast<double>(a.common(b)) / static_cast<double>(smaller);
}

double covered(const Shingles& part, const Shingles& whole) {
    return part.size() == 0
               ? 0
               : static_cast<double>(part.common(whole)) / static_cast<double>(part.size());
}

double title_similarity(std::string_view a, std::string_view b) {
    const auto words_a = text::words(a);
    const auto words_b = text::words(b);
    if (words_a.empty() || words_b.empty()) {
        return 0;
    }
    if (a == b || letters(a) == letters(b)) {
        return 1;
    }
    std::unordered_map<std::string_view, int> counts;
    for (const auto word : words_a) {
        ++counts[word];
    }
    std::size_t common = 0;
    for (const auto word : words_b) {
        const auto found = counts.find(word);
        if (found != counts.end() && found->second > 0) {
            --found->second;
            ++common;
        }
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(words_a.size() + words_b.size());
}

namespace {

/// How many words begin where the last one ended. More than half: a script without spaces.
bool is_unspaced(const std::vector<std::string_view>& words) {
    std::size_t joined = 0;
    for (std::size_t i = 1; i < words.size(); ++i) {
        joined += words[i - 1].data() + words[i - 1].size() == words[i].data() ? 1U : 0U;
    }
    return joined * 2 > words.size();
}

std::vector<std::uint64_t> neighbours(const std::vector<std::string_view>& words) {
    std::vector<std::uint64_t> pairs;
    pairs.reserve(words.size());
    for (std::size_t i = 1; i < words.size(); ++i) {
        pairs.push_back(hash64(words[i - 1]) * 0x9E3779B97F4A7C15ULL + hash64(words[i]));
    }
    std::ranges::sort(pairs);
    return pairs;
}

}  // namespace

double headline_similarity(std::string_view a, std::string_view b) {
    const auto words_a = text::words(a);
    const auto words_b = text::words(b);
    if (!is_unspaced(words_a) || !is_unspaced(words_b)) {
        return title_similarity(a, b);
    }
    const auto pairs_a = neighbours(words_a);
    const auto pairs_b = neighbours(words_b);
    std::vector<std::uint64_t> common;
    std::ranges::set_intersection(pairs_a, pairs_b, std::back_inserter(common));
    return 2.0 * static_cast<double>(common.size()) /
           static_cast<double>(pairs_a.size() + pairs_b.size());
}

bool is_wrapped(std::string_view inner, std::string_view outer) {
    constexpr std::size_t kMostAround = 6;
    const auto words_in = word_hashes(inner);
    const auto words_out = word_hashes(outer);
    if (words_in.size() < 3 || words_out.size() <= words_in.size() ||
        words_out.size() - words_in.size() > kMostAround) {
        return false;
    }
    // `Name: title` and `title - Name`; the mark must stand where the title ends.
    if (outer.ends_with(inner)) {
        const auto rest = trim(outer.substr(0, outer.size() - inner.size()));
        return !rest.empty() &&
               (std::string_view(":-|]>)/").find(rest.back()) != std::string_view::npos ||
                rest.ends_with("】") || rest.ends_with("》"));
    }
    if (outer.starts_with(inner)) {
        const auto rest = trim(outer.substr(inner.size()));
        return !rest.empty() &&
               (std::string_view("-|[<(/").find(rest.front()) != std::string_view::npos ||
                rest.starts_with("【") || rest.starts_with("《"));
    }
    return false;
}

bool same_but_spelling(std::string_view a, std::string_view b) {
    Effort effort;
    return same_but_spelling(a, b, effort);
}

bool same_but_spelling(std::string_view a, std::string_view b, Effort& effort) {
    if (a == b) {
        return true;
    }
    constexpr std::size_t kMostLetters = 2;
    const auto words_a = text::words(a);
    const auto words_b = text::words(b);
    const auto letters_of =
        [](const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
            std::u32string result;
            for (auto i = begin; i < end; ++i) {
                result += letters(words[i]);
            }
            return result;
        };
    for (const auto& run : align_by(effort, word_hashes(a), word_hashes(b), kAlignWork)) {
        if (run.same) {
            continue;
        }
        const auto old_letters = letters_of(words_a, run.before_begin, run.before_end);
        const auto new_letters = letters_of(words_b, run.after_begin, run.after_end);
        // A word more is another sentence (`not`); in a short word two letters make another word.
        const auto limit =
            std::min(kMostLetters, std::min(old_letters.size(), new_letters.size()) / 3);
        if (edit_distance(old_letters, new_letters, limit) > limit) {
            return false;
        }
    }
    return numbers(a) == numbers(b);
}

namespace {

std::string ascii_digits(std::string_view word) {
    std::string result;
    for (std::size_t i = 0; i < word.size();) {
        const auto rest = word.substr(i);
        if (const auto digit = text::leading_digit(rest)) {
            result.push_back(digit->ascii);
            i += digit->bytes;
        } else if (rest.starts_with("\u066B") || rest.starts_with("\u066C")) {
            // The Arabic decimal and thousands separators.
            result.push_back(rest.starts_with("\u066B") ? '.' : ',');
            i += 2;
        } else {
            result.push_back(word[i]);
            ++i;
        }
    }
    return result;
}

}  // namespace

bool is_number_word(std::string_view word) {
    return text::leading_digit(word).has_value();
}

std::string canonical_number(std::string_view written) {
    if (!is_number_word(written)) {
        return {};
    }
    auto word = ascii_digits(written);
    const auto is_mark = [](char c) { return c == '.' || c == ','; };
    if (!std::ranges::all_of(word, [&](char c) { return is_digit(c) || is_mark(c); })) {
        return word;
    }
    std::string digits;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (is_digit(word[i])) {
            digits.push_back(word[i]);
            continue;
        }
        const auto next =
            std::find_if(word.begin() + static_cast<std::ptrdiff_t>(i) + 1, word.end(), is_mark);
        const auto run = next - word.begin() - static_cast<std::ptrdiff_t>(i) - 1;
        // Three digits behind a mark are a group of thousands, two before another one like it are
        // too (12,34,567); anything else is a fraction.
        if (run != 3 && !(run == 2 && next != word.end() && *next == word[i] && word[i] == ',')) {
            digits.push_back('.');
        }
    }
    return digits;
}

std::vector<std::string> numbers(std::string_view folded) {
    std::vector<std::string> result;
    const auto words = text::words(folded);
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto number = canonical_number(words[i]);
        if (number.empty()) {
            continue;
        }
        // `25 000`: groups of three behind a space.
        while (i + 1 < words.size() && words[i + 1].size() == 3 &&
               std::ranges::all_of(words[i + 1], is_digit) && number.size() <= 12 &&
               words[i].size() <= 3 &&
               words[i].data() + words[i].size() + 1 == words[i + 1].data()) {
            number += words[i + 1];
            ++i;
        }
        result.push_back(std::move(number));
    }
    return result;
}

std::string joined(const NormalText& text) {
    std::string result;
    for (const auto& block : text.blocks) {
        if (!result.empty()) {
            result.push_back(' ');
        }
        result += block;
    }
    return result;
}

}  // namespace wireroom::dedup
