#include "feed/xml_scan.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "feed/xml_bytes.hpp"
#include "feed/xml_repair_cdata.hpp"

#include <algorithm>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

bool is_html_name(std::string_view local) {
    return local.size() == 4 &&
           (iequals(local, "html") || iequals(local, "head") || iequals(local, "body"));
}

/// Elements that carry running text in XHTML or in a description whose mark-up nobody escaped.
bool is_inline_name(std::string_view local) {
    switch (local.size()) {
        case 1:
            return local == "p" || local == "a" || local == "b" || local == "i";
        case 2:
            return local == "em" || local == "br" || local == "ul" || local == "ol" ||
                   local == "li";
        case 3:
            return local == "div" || local == "img" || local == "pre";
        case 4:
            return local == "span" || local == "code";
        case 6:
            return local == "strong";
        case 10:
            return local == "blockquote";
        default:
            return false;
    }
}

/// The state of one pass; see `scan_xml`.
class Scanner {
public:
    Scanner(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {
        scan_.texts = XmlTexts(text);
    }

    XmlScan run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            at = characters(at);
            if (at < text_.size()) {
                at = markup(at);
            }
        }
        if (scan_.is_html && scan_.has_root && wrapped_) {
            scan_.faults.note(XmlFault::kWebPage, root_at_);
        }
        return std::move(scan_);
    }

