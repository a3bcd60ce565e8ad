#include "protocol/diff.hpp"

#include "base/text.hpp"
#include "protocol/story_members.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom::protocol {
namespace {

const char* name_of(DiffSpan::Kind kind) {
    switch (kind) {
        case DiffSpan::Kind::kAdded:
            return "added";
        case DiffSpan::Kind::kRemoved:
            return "removed";
        case DiffSpan::Kind::kSame:
            break;
    }
    return "same";
}

const char* name_of(DiffParagraph::Kind kind) {
    switch (kind) {
        case DiffParagraph::Kind::kAdded:
            return "added";
        case DiffParagraph::Kind::kRemoved:
            return "removed";
        case DiffParagraph::Kind::kChanged:
            return "changed";
        case DiffParagraph::Kind::kSame:
            break;
    }
    return "same";
}

char mark_of(DiffParagraph::Kind kind) {
    switch (kind) {
        case DiffParagraph::Kind::kAdded:
            return '+';
        case DiffParagraph::Kind::kRemoved:
            return '-';
        case DiffParagraph::Kind::kChanged:
            return '~';
        case DiffParagraph::Kind::kSame:
            break;
    }
    return ' ';
}

void write_spans(JsonWriter& json, const std::vector<DiffSpan>& spans) {
    json.begin_array();
    for (const auto& span : spans) {
        json.begin_object();
        json.member("op", name_of(span.kind)).member("text", span.text);
        json.end_object();
    }
    json.end_array();
}

/// One line: a mark before the paragraph, marks around words only where some of them stayed.
std::string line_of(char mark, const std::vector<DiffSpan>& spans) {
    std::string line = fmt::format("{} ", mark);
    for (const auto& span : spans) {
        std::string text = terminal_safe(span.text);
        std::ranges::replace(text, '\n', ' ');
        if (mark != '~' || span.kind == DiffSpan::Kind::kSame) {
            line += text;
        } else if (span.kind == DiffSpan::Kind::kAdded) {
            line += fmt::format("{{+{}+}}", text);
        } else {
            line += fmt::format("[-{}-]", text);
        }
    }
    return line + '\n';
}

}  // namespace

std::string render_diff(const StoryDiff& diff) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("story", diff.story);
    json.key("from").integer(diff.from).key("to").integer(diff.to);
    json.key("title");
    write_spans(json, diff.title);
    json.key("paragraphs").begin_array();
    for (const auto& paragraph : diff.paragraphs) {
        json.begin_object();
        json.member("op", name_of(paragraph.kind)).key("spans");
        write_spans(json, paragraph.spans);
        json.end_object();
    }
    json.end_array();
    json.key("words").begin_object();
    json.key("added").integer(diff.words_added).key("removed").integer(diff.words_removed);
    json.end_object();
    if (diff.change) {
        json.key("change");
        write_change(json, *diff.change);
    }
    json.end_object();
    return out;
}

std::string render_diff_text(const StoryDiff& diff) {
    std::string out = fmt::format(
        "--- {} revision {}\n+++ {} revision {}\n", diff.story, diff.from, diff.story, diff.to
    );
    const bool retitled = std::ranges::any_of(diff.title, [](const DiffSpan& span) {
        return span.kind != DiffSpan::Kind::kSame;
    });
    out += line_of(retitled ? '~' : ' ', diff.title);
    for (const auto& paragraph : diff.paragraphs) {
        out += '\n';
        out += line_of(mark_of(paragraph.kind), paragraph.spans);
    }
    return out;
}

}  // namespace wireroom::protocol
