#include "feed/xml_scan.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

bool is_root_name(std::string_view local) {
    return iequals(local, "rss") || iequals(local, "feed") || iequals(local, "rdf") ||
           iequals(local, "channel") || iequals(local, "entry");
}

bool is_html_name(std::string_view local) {
    return iequals(local, "html") || iequals(local, "head") || iequals(local, "body");
}

/// Elements that carry running text in XHTML or in a description whose mark-up nobody escaped.
bool is_inline_name(std::string_view local) {
    static constexpr std::array kNames = std::to_array<std::string_view>(
        {"p",
         "div",
         "span",
         "a",
         "b",
         "i",
         "em",
         "strong",
         "br",
         "img",
         "ul",
         "ol",
         "li",
         "pre",
         "code",
         "blockquote"}
    );
    return local.size() <= 10 && std::ranges::find(kNames, local) != kNames.end();
}

/// The state of one pass; see `scan_xml`.
class Scanner {
public:
    Scanner(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

    XmlScan run() {
        std::size_t at = text_.find('<');
        leading(text_.substr(0, at));
        while (at != kEnd) {
            const auto behind = markup(at);
            at = text_.find('<', behind);
            references(behind, std::min(at, text_.size()));
        }
        trailing();
        return std::move(scan_);
    }

private:
    void leading(std::string_view before) {
        scan_.leading_junk = !trim(before).empty();
        scan_.leading_space = !before.empty() && text_.substr(before.size(), 5) == "<?xml";
    }

    void trailing() {
        const auto rest = trim(text_.substr(std::min(root_end_, text_.size())));
        scan_.trailing_junk = !rest.empty() && !rest.starts_with("<!--") && !rest.starts_with("<?");
    }

    std::size_t behind(std::string_view mark, std::size_t from) const {
        const auto found = text_.find(mark, from);
        return found == kEnd ? text_.size() : found + mark.size();
    }

    /// Reads what begins with the `<` at `at`; returns the offset behind it.
    std::size_t markup(std::size_t at) {
        const auto rest = text_.substr(at + 1);
        if (rest.empty()) {
            return text_.size();
        }
        if (rest.front() == '/') {
            return end_tag(at);
        }
        if (rest.front() == '?') {
            return behind("?>", at + 2);
        }
        if (rest.starts_with("!--")) {
            return behind("-->", at + 4);
        }
        if (rest.starts_with("![CDATA[")) {
            return behind("]]>", at + 9);
        }
        if (rest.front() == '!') {
            scan_.is_html = scan_.is_html || iequals(trim(rest.substr(0, 13)), "!doctype html");
            return skip_doctype(text_, at);
        }
        return is_name_start(rest.front()) ? start_tag(at) : at + 1;
    }

    std::size_t end_tag(std::size_t at) {
        const auto end = behind(">", at);
        if (depth_ > 0 && --depth_ == 0 && scan_.has_root && root_end_ == kEnd) {
            root_end_ = end;
        }
        if (in_item_ && depth_ <= item_depth_) {
            close_item(end);
        }
        return end;
    }

    void close_item(std::size_t end) {
        scan_.items.back().hash = hash64(text_.substr(item_at_, end - item_at_));
        in_item_ = false;
    }

    std::size_t start_tag(std::size_t at) {
        std::size_t end = at + 1;
        while (end < text_.size() && is_name_byte(text_[end])) {
            ++end;
        }
        const auto name = text_.substr(at + 1, end - at - 1);
        note_name(name);
        const auto behind_tag = attributes(end);
        const bool empty =
            behind_tag >= 2 && text_[behind_tag - 1] == '>' && text_[behind_tag - 2] == '/';
        const auto local = local_name(name);
        if (!in_item_ && (local == "item" || local == "entry" || iequals(local, "item") ||
                          iequals(local, "entry"))) {
            scan_.items.push_back({at + 1, 0});
            item_at_ = at;
            item_depth_ = depth_;
            in_item_ = true;
            if (empty) {
                close_item(behind_tag);
            }
        }
        count_node();
        if (!empty && ++depth_ > limits_.max_depth) {
            scan_.too_deep = true;
        }
        return behind_tag;
    }

    void note_name(std::string_view name) {
        const auto local = local_name(name);
        if (!scan_.has_root && is_root_name(local)) {
            scan_.has_root = true;
        }
        if (!scan_.is_html && is_html_name(local)) {
            scan_.is_html = true;
        }
        if (!scan_.inline_markup && is_inline_name(local)) {
            scan_.inline_markup = true;
        }
    }

    void count_node() { scan_.too_many_nodes = scan_.too_many_nodes || ++nodes_ > kMaxNodes; }

    /// From behind an element's name to behind its `>`.
    std::size_t attributes(std::size_t at) {
        std::size_t count = 0;
        while (true) {
            at = text_.find_first_of("\"'><", at);
            if (at == kEnd) {
                return text_.size();
            }
            if (text_[at] == '>') {
                return at + 1;
            }
            if (text_[at] == '<') {
                return at;  // the tag was never closed; the parser will say so
            }
            const auto close = text_.find(text_[at], at + 1);
            if (close == kEnd) {
                return text_.size();
            }
            references(at + 1, close);
            count_node();
            scan_.too_many_attributes =
                scan_.too_many_attributes || ++count > limits_.max_attributes;
            at = close + 1;
        }
    }

    void references(std::size_t from, std::size_t to) {
        auto piece = text_.substr(from, to - from);
        for (auto at = piece.find('&'); at != kEnd; at = piece.find('&', at)) {
            const auto reference = classify_reference(piece.substr(at));
            if (reference.type == Reference::Type::kBare) {
                scan_.bare_ampersand = true;
            } else if (reference.type != Reference::Type::kXml) {
                scan_.bad_reference = true;
            }
            at += reference.length;
        }
    }

    std::string_view text_;
    const Limits& limits_;
    XmlScan scan_;
    std::size_t depth_ = 0;
    std::size_t root_end_ = kEnd;
    std::size_t nodes_ = 0;
    std::size_t item_at_ = 0;
    std::size_t item_depth_ = 0;
    bool in_item_ = false;
};

Reference classify_numeric(std::string_view name, std::size_t length) {
    name.remove_prefix(1);
    const bool hexadecimal = !name.empty() && (name.front() == 'x' || name.front() == 'X');
    if (hexadecimal) {
        name.remove_prefix(1);
    }
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
    if (name.empty() || end != name.data() + name.size()) {
        return {};
    }
    if (error != std::errc() || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ||
        value == 0xFFFE || value == 0xFFFF ||
        (value < 0x20 && value != '\t' && value != '\n' && value != '\r')) {
        return {Reference::Type::kIllegal, length};
    }
    // `&#X41;` with a capital X is HTML's; pugixml leaves it alone.
    const bool capital = hexadecimal && *(name.data() - 1) == 'X';
    if (capital || (value >= 0x80 && value <= 0x9F)) {
        return {Reference::Type::kRemapped, length};
    }
    return {Reference::Type::kXml, length};
}

}  // namespace

