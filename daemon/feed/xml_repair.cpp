#include "feed/xml_repair.hpp"

#include "base/text.hpp"
#include "feed/xml_scan.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// HTML elements without content that people write unclosed; no feed format uses these names.
bool is_void(std::string_view name) {
    static constexpr std::array kNames =
        std::to_array<std::string_view>({"br", "hr", "img", "wbr", "input", "col"});
    return name.size() <= 5 &&
           std::ranges::any_of(kNames, [&](auto known) { return iequals(known, name); });
}

bool is_item(std::string_view name) {
    const auto local = local_name(name);
    return iequals(local, "item") || iequals(local, "entry");
}

bool is_container(std::string_view name) {
    const auto local = local_name(name);
    return iequals(local, "channel") || iequals(local, "rss") || iequals(local, "feed") ||
           iequals(local, "rdf");
}

/// See `repair_xml`. The output is well-formed after every step: what is open is in `open_`.
class Repair {
public:
    Repair(std::string_view text, const Limits& limits, Problems& problems)
        : text_(text), limits_(limits), problems_(problems) {
        out_.reserve(text.size() + text.size() / 8);
    }

    std::string run() {
        const auto first = text_.find('<');
        at_ = std::min(first, text_.size());
        while (at_ < text_.size() && !full_) {
            if (text_[at_] == '<') {
                markup();
            } else {
                const auto next = std::min(text_.find('<', at_), text_.size());
                characters(text_.substr(at_, next - at_));
                at_ = next;
            }
        }
        finish();
        return std::move(out_);
    }

private:
    struct Open {
        std::string_view name;
        std::size_t out_at = 0;  ///< where its start tag stands in the output
    };

    void markup() {
        const auto rest = text_.substr(at_ + 1);
        if (rest.starts_with("!--")) {
            skip_past("-->", 4, no_comment_end_);
        } else if (rest.starts_with("![CDATA[")) {
            cdata();
        } else if (rest.starts_with("!")) {
            doctype(rest);
        } else if (rest.starts_with("?")) {
            instruction();
        } else if (rest.starts_with("/") && rest.size() > 1 && is_name_start(rest[1])) {
            end_tag();
        } else if (!rest.empty() && is_name_start(rest.front())) {
            start_tag();
        } else {
            problems_.add("bare < taken literally");
            out_ += "&lt;";
            ++at_;
        }
    }

    /// Drops up to and with `mark`; where there is none left, drops the first `opening` bytes only.
    /// `none_left` keeps that knowledge, so that a thousand unclosed comments cost one search.
    void skip_past(std::string_view mark, std::size_t opening, bool& none_left) {
        const auto end = none_left ? kEnd : text_.find(mark, at_ + opening);
        if (end == kEnd) {
            none_left = true;
            problems_.add("unclosed comment or instruction ignored");
            at_ = std::min(at_ + opening, text_.size());
        } else {
            at_ = end + mark.size();
        }
    }

    void instruction() {
        const auto end = no_instruction_end_ ? kEnd : text_.find("?>", at_ + 2);
        if (end != kEnd) {
            at_ = end + 2;
            return;
        }
        skip_past(">", 2, no_instruction_end_);
    }

    void doctype(std::string_view rest) {
        const bool known = iequals(rest.substr(0, 8), "!doctype");
        if (known && open_.empty()) {
            at_ = skip_doctype(text_, at_);
            return;
        }
        problems_.add("bare < taken literally");
        out_ += "&lt;";
        ++at_;
    }

    void cdata() {
        const auto start = at_ + 9;
        const auto end = no_cdata_end_ ? kEnd : text_.find("]]>", start);
        if (end == kEnd) {
            // The document was cut, or a CDATA section was opened by mistake: either way the rest
            // is its text.
            no_cdata_end_ = true;
            problems_.add("unclosed CDATA section closed at the end");
            if (!open_.empty()) {
                out_.append("<![CDATA[").append(text_.substr(start)).append("]]>");
            }
            at_ = text_.size();
            return;
        }
        if (!open_.empty()) {
            out_.append(text_.substr(at_, end + 3 - at_));
        }
        at_ = end + 3;
    }

    void characters(std::string_view piece) {
        if (open_.empty()) {
            if (!trim(piece).empty()) {
                problems_.add("text outside of the root element ignored");
            }
            return;
        }
        append_text(piece);
    }

