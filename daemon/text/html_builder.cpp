#include "text/html_builder.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace wireroom::text {
namespace {

bool is_foreign(const Element& element) {
    return element.name == "svg" || element.name == "math";
}

}  // namespace

std::optional<Document> HtmlBuilder::build() {
    while (!over_limit_ && html_.size() <= most_) {
        const auto& token = tokens_.next();
        using enum HtmlToken::Kind;
        if (token.kind == kEof) {
            break;
        }
        if (token.kind == kStart && token.attributes.size() > kMaxHtmlAttributes) {
            over_limit_ = true;
        } else if (skipping_ != nullptr) {
            skip(token);
        } else if (token.kind == kStart) {
            start(token);
        } else if (token.kind == kEnd) {
            end(token.name);
        } else if (token.kind == kText) {
            text(token.text, true);
        } else if (!open_.empty() && open_.back().element->name == token.name) {
            text(token.text, false);  // xmp, plaintext; the raw text of others is dropped
        }
    }
    close_to(0, false);
    if (over_limit_ || html_.size() > most_) {
        return std::nullopt;
    }
    Document document;
    document.html = std::move(html_);
    blocks_.finish(document);
    return document;
}

void HtmlBuilder::start(const HtmlToken& token) {
    const auto* element = find_element(token.name);
    if (element == nullptr ||
        (element->action == Action::kDropContent && begin_skipping(*element, token))) {
        return;
    }
    const auto role = element->role;
    if (is_void(role)) {
        start_void(*element, token);
        return;
    }
    if (role == Role::kSection || role == Role::kRow || role == Role::kCell ||
        role == Role::kCaption || role == Role::kColumns) {
        start_table_part(*element, token);
        return;
    }
    if (element->action != Action::kKeep && element->name != "span") {
        return;
    }
    if (in_table_frame()) {
        leave_table_frame();
    }
    if (role == Role::kItem || role == Role::kDefinition) {
        close_item(*element);
    }
    if (closes_paragraph(role)) {
        close_paragraph();
    }
    if (role == Role::kHeading || role == Role::kRuby) {
        auto top = open_.size();  // spans that are not written do not count
        while (top > 0 && open_[top - 1].tag_size == 0) {
            --top;
        }
        if (top > 0 && open_[top - 1].element->role == role) {
            close_to(top - 1, false);
        }
    }
    if (element->name == "a") {
        end_formatting(*element);  // links do not nest
    }
    if (role <= Role::kMedia) {
        reopen();
    }
    push(*element, token);
    if (role == Role::kMedia) {
        if (tokens_.closes_later(element->name)) {
            skipping_ = element;
        } else {
            pop();
        }
    }
    pre_begins_ = role == Role::kPre;
}

void HtmlBuilder::start_void(const Element& element, const HtmlToken& token) {
    if (element.action != Action::kKeep || element.name == "source") {
        return;  // `source` is read where it belongs, in skip()
    }
    if (element.role == Role::kColumn) {
        start_table_part(element, token);
        return;
    }
    const auto safe = safe_attributes(element, token.attributes, base_url_);
    if (safe.is_pixel) {
        return;
    }
    if (in_table_frame()) {
        leave_table_frame();
    }
    if (element.role == Role::kImage && !safe.has_source) {
        scratch_.clear();
        append_escaped(scratch_, safe.alt);
        const auto alt = scratch_;
        text(alt, true);
        return;
    }
    if (element.role == Role::kRule) {
        close_paragraph();
        blocks_.rule();
    } else {
        reopen();
    }
    pre_begins_ = false;
    html_ += '<';
    html_ += element.name;
    html_ += safe.attributes;
    html_ += '>';
    if (element.role == Role::kBreak) {
        blocks_.line_break();
    } else if (element.role == Role::kImage) {
        blocks_.alternative_text(safe.alt);
    }
}

void HtmlBuilder::start_table_part(const Element& element, const HtmlToken& token) {
    const auto table = innermost_table();
    if (table == kNone) {
        text(" ", false);  // cells without a table are ignored, but their words stay apart
        return;
    }
    const auto below = [&](std::size_t at, Role role) {
        return open_.size() > at && open_[at].element->role == role;
    };
    auto keep = table + 1;
    if (element.role == Role::kRow || element.role == Role::kCell) {
        keep += below(keep, Role::kSection) ? 1 : 0;
    }
    if (element.role == Role::kCell) {
        keep += below(keep, Role::kRow) ? 1 : 0;
    }
    if (element.role == Role::kColumn) {
        keep += below(keep, Role::kColumns) ? 1 : 0;
    }
    close_to(keep, false);
    pending_.clear();
    if (element.role == Role::kCell && open_.back().element->role != Role::kRow) {
        push_implied("tr");
    }
    if (element.role != Role::kColumn) {
        push(element, token);
        return;
    }
    html_ += '<';
    html_ += element.name;
    html_ += safe_attributes(element, token.attributes, base_url_).attributes;
    html_ += '>';
}

