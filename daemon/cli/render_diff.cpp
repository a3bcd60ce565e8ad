#include "base/text.hpp"
#include "cli/paint.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {
namespace {

constexpr int kMaxWidth = 80;
constexpr int kMarkerWidth = 2;

/// A text in which some bytes are painted, to be wrapped as a whole.
class PaintedText {
public:
    void add(std::string_view text, Paint paint) {
        text_ += text;
        paints_.resize(text_.size(), paint);
    }

    /// The lines, each behind `marker`, wrapped at `width` columns.
    std::string lines(std::string_view marker, Paint marker_paint, int width, const Look& look)
        const {
        std::string out;
        for (const auto& range : wrap_ranges(text_, width - kMarkerWidth)) {
            out += paint(marker, marker_paint, look);
            for (auto at = range.begin; at < range.end;) {
                auto end = at;
                while (end < range.end && paints_[end] == paints_[at]) {
                    ++end;
                }
                out += paint(std::string_view(text_).substr(at, end - at), paints_[at], look);
                at = end;
            }
            out.erase(out.find_last_not_of(' ') + 1);
            out += '\n';
        }
        return out;
    }

private:
    std::string text_;
    std::vector<Paint> paints_;  ///< one for each byte
};

/// A span without layout of its own: the lines are ours.
std::string span_text(const JsonObject& span) {
    auto text = terminal_safe(text_of(span, "text"));
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\t'; }, ' '
    );
    return text;
}

/// @param mark  spans get colours, or brackets without colours; else all are of one `whole` paint.
PaintedText paint_spans(const JsonArray& spans, bool mark, Paint whole, const Look& look) {
    PaintedText out;
    for (const auto& value : spans) {
        const auto* span = value.if_object();
        if (span == nullptr) {
            continue;
        }
        const auto op = mark ? text_of(*span, "op") : std::string_view("same");
        const auto text = span_text(*span);
        if (op == "same" || trim(text).empty()) {
            out.add(text, whole);
            continue;
        }
        const bool added = op == "added";
        const auto colour = added ? Paint::kGreen : Paint::kRed;
        if (look.colour) {
            out.add(text, colour);
            continue;
        }
        // The spaces around a run stay outside of the brackets, where lines may break.
        const auto inner = trim(text);
        const auto lead = static_cast<std::size_t>(inner.data() - text.data());
        out.add(std::string_view(text).substr(0, lead), whole);
        out.add(added ? "{+" : "[-", colour);
        out.add(inner, colour);
        out.add(added ? "+}" : "-]", colour);
        out.add(std::string_view(text).substr(lead + inner.size()), whole);
    }
    return out;
}

bool all_same(const JsonArray& spans) {
    return std::ranges::all_of(spans, [](const JsonValue& span) {
        const auto* object = span.if_object();
        return object == nullptr || text_of(*object, "op") == "same";
    });
}

std::string render_paragraph(const JsonObject& paragraph, int width, const Look& look) {
    const auto op = text_of(paragraph, "op");
    const auto& spans = array_of(paragraph, "spans");
    if (op == "added") {
        return paint_spans(spans, false, Paint::kGreen, look)
            .lines("+ ", Paint::kGreen, width, look);
    }
    if (op == "removed") {
        return paint_spans(spans, false, Paint::kRed, look).lines("- ", Paint::kRed, width, look);
    }
    if (op == "changed") {
        return paint_spans(spans, true, Paint::kPlain, look)
            .lines("~ ", Paint::kYellow, width, look);
    }
    return paint_spans(spans, false, Paint::kDim, look).lines("  ", Paint::kDim, width, look);
}

std::string unchanged(std::size_t paragraphs, const Look& look) {
    const auto count = group_digits(static_cast<std::int64_t>(paragraphs));
    const auto text =
        "  … " + count + (paragraphs == 1 ? " paragraph" : " paragraphs") + " unchanged";
    return "\n" + paint(text, Paint::kDim, look) + "\n";
}

bool is_same(const JsonValue& paragraph) {
    const auto* object = paragraph.if_object();
    return object != nullptr && text_of(*object, "op") == "same";
}

}  // namespace

std::string render_diff(const JsonObject& diff, const Look& look) {
    const int width = std::min(look.width, kMaxWidth);
    const auto& change = object_of(diff, "change");
    std::string head = "revision " + std::to_string(number_of(diff, "from")) + " → " +
                       std::to_string(number_of(diff, "to"));
    const auto& words = object_of(diff, "words");
    const auto what = change.empty() ? "+" + group_digits(number_of(words, "added")) + " −" +
                                           group_digits(number_of(words, "removed")) + " words"
                                     : describe_change(change);
    head += " · " + what;
    std::string out = paint(head, Paint::kBold, look) + "\n";
    if (const auto note = trim(text_of(change, "note")); !note.empty()) {
        out += wrap("“" + printable(note, 2000) + "”", width);
    }
    const auto& title = array_of(diff, "title");
    if (!all_same(title)) {
        out +=
            "\n" +
            paint_spans(title, true, Paint::kBold, look).lines("~ ", Paint::kYellow, width, look);
    }

    // Like a diff of lines, with one paragraph of context on either side.
    const auto& paragraphs = array_of(diff, "paragraphs");
    std::size_t skipped = 0;
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const auto* paragraph = paragraphs[i].if_object();
        if (paragraph == nullptr) {
            continue;
        }
        const bool after_change = i > 0 && !is_same(paragraphs[i - 1]);
        const bool before_change = i + 1 < paragraphs.size() && !is_same(paragraphs[i + 1]);
        if (is_same(paragraphs[i]) && !after_change && !before_change) {
            ++skipped;
            continue;
        }
        if (skipped > 0) {
            out += unchanged(skipped, look);
            skipped = 0;
        }
        out += "\n" + render_paragraph(*paragraph, width, look);
    }
    if (skipped > 0) {
        out += unchanged(skipped, look);
    }
    return out;
}

}  // namespace wireroom::cli
