#include "feed/xml_repair.hpp"

#include "base/text.hpp"
#include "feed/xml_bytes.hpp"
#include "feed/xml_repair_aside.hpp"
#include "feed/xml_repair_cdata.hpp"
#include "feed/xml_repair_names.hpp"
#include "feed/xml_repair_tag.hpp"

#include <algorithm>
#include <vector>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

/// See `repair_xml`. The output is well-formed after every step: what is open is in `open_`.
class Repair {
public:
    Repair(std::string_view text, const Limits& limits, XmlFaults& faults)
        : text_(text),
          limits_(limits),
          faults_(faults),
          tags_(text, limits, faults),
          sections_(text, faults),
          asides_(text, faults) {
        out_.reserve(text.size() + text.size() / 8);
    }

    std::string run() {
        while (at_ < text_.size() && !full_) {
            if (text_[at_] == '<') {
                markup();
            } else {
                const auto next = std::min(text_.find('<', at_), text_.size());
                characters(at_, next);
                at_ = next;
            }
        }
        finish();
        return std::move(out_);
    }

private:
    struct Open {
        std::string_view name;
        std::size_t out_at = 0;   ///< where its start tag stands in the output
        std::size_t text_at = 0;  ///< and in the text
    };

    bool stands(std::string_view what) const { return stands_at(text_, at_, what); }

    void markup() {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        const char behind = at_ + 2 < text_.size() ? text_[at_ + 2] : '\0';
        if (stands("<!--")) {
            at_ = asides_.comment(at_);
        } else if (next == '!' && iequals(text_.substr(at_, 9), "<![CDATA[")) {
            cdata();
        } else if (next == '!' && open_.empty() && iequals(text_.substr(at_, 9), "<!doctype")) {
            at_ = asides_.doctype(at_);
        } else if (next == '?') {
            at_ = asides_.instruction(at_, had_root_);
        } else if (next == '/' && is_name_start(behind)) {
            end_tag();
        } else if (is_name_start(next)) {
            start_tag();
        } else if (at_ + 1 == text_.size() || (next == '/' && at_ + 2 == text_.size())) {
            at_ = text_.size();  // cut inside of a tag
        } else {
            characters(at_, at_ + 1);
            ++at_;
        }
    }

    void cdata() {
        if (open_.empty()) {
            // Somebody wrapped the whole document: what is inside counts.
            constexpr std::size_t kOpening = 9;
            characters(at_, at_ + kOpening);
            at_ += kOpening;
            return;
        }
        at_ = sections_.read(at_, open_.back().name, out_);
    }

    void characters(std::size_t from, std::size_t to) {
        const auto piece = text_.substr(from, to - from);
        if (open_.empty()) {
            const auto first = std::ranges::find_if_not(piece, is_space);
            if (first != piece.end()) {
                faults_.note(
                    root_ended_ ? XmlFault::kJunkAfter : XmlFault::kTextBefore,
                    from + static_cast<std::size_t>(first - piece.begin())
                );
            }
            return;
        }
        if (piece == "<") {
            faults_.note(XmlFault::kBareLess, from);
            out_ += "&lt;";
            return;
        }
        for (auto mark = piece.find("]]>"); mark != kEnd; mark = piece.find("]]>", mark + 3)) {
            faults_.note(XmlFault::kTextEndMark, from + mark);
        }
        append_repaired_text(out_, piece, from, faults_);
    }

