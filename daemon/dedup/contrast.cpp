#include "dedup/contrast.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/align.hpp"
#include "dedup/compare.hpp"
#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace wireroom::dedup {
namespace {

// A place of a template holds a few words; longer passages were written anew.
constexpr std::size_t kMostInPlace = 8;
// The equal words around it, both sides together: less is left of a sentence that was rewritten.
constexpr std::size_t kLeastAround = 4;
// A line at either end that is shorter than this is a byline or a source.
constexpr std::size_t kShortLine = 8;
// Shorter words with other letters are other words: Iran, Iraq.
constexpr std::size_t kLeastForSpelling = 6;
constexpr std::uint64_t kBreak = 0x5D0C'A1B2'73E9'4F86ULL;

/// The words of a text with an empty one between paragraphs.
struct Sequence {
    std::vector<std::string_view> words;
    std::vector<std::uint64_t> hashes;
    std::vector<std::size_t> block;         // of each word
    std::vector<std::size_t> block_length;  // words of each block
    std::unordered_set<std::string_view> known;

    explicit Sequence(const NormalText& text) {
        for (const auto& paragraph : text.blocks) {
            const auto more = text::words(paragraph);
            if (more.empty()) {
                continue;
            }
            if (!words.empty()) {
                push({}, kBreak);
            }
            for (const auto word : more) {
                push(word, hash64(word));
                known.insert(word);
            }
            block_length.push_back(more.size());
        }
    }

    bool is_end_line(std::size_t at) const {
        const auto index = block[at];
        return (index == 0 || index + 1 == block_length.size()) &&
               block_length[index] < kShortLine && block_length.size() > 1;
    }

private:
    void push(std::string_view word, std::uint64_t hash) {
        words.push_back(word);
        hashes.push_back(hash);
        block.push_back(block_length.size());
    }
};

/// Scripts without capitals: Hebrew to Georgian, and what lies beyond Greek.
bool has_no_capitals(std::string_view word) {
    const auto lead = word.empty() ? 0U : static_cast<unsigned char>(word.front());
    // U+0590 is D6 90. Latin and Greek additions (U+1E00 to U+1FFF) are E1 B8 to E1 BF.
    if (lead < 0xD6 || word.size() < 2) {
        return false;
    }
    const auto second = static_cast<unsigned char>(word[1]);
    if (lead == 0xD6) {
        return second >= 0x90;
    }
    return !(lead == 0xE1 && second >= 0xB8) && !(lead == 0xEF && second >= 0xBC);
}

std::string with_plain_apostrophes(std::string_view text) {
    constexpr std::string_view kTypographic = "\u2019";
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto next = std::min(text.find(kTypographic, at), text.size());
        result += text.substr(at, next - at);
        if (next < text.size()) {
            result += '\'';
        }
        at = next + kTypographic.size();
    }
    return result;
}

std::string_view span_of(
    const std::vector<std::string_view>& words, std::size_t begin, std::size_t end
) {
    const auto* first = words[begin].data();
    return {first, static_cast<std::size_t>(words[end - 1].data() + words[end - 1].size() - first)};
}

std::set<std::string_view> only_in(
    const std::vector<std::string_view>& words, const std::vector<std::string_view>& other
) {
    std::set<std::string_view> result(words.begin(), words.end());
    for (const auto word : other) {
        result.erase(word);
    }
    return result;
}

class Comparer {
public:
    Comparer(
        const NormalText& first,
        const Names& first_names,
        const NormalText& second,
        const Names& second_names,
        Effort& effort
    )
        : effort_(effort),
          names_{&first_names, &second_names},
          a_(first),
          b_(second),
          whole_{joined(first), joined(second)} {
        const auto title_a = text::words(first.title);
        const auto title_b = text::words(second.title);
        title_only_[0] = only_in(title_a, title_b);
        title_only_[1] = only_in(title_b, title_a);
        result_.title_replaced = !title_only_[0].empty() && !title_only_[1].empty() &&
                                 !same_but_spelling(first.title, second.title);
        result_.title_number = compare_words(title_a, title_b, effort_).number_changed;
        const auto topic = [](const std::set<std::string_view>& title,
                              const Sequence& own,
                              const Sequence& other) {
            return std::ranges::any_of(title, [&](std::string_view word) {
                return own.known.contains(word) && !other.known.contains(word);
            });
        };
        // Titles of one template have much in common; a headline that was written anew has not.
        if (title_similarity(first.title, second.title) >= kTemplateTitle) {
            compare_titles(title_a, title_b);
        }
        result_.title_topic = topic(title_only_[0], a_, b_) && topic(title_only_[1], b_, a_);
    }

