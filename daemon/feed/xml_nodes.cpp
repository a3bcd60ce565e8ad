#include "feed/xml_nodes.hpp"

#include "base/text.hpp"
#include "feed/xml_bytes.hpp"
#include "feed/xml_entities.hpp"
#include "feed/xml_scan.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

constexpr std::string_view kBadTag = "a malformed tag";
constexpr std::string_view kBadAttribute = "a malformed attribute";
constexpr std::string_view kBadEndTag = "a malformed end tag";
constexpr std::string_view kMismatch =
    "an end tag that does not match its start tag, or is missing";

/// What `&lt;` and the other four of XML stand for; 0 for a number.
char named_character(std::string_view reference) {
    switch (reference[1]) {
        case 'l':
            return '<';
        case 'g':
            return '>';
        case 'q':
            return '"';
        case 'a':
            return reference[2] == 'm' ? '&' : '\'';
        default:
            return '\0';
    }
}

/// What `&#65;` or `&#x41;` stands for.
char32_t numbered_character(std::string_view reference) {
    const bool hexadecimal = reference[2] == 'x';
    const auto digits = reference.substr(hexadecimal ? 3 : 2);
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    return value;
}

}  // namespace

/// One pass over a document; see `XmlNodes::read`. Offsets go up to the size of the text; each
/// function takes where something begins and returns where it ends, or `kEnd` for a fault, which
/// stands in `refusal_` then.
class XmlReader {
public:
    XmlReader(std::string_view text, bool keep_spaces, XmlNodes& out)
        : text_(text), keep_spaces_(keep_spaces), out_(out) {}

    std::optional<XmlRefusal> run() {
        out_.nodes_.reserve(text_.size() / kBytesPerNode);
        out_.attributes_.reserve(text_.size() / kBytesPerAttribute);
        open_.push_back({0, 0});
        for (std::size_t at = 0; at != text_.size();) {
            const auto tag = std::min(text_.find('<', at), text_.size());
            if (tag != at && open_.size() > 1) {
                characters(at, tag);
            }
            at = tag == text_.size() ? tag : markup(tag);
            if (at == kEnd) {
                return refusal_;
            }
        }
        if (open_.size() > 1) {
            return XmlRefusal{kMismatch, text_.size()};
        }
        if (!out_.root()) {
            return XmlRefusal{"no document element", text_.size()};
        }
        return std::nullopt;
    }

private:
    // What feeds with bodies have; documents of mark-up alone grow a few times.
    static constexpr std::size_t kBytesPerNode = 128;
    static constexpr std::size_t kBytesPerAttribute = 512;

    /// An element that was not ended yet, or the document.
    struct Open {
        std::uint32_t node;
        std::uint32_t last_child;  ///< 0 = none yet
    };

    std::size_t refuse(std::string_view reason, std::size_t at) {
        refusal_ = {reason, at};
        return kEnd;
    }

    char byte_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

    std::size_t skip_space(std::size_t at) const {
        while (at < text_.size() && is_space(text_[at])) {
            ++at;
        }
        return at;
    }

    std::size_t skip_name(std::size_t at) const {
        while (at < text_.size() && is_name_byte(text_[at])) {
            ++at;
        }
        return at;
    }

    void add_node(std::string_view text, XmlNodes::Type type) {
        auto& nodes = out_.nodes_;
        const auto index = static_cast<std::uint32_t>(nodes.size());
        auto& around = open_.back();
        auto& node = nodes.emplace_back();
        node.text = text;
        node.type = type;
        node.parent = around.node;
        (around.last_child == 0 ? nodes[around.node].first_child : nodes[around.last_child].next) =
            index;
        around.last_child = index;
    }

    void characters(std::size_t at, std::size_t end) {
        const bool space = skip_space(at) >= end;
        const bool counts =
            keep_spaces_ || (byte_at(end + 1) == '/' && open_.back().last_child == 0);
        if (!space || (counts && end != text_.size())) {
            add_node(text_value(text_.substr(at, end - at)), XmlNodes::Type::kText);
        }
    }

