#include "base/text.hpp"
#include "text/byte_scan.hpp"
#include "text/html_blocks.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

// How the words of a block are put together, and the blocks to a text for a terminal.

namespace wireroom::text {
namespace {

// Deeper nesting is shown like this one: a prefix must not multiply the text.
constexpr std::size_t kMaxShownDepth = 4;
constexpr std::size_t kMaxSuper = 16;

enum class Byte : std::uint8_t {
    kPlain,
    kBlank,
    kOtherSpace,  ///< ASCII white space but the blank
    kLead,        ///< may begin a space or something without width
};

constexpr std::array<Byte, 256> kBytes = [] {
    std::array<Byte, 256> table{};
    table[' '] = Byte::kBlank;
    for (const char c : std::string_view("\t\n\v\f\r")) {
        table[static_cast<std::uint8_t>(c)] = Byte::kOtherSpace;
    }
    for (const char lead : std::string_view("\xC2\xCD\xE1\xE2\xE3\xEF")) {
        table[static_cast<std::uint8_t>(lead)] = Byte::kLead;
    }
    return table;
}();

Byte byte_at(std::string_view text, std::size_t at) {
    return kBytes[static_cast<std::uint8_t>(text[at])];
}

/// Soft hyphen, grapheme joiner, zero-width space, word joiner and byte order mark: they steer line
/// breaks on a page. The joiners of Persian and Indic scripts stay.
bool is_widthless(char32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

struct Gap {
    std::size_t bytes = 0;  ///< 0: a word goes on here
    bool space = false;
};

Gap gap_at(std::string_view text, std::size_t at) {
    switch (byte_at(text, at)) {
        case Byte::kPlain:
            return {};
        case Byte::kBlank:
        case Byte::kOtherSpace:
            return {1, true};
        case Byte::kLead:
            break;
    }
    const auto c = decode_at(text, at);
    if (c.valid && is_unicode_space(c.value)) {
        return {c.bytes, true};
    }
    return c.valid && is_widthless(c.value) ? Gap{c.bytes, false} : Gap{};
}

/// The end of a run of words with single blanks between them.
std::size_t end_of_run(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        while (at + 8 <= text.size()) {
            const auto eight = eight_bytes(text, at);
            const auto blanks = equal_mask(eight, ' ');
            if ((any_high(eight) | any_below(eight, 0x20) | (blanks & (blanks << 8U))) != 0 ||
                text[at + 7] == ' ') {
                break;
            }
            at += 8;
        }
        if (at == text.size()) {
            break;
        }
        switch (byte_at(text, at)) {
            case Byte::kPlain:
                ++at;
                break;
            case Byte::kBlank:
                if (at + 1 >= text.size() || byte_at(text, at + 1) != Byte::kPlain) {
                    return at;
                }
                at += 2;
                break;
            case Byte::kOtherSpace:
                return at;
            case Byte::kLead:
                if (gap_at(text, at).bytes > 0) {
                    return at;
                }
                ++at;
                break;
        }
    }
    return at;
}

/// Without white space behind and without empty lines in front; indentation of the first line
/// stays.
std::string_view without_blank_ends(std::string_view lines) {
    while (!lines.empty() && is_space(lines.back())) {
        lines.remove_suffix(1);
    }
    lines.remove_prefix(std::min(lines.find_first_not_of('\n'), lines.size()));
    return lines;
}

/// Pictures that stand for a character, or a few that draw a face, are read as these.
bool is_emoji(std::string_view alt) {
    if (alt.empty() || alt.size() > 40) {
        return false;
    }
    const bool face =
        alt.size() <= 4 && std::string_view(":;=<").find(alt.front()) != std::string_view::npos;
    for (std::size_t at = 0; at < alt.size();) {
        const auto c = decode_at(alt, at);
        const bool symbol = (c.value >= 0x2190 && c.value <= 0x2BFF) ||
                            (c.value >= 0x1F000 && c.value <= 0x1FAFF) || c.value == 0x200D ||
                            c.value == 0xFE0F || (c.value >= 0xE0020 && c.value <= 0xE007F);
        const bool drawn = face && c.value > 0x20 && c.value < 0x7F;
        if (!c.valid || !(symbol || drawn)) {
            return false;
        }
        at += c.bytes;
    }
    return true;
}

}  // namespace

void BlockBuilder::begin_if_empty() {
    if (cell_ended_ && !line_.empty()) {
        line_ += " | ";
        space_ = false;
    } else if (row_broken_ && !line_.empty()) {
        kind_ = Block::Kind::kParagraph;
        flush();
    }
    cell_ended_ = row_broken_ = false;
    if (!line_.empty()) {
        return;
    }
    space_ = false;
    kind_ = pre_ > 0        ? Block::Kind::kPreformatted
            : headings_ > 0 ? Block::Kind::kHeading
            : captions_ > 0 ? Block::Kind::kCaption
            : cells_ > 0    ? Block::Kind::kTableRow
            : items_ > 0    ? Block::Kind::kListItem
            : quotes_ > 0   ? Block::Kind::kQuote
                            : Block::Kind::kParagraph;
}

void BlockBuilder::text(std::string_view cleaned) {
    if (pre_ > 0) {
        append_preformatted(cleaned);
    } else {
        append_collapsed(cleaned);
    }
    // Behind it: what came before may have been a block of its own. An embed's words are a note.
    if (links_ == 0 && !unlinked_ && embed_at_ == kNone) {
        std::string_view word;
        unlinked_ = WordReader(cleaned).next(word);
    }
}

void BlockBuilder::append_preformatted(std::string_view lines) {
    if (lines.empty()) {
        return;
    }
    begin_if_empty();
    breaks_ = 0;
    std::size_t from = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (byte_at(lines, at) != Byte::kLead) {
            continue;
        }
        const auto gap = gap_at(lines, at);
        if (gap.bytes > 0) {
            line_.append(lines, from, at - from);
            line_ += gap.space ? " " : "";
            from = at + gap.bytes;
            at = from - 1;
        }
    }
    line_.append(lines, from);
}

