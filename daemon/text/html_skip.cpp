#include "base/text.hpp"
#include "text/html_builder.hpp"

#include <algorithm>
#include <utility>

// What HtmlBuilder drops with its content, and how it finds the end of it.

namespace wireroom::text {
namespace {

bool is_foreign(const Element& element) {
    return element.name == "svg" || element.name == "math";
}

/// Said by the page itself: the drawing is there for the eye alone.
bool is_decoration(const std::vector<RawAttribute>& attributes) {
    const auto role = decoded_value(attributes, "role");
    return iequals(decoded_value(attributes, "aria-hidden"), "true") ||
           iequals(role, "presentation") || iequals(role, "none");
}

}  // namespace

void HtmlBuilder::begin_skipping(const Element& element, const HtmlToken& token) {
    // An element that is never closed would swallow the rest of the article; its tag alone goes.
    if (!(is_foreign(element) && token.self_closing) && tokens_.closes_later(element.name)) {
        skipping_ = &element;
        skip_depth_ = 1;
        skip_numbers_ = false;
        nameable_ = element.name == "svg" && !is_decoration(token.attributes);
        naming_.clear();
    }
    if (nameable_ && !decoded_value(token.attributes, "aria-label").empty()) {
        nameable_ = false;
        text(decoded_value(token.attributes, "aria-label"), false);
    }
    if (element.name == "math" && !decoded_value(token.attributes, "alttext").empty()) {
        text(decoded_value(token.attributes, "alttext"), false);
    }
}

/// Highlighted code brings its line numbers as cells or spans; they are no part of the code.
bool HtmlBuilder::begin_line_numbers(const Element& element, const HtmlToken& token) {
    const bool place = element.name == "td" || element.name == "pre" ||
                       (preformatted_ > 0 && element.name == "span");
    if (!place || !meaning_of(token.attributes).line_numbers ||
        !tokens_.closes_later(element.name)) {
        return false;
    }
    skipping_ = &element;
    skip_depth_ = 1;
    skip_numbers_ = true;
    return true;
}

bool HtmlBuilder::skip_line_numbers(const HtmlToken& token) {
    using enum HtmlToken::Kind;
    const auto is_number = [](char c) { return is_digit(c) || is_space(c); };
    if (token.kind != kText || std::ranges::all_of(token.text, is_number)) {
        return false;
    }
    skipping_ = nullptr;
    return true;
}

void HtmlBuilder::end_recording() {
    const auto kind = std::exchange(skipping_, nullptr)->name;
    pop();
    blocks_.recording(kind, recording_);
}

/// The content of audio and video: their sources, and words for browsers of long ago.
void HtmlBuilder::skip_fallback(const HtmlToken& token) {
    using enum HtmlToken::Kind;
    if (token.kind == kEnd && token.name == skipping_->name) {
        end_recording();
    } else if (token.kind == kStart && token.name == "source") {
        const auto safe = safe_attributes(*find_element("source"), token.attributes, base_url_);
        if (!safe.source.empty()) {
            html_ += "<source" + safe.attributes + ">";
            recording_ = recording_.empty() ? safe.source : recording_;
        }
    }
}

/// The title and the description that a drawing begins with are to it what `alt` is to an image
/// (SVG 2 section 5.5). Those further in belong to its shapes: a graph has one a node.
bool HtmlBuilder::name_drawing(const HtmlToken& token) {
    using enum HtmlToken::Kind;
    if (!naming_.empty()) {
        const bool ends = token.kind == kEnd && (token.name == naming_ || token.name == "svg");
        if (token.kind == kText) {
            text(token.text, true);
        } else if (ends) {
            naming_.clear();
        }
        return !ends || token.name != "svg";
    }
    if (token.kind != kStart) {
        return false;
    }
    nameable_ = token.name == "title" || token.name == "desc";
    if (nameable_ && !token.self_closing && tokens_.closes_later(token.name)) {
        naming_ = token.name;
        tokens_.expect_markup();
        text(" ", false);
    }
    return nameable_;
}

void HtmlBuilder::skip(const HtmlToken& token) {
    using enum HtmlToken::Kind;
    if (skipping_->role == Role::kMedia) {
        skip_fallback(token);
        return;
    }
    if (nameable_ && name_drawing(token)) {
        return;
    }
    if (skip_numbers_ && skip_line_numbers(token)) {
        text(token.text, true);
        return;
    }
    const bool same = (token.kind == kStart || token.kind == kEnd) && token.name == skipping_->name;
    const bool nests = skip_numbers_ || is_foreign(*skipping_) || skipping_->name == "template";
    if (same && token.kind == kEnd) {
        --skip_depth_;
    } else if (same && !token.self_closing && nests) {
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
         element->name == "img")) {
        skipping_ = nullptr;  // HTML standard section 13.2.6.5: these end foreign content
        start(token);
    }
}

}  // namespace wireroom::text