    /// Text or an attribute's value: references made such that an XML parser reads them as meant.
    void append_text(std::string_view piece) {
        while (!piece.empty()) {
            const auto at = piece.find('&');
            out_.append(piece.substr(0, at));
            if (at == kEnd) {
                return;
            }
            piece.remove_prefix(at);
            const auto reference = classify_reference(piece);
            append_reference(piece.substr(0, reference.length), reference.type);
            piece.remove_prefix(reference.length);
        }
    }

    void append_reference(std::string_view reference, Reference::Type type) {
        switch (type) {
            case Reference::Type::kXml:
                out_ += reference;
                break;
            case Reference::Type::kBare:
                problems_.add("bare & taken literally");
                out_ += "&amp;";
                break;
            case Reference::Type::kIllegal:
                problems_.add("reference to a character that XML forbids dropped");
                break;
            case Reference::Type::kHtml:
                problems_.add("HTML character reference without a DTD decoded");
                append_escaped(text::decode_references(reference));
                break;
            case Reference::Type::kRemapped:
                problems_.add("reference to a C1 control read as windows-1252");
                append_escaped(text::decode_references(reference));
                break;
        }
    }

    void append_escaped(std::string_view text) {
        for (const char c : text) {
            switch (c) {
                case '&':
                    out_ += "&amp;";
                    break;
                case '<':
                    out_ += "&lt;";
                    break;
                case '"':
                    out_ += "&quot;";
                    break;
                case '\'':
                    out_ += "&apos;";
                    break;
                default:
                    out_ += c;
            }
        }
    }

    std::string_view take_name() {
        const auto start = at_;
        while (at_ < text_.size() && is_name_byte(text_[at_])) {
            ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) {
            ++at_;
        }
    }

    void start_tag() {
        ++at_;
        const auto name = take_name();
        if (is_item(name)) {
            close_open_item();
        }
        if (++nodes_ > kMaxNodes) {
            problems_.add("too many elements; the document is read up to there");
            full_ = true;
            return;
        }
        const bool flat = open_.size() + 1 >= limits_.max_depth;
        const bool outside = open_.empty() && had_root_ && root_is_feed_;
        const auto out_at = out_.size();
        out_.append("<").append(name);
        const bool empty = attributes();
        if (outside) {
            problems_.add("text or mark-up after the root element ignored");
            out_.resize(out_at);
            full_ = true;
            return;
        }
        if (flat) {
            problems_.add("elements nested too deeply flattened");
            out_.resize(out_at);
            if (!empty && !is_void(name)) {
                ++flattened_;
            }
            return;
        }
        if (empty || is_void(name)) {
            out_ += "/>";
            return;
        }
        out_ += ">";
        root_is_feed_ = root_is_feed_ || (open_.empty() && is_container(name));
        had_root_ = true;
        open_.push_back({name, out_at});
    }

    /// An item inside an item is a missing end tag.
    void close_open_item() {
        const auto item =
            std::ranges::find_if(open_, [](const Open& open) { return is_item(open.name); });
        if (item != open_.end()) {
            problems_.add("unclosed item closed before the next one");
            close_down_to(static_cast<std::size_t>(item - open_.begin()));
            last_item_complete_at_ = out_.size();
        }
    }

    /// Reads attributes up to and with `>`; true when the tag ends with `/>`.
    bool attributes() {
        std::size_t count = 0;
        while (true) {
            skip_space();
            if (at_ >= text_.size() || text_[at_] == '<') {
                problems_.add("unclosed tag closed");
                return false;
            }
            if (text_[at_] == '>') {
                ++at_;
                return false;
            }
            if (text_[at_] == '/') {
                ++at_;
                if (at_ < text_.size() && text_[at_] == '>') {
                    ++at_;
                    return true;
                }
                continue;
            }
            if (!is_name_start(text_[at_])) {
                problems_.add("stray character in a tag dropped");
                ++at_;
                continue;
            }
            const auto name = take_name();
            const auto out_at = out_.size();
            out_.append(" ").append(name).append("=\"");
            attribute_value();
            out_ += '"';
            if (++count > limits_.max_attributes || ++nodes_ > kMaxNodes) {
                problems_.add("attributes over the limit dropped");
                out_.resize(out_at);
            }
        }
    }