    std::size_t markup(std::size_t at) {
        const char next = byte_at(at + 1);
        if (is_name_start(next)) {
            return start_tag(at);
        }
        switch (next) {
            case '/':
                return end_tag(at);
            case '?':
                return instruction(at);
            case '!':
                return declaration(at);
            default:
                return refuse(kBadTag, at + 1);
        }
    }

    std::size_t start_tag(std::size_t at) {
        auto end = skip_name(at + 1);
        add_node(text_.substr(at + 1, end - at - 1), XmlNodes::Type::kElement);
        const auto node = open_.back().last_child;
        const char next = byte_at(end);
        if (next != '>' && next != '/' && !is_space(next)) {
            return refuse(kBadTag, end);
        }
        end = attributes(node, end);
        if (end == kEnd) {
            return kEnd;
        }
        if (text_[end] == '>') {
            open_.push_back({node, 0});
            return end + 1;
        }
        return byte_at(end + 1) == '>' ? end + 2 : refuse(kBadTag, end + 1);
    }

    /// Reads the attributes of an element; returns where the `>` or `/` behind them is.
    std::size_t attributes(std::uint32_t node, std::size_t at) {
        auto& list = out_.attributes_;
        const auto first = list.size();
        for (at = skip_space(at); byte_at(at) != '>' && byte_at(at) != '/'; at = skip_space(at)) {
            if (!is_name_start(byte_at(at))) {
                return refuse(kBadTag, at);
            }
            const auto name_end = skip_name(at);
            const auto name = text_.substr(at, name_end - at);
            at = skip_space(name_end);
            if (byte_at(at) != '=') {
                return refuse(kBadAttribute, at);
            }
            at = skip_space(at + 1);
            const char quote = byte_at(at);
            if (quote != '"' && quote != '\'') {
                return refuse(kBadAttribute, at);
            }
            const auto end = text_.find(quote, at + 1);
            if (end == kEnd) {
                return refuse(kBadAttribute, at + 1);
            }
            list.push_back({name, attribute_value(text_.substr(at + 1, end - at - 1))});
            at = end + 1;
            if (is_name_start(byte_at(at))) {
                return refuse(kBadAttribute, at);
            }
        }
        out_.nodes_[node].first_attribute = static_cast<std::uint32_t>(first);
        out_.nodes_[node].attributes = static_cast<std::uint32_t>(list.size() - first);
        return at;
    }

    std::size_t end_tag(std::size_t at) {
        const auto& name = out_.nodes_[open_.back().node].text;
        const auto end = at + 2 + name.size();
        if (open_.size() == 1 || !stands_at(text_, at + 2, name) || is_name_byte(byte_at(end))) {
            return refuse(kMismatch, at + 2);
        }
        open_.pop_back();
        const auto mark = skip_space(end);
        return byte_at(mark) == '>' ? mark + 1 : refuse(kBadEndTag, mark);
    }

    std::size_t instruction(std::size_t at) {
        constexpr std::string_view kBad = "a processing instruction without an end";
        const auto name_end = skip_name(at + 2);
        const auto end = is_name_start(byte_at(at + 2)) ? text_.find("?>", name_end) : kEnd;
        return end == kEnd ? refuse(kBad, at + 2) : end + 2;
    }

    std::size_t declaration(std::size_t at) {
        constexpr std::string_view kCdata = "<![CDATA[";
        constexpr std::string_view kDoctype = "<!DOCTYPE";
        if (stands_at(text_, at, "<!--")) {
            const auto end = text_.find("-->", at + 4);
            return end == kEnd ? refuse("a comment without an end", at + 4) : end + 3;
        }
        if (stands_at(text_, at, kCdata)) {
            const auto start = at + kCdata.size();
            const auto end = text_.find("]]>", start);
            if (end == kEnd) {
                return refuse("a CDATA section without an end", start);
            }
            add_node(cdata_value(text_.substr(start, end - start)), XmlNodes::Type::kText);
            return end + 3;
        }
        if (stands_at(text_, at, kDoctype)) {
            const auto end = doctype_end(text_, at);
            return !end                ? refuse("a DOCTYPE without an end", at)
                   : open_.size() == 1 ? *end
                                       : refuse("a DOCTYPE inside of an element", at);
        }
        if (stands_at(text_, at, "<![")) {
            return refuse("a malformed CDATA section", at);
        }
        return refuse(kBadTag, at + 1);
    }