void HtmlBuilder::end(std::string_view name) {
    const auto* element = find_element(name);
    if (element == nullptr) {
        return;
    }
    const auto role = element->role;
    if (role == Role::kBreak) {
        start_void(*element, HtmlToken{});
    } else if (role == Role::kFormatting) {
        end_formatting(*element);
    } else if (role == Role::kTable || role == Role::kSection || role == Role::kRow || role == Role::kCell || role == Role::kCaption || role == Role::kColumns) {
        end_table_part(*element);
    } else {
        const auto at = find_open([&](const Element& open) {
            return &open == element || (role == Role::kHeading && open.role == role);
        });
        const bool across_block = at != kNone && !is_block(role) &&
                                  std::any_of(
                                      open_.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                      open_.end(),
                                      [](const Open& open) { return is_block(open.element->role); }
                                  );
        if (at != kNone && !across_block) {
            close_to(at, true);
        }
    }
}

/// `<b><i>x</b>y</i>`: what is open inside is closed with it and opened again behind it.
void HtmlBuilder::end_formatting(const Element& element) {
    std::erase_if(pending_, [&](const Pending& pending) { return pending.element == &element; });
    const auto at = find_open([&](const Element& open) { return &open == &element; });
    if (at == kNone) {
        return;
    }
    std::vector<Pending> blocks;
    std::size_t bytes = 0;
    for (auto inner = at + 1; inner < open_.size(); ++inner) {
        const auto& open = open_[inner];
        if (open.element->role != Role::kFormatting && open.tag_size > 0) {
            bytes += open.tag_size;
            blocks.push_back(
                {open.element, html_.substr(open.tag_at, open.tag_size), open.furniture}
            );
        }
    }
    const auto outer = pending_.size();
    close_to(at, true);
    // The element itself is done with; only what stood inside goes on.
    const auto self = std::find_if(
        pending_.begin() + static_cast<std::ptrdiff_t>(std::min(outer, pending_.size())),
        pending_.end(),
        [&](const Pending& pending) { return pending.element == &element; }
    );
    if (self != pending_.end()) {
        pending_.erase(self);
    }
    reopened_bytes_ += bytes;
    irregular_ = irregular_ || !blocks.empty();
    if (reopened_bytes_ <= kMaxReopenedBytes) {
        for (const auto& block : blocks) {
            push_tag(*block.element, block.tag, block.furniture, false);
        }
    }
}

void HtmlBuilder::end_table_part(const Element& element) {
    const auto table = innermost_table();
    for (auto at = open_.size(); table != kNone && at > table;) {
        --at;
        if (open_[at].element == &element) {
            close_to(at, false);
            pending_.clear();
            return;
        }
    }
}

void HtmlBuilder::text(std::string_view raw, bool references) {
    auto cleaned = clean_text(raw, references, scratch_);
    if (pre_begins_ && !cleaned.empty()) {
        pre_begins_ = false;
        if (cleaned.front() == '\n') {
            cleaned.remove_prefix(1);  // parsers drop the first line end of a pre
        }
    }
    if (cleaned.empty()) {
        return;
    }
    const bool blank = std::ranges::all_of(cleaned, is_space);
    if (in_table_frame()) {
        if (blank) {
            return;
        }
        leave_table_frame();
    }
    if (!blank) {
        reopen();
    }
    if (html_.size() == pre_text_at_ && cleaned.front() == '\n') {
        html_ += '\n';  // so will the reader of our output
    }
    append_escaped(html_, cleaned);
    blocks_.text(cleaned);
}

bool HtmlBuilder::begin_skipping(const Element& element, const HtmlToken& token) {
    // An element that is never closed would swallow the rest of the article; its tag alone goes.
    if (!(is_foreign(element) && token.self_closing) && tokens_.closes_later(element.name)) {
        skipping_ = &element;
        skip_depth_ = 1;
    }
    return true;
}

void HtmlBuilder::skip(const HtmlToken& token) {
    using enum HtmlToken::Kind;
    const bool same = (token.kind == kStart || token.kind == kEnd) && token.name == skipping_->name;
    if (skipping_->role == Role::kMedia) {
        if (same && token.kind == kEnd) {
            skipping_ = nullptr;
            pop();
        } else if (token.kind == kStart && token.name == "source") {
            const auto safe = safe_attributes(*find_element("source"), token.attributes, base_url_);
            html_ += safe.has_source ? "<source" + safe.attributes + ">" : "";
        }
        return;
    }
    if (same && token.kind == kEnd) {
        --skip_depth_;
    } else if (same && !token.self_closing && (is_foreign(*skipping_) || skipping_->name == "template")) {
        ++skip_depth_;
    }
    if (skip_depth_ == 0) {
        skipping_ = nullptr;
        return;
    }
    const auto* element =
        token.kind == kStart && is_foreign(*skipping_) ? find_element(token.name) : nullptr;
    if (element != nullptr && element->action == Action::kKeep && element->name != "a" &&
        (closes_paragraph(element->role) || element->role == Role::kFormatting ||
         element->role == Role::kImage)) {
        skipping_ = nullptr;  // HTML standard section 13.2.6.5: these end foreign content
        start(token);
    }
}

}  // namespace wireroom::text
