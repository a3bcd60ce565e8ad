#include "feed/xml_repair_cdata.hpp"

#include "base/text.hpp"
#include "feed/xml_scan.hpp"

#include <algorithm>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;
constexpr std::string_view kOpening = "<![CDATA[";

/// Without what became of `]]>` at the end.
std::string_view trim_damaged_mark(std::string_view inside) {
    const auto written = inside.substr(0, inside.find_last_not_of(" \t\r\n") + 1);
    for (const std::string_view mark : {"]] >", "] ]>", "]>", "]]"}) {
        if (written.ends_with(mark)) {
            return written.substr(0, written.size() - mark.size());
        }
    }
    return inside;
}

/// The name of the tag whose `<` is at `at`, or of the end tag.
std::string_view name_at(std::string_view text, std::size_t at) {
    at += at + 1 < text.size() && text[at + 1] == '/' ? 2 : 1;
    auto end = at;
    while (end < text.size() && is_name_byte(text[end])) {
        ++end;
    }
    return text.substr(std::min(at, text.size()), end - at);
}

/// Whether nothing but white space stands between two tags.
bool is_gap(std::string_view text, std::size_t from, std::size_t to) {
    return trim(text.substr(from, to - from)).empty();
}

/// Whether an element's start tag, the section that opens at `opening` and ends before `end`, and
/// the element's end tag follow each other. Without its end mark the outer section ends so; where
/// the inner opening is quoted, what is quoted goes on behind it, or the outer element ends.
bool fills_element(std::string_view text, std::size_t opening, std::size_t end) {
    const auto tag = text.rfind('<', opening - 1);
    const auto close = text.find('>', tag);
    const auto element = name_at(text, tag);
    const auto behind = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
    if (element.empty() || text.substr(tag, 2) == "</" || close >= opening ||
        !is_gap(text, close + 1, opening) || text.substr(behind, 2) != "</" ||
        name_at(text, behind) != element) {
        return false;
    }
    const auto inside = text.substr(0, end);
    for (auto at = inside.find("</", opening); at != kEnd; at = inside.find("</", at + 2)) {
        if (name_at(inside, at) == element) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool swallows_item(std::string_view text, std::size_t start, std::size_t end) {
    const auto tag = start == 0 ? kEnd : text.rfind('<', start - 1);
    const auto element = tag == kEnd ? std::string_view() : name_at(text, tag);
    const auto section = text.substr(0, end);
    const auto inner = section.find(kOpening, start + kOpening.size());
    if (element.empty() || inner == kEnd) {
        return false;
    }
    bool element_ended = false;
    bool item_ended = false;
    for (auto at = section.find('<', start + kOpening.size()); at < inner;) {
        const bool is_end = section.substr(at, 2) == "</";
        const auto name = name_at(section, at);
        const auto next = std::min(section.find('<', at + 1), inner);
        const auto close = section.substr(0, next).find('>', at);
        if (!element_ended) {
            if (is_item_name(local_name(name)) || (!is_end && name == element)) {
                return false;  // it begins in the section
            }
            element_ended = is_end && name == element;
        } else if (!item_ended && is_item_name(local_name(name))) {
            item_ended = is_end && next < inner && name_at(section, next) == name;
            if (!item_ended) {
                return false;
            }
        }
        // Elements of a feed have no text between them.
        if (element_ended && is_end && !(close != kEnd && is_gap(section, close + 1, next))) {
            return false;
        }
        at = next;
    }
    return item_ended && fills_element(text, inner, end);
}

std::size_t CdataRepair::read(std::size_t at, std::string_view element, std::string& out) {
    const auto start = at + kOpening.size();
    const auto end = end_.find(text_, start);
    if (end == kEnd) {
        return unclosed(at, element, out);
    }
    const auto inner = text_.substr(0, end).find(kOpening, start);
    if (inner == kEnd) {
        append(start, end, out);
        return end + 3;
    }
    // The section's own end mark is missing when its element ends before the next section begins.
    const auto close = end_of_element(element, start, inner);
    if (close == kEnd) {
        return nested(at, end, element, out);
    }
    faults_.note(XmlFault::kOpenCdata, at);
    append(start, close, out);
    return close;
}

/// A section that nothing closes: its element's end tag does, else the end of the document.
std::size_t CdataRepair::unclosed(std::size_t at, std::string_view element, std::string& out) {
    faults_.note(XmlFault::kOpenCdata, at);
    const auto start = at + kOpening.size();
    const auto close = end_of_element(element, start, text_.size());
    if (close == kEnd) {
        append(start, text_.size(), out);
        return text_.size();
    }
    const auto inside = trim_damaged_mark(text_.substr(start, close - start));
    append(start, start + inside.size(), out);
    return close;
}

/// Sections inside of a section are one: up to the end mark behind which no other follows before
/// the next section or the end of the element.
std::size_t CdataRepair::nested(
    std::size_t at, std::size_t end, std::string_view element, std::string& out
) {
    auto from = at + kOpening.size();
    while (true) {
        append_without_marks(from, end, out);
        from = end + 3;
        const auto next = std::min(end_.find(text_, from), text_.size());
        const bool ends_here = next == text_.size() ||
                               text_.substr(0, next).find(kOpening, from) != kEnd ||
                               end_of_element(element, from, next) != kEnd;
        if (ends_here) {
            return from;
        }
        faults_.note(XmlFault::kNestedCdata, at);
        end = next;
    }
}

/// The first end tag of the element in a part of the text.
std::size_t CdataRepair::end_of_element(std::string_view element, std::size_t from, std::size_t to)
    const {
    const auto part = text_.substr(0, to);
    for (auto at = part.find("</", from); at != kEnd; at = part.find("</", at + 2)) {
        const auto behind = at + 2 + element.size();
        if (part.substr(at + 2, element.size()) == element &&
            (behind >= part.size() || !is_name_byte(part[behind]))) {
            return at;
        }
    }
    return kEnd;
}

void CdataRepair::append(std::size_t from, std::size_t to, std::string& out) const {
    if (from < to) {
        out.append(kOpening).append(text_.substr(from, to - from)).append("]]>");
    }
}

void CdataRepair::append_without_marks(std::size_t from, std::size_t to, std::string& out) const {
    const auto part = text_.substr(0, to);
    for (auto mark = part.find(kOpening, from); mark != kEnd; mark = part.find(kOpening, from)) {
        append(from, mark, out);
        from = mark + kOpening.size();
    }
    append(from, to, out);
}

}  // namespace wireroom::feed
