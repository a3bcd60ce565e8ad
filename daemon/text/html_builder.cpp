#include "text/html_builder.hpp"

#include "base/text.hpp"
#include "text/html_embeds.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::text {
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
    if (skipping_ != nullptr && skipping_->role == Role::kMedia) {
        end_recording();  // its end tag was cut, or stood in a comment
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
    if (element == nullptr) {
        return;
    }
    const auto role = element->role;
    if (role == Role::kEmbed) {
        start_embed(token);
    }
    if (element->action == Action::kDropContent) {
        begin_skipping(*element, token);
        return;
    }
    if (!token.attributes.empty() && begin_line_numbers(*element, token)) {
        return;
    }
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
        start_unwrapped(token);
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
            blocks_.recording(element->name, recording_);
        }
    }
    pre_begins_ = role == Role::kPre;
}

void HtmlBuilder::start_void(const Element& element, const HtmlToken& token) {
    if (element.name == "source" && picture_sources_.empty()) {
        picture_sources_ = decoded_value(token.attributes, "srcset");
    }
    if (element.action != Action::kKeep || element.name == "source") {
        return;  // `source` is written where it belongs, in skip_fallback()
    }
    if (element.role == Role::kColumn) {
        start_table_part(element, token);
        return;
    }
    if (element.role == Role::kImage) {
        start_image(element, token);
        return;
    }
    if (in_table_frame()) {
        leave_table_frame();
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
    html_ += safe_attributes(element, token.attributes, base_url_).attributes;
    html_ += '>';
    if (element.role == Role::kBreak) {
        blocks_.line_break();
    }
}

void HtmlBuilder::start_image(const Element& element, const HtmlToken& token) {
    const auto safe =
        safe_attributes(element, token.attributes, base_url_, std::exchange(picture_sources_, {}));
    if (safe.is_pixel) {
        return;
    }
    if (in_table_frame()) {
        leave_table_frame();
    }
    if (safe.source.empty()) {
        std::string alt;
        append_escaped(alt, safe.alt);
        text(alt, true);
        return;
    }
    // The copy for readers without scripts stands before or behind the one that a script fills.
    const bool lazy = decoded_value(token.attributes, "src") != safe.source;
    if ((in_noscript_ || (last_in_noscript_ && lazy)) && safe.source == last_image_) {
        return;
    }
    last_image_ = safe.source;
    last_in_noscript_ = in_noscript_;
    reopen();
    pre_begins_ = false;
    html_ += "<img";
    html_ += safe.attributes;
    html_ += '>';
    blocks_.alternative_text(safe.alt);
}

/// A frame or plug-in becomes a link to what it shows.
void HtmlBuilder::start_embed(const HtmlToken& token) {
    const bool closed = token.name != "iframe" || tokens_.closes_later(token.name);
    const auto link = embed_link(token.attributes, base_url_, closed && token.name == "iframe");
    if (link.url.empty()) {
        return;
    }
    const auto& anchor = *find_element("a");
    end_formatting(anchor);
    if (in_table_frame()) {
        leave_table_frame();
    }
    reopen();
    std::string tag = "<a";
    append_attribute(tag, "href", link.url);
    append_attribute(tag, "class", kEmbedClass);
    tag += '>';
    push_tag(anchor, tag, false, false);
    text(link.label, false);
    pop();
}

void HtmlBuilder::start_unwrapped(const HtmlToken& token) {
    if (token.name == "picture") {
        picture_sources_.clear();
    } else if (token.name == "noscript") {
        in_noscript_ = true;
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
    if (role == Role::kInline && element->action != Action::kKeep) {
        in_noscript_ = in_noscript_ && name != "noscript";
        if (name == "picture") {
            picture_sources_.clear();
        }
    }
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

}  // namespace wireroom::text