    /// The value of an attribute: references decoded, every white space a space (XML 1.0 section
    /// 3.3.3).
    std::string_view attribute_value(std::string_view raw) {
        unsigned char special = 0;  // without a branch in it the loop becomes vector code
        for (const char c : raw) {
            special |= static_cast<unsigned char>(c == '&' || (c >= 0 && c < ' ') ? 1 : 0);
        }
        if (special == 0) {
            return raw;
        }
        auto* const start = room();
        auto* out = start;
        for (std::size_t at = 0; at < raw.size();) {
            const char c = raw[at];
            if (c == '&') {
                at = reference(raw, at, out);
            } else {
                *out++ = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
                at += raw.substr(at, 2) == "\r\n" ? 2 : 1;
            }
        }
        return taken(start, out);
    }

    /// Text between tags: references decoded, line ends as LF (XML 1.0 section 2.11).
    std::string_view text_value(std::string_view raw) {
        auto at = find_any(raw, 0, '&', '\r', '&');
        if (at == raw.size()) {
            return raw;
        }
        auto* const start = room();
        auto* out = std::copy_n(raw.data(), at, start);
        while (at < raw.size()) {
            at = raw[at] == '&' ? reference(raw, at, out) : line_end(raw, at, out);
            at = copy_until(raw, at, '&', '\r', out);
        }
        return taken(start, out);
    }

    std::string_view cdata_value(std::string_view raw) {
        auto at = std::min(raw.find('\r'), raw.size());
        if (at == raw.size()) {
            return raw;
        }
        auto* const start = room();
        auto* out = std::copy_n(raw.data(), at, start);
        while (at < raw.size()) {
            at = copy_until(raw, line_end(raw, at, out), '\r', '\r', out);
        }
        return taken(start, out);
    }

    /// Writes the LF that the CR at `at`, or the CR LF, means; returns the offset behind it.
    static std::size_t line_end(std::string_view raw, std::size_t at, char*& out) {
        *out++ = '\n';
        return at + (at + 1 < raw.size() && raw[at + 1] == '\n' ? 2 : 1);
    }

    /// Writes what the reference at `at` stands for, or it as it is; returns the offset behind it.
    static std::size_t reference(std::string_view raw, std::size_t at, char*& out) {
        const auto found = classify_reference(raw.substr(at));
        const auto written = raw.substr(at, found.length);
        if (found.type != Reference::Type::kXml) {
            out = std::ranges::copy(written, out).out;
        } else if (const char named = named_character(written)) {
            *out++ = named;
        } else {
            std::string character;  // never on the heap
            text::append_utf8(character, numbered_character(written));
            out = std::ranges::copy(character, out).out;
        }
        return at + found.length;
    }

    /// Where the next decoded text goes. Decoding makes no text longer, so there is room for all.
    char* room() {
        constexpr std::size_t kOverhang = 15;  // of `copy_until`
        if (!out_.decoded_) {
            // Not set to zero: mostly hardly touched.
            out_.decoded_ = std::make_unique_for_overwrite<char[]>(text_.size() + kOverhang);
        }
        return out_.decoded_.get() + out_.decoded_size_;
    }

    std::string_view taken(const char* start, const char* end) {
        const auto size = static_cast<std::size_t>(end - start);
        out_.decoded_size_ += size;
        return {start, size};
    }

    std::string_view text_;
    bool keep_spaces_;
    XmlNodes& out_;
    std::vector<Open> open_;  ///< the document and the elements around, the innermost last
    XmlRefusal refusal_;
};

std::optional<XmlRefusal> XmlNodes::read(std::string_view text, bool keep_spaces) {
    source_ = text;
    return XmlReader(text, keep_spaces, *this).run();
}

XmlNode XmlNodes::root() const {
    auto node = document().first_child();
    while (node && !node.is_element()) {
        node = node.next_sibling();
    }
    return node;
}

}  // namespace wireroom::feed
