#include "feed/xml_repair_aside.hpp"

#include "base/text.hpp"
#include "feed/xml_entities.hpp"
#include "feed/xml_scan.hpp"

#include <algorithm>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

}  // namespace

std::size_t AsideRepair::comment(std::size_t at) {
    const auto end = comment_end_.find(text_, at + 4);
    // A comment in a comment: the first one was never closed.
    const auto inner = end == kEnd ? kEnd : text_.substr(0, end).find("<!--", at + 4);
    if (end == kEnd || inner != kEnd) {
        faults_.note(XmlFault::kOpenComment, at);
        return at + 4;
    }
    const auto dashes = text_.find("--", at + 4);
    if (dashes < end) {
        faults_.note(XmlFault::kDashesInComment, dashes);
    }
    return end + 3;
}

std::size_t AsideRepair::instruction(std::size_t at, bool had_root) {
    const auto stands = [&](std::string_view what) { return stands_at(text_, at, what); };
    const auto close = std::min(tag_end_.find(text_, at), text_.size());
    const char behind_xml = at + 5 < text_.size() ? text_[at + 5] : '\0';
    const bool declaration = stands("<?xml") && behind_xml != '-' && behind_xml != ':';
    const bool at_mark = close < text_.size() && close > at + 2 && text_[close - 1] == '?';
    if (declaration) {
        note_declaration(at, close, at_mark, had_root);
    }
    if (at_mark || declaration) {
        return std::min(close + 1, text_.size());
    }
    const auto end = instruction_end_.find(text_, at + 2);
    const auto tag = text_.find('<', at + 2);
    if (end != kEnd && (tag > end || stands("<?php") || stands("<?="))) {
        return end + 2;
    }
    faults_.note(XmlFault::kOpenInstruction, at);
    return close < tag ? std::min(close + 1, text_.size()) : tag;
}

void AsideRepair::note_declaration(
    std::size_t start, std::size_t close, bool at_mark, bool had_root
) {
    constexpr std::size_t kStart = 5;  // of `<?xml`
    if (start != 0 && !had_root) {
        const bool space = trim(text_.substr(0, start)).empty();
        space ? faults_.note(XmlFault::kSpaceBefore, 0)
              : faults_.note(XmlFault::kLateDeclaration, start);
    }
    const bool good = at_mark && close >= start + kStart + 1 &&
                      is_good_declaration(text_.substr(start + kStart, close - 1 - start - kStart));
    if (!good) {
        faults_.note(XmlFault::kBadDeclaration, start);
    }
}

std::size_t AsideRepair::doctype(std::size_t at) {
    const auto end = had_doctype_ ? std::min(find_or_end(text_, ">", at) + 1, text_.size())
                                  : skip_doctype(text_, at);
    had_doctype_ = true;
    return end;
}

}  // namespace wireroom::feed