    Contrast run() {
        const auto runs = align_by(effort_, a_.hashes, b_.hashes, kContrastWork);
        for (std::size_t r = 0; r < runs.size(); ++r) {
            const auto& run = runs[r];
            const auto removed = run.before_end - run.before_begin;
            const auto added = run.after_end - run.after_begin;
            if (run.same) {
                result_.common += removed;
                continue;
            }
            result_.lost = std::max(result_.lost, removed);
            result_.gained = std::max(result_.gained, added);
            result_.grown = std::max(result_.grown, added > removed ? added - removed : 0);
            if (removed == 0 || added == 0 || removed > kMostInPlace || added > kMostInPlace) {
                continue;
            }
            const auto around =
                (r > 0 ? length(runs[r - 1]) : 0) + (r + 1 < runs.size() ? length(runs[r + 1]) : 0);
            if (around >= kLeastAround) {
                place(run);
            }
        }
        return std::move(result_);
    }

private:
    void compare_titles(
        const std::vector<std::string_view>& title_a, const std::vector<std::string_view>& title_b
    ) {
        constexpr std::size_t kMostInTitle = 4;
        const auto hashes_of = [](const std::vector<std::string_view>& words) {
            std::vector<std::uint64_t> hashes;
            hashes.reserve(words.size());
            for (const auto word : words) {
                hashes.push_back(hash64(word));
            }
            return hashes;
        };
        for (const auto& run :
             align_by(effort_, hashes_of(title_a), hashes_of(title_b), kContrastWork)) {
            const auto removed = run.before_end - run.before_begin;
            const auto added = run.after_end - run.after_begin;
            if (run.same || removed == 0 || added == 0 || removed > kMostInTitle ||
                added > kMostInTitle) {
                continue;
            }
            const auto foreign = [](const std::vector<std::string_view>& words,
                                    std::size_t begin,
                                    std::size_t end,
                                    const Names& names,
                                    const std::set<std::string_view>& only,
                                    const Sequence& other) {
                for (auto i = begin; i < end; ++i) {
                    const bool name =
                        names.title.contains(std::string(words[i])) || has_no_capitals(words[i]);
                    if (name && only.contains(words[i]) && !other.known.contains(words[i])) {
                        return true;
                    }
                }
                return false;
            };
            const auto first = span_of(title_a, run.before_begin, run.before_end);
            const auto second = span_of(title_b, run.after_begin, run.after_end);
            const bool spelling = std::min(first.size(), second.size()) >= kLeastForSpelling &&
                                  same_but_spelling(first, second);
            result_.title_name =
                result_.title_name ||
                (!spelling &&
                 foreign(
                     title_a, run.before_begin, run.before_end, *names_[0], title_only_[0], b_
                 ) &&
                 foreign(title_b, run.after_begin, run.after_end, *names_[1], title_only_[1], a_));
            if (result_.title_name && result_.first.empty()) {
                result_.first = first;
                result_.second = second;
            }
        }
    }

    static std::size_t length(const Run& run) { return run.before_end - run.before_begin; }