    std::string_view take_name() {
        const auto start = at_;
        while (at_ < text_.size() && is_name_byte(text_[at_])) {
            ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    void start_tag() {
        const auto start = at_++;
        const auto name = take_name();
        const bool item = starts_item(name);
        if (item) {
            make_room_for_item();
        } else if (!open_.empty() && is_field(name) && is_text_field(open_.back().name)) {
            faults_.note(XmlFault::kCrossed, open_.back().text_at);
            close_down_to(open_.size() - 1);
        }
        if (++nodes_ > kMaxNodes) {
            faults_.note(XmlFault::kTooManyNodes, start);
            full_ = true;
            return;
        }
        if (open_.empty() && root_ended_) {
            faults_.note(is_container(name) ? XmlFault::kSecondRoot : XmlFault::kJunkAfter, start);
            full_ = true;
            return;
        }
        const auto out_at = out_.size();
        out_.append("<").append(name);
        const auto tag = tags_.attributes(at_, out_, nodes_);
        at_ = tag.at;
        if (open_.size() + 1 >= limits_.max_depth) {
            faults_.note(XmlFault::kTooDeep, start);
            out_.resize(out_at);
            flattened_ += tag.empty || is_void(name) ? 0 : 1;
            return;
        }
        note_start(name, start);
        if (!tag.empty && is_void(name)) {
            faults_.note(XmlFault::kVoidElement, start);
        }
        if (tag.empty || is_void(name)) {
            out_ += "/>";
            root_ended_ = root_ended_ || (open_.empty() && is_container(name));
            return;
        }
        out_ += ">";
        open_.push_back({name, out_at, start});
    }

    void note_start(std::string_view name, std::size_t start) {
        if (!tags_.prefixes().declared(name_prefix(name))) {
            faults_.note(XmlFault::kUndeclaredPrefix, start + 1);
        }
        if (is_container(name) && !had_root_) {
            had_root_ = true;
            if (!open_.empty() && is_html(open_.front().name)) {
                faults_.note(XmlFault::kWebPage, start);
            } else if (had_element_) {
                faults_.note(XmlFault::kMarkupBefore, first_element_at_);
            }
        }
        first_element_at_ = had_element_ ? first_element_at_ : start;
        had_element_ = true;
    }

    static bool is_html(std::string_view name) {
        const auto local = local_name(name);
        return iequals(local, "html") || iequals(local, "body") || iequals(local, "head");
    }

    /// Items of one document have one name: an `x:entry` inside of an `item` is something else.
    bool starts_item(std::string_view name) {
        if (!is_item(name)) {
            return false;
        }
        item_name_ = item_name_.empty() ? name : item_name_;
        return iequals(item_name_, name);
    }

    /// An item inside of an item, or of another element of the channel, is a missing end tag.
    void make_room_for_item() {
        const auto outer = first_inside();
        if (outer < open_.size()) {
            const bool item = iequals(open_[outer].name, item_name_);
            faults_.note(item ? XmlFault::kOpenItem : XmlFault::kCrossed, open_[outer].text_at);
            close_down_to(outer);
        }
    }

    /// The index in `open_` of the item that is open, else of the outermost element that is open
    /// inside of a channel, an Atom feed or the like; the size of `open_` when there is none.
    std::size_t first_inside() const {
        const auto item = std::ranges::find_if(open_, [this](const Open& open) {
            return iequals(open.name, item_name_);
        });
        if (item != open_.end()) {
            return static_cast<std::size_t>(item - open_.begin());
        }
        const auto container = std::find_if(open_.rbegin(), open_.rend(), [](const Open& open) {
            return is_container(open.name);
        });
        return container == open_.rend() ? open_.size()
                                         : static_cast<std::size_t>(open_.rend() - container);
    }

    void end_tag() {
        const auto start = at_;
        at_ += 2;
        const auto name = take_name();
        const auto stop = find_any(text_, at_, '<', '>', '>');
        if (!trim(text_.substr(at_, stop - at_)).empty()) {
            faults_.note(XmlFault::kStrayInTag, at_);
        }
        if (stop >= text_.size() || text_[stop] == '<') {
            faults_.note(XmlFault::kOpenTag, start);
            at_ = stop;
            if (stop >= text_.size()) {
                return;  // cut inside of the tag: what it would have closed is not complete
            }
        } else {
            at_ = stop + 1;
        }
        if (is_void(name)) {
            return;
        }
        const bool outer = is_container(name) || (is_item(name) && iequals(name, item_name_));
        if (flattened_ > 0) {
            if (!outer) {
                --flattened_;
                return;
            }
            flattened_ = 0;
        }
        close_element(name, start, outer);
    }

    void close_element(std::string_view name, std::size_t start, bool outer) {
        // A flood of stray end tags must not search the whole stack each time.
        constexpr std::size_t kManyStrays = 10'000;
        std::size_t reach =
            strays_ < kManyStrays ? open_.size() : std::min<std::size_t>(open_.size(), 8);
        auto index = open_.size();
        while (index > 0 && reach > 0 && !iequals(open_[index - 1].name, name)) {
            // What is open inside of an item does not close the item.
            reach = !outer && iequals(open_[index - 1].name, item_name_) ? 1 : reach;
            --index;
            --reach;
        }
        if (index == 0 || reach == 0) {
            faults_.note(XmlFault::kStrayEndTag, start);
            ++strays_;
            return;
        }
        if (index != open_.size()) {
            faults_.note(XmlFault::kCrossed, open_[index].text_at);
        }
        if (open_[index - 1].name != name) {
            faults_.note(XmlFault::kEndTagCase, start);
        }
        close_down_to(index - 1);
    }

    /// Closes the innermost elements until `remaining` are open.
    void close_down_to(std::size_t remaining) {
        while (open_.size() > remaining) {
            const auto name = open_.back().name;
            out_.append("</").append(name).append(">");
            open_.pop_back();
            root_ended_ = root_ended_ || (open_.empty() && is_container(name));
        }
    }

    /// What the end of the document cuts is left out: of an item, a title or a link that may be
    /// half of one nothing is shown.
    void finish() {
        if (!open_.empty() && !full_) {
            faults_.note(XmlFault::kTruncated, text_.size());
            drop_incomplete();
        }
        close_down_to(0);
    }

    void drop_incomplete() {
        const auto outer = first_inside();
        if (outer < open_.size()) {
            const bool item = iequals(open_[outer].name, item_name_);
            faults_.note(
                item ? XmlFault::kDroppedItem : XmlFault::kDroppedElement, open_[outer].text_at
            );
            out_.resize(open_[outer].out_at);
            open_.resize(outer);
        }
    }

    std::string_view text_;
    const Limits& limits_;
    XmlFaults& faults_;
    TagRepair tags_;
    CdataRepair sections_;
    AsideRepair asides_;
    std::string out_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::string_view item_name_;
    std::size_t nodes_ = 0;
    std::size_t flattened_ = 0;  ///< open elements that are not in the output
    std::size_t strays_ = 0;
    std::size_t first_element_at_ = 0;
    bool had_element_ = false;
    bool had_root_ = false;
    bool root_ended_ = false;
    bool full_ = false;
};

}  // namespace

std::string repair_xml(std::string_view text, const Limits& limits, XmlFaults& faults) {
    return Repair(text, limits, faults).run();
}

std::string repair_xml(std::string_view text, const Limits& limits, Problems& problems) {
    XmlFaults faults;
    auto repaired = repair_xml(text, limits, faults);
    faults.report(text, problems);
    return repaired;
}

}  // namespace wireroom::feed
