#include "dedup/compare.hpp"
#include "dedup/editors_note.hpp"
#include "dedup/similarity.hpp"
#include "text/words.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// When a text is only the beginning of another one: teasers and pay walls.

namespace wireroom::dedup {
namespace {

/// The words of all blocks, one by one.
class TextWords {
public:
    explicit TextWords(std::span<const std::string> blocks) : blocks_(blocks) {}

    bool next(std::string_view& word) {
        while (!block_ || !block_->next(word)) {
            if (next_ == blocks_.size()) {
                return false;
            }
            block_.emplace(blocks_[next_++]);
        }
        return true;
    }

private:
    std::span<const std::string> blocks_;
    std::size_t next_ = 0;
    std::optional<text::WordReader> block_;
};

bool begins(std::span<const std::string> cut, const NormalText& whole, bool mid_word) {
    // Most texts part within a few words: no list of them is made.
    TextWords words_cut(cut);
    TextWords words_whole(whole.blocks);
    std::string_view mine;
    std::string_view theirs;
    std::size_t equal = 0;
    while (words_cut.next(mine)) {
        if (!words_whole.next(theirs)) {
            return false;
        }
        if (mine != theirs) {
            // A teaser is cut by bytes: its last word may be the beginning of one.
            return mid_word && equal >= 4 && theirs.starts_with(mine) && !words_cut.next(mine) &&
                   words_whole.next(theirs);
        }
        ++equal;
    }
    return equal > 0 && words_whole.next(theirs);
}

}  // namespace

bool is_beginning_of(const NormalText& cut, const NormalText& whole) {
    return begins(cut.blocks, whole, cut.cut);
}

bool is_walled(const NormalText& before, const NormalText& after) {
    constexpr std::size_t kMostWallWords = 30;
    if (after.blocks.size() < 2) {
        return false;
    }
    const auto& last = after.blocks.back();
    const std::span beginning(after.blocks.data(), after.blocks.size() - 1);
    if (text::count_words(last) > kMostWallWords || !begins(beginning, before, true) ||
        is_editors_note(last) || covered(Shingles(last), Shingles(before)) > 0.5) {
        return false;
    }
    // A beginning that lacks only its last words was not walled, it was edited at the end.
    const auto left = word_count(after) - static_cast<int>(text::count_words(last));
    return left * 4 <= word_count(before) * 3;
}

}  // namespace wireroom::dedup
