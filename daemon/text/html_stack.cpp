#include "base/text.hpp"
#include "text/html_builder.hpp"
#include "text/html_references.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

// The stack of open elements: what HtmlBuilder's rules push and pop, written out as it happens.

namespace wireroom::text {
namespace {

// What misnested formatting may cost: an attacker's `<a href=4 KB>` must not be repeated in every
// paragraph.
constexpr std::size_t kMaxPending = 8;
// With the elements that do not count, such as the li between two lists.
constexpr std::size_t kMaxOpen = 2 * kMaxHtmlDepth + 64;

/// Told by the tag as it is written, so that a link that is opened again is one, too.
bool is_embed(const Element& element, std::string_view tag) {
    return element.name == "a" && tag.ends_with("\"wireroom-embed\">");
}

std::string address_in(std::string_view tag) {
    constexpr std::string_view kBefore = " href=\"";
    const auto at = tag.find(kBefore);
    if (at == std::string_view::npos) {
        return {};
    }
    tag.remove_prefix(at + kBefore.size());
    return decode_all_references(tag.substr(0, tag.find('"')), ReferenceContext::kAttribute);
}

std::optional<int> number_in(std::string_view value) {
    const auto digits = whole_number(value);
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return digits.empty() ? std::nullopt : std::optional(number);
}

ListMark list_mark(const Element& element, const HtmlToken& token) {
    ListMark mark;
    if (element.role == Role::kItem) {
        mark.number = number_in(decoded_value(token.attributes, "value"));
    } else if (element.role == Role::kList) {
        mark.number = number_in(decoded_value(token.attributes, "start"));
        mark.reversed = std::ranges::any_of(token.attributes, [](const RawAttribute& attribute) {
            return iequals(attribute.name, "reversed");
        });
    }
    return mark;
}

}  // namespace

void HtmlBuilder::push(const Element& element, const HtmlToken& token) {
    if (token.attributes.empty() && element.action == Action::kKeep && !element.furniture) {
        scratch_ = '<';
        scratch_ += element.output_name();
        scratch_ += '>';
        push_tag(element, scratch_, false, false);
        recording_.clear();
        return;
    }
    const auto safe = safe_attributes(element, token.attributes, base_url_);
    const auto meaning = meaning_of(token.attributes);
    const bool embed = meaning.embed && element.name == "a" && !meaning.furniture;
    std::string tag;
    if (element.action == Action::kKeep || meaning.furniture || !safe.attributes.empty()) {
        tag = '<';
        tag += element.output_name();
        tag += safe.attributes;
        // nav and aside say it by themselves; a form becomes a div.
        if (meaning.furniture || (element.furniture && !element.emit_as.empty())) {
            append_attribute(tag, "class", kFurnitureClass);
        } else if (embed) {
            append_attribute(tag, "class", kEmbedClass);
        }
        tag += '>';
    }
    push_tag(
        element, tag, meaning.furniture || element.furniture, false, list_mark(element, token)
    );
    if (element.role == Role::kMedia) {
        recording_ = safe.source;
    }
}

void HtmlBuilder::push_implied(std::string_view name) {
    const std::string tag = "<" + std::string(name) + ">";
    push_tag(*find_element(name), tag, false, true);
}

void HtmlBuilder::push_tag(
    const Element& element, std::string_view tag, bool furniture, bool implied, const ListMark& mark
) {
    const bool embed = is_embed(element, tag);
    depth_ += !implied && counts_for_depth(element.role) ? 1 : 0;
    over_limit_ = over_limit_ || depth_ > kMaxHtmlDepth || open_.size() >= kMaxOpen;
    open_.push_back({&element, html_.size(), tag.size(), furniture, implied, embed});
    html_ += tag;
    if (furniture) {
        blocks_.enter_furniture();
    }
    blocks_.enter(element, mark);
    if (embed) {
        blocks_.enter_embed(address_in(tag));
    }
    pre_begins_ = false;
    if (element.role == Role::kPre) {
        pre_text_at_ = html_.size();
        ++preformatted_;
    }
}

void HtmlBuilder::pop() {
    const auto open = open_.back();
    open_.pop_back();
    if (!open.implied && counts_for_depth(open.element->role)) {
        --depth_;
    }
    pre_begins_ = false;
    if (open.tag_size > 0) {
        html_ += "</";
        html_ += open.element->output_name();
        html_ += '>';
    }
    if (open.embed) {
        blocks_.leave_embed();
    }
    preformatted_ -= open.element->role == Role::kPre ? 1 : 0;
    blocks_.leave(*open.element);
    if (open.furniture) {
        blocks_.leave_furniture();
    }
}

void HtmlBuilder::close_to(std::size_t size, bool keep_formatting) {
    for (auto at = size; keep_formatting && at < open_.size(); ++at) {
        const auto& open = open_[at];
        if (open.element->role != Role::kFormatting || pending_.size() >= kMaxPending) {
            continue;
        }
        auto tag = html_.substr(open.tag_at, open.tag_size);
        const bool known = std::ranges::any_of(pending_, [&](const Pending& pending) {
            return pending.tag == tag;
        });
        if (!known) {
            pending_.push_back({open.element, std::move(tag), open.furniture});
        }
    }
    while (open_.size() > size) {
        pop();
    }
}

void HtmlBuilder::close_paragraph() {
    const auto at = find_open([](const Element& open) { return open.role == Role::kParagraph; });
    if (at != kNone) {
        close_to(at, true);
    }
}

/// A new li ends the one before, unless a list or another container stands between them; dt and dd
/// likewise.
void HtmlBuilder::close_item(const Element& element) {
    for (auto at = open_.size(); at > 0;) {
        --at;
        const auto& open = *open_[at].element;
        if (open.role == element.role) {
            close_to(at, true);
            return;
        }
        const bool transparent =
            !is_block(open.role) || open.role == Role::kParagraph || open.output_name() == "div";
        if (!transparent) {
            return;
        }
    }
}

void HtmlBuilder::reopen() {
    for (auto& pending : std::exchange(pending_, {})) {
        reopened_bytes_ += pending.tag.size();
        if (reopened_bytes_ > kMaxReopenedBytes) {
            return;
        }
        push_tag(*pending.element, pending.tag, pending.furniture, false);
    }
}

void HtmlBuilder::leave_table_frame() {
    if (open_.back().element->role == Role::kColumns) {
        pop();
    }
    if (open_.back().element->role != Role::kRow) {
        push_implied("tr");
    }
    push_implied("td");
}

std::size_t HtmlBuilder::innermost_table() const {
    for (auto at = open_.size(); at > 0;) {
        --at;
        if (open_[at].element->role == Role::kTable) {
            return at;
        }
    }
    return kNone;
}

bool HtmlBuilder::in_table_frame() const {
    return !open_.empty() && is_table_frame(open_.back().element->role);
}

}  // namespace wireroom::text
