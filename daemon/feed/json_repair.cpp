#include "feed/json_repair.hpp"

#include "base/text.hpp"
#include "feed/json_strings.hpp"
#include "feed/json_words.hpp"

#include <algorithm>
#include <vector>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// Where the document begins: at once, whatever stands behind its `{`; else at the first `{` with a
/// name in quotes behind it, else at the first `{`.
std::size_t find_root(std::string_view text) {
    constexpr std::string_view kTemplates = "{%#";  // `{{ page.title }}`, `{% … %}`, `{# … #}`
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != kEnd && text[first] == '{' && first + 1 < text.size() &&
        kTemplates.find(text[first + 1]) == kEnd) {
        return first;
    }
    for (auto at = text.find('{'); at != kEnd; at = text.find('{', at + 1)) {
        const auto next = text.find_first_not_of(" \t\r\n", at + 1);
        if (next == kEnd || text[next] == '"') {
            return at;
        }
        at = next - 1;
    }
    return text.find('{');
}

/// `name(`, `a.b["c"](` and the like before the document.
bool is_call(std::string_view before) {
    before = trim(before);
    if (before.size() < 2 || before.back() != '(') {
        return false;
    }
    before = trim(before.substr(0, before.size() - 1));
    const char last = before.empty() ? ' ' : before.back();
    return is_digit(last) || (to_lower(last) >= 'a' && to_lower(last) <= 'z') || last == '_' ||
           last == '$' || last == ']';
}

/// See `repair_json`. The output is JSON after every step but for the brackets in `open_` and for
/// the member that `Open::member_at` begins.
class Repair {
public:
    Repair(std::string_view text, std::size_t max_depth, JsonFaults& faults)
        : text_(text), max_depth_(max_depth), faults_(faults), strings_(text, faults) {}

    std::optional<std::string> run() {
        at_ = find_root(text_);
        if (at_ == kEnd) {
            return std::nullopt;
        }
        before();
        out_.reserve(text_.size() + text_.size() / 16);
        open('{');
        while (!open_.empty() && skip_aside()) {
            step();
        }
        if (too_deep_) {
            return std::nullopt;
        }
        open_.empty() ? after() : finish();
        return std::move(out_);
    }

private:
    /// An object or an array that is being read.
    struct Open {
        bool object = false;
        bool items = false;         ///< the array of the feed's items
        bool named = false;         ///< an object's member has its name
        bool valued = false;        ///< a value was read since the last comma
        bool any = false;           ///< there is an element in the output
        std::size_t text_at = 0;    ///< where its bracket stands in the text
        std::size_t member_at = 0;  ///< where the member that is being read begins in the output
        std::size_t comma_at = kEnd;
    };

    void before() {
        const auto head = text_.substr(0, at_);
        const auto start = head.find_first_not_of(" \t\r\n");
        if (start == kEnd) {
            return;
        }
        const auto first = trim(head).substr(0, 2);
        const bool comment = first == "/*" || first == "//";
        wrapped_ = is_call(head);
        faults_.note(
            wrapped_  ? JsonFault::kWrapped
            : comment ? JsonFault::kComment
                      : JsonFault::kTextBefore,
            start
        );
    }

    /// What stands behind the document: nothing, or the end of the call.
    void after() {
        while (skip_aside()) {
            const char c = text_[at_];
            if (!wrapped_ || (c != ')' && c != ';')) {
                faults_.note(JsonFault::kJunkAfter, at_);
                return;
            }
            ++at_;
        }
    }

    /// Goes on to what is neither white space nor a comment; false at the end of the text.
    bool skip_aside() {
        while (at_ < text_.size()) {
            const auto two = text_.substr(at_, 2);
            if (is_space(text_[at_])) {
                ++at_;
            } else if (two == "//" || two == "/*") {
                faults_.note(JsonFault::kComment, at_);
                const auto end = two == "//" ? text_.find('\n', at_) : text_.find("*/", at_ + 2);
                at_ = end == kEnd ? text_.size() : end + (two == "//" ? 1 : 2);
            } else {
                return true;
            }
        }
        return false;
    }

    void step() {
        auto& top = open_.back();
        const char c = text_[at_];
        switch (c) {
            case ',':
                if (!top.valued) {
                    top.named ? drop_name() : faults_.note(JsonFault::kExtraComma, at_);
                }
                top.valued = false;
                top.comma_at = at_++;
                return;
            case ':':
                // Its place is behind a name, where `name` has taken it.
                faults_.note(JsonFault::kStray, at_++);
                return;
            case '}':
            case ']':
                close(c == '}');
                return;
            default:
                top.object && !top.named ? name() : value();
        }
    }

    /// Notes what is missing before an element and writes its comma.
    void begin_element() {
        auto& top = open_.back();
        if (top.valued) {
            faults_.note(JsonFault::kMissingComma, at_);
        }
        top.valued = false;
        top.member_at = out_.size();
        if (top.any) {
            out_ += ',';
        }
    }

    void name() {
        const char c = text_[at_];
        if (c == '{' && next_of_list()) {
            return;
        }
        if (c == '{' || c == '[') {
            faults_.note(JsonFault::kStray, at_++);
            return;
        }
        begin_element();
        auto& top = open_.back();
        const auto start = out_.size();
        if (c == '"' || c == '\'') {
            at_ = strings_.read(at_, StringPlace::kName, out_);
        } else {
            const auto word = take_word();
            if (word.empty()) {
                out_.resize(top.member_at);
                faults_.note(JsonFault::kStray, at_++);
                return;
            }
            faults_.note(JsonFault::kBareWord, at_ - word.size());
            JsonStrings::append(word, out_);
        }
        top.named = true;
        names_items_ = std::string_view(out_).substr(std::min(start, out_.size())) == "\"items\"";
        out_ += ':';
        if (at_ != kEnd && skip_aside()) {
            const char next = text_[at_];
            if (next != ':' && next != ',' && next != '}') {
                faults_.note(JsonFault::kMissingColon, at_);
            }
            at_ += next == ':' || next == '=' ? 1 : 0;
        }
    }