void BlockBuilder::append_collapsed(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        if (const auto gap = gap_at(words, at); gap.bytes > 0) {
            space_ = space_ || gap.space;
            at += gap.bytes;
            continue;
        }
        if (line_.empty() || cell_ended_ || row_broken_) {
            begin_if_empty();
        }
        if (space_ && !line_.empty() && line_.back() != '\n') {
            line_ += ' ';
        }
        space_ = false;
        breaks_ = 0;
        const auto end = end_of_run(words, at);
        line_.append(words, at, end - at);
        at = end;
    }
}

/// Puts marks that are for reading only into the line. Closing ones stand before the white space
/// that was seen.
void BlockBuilder::decorate(std::string_view marks, bool closing) {
    if (pre_ > 0 || (closing && line_.empty())) {
        return;
    }
    if (!closing) {
        begin_if_empty();
        if (space_ && !line_.empty() && line_.back() != '\n') {
            line_ += ' ';
        }
        space_ = false;
    }
    const auto start = line_.size();
    line_ += marks;
    notes_.emplace_back(start, line_.size());
}

void BlockBuilder::note(std::string_view words) {
    begin_if_empty();
    const auto start = line_.size();
    append_collapsed(words);
    notes_.emplace_back(start, line_.size());
}

void BlockBuilder::alternative_text(std::string_view alt) {
    const auto words = trim(alt);
    if (!words.empty()) {
        note(is_emoji(words) ? std::string(words) : "[" + collapse_space(words) + "]");
    }
}

void BlockBuilder::recording(std::string_view kind, std::string_view url) {
    if (!url.empty()) {
        note("[" + std::string(kind) + ": " + std::string(url) + "]");
    }
}

/// `10<sup>3</sup>` is not 103, and a note's number is no part of the word before it.
void BlockBuilder::end_super() {
    auto start = std::exchange(super_at_, kNone);
    start += start < line_.size() && line_[start] == ' ' ? 1 : 0;
    if (start == kNone || pre_ > 0 || start >= line_.size() || start == 0 ||
        line_.size() - start > kMaxSuper) {
        return;
    }
    const auto content = std::string_view(line_).substr(start);
    const bool number =
        std::ranges::all_of(content, [](char c) { return is_digit(c) || c == '-'; });
    const bool behind_word = !is_space(line_[start - 1]);
    const bool noted =
        std::ranges::any_of(notes_, [&](const auto& range) { return range.second > start; });
    if (noted || (!super_linked_ && !(number && behind_word))) {
        return;
    }
    if (!super_linked_) {
        line_.insert(start, "^");
        notes_.emplace_back(start, start + 1);
    } else if (content.front() != '[') {
        line_.insert(start, "[");
        notes_.emplace_back(start, start + 1);
        decorate("]", true);
    }
}

/// The line without what is for reading only.
std::string BlockBuilder::block_text() const {
    if (notes_.empty() && !broken_ && kind_ != Block::Kind::kPreformatted) {
        return line_;
    }
    std::string out;
    out.reserve(line_.size());
    std::size_t at = 0;
    for (const auto& [from, to] : notes_) {
        out += std::string_view(line_).substr(at, from - at);
        at = to;
    }
    out += std::string_view(line_).substr(at);
    return kind_ == Block::Kind::kPreformatted ? std::string(without_blank_ends(out))
                                               : collapse_space(out);
}

void BlockBuilder::append_readable(std::string_view lines, bool alone) {
    lines = without_blank_ends(lines);
    if (lines.empty()) {
        return;
    }
    // A caption that repeats the alternative text of its picture says it better.
    if (kind_ == Block::Kind::kCaption && last_note_.size() == lines.size() + 2 &&
        std::string_view(last_note_).substr(1, lines.size()) == lines) {
        readable_.resize(last_note_at_);
    }
    last_note_at_ = readable_.size();
    last_note_ = alone ? lines : std::string_view();
    std::string prefix;
    for (std::size_t depth = 0; depth < std::min(quotes_, kMaxShownDepth); ++depth) {
        prefix += "> ";
    }
    std::string first = prefix;
    if (!indents_.empty()) {
        const auto shown = std::min(indents_.size(), kMaxShownDepth);
        std::size_t outer = 0;
        for (std::size_t depth = 0; depth + 1 < shown; ++depth) {
            outer += indents_[depth];
        }
        first.append(outer, ' ');
        prefix.append(outer + indents_.back(), ' ');
        first = item_fresh_ ? first + marker_ : prefix;
    }
    const bool definition = item_fresh_ && marker_ == "  ";
    const bool tight =
        definition || (last_kind_ == kind_ && ((kind_ == Block::Kind::kListItem && item_fresh_) ||
                                               kind_ == Block::Kind::kTableRow));
    if (rule_ && !readable_.empty()) {
        readable_ += "\n\n* * *";
    }
    if (!readable_.empty()) {
        readable_ += tight && !rule_ ? "\n" : "\n\n";
    }
    rule_ = item_fresh_ = false;
    last_kind_ = kind_;
    readable_ += first;
    for (auto end = lines.find('\n'); end != std::string_view::npos; end = lines.find('\n')) {
        readable_ += lines.substr(0, end + 1);
        readable_ += prefix;
        lines.remove_prefix(end + 1);
    }
    readable_ += lines;
}

}  // namespace wireroom::text
