#include "feed/xml_repair_tag.hpp"

#include "base/text.hpp"
#include "feed/xml_entities.hpp"
#include "text/html.hpp"

#include <algorithm>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

}  // namespace

void append_repaired_text(
    std::string& out, std::string_view piece, std::size_t at, XmlFaults& faults
) {
    while (!piece.empty()) {
        const auto ampersand = piece.find('&');
        out.append(piece.substr(0, ampersand));
        if (ampersand == kEnd) {
            return;
        }
        at += ampersand;
        piece.remove_prefix(ampersand);
        const auto reference = classify_reference(piece);
        const auto written = piece.substr(0, reference.length);
        switch (reference.type) {
            case Reference::Type::kXml:
                out += written;
                break;
            case Reference::Type::kBare:
                faults.note(XmlFault::kBareAmpersand, at);
                out += "&amp;";
                break;
            case Reference::Type::kUnknown:
                faults.note(XmlFault::kUnknownEntity, at);
                out += "&amp;";
                break;
            case Reference::Type::kIllegal:
                faults.note(XmlFault::kIllegalReference, at);
                break;
            case Reference::Type::kHtml:
                faults.note(XmlFault::kHtmlEntity, at);
                append_as_text(out, text::decode_references(written));
                break;
            case Reference::Type::kPair:
                faults.note(XmlFault::kPairedReferences, at);
                append_as_text(out, text::decode_references(written));
                break;
            case Reference::Type::kRemapped:
                faults.note(XmlFault::kC1Reference, at);
                append_as_text(out, text::decode_references(written));
                break;
        }
        at += reference.length;
        piece.remove_prefix(reference.length);
    }
}

TagRepair::End TagRepair::attributes(std::size_t at, std::string& out, std::size_t& nodes) {
    constexpr std::size_t kMostCompared = 64;
    names_.clear();
    while (true) {
        at = skip_space(at);
        if (at >= text_.size() || text_[at] == '<') {
            faults_.note(XmlFault::kOpenTag, at);
            return {at, false};
        }
        if (text_[at] == '>') {
            return {at + 1, false};
        }
        if (text_[at] == '/' && at + 1 < text_.size() && text_[at + 1] == '>') {
            return {at + 2, true};
        }
        if (!is_name_start(text_[at])) {
            faults_.note(XmlFault::kStrayInTag, at++);
            continue;
        }
        const auto name_at = at;
        while (at < text_.size() && is_name_byte(text_[at])) {
            ++at;
        }
        const auto name = text_.substr(name_at, at - name_at);
        const auto out_at = out.size();
        out.append(" ").append(name).append("=\"");
        at = value(at, out);
        out += '"';
        if (at < text_.size() && is_name_start(text_[at])) {
            faults_.note(XmlFault::kNoSpace, at);
        }
        prefixes_.declare(name);
        if (names_.size() >= limits_.max_attributes || ++nodes > kMaxNodes) {
            faults_.note(XmlFault::kTooManyAttributes, name_at);
            out.resize(out_at);
        } else if (names_.size() < kMostCompared && std::ranges::find(names_, name) != names_.end()) {
            faults_.note(XmlFault::kDuplicateAttribute, name_at);
            out.resize(out_at);
        } else {
            names_.push_back(name);
        }
    }
}

std::size_t TagRepair::skip_space(std::size_t at) const {
    while (at < text_.size() && is_space(text_[at])) {
        ++at;
    }
    return at;
}

/// Reads `="value"` and appends the value.
std::size_t TagRepair::value(std::size_t at, std::string& out) {
    const auto equals = skip_space(at);
    if (equals >= text_.size() || text_[equals] != '=') {
        faults_.note(XmlFault::kNoValue, at);
        return equals;
    }
    at = skip_space(equals + 1);
    const bool has_quote = at < text_.size() && (text_[at] == '"' || text_[at] == '\'');
    return has_quote ? quoted(at, out) : unquoted(at, out);
}

std::size_t TagRepair::quoted(std::size_t at, std::string& out) {
    auto& none_left = text_[at] == '"' ? no_double_quote_ : no_single_quote_;
    const auto end = none_left ? kEnd : text_.find(text_[at], at + 1);
    none_left = end == kEnd;
    if (end != kEnd && !is_open(at + 1, end)) {
        append_value(out, at + 1, end);
        return end + 1;
    }
    faults_.note(XmlFault::kOpenQuote, at);
    auto stop = std::min(text_.find_first_of(" \t\r\n<>", at + 1), text_.size());
    if (stop > at + 1 && stop < text_.size() && text_[stop] == '>' && text_[stop - 1] == '/') {
        --stop;
    }
    append_value(out, at + 1, stop);
    return stop;
}

/// True when the quote at `to` rather opens the value of another attribute than closes the one that
/// begins at `from`: `<a href="x/><b c="d">`, `<a b="x c="d">`.
bool TagRepair::is_open(std::size_t from, std::size_t to) const {
    const auto value = text_.substr(from, to - from);
    const char next = to + 1 < text_.size() ? text_[to + 1] : '>';
    const auto written = trim(value);
    if (is_space(next) || next == '>' || next == '/' || next == '?') {
        // `x="a> … b="`: what follows is a value that begins with a space; or the value is mark-up.
        const auto less = value.find('<');
        return written.ends_with('=') && less != kEnd && value.substr(0, less).find('>') != kEnd;
    }
    const bool holds_tag = value.find('>') < value.find('<') && value.find('<') != kEnd;
    const auto space = value.find_first_of(" \t\r\n");
    return holds_tag || (written.ends_with('=') && space != kEnd);
}

std::size_t TagRepair::unquoted(std::size_t at, std::string& out) {
    faults_.note(XmlFault::kUnquotedValue, at);
    auto end = std::min(text_.find_first_of(" \t\r\n<>", at), text_.size());
    if (end > at && end < text_.size() && text_[end] == '>' && text_[end - 1] == '/') {
        --end;  // `<a b=c/>`
    }
    append_value(out, at, end);
    return end;
}

void TagRepair::append_value(std::string& out, std::size_t from, std::size_t to) {
    while (from < to) {
        const auto special = std::min(text_.substr(0, to).find_first_of("<\"", from), to);
        append_repaired_text(out, text_.substr(from, special - from), from, faults_);
        if (special < to) {
            if (text_[special] == '<') {
                faults_.note(XmlFault::kLessInValue, special);
            }
            out += text_[special] == '<' ? "&lt;" : "&quot;";
        }
        from = special + 1;
    }
}

}  // namespace wireroom::feed