private:
    /// Reads text up to the next `<`; returns where that is.
    std::size_t characters(std::size_t at) {
        const auto start = at;
        bool references = false;
        while (true) {
            at = find_any(text_, at, '<', '&', ']');
            if (at >= text_.size() || text_[at] == '<') {
                break;
            }
            references = references || text_[at] == '&';
            at = text_[at] == '&' ? reference(at) : bracket(at);
        }
        if (depth_ == 0) {
            outside(start, at);
        } else if (at < text_.size() && skip_space(start, at) != at) {
            scan_.texts.leave_out(start, at, references);
        }
        return at;
    }

    std::size_t skip_space(std::size_t at, std::size_t end) const {
        while (at < end && is_space(text_[at])) {
            ++at;
        }
        return at;
    }

    void outside(std::size_t start, std::size_t end) {
        start = skip_space(start, end);
        if (start < end) {
            scan_.faults.note(root_ended_ ? XmlFault::kJunkAfter : XmlFault::kTextBefore, start);
        }
    }

    std::size_t reference(std::size_t at) {
        if (const auto predefined = predefined_reference(text_.substr(at)).length) {
            return at + predefined;
        }
        const auto found = classify_reference(text_.substr(at));
        switch (found.type) {
            case Reference::Type::kXml:
                break;
            case Reference::Type::kBare:
                scan_.faults.note(XmlFault::kBareAmpersand, at);
                break;
            case Reference::Type::kUnknown:
                scan_.faults.note(XmlFault::kUnknownEntity, at);
                break;
            default:
                scan_.bad_reference = true;
        }
        return at + found.length;
    }

    std::size_t bracket(std::size_t at) {
        if (stands_at(text_, at, "]]>")) {
            scan_.faults.note(XmlFault::kTextEndMark, at);
            // The end of a section was found too early.
            scan_.misleading = scan_.misleading || nested_cdata_;
        }
        return at + 1;
    }

    std::size_t behind(std::string_view mark, std::size_t from) const {
        return std::min(find_or_end(text_, mark, from) + mark.size(), text_.size());
    }

    /// Reads what begins with the `<` at `at`; returns the offset behind it.
    std::size_t markup(std::size_t at) {
        const char next = at + 1 < text_.size() ? text_[at + 1] : '\0';
        switch (next) {
            case '/':
                return end_tag(at);
            case '?':
                return instruction(at);
            case '!':
                return declaration(at);
            default:
                return is_name_start(next) ? start_tag(at) : at + 1;
        }
    }

    std::size_t instruction(std::size_t at) {
        constexpr std::size_t kStart = 5;  // of `<?xml`
        const char next = at + kStart < text_.size() ? text_[at + kStart] : '\0';
        if (!stands_at(text_, at, "<?xml") || (next != '?' && !is_space(next))) {
            return behind("?>", at + 2);
        }
        if (at != 0 && !root_ended_) {
            const bool space = trim(text_.substr(0, at)).empty();
            space ? scan_.faults.note(XmlFault::kSpaceBefore, 0)
                  : scan_.faults.note(XmlFault::kLateDeclaration, at);
        }
        const auto end = text_.find('>', at);
        if (end == kEnd || text_[end - 1] != '?') {
            scan_.misleading = true;  // its end is somewhere in the feed
            return end == kEnd ? text_.size() : end + 1;
        }
        if (!is_good_declaration(text_.substr(at + kStart, end - 1 - at - kStart))) {
            scan_.faults.note(XmlFault::kBadDeclaration, at);
        }
        return end + 1;
    }

    std::size_t declaration(std::size_t at) {
        if (stands_at(text_, at, "<!--")) {
            const auto end = behind("-->", at + 4);
            const auto inside = text_.substr(at + 4, end - at - 4);
            const auto dashes = inside.find("--");
            if (dashes != kEnd && dashes + 3 < inside.size()) {
                scan_.faults.note(XmlFault::kDashesInComment, at + 4 + dashes);
            }
            return end;
        }
        if (stands_at(text_, at, "<![CDATA[")) {
            return cdata(at);
        }
        const auto rest = text_.substr(at + 1, 20);
        scan_.is_html = scan_.is_html || iequals(trim(rest.substr(0, 13)), "!doctype html");
        if (had_declaration_) {
            scan_.texts.leave_out_no_more();
            return behind(">", at);  // a flood of them must not be searched for its end each time
        }
        had_declaration_ = true;
        const auto end = skip_doctype(text_, at);
        scan_.doctype = text_.substr(at, end - at);
        // pugixml does not count brackets: it may see another end.
        if (scan_.doctype.find_first_of("[<", 1) != kEnd) {
            scan_.texts.leave_out_no_more();
        }
        return end;
    }

    std::size_t cdata(std::size_t at) {
        constexpr std::size_t kOpening = 9;  // `<![CDATA[`
        const auto start = at;
        bool nested = false;
        for (at += kOpening; (at = find_any(text_, at, ']', '!', ']')) < text_.size(); ++at) {
            if (text_[at] == '!') {
                if (!nested && stands_at(text_, at - 1, "<![CDATA[")) {
                    nested = true;
                    scan_.faults.note(XmlFault::kSwallowedCdata, at - 1);
                }
            } else if (stands_at(text_, at, "]]>")) {
                if (depth_ > 0) {
                    scan_.texts.leave_out(start + kOpening, at, false);
                }
                at += 3;
                break;
            }
        }
        nested_cdata_ = nested_cdata_ || nested;
        if (nested && at < text_.size() && swallows_item(text_, start, at)) {
            scan_.misleading = true;
        }
        if (depth_ == 0) {
            outside(start, start + 1);
        }
        return std::min(at, text_.size());
    }

    std::size_t end_tag(std::size_t at) {
        const auto end = behind(">", at);
        nested_cdata_ = false;
        if (depth_ > 0 && --depth_ == 0 && scan_.has_root) {
            root_ended_ = true;
        }
        while (!open_items_.empty() && depth_ <= open_items_.back().depth) {
            close_item(end);
        }
        return end;
    }

    void open_item(std::size_t at) {
        scan_.nested_items = scan_.nested_items || !open_items_.empty();
        open_items_.push_back({scan_.items.size(), at, depth_});
        scan_.items.push_back({scan_.texts.offset_in_markup(at + 1), 0});
    }

    void close_item(std::size_t end) {
        const auto& item = open_items_.back();
        scan_.items[item.index].hash = hash64(text_.substr(item.at, end - item.at));
        open_items_.pop_back();
    }

    std::size_t start_tag(std::size_t at) {
        auto end = at + 2;
        auto colon = kEnd;
        while (end < text_.size() && is_name_byte(text_[end])) {
            colon = text_[end] == ':' && colon == kEnd ? end : colon;
            ++end;
        }
        const auto local = text_.substr(
            colon == kEnd ? at + 1 : colon + 1, end - (colon == kEnd ? at + 1 : colon + 1)
        );
        note_name(at, local);
        const auto behind_tag = attributes(end);
        if (colon != kEnd && !prefixes_.declared(text_.substr(at + 1, colon - at - 1))) {
            scan_.faults.note(XmlFault::kUndeclaredPrefix, at + 1);
        }
        const bool empty = text_[behind_tag - 1] == '>' && text_[behind_tag - 2] == '/';
        if (is_item_name(local)) {
            open_item(at);
            if (empty) {
                close_item(behind_tag);
            }
        }
        count_node();
        if (empty) {
            root_ended_ = root_ended_ || (depth_ == 0 && scan_.has_root);
        } else if (++depth_ > limits_.max_depth) {
            scan_.too_deep = true;
        }
        return behind_tag;
    }

    void note_name(std::size_t at, std::string_view local) {
        if (depth_ == 0 && root_ended_) {
            scan_.faults.note(
                is_root_name(local) ? XmlFault::kSecondRoot : XmlFault::kJunkAfter, at
            );
        }
        if (!scan_.has_root) {
            if (is_root_name(local)) {
                scan_.has_root = true;
                root_at_ = at;
                wrapped_ = depth_ > 0;
                if (had_element_ && depth_ == 0) {
                    scan_.faults.note(XmlFault::kMarkupBefore, first_element_at_);
                }
            } else if (!had_element_) {
                first_element_at_ = at;
            }
            had_element_ = true;
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
        names_.clear();
        while (true) {
            while (at < text_.size() && !is_name_start(text_[at]) && text_[at] != '>' &&
                   text_[at] != '<' && text_[at] != '"' && text_[at] != '\'') {
                ++at;
            }
            if (at >= text_.size() || text_[at] == '<') {
                return at;  // the tag was never closed; the parser will say so
            }
            if (text_[at] == '>') {
                return at + 1;
            }
            const auto name_at = at;
            while (at < text_.size() && is_name_byte(text_[at])) {
                ++at;
            }
            const auto name = text_.substr(name_at, at - name_at);
            while (at < text_.size() && (text_[at] == '=' || is_space(text_[at]))) {
                ++at;
            }
            if (at < text_.size() && (text_[at] == '"' || text_[at] == '\'')) {
                note_attribute(name_at, name);
                at = value(at);
            } else if (at == name_at) {
                ++at;
            }
        }
    }

    void note_attribute(std::size_t at, std::string_view name) {
        constexpr std::size_t kMostCompared = 16;  // beyond them a twin goes unnoticed
        prefixes_.declare(name);
        count_node();
        if (names_.size() < kMostCompared && std::ranges::find(names_, name) != names_.end()) {
            scan_.faults.note(XmlFault::kDuplicateAttribute, at);
        }
        names_.push_back(name);
        scan_.too_many_attributes =
            scan_.too_many_attributes || names_.size() > limits_.max_attributes;
    }

    /// Reads a value from its opening quote on; returns the offset behind the closing one.
    std::size_t value(std::size_t at) {
        const char quote = text_[at++];
        while ((at = find_any(text_, at, quote, '&', '<')) < text_.size() && text_[at] != quote) {
            if (text_[at] == '&') {
                at = reference(at);
            } else {
                scan_.faults.note(XmlFault::kLessInValue, at++);
            }
        }
        return std::min(at + 1, text_.size());
    }

    struct OpenItem {
        std::size_t index;  ///< of its region
        std::size_t at;     ///< where its `<` is
        std::size_t depth;  ///< of what is around it
    };

    std::string_view text_;
    const Limits& limits_;
    XmlScan scan_;
    Prefixes prefixes_;
    std::vector<std::string_view> names_;  ///< of the attributes of the tag that is being read
    std::size_t depth_ = 0;
    std::size_t nodes_ = 0;
    std::size_t root_at_ = 0;
    std::size_t first_element_at_ = 0;
    std::vector<OpenItem> open_items_;
    bool had_declaration_ = false;
    bool had_element_ = false;
    bool wrapped_ = false;  ///< the root stands inside of another element
    bool root_ended_ = false;
    bool nested_cdata_ = false;  ///< since the last end tag a section held the start of another
};

}  // namespace

bool is_item_name(std::string_view local) {
    return (local.size() == 4 && (local == "item" || iequals(local, "item"))) ||
           (local.size() == 5 && (local == "entry" || iequals(local, "entry")));
}

XmlScan scan_xml(std::string_view text, const Limits& limits) {
    return Scanner(text, limits).run();
}

}  // namespace wireroom::feed