    /// `{"id":1, {"id":2}` in an array: the first object's end is missing.
    bool next_of_list() {
        const auto& top = open_.back();
        if (open_.size() < 2 || open_[open_.size() - 2].object || !top.any || top.valued) {
            return false;
        }
        faults_.note(JsonFault::kCrossed, top.text_at);
        open_.back().comma_at = kEnd;
        close_one();
        open_.back().valued = false;
        return true;
    }

    void value() {
        const char c = text_[at_];
        if (!open_.back().object) {
            begin_element();
        }
        if (c == '{' || c == '[') {
            open(c);
            return;
        }
        const auto start = at_;
        if (c == '"' || c == '\'') {
            const bool member = open_.back().object;
            at_ = strings_.read(at_, member ? StringPlace::kMember : StringPlace::kElement, out_);
        } else {
            const auto word = take_word();
            if (word.empty()) {
                faults_.note(JsonFault::kStray, at_++);
                undo_element();
                return;
            }
            append_word(word, start);
            at_ = at_ == text_.size() ? kEnd : at_;  // it may have been longer
        }
        if (at_ != kEnd) {
            end_element();
        }
    }

    void append_word(std::string_view word, std::size_t start) {
        const auto meant = json_word(word);
        if (meant != word) {
            faults_.note(JsonFault::kBareWord, start);
        }
        if (meant.empty()) {
            JsonStrings::append(word, out_);
        } else {
            out_ += meant;
        }
    }

    /// What stands here up to the next mark of JSON.
    std::string_view take_word() {
        const auto start = at_;
        at_ = std::min(text_.find_first_of(",:{}[]\"' \t\r\n", at_), text_.size());
        return text_.substr(start, at_ - start);
    }

    void end_element() {
        auto& top = open_.back();
        top.named = false;
        top.valued = true;
        top.any = true;
    }

    /// An element of an array of which nothing was written but its comma.
    void undo_element() {
        if (!open_.back().object) {
            out_.resize(open_.back().member_at);
        }
    }

    void drop_name() {
        faults_.note(JsonFault::kMissingValue, at_);
        out_.resize(open_.back().member_at);
        open_.back().named = false;
    }

    void open(char bracket) {
        const bool items = bracket == '[' && open_.size() == 1 && names_items_;
        if (open_.size() >= max_depth_) {
            too_deep_ = true;
            at_ = text_.size();
            return;
        }
        out_ += bracket;
        open_.push_back({bracket == '{', items, false, false, false, at_++, out_.size()});
    }

    void close(bool object) {
        const bool mine = open_.back().object == object;
        if (!mine) {
            const bool other = open_.size() > 1 && open_[open_.size() - 2].object == object;
            if (!other) {
                faults_.note(JsonFault::kStray, at_++);
                return;
            }
            faults_.note(JsonFault::kCrossed, open_.back().text_at);
            close_one();
        }
        close_one();
        ++at_;
    }

    void close_one() {
        auto& top = open_.back();
        if (top.named) {
            drop_name();
        } else if (!top.valued && top.comma_at != kEnd) {
            faults_.note(JsonFault::kExtraComma, top.comma_at);
        }
        out_ += top.object ? '}' : ']';
        open_.pop_back();
        if (!open_.empty()) {
            end_element();
        }
    }

    /// The text ends inside of the document: what is cut is left out.
    void finish() {
        faults_.note(JsonFault::kTruncated, text_.size());
        const bool in_items = open_.size() > 1 && open_[1].items;
        const std::size_t whole = in_items ? 2 : 1;  // so many brackets stay
        const bool cut = open_.size() > whole || open_[whole - 1].named ||
                         (at_ == kEnd && !open_[whole - 1].valued);
        if (cut) {
            const auto at = open_.size() > whole ? open_[whole].text_at : text_.size();
            faults_.note(in_items ? JsonFault::kDroppedItem : JsonFault::kDroppedMember, at);
            out_.resize(open_[whole - 1].member_at);
            open_.resize(whole);
        }
        for (; !open_.empty(); open_.pop_back()) {
            out_ += open_.back().object ? '}' : ']';
        }
    }

    std::string_view text_;
    std::size_t max_depth_;
    JsonFaults& faults_;
    JsonStrings strings_;
    std::string out_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    bool wrapped_ = false;
    bool names_items_ = false;  ///< the last name read was `items`
    bool too_deep_ = false;
};

}  // namespace

std::optional<std::string> repair_json(
    std::string_view text, std::size_t max_depth, JsonFaults& faults
) {
    return Repair(text, max_depth, faults).run();
}

bool wraps_json_feed(std::string_view text) {
    const auto root = find_root(text);
    if (root == kEnd || root > text.find('<')) {
        return false;
    }
    const auto inside = text.substr(root);
    return inside.find("jsonfeed.org/version/") != kEnd ||
           (is_call(text.substr(0, root)) && inside.find("\"items\"") != kEnd);
}

bool ends_as_json_feed(std::string_view text) {
    const auto root = find_root(text);
    return root != kEnd && trim(text).back() == '}' &&
           text.find("jsonfeed.org/version/", root) != kEnd;
}

}  // namespace wireroom::feed
