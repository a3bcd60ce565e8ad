#include "dedup/diff.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/align.hpp"
#include "dedup/pairing.hpp"
#include "dedup/similarity.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace wireroom::dedup {
namespace {

// Paragraphs with at least this share of common words are one paragraph that was edited.
constexpr double kSameParagraph = 0.4;
// Steps for all word alignments of one comparison together.
constexpr std::size_t kWordWork = 8'000'000;

/// A word, a run of white space, or one other character.
struct Token {
    std::string_view text;
    bool word = false;
    bool space = false;
};

/// Cuts text into tokens that together are the text.
std::vector<Token> tokenise(std::string_view text) {
    std::vector<Token> tokens;
    const auto gap = [&](std::string_view between) {
        for (std::size_t i = 0; i < between.size();) {
            auto end = i + 1;
            const bool space = is_space(between[i]);
            while (end < between.size() &&
                   (space ? is_space(between[end])
                          : (static_cast<unsigned char>(between[end]) & 0xC0U) == 0x80U)) {
                ++end;
            }
            tokens.push_back({between.substr(i, end - i), false, space});
            i = end;
        }
    };
    std::size_t at = 0;
    for (const auto word : text::words(text)) {
        const auto begin = static_cast<std::size_t>(word.data() - text.data());
        gap(text.substr(at, begin - at));
        tokens.push_back({word, true, false});
        at = begin + word.size();
    }
    gap(text.substr(at));
    return tokens;
}

std::vector<std::uint64_t> hashes(const std::vector<Token>& tokens) {
    std::vector<std::uint64_t> result;
    result.reserve(tokens.size());
    for (const auto& token : tokens) {
        // Kinds of white space do not matter to a reader.
        result.push_back(token.space ? 1 : hash64(token.text));
    }
    return result;
}

void append(std::vector<DiffSpan>& spans, DiffSpan::Kind kind, std::string_view text) {
    if (text.empty()) {
        return;
    }
    if (!spans.empty() && spans.back().kind == kind) {
        spans.back().text += text;
    } else {
        spans.push_back({kind, std::string(text)});
    }
}

std::string_view between(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
    if (begin == end) {
        return {};
    }
    const auto* first = tokens[begin].text.data();
    const auto* last = tokens[end - 1].text.data() + tokens[end - 1].text.size();
    return {first, static_cast<std::size_t>(last - first)};
}

int count_words(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
    return static_cast<int>(std::count_if(
        tokens.begin() + static_cast<std::ptrdiff_t>(begin),
        tokens.begin() + static_cast<std::ptrdiff_t>(end),
        [](const Token& token) { return token.word; }
    ));
}

/// Same runs that hold no word, between two changes, belong to the changes: nobody wants to read
/// every second space as unchanged.
std::vector<Run> without_crumbs(const std::vector<Run>& runs, const std::vector<Token>& before) {
    std::vector<Run> result;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        const bool crumb = run.same && i > 0 && i + 1 < runs.size() &&
                           count_words(before, run.before_begin, run.before_end) == 0;
        const bool differs = crumb || !run.same;
        if (differs && !result.empty() && !result.back().same) {
            result.back().before_end = run.before_end;
            result.back().after_end = run.after_end;
        } else {
            result.push_back(run);
            result.back().same = !differs;
        }
    }
    return result;
}

class Comparer {
public:
    std::vector<DiffSpan> words(std::string_view before, std::string_view after) {
        std::vector<DiffSpan> spans;
        if (before == after) {
            append(spans, DiffSpan::Kind::kSame, after);
            return spans;
        }
        const auto old_tokens = tokenise(before);
        const auto new_tokens = tokenise(after);
        const auto allowed = std::min(work_, kAlignWork);
        auto left = allowed;
        const auto runs = align_within(hashes(old_tokens), hashes(new_tokens), left);
        work_ -= allowed - left;
        for (const auto& run : without_crumbs(runs, old_tokens)) {
            if (run.same) {
                append(
                    spans,
                    DiffSpan::Kind::kSame,
                    between(new_tokens, run.after_begin, run.after_end)
                );
                continue;
            }
            append(
                spans,
                DiffSpan::Kind::kRemoved,
                between(old_tokens, run.before_begin, run.before_end)
            );
            append(
                spans, DiffSpan::Kind::kAdded, between(new_tokens, run.after_begin, run.after_end)
            );
            removed_ += count_words(old_tokens, run.before_begin, run.before_end);
            added_ += count_words(new_tokens, run.after_begin, run.after_end);
        }
        return spans;
    }