    void attribute_value() {
        skip_space();
        if (at_ >= text_.size() || text_[at_] != '=') {
            problems_.add("attribute without a value");
            return;
        }
        ++at_;
        skip_space();
        if (at_ >= text_.size()) {
            return;
        }
        const char quote = text_[at_];
        if (quote == '"' || quote == '\'') {
            auto& none_left = quote == '"' ? no_double_quote_ : no_single_quote_;
            const auto end = none_left ? kEnd : text_.find(quote, at_ + 1);
            if (end != kEnd) {
                append_value(text_.substr(at_ + 1, end - at_ - 1));
                at_ = end + 1;
                return;
            }
            none_left = true;
            ++at_;
        }
        problems_.add("attribute value without quotes");
        auto end = std::min(text_.find_first_of(" \t\r\n<>", at_), text_.size());
        if (end > at_ && end < text_.size() && text_[end] == '>' && text_[end - 1] == '/') {
            --end;  // `<a b=c/>`
        }
        append_value(text_.substr(at_, end - at_));
        at_ = end;
    }

    void append_value(std::string_view value) {
        while (!value.empty()) {
            const auto special = value.find_first_of("<\"");
            append_text(value.substr(0, special));
            if (special == kEnd) {
                return;
            }
            out_ += value[special] == '<' ? "&lt;" : "&quot;";
            value.remove_prefix(special + 1);
        }
    }

    void end_tag() {
        at_ += 2;
        const auto name = take_name();
        const auto stop = std::min(text_.find_first_of("<>", at_), text_.size());
        at_ = stop < text_.size() && text_[stop] == '>' ? stop + 1 : stop;
        if (is_void(name)) {
            return;
        }
        if (flattened_ > 0) {
            if (!is_item(name) && !is_container(name)) {
                --flattened_;
                return;
            }
            flattened_ = 0;
        }
        // A flood of stray end tags must not search the whole stack each time.
        constexpr std::size_t kManyStrays = 10'000;
        const auto reach =
            strays_ < kManyStrays ? open_.size() : std::min<std::size_t>(open_.size(), 8);
        const auto stop_at = open_.rbegin() + static_cast<std::ptrdiff_t>(reach);
        const auto found = std::find_if(open_.rbegin(), stop_at, [&](const Open& open) {
            return open.name == name || iequals(open.name, name);
        });
        if (found == stop_at) {
            problems_.add("end tag that closes nothing ignored");
            ++strays_;
            return;
        }
        const auto index = static_cast<std::size_t>(open_.rend() - found) - 1;
        if (index + 1 != open_.size()) {
            problems_.add("unclosed or crossed elements closed");
        }
        close_down_to(index);
        if (is_item(name)) {
            last_item_complete_at_ = out_.size();
        }
    }

    /// Closes the innermost elements until `remaining` are open.
    void close_down_to(std::size_t remaining) {
        while (open_.size() > remaining) {
            out_.append("</").append(open_.back().name).append(">");
            open_.pop_back();
        }
    }

    void finish() {
        const auto item =
            std::ranges::find_if(open_, [](const Open& open) { return is_item(open.name); });
        if (!open_.empty() && !full_) {
            problems_.add("the document ends before its root element does");
        }
        if (item != open_.end() && last_item_complete_at_ != 0) {
            problems_.add("incomplete last item dropped");
            out_.resize(item->out_at);
            open_.resize(static_cast<std::size_t>(item - open_.begin()));
        }
        close_down_to(0);
    }

    std::string_view text_;
    const Limits& limits_;
    Problems& problems_;
    std::string out_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::size_t nodes_ = 0;
    std::size_t flattened_ = 0;  ///< open elements that are not in the output
    std::size_t strays_ = 0;
    std::size_t last_item_complete_at_ = 0;
    bool had_root_ = false;
    bool root_is_feed_ = false;
    bool full_ = false;
    bool no_comment_end_ = false;
    bool no_cdata_end_ = false;
    bool no_instruction_end_ = false;
    bool no_double_quote_ = false;
    bool no_single_quote_ = false;
};

}  // namespace

std::string repair_xml(std::string_view text, const Limits& limits, Problems& problems) {
    return Repair(text, limits, problems).run();
}

}  // namespace wireroom::feed