    /// Something gave way to something else of about the same size.
    void place(const Run& run) {
        const std::vector<std::string_view> old_words(
            a_.words.begin() + static_cast<std::ptrdiff_t>(run.before_begin),
            a_.words.begin() + static_cast<std::ptrdiff_t>(run.before_end)
        );
        const std::vector<std::string_view> new_words(
            b_.words.begin() + static_cast<std::ptrdiff_t>(run.after_begin),
            b_.words.begin() + static_cast<std::ptrdiff_t>(run.after_end)
        );
        const auto broken = [](std::string_view word) { return word.empty(); };
        if (std::ranges::any_of(old_words, broken) || std::ranges::any_of(new_words, broken)) {
            return;  // paragraphs begin or end here: a passage, no place
        }
        const auto first = span_of(old_words, 0, old_words.size());
        const auto second = span_of(new_words, 0, new_words.size());
        const bool number = compare_words(old_words, new_words).number_changed;
        const bool spelling = std::min(first.size(), second.size()) >= kLeastForSpelling &&
                              same_but_spelling(first, second);
        const bool end_line = a_.is_end_line(run.before_begin) && b_.is_end_line(run.after_begin);
        if (!number && spelling) {
            result_.spelling += end_line ? 0 : 1;
            return;
        }
        const bool name = !end_line && tells(old_words, first, 0) && tells(new_words, second, 1);
        result_.numbers += number ? 1 : 0;
        result_.names += !number && name ? 1 : 0;
        result_.words += end_line ? 0 : 1;
        const bool vanished =
            std::ranges::any_of(old_words, [&](auto word) { return !b_.known.contains(word); });
        const bool repeated = vanished && ++places_[{std::string(first), std::string(second)}] > 1;
        result_.repeated = result_.repeated || repeated;
        const bool told_name = !number && name;
        if (told_name || repeated) {
            keep_place(first, second, told_name, repeated);
        }
        const auto in_title = [](const std::vector<std::string_view>& words,
                                 const std::set<std::string_view>& title) {
            return std::ranges::any_of(words, [&](auto word) { return title.contains(word); });
        };
        result_.title_place = result_.title_place || (in_title(old_words, title_only_[0]) &&
                                                      in_title(new_words, title_only_[1]));
        if (result_.first.empty() || number || name) {
            result_.first = first;
            result_.second = second;
        }
    }

    void keep_place(std::string_view first, std::string_view second, bool name, bool repeated) {
        const auto known = std::ranges::find_if(result_.places, [&](const Contrast::Place& place) {
            return place.first == first && place.second == second;
        });
        if (known != result_.places.end()) {
            known->name = known->name || name;
            known->repeated = known->repeated || repeated;
        } else if (result_.places.size() < Contrast::kMostPlaces) {
            result_.places.push_back({std::string(first), std::string(second), name, repeated});
        } else {
            result_.more_places = true;
        }
    }

    /// A name among these words, or words of a script without capitals, that the other text does
    /// not know.
    bool tells(const std::vector<std::string_view>& words, std::string_view span, std::size_t side)
        const {
        const auto& other = side == 0 ? b_ : a_;
        if (std::ranges::any_of(words, [&](auto word) {
                return !other.known.contains(word) &&
                       names_[side]->text.contains(std::string(word));
            })) {
            return true;
        }
        return std::ranges::any_of(words, has_no_capitals) &&
               whole_[1 - side].find(span) == std::string::npos;
    }

    Effort& effort_;
    const Names* names_[2];
    Sequence a_;
    Sequence b_;
    std::string whole_[2];
    std::set<std::string_view> title_only_[2];
    std::map<std::pair<std::string, std::string>, int> places_;
    Contrast result_;
};

}  // namespace

Names names_in(std::string_view title_as_written, std::string_view plain_as_written) {
    // As in folded text, where `O’Brien` is one word.
    const auto title = with_plain_apostrophes(title_as_written);
    const auto text = with_plain_apostrophes(plain_as_written);
    const std::string_view plain = text;
    Names names;
    for (const auto word : text::words(title)) {
        if (text::begins_with_capital(word)) {
            names.title.insert(text::fold(word));
        }
    }
    const char* sentence = plain.data();  // where the last word ended
    bool first = true;
    for (const auto word : text::words(plain)) {
        const std::string_view between(sentence, static_cast<std::size_t>(word.data() - sentence));
        sentence = word.data() + word.size();
        // A capital letter behind these says nothing.
        const bool starts = first ||
                            between.find_first_of(".!?:;\n\"([") != std::string_view::npos ||
                            between.find("\u201C") != std::string_view::npos ||
                            between.find("\u00AB") != std::string_view::npos ||
                            between.find("\u201E") != std::string_view::npos;
        first = false;
        if (!starts && text::begins_with_capital(word)) {
            names.text.insert(text::fold(word));
        }
    }
    return names;
}

std::string quoted_example(const Contrast& contrast) {
    return quoted_example(Contrast::Place{contrast.first, contrast.second});
}

std::string quoted_example(const Contrast::Place& place) {
    return place.first.empty() ? std::string()
                               : " (\"" + printable(place.first, 60) + "\", \"" +
                                     printable(place.second, 60) + "\")";
}

Contrast contrast(
    const NormalText& first,
    const Names& first_names,
    const NormalText& second,
    const Names& second_names,
    Effort& effort
) {
    return Comparer(first, first_names, second, second_names, effort).run();
}

}  // namespace wireroom::dedup