    DiffParagraph whole(DiffParagraph::Kind kind, std::string_view text) {
        const auto tokens = tokenise(text);
        auto span = DiffSpan::Kind::kSame;
        if (kind == DiffParagraph::Kind::kAdded) {
            added_ += count_words(tokens, 0, tokens.size());
            span = DiffSpan::Kind::kAdded;
        } else if (kind == DiffParagraph::Kind::kRemoved) {
            removed_ += count_words(tokens, 0, tokens.size());
            span = DiffSpan::Kind::kRemoved;
        }
        return {kind, {{span, std::string(text)}}};
    }

    int added() const { return added_; }
    int removed() const { return removed_; }

private:
    std::size_t work_ = kWordWork;
    int added_ = 0;
    int removed_ = 0;
};

/// Paragraphs: separated by blank lines, trimmed, none empty.
std::vector<std::string_view> paragraphs(std::string_view text) {
    std::vector<std::string_view> result;
    std::size_t begin = 0;
    while (begin < text.size()) {
        auto end = text.find("\n\n", begin);
        end = end == std::string_view::npos ? text.size() : end;
        const auto paragraph = trim(text.substr(begin, end - begin));
        if (!paragraph.empty()) {
            result.push_back(paragraph);
        }
        begin = end + 2;
    }
    return result;
}

/// Which differing paragraphs are one paragraph edited.
std::vector<std::pair<std::size_t, std::size_t>> pair_up(
    const std::vector<std::string_view>& before,
    const std::vector<std::string_view>& after,
    const Run& run
) {
    std::vector<std::vector<std::uint64_t>> old_words;
    std::vector<std::vector<std::uint64_t>> new_words;
    if (run.before_begin < run.before_end && run.after_begin < run.after_end) {
        for (auto i = run.before_begin; i < run.before_end; ++i) {
            old_words.push_back(word_hashes(before[i]));
        }
        for (auto k = run.after_begin; k < run.after_end; ++k) {
            new_words.push_back(word_hashes(after[k]));
        }
    }
    auto pairs = pair_paragraphs(std::move(old_words), std::move(new_words), kSameParagraph);
    for (auto& [from, to] : pairs) {
        from += run.before_begin;
        to += run.after_begin;
    }
    return pairs;
}

}  // namespace

Diff compare(
    std::string_view title_before,
    std::string_view text_before,
    std::string_view title_after,
    std::string_view text_after
) {
    Comparer comparer;
    Diff diff;
    diff.title = comparer.words(title_before, title_after);

    const auto before = paragraphs(text_before);
    const auto after = paragraphs(text_after);
    std::vector<std::uint64_t> old_hashes;
    std::vector<std::uint64_t> new_hashes;
    old_hashes.reserve(before.size());
    new_hashes.reserve(after.size());
    for (const auto paragraph : before) {
        old_hashes.push_back(hash64(paragraph));
    }
    for (const auto paragraph : after) {
        new_hashes.push_back(hash64(paragraph));
    }
    for (const auto& run : align(old_hashes, new_hashes)) {
        if (run.same) {
            for (auto k = run.after_begin; k < run.after_end; ++k) {
                diff.paragraphs.push_back(comparer.whole(DiffParagraph::Kind::kSame, after[k]));
            }
            continue;
        }
        auto pairs = pair_up(before, after, run);
        pairs.emplace_back(run.before_end, run.after_end);
        auto i = run.before_begin;
        auto k = run.after_begin;
        for (const auto& [from, to] : pairs) {
            for (; i < from; ++i) {
                diff.paragraphs.push_back(comparer.whole(DiffParagraph::Kind::kRemoved, before[i]));
            }
            for (; k < to; ++k) {
                diff.paragraphs.push_back(comparer.whole(DiffParagraph::Kind::kAdded, after[k]));
            }
            if (from < run.before_end && to < run.after_end) {
                diff.paragraphs.push_back(
                    {DiffParagraph::Kind::kChanged, comparer.words(before[from], after[to])}
                );
                ++i;
                ++k;
            }
        }
    }
    diff.words_added = comparer.added();
    diff.words_removed = comparer.removed();
    return diff;
}

}  // namespace wireroom::dedup