XmlScan scan_xml(std::string_view text, const Limits& limits) {
    return Scanner(text, limits).run();
}

Reference classify_reference(std::string_view text) {
    constexpr std::size_t kLongest = 40;  // HTML's longest name has 31 letters
    const auto semicolon = text.substr(0, kLongest).find(';');
    if (semicolon == kEnd || semicolon < 2) {
        return {};
    }
    const auto name = text.substr(1, semicolon - 1);
    const auto length = semicolon + 1;
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
        return {Reference::Type::kXml, length};
    }
    if (name.front() == '#') {
        return classify_numeric(name, length);
    }
    const bool word =
        std::ranges::all_of(name, [](char c) { return is_name_byte(c) && c > 0 && c != ':'; });
    if (!word) {
        return {};
    }
    const auto reference = text.substr(0, length);
    return text::decode_references(reference) == reference
               ? Reference{}
               : Reference{Reference::Type::kHtml, length};
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == kEnd ? name : name.substr(colon + 1);
}

std::size_t skip_doctype(std::string_view text, std::size_t at) {
    int brackets = 0;
    while (at < text.size()) {
        at = text.find_first_of("[]>", at);
        if (at == kEnd) {
            return text.size();
        }
        const char c = text[at++];
        brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (c == '>' && brackets <= 0) {
            return at;
        }
    }
    return at;
}

}  // namespace wireroom::feed
