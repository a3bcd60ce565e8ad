#include "text/html_attributes.hpp"

#include "base/text.hpp"
#include "text/html_images.hpp"
#include "text/html_links.hpp"
#include "text/html_references.hpp"
#include "text/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace wireroom::text {
namespace {

constexpr std::size_t kMaxAttributeText = 4096;
constexpr auto kEverywhere = bits_of(Attribute::kLang, Attribute::kDir);

bool is_letter(char c) {
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

Attribute attribute_of(std::string_view name) {
    const auto found = std::ranges::find_if(kAttributeNames, [&](std::string_view known) {
        return known.size() == name.size() && iequals(known, name);
    });
    return static_cast<Attribute>(found - kAttributeNames.begin());
}

bool is_token(std::string_view value, std::string_view marks) {
    return !value.empty() && value.size() <= 80 && std::ranges::all_of(value, [&](char c) {
        return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
    });
}

bool one_of(std::string_view value, std::string_view list) {
    return is_token(value, "") && list.find(" " + to_lower(value) + " ") != std::string_view::npos;
}

/// The safe form of a value that is no URL; false when the attribute goes.
bool safe_value(Attribute name, std::string_view& value) {
    using enum Attribute;
    switch (name) {
        case kWidth:
        case kHeight:
        case kColspan:
        case kRowspan:
        case kSpan:
        case kStart:
        case kValue:
            value = whole_number(value);
            return !value.empty();
        case kControls:
        case kOpen:
        case kReversed:
            value = {};
            return true;
        case kLang:
        case kHreflang:
            return is_token(value, "-");
        case kDir:
            return one_of(value, " ltr rtl auto ");
        case kScope:
            return one_of(value, " row col rowgroup colgroup ");
        case kType:
            return is_token(value, "/.+-;=, ");
        default:
            return value.size() <= kMaxAttributeText;  // alt, title, datetime
    }
}

bool is_url(Attribute name) {
    using enum Attribute;
    return name == kHref || name == kSrc || name == kCite || name == kPoster;
}

/// True when an image's width and height, as they would be written, are those of a counter: its
/// style shows it, but is not written.
bool would_hide(const std::vector<RawAttribute>& attributes) {
    const auto tiny = [](std::string_view size) {
        return !size.empty() && size.find_last_not_of("01") == std::string_view::npos &&
               size.substr(0, size.size() - 1).find('1') == std::string_view::npos;
    };
    const auto width_text = decoded_value(attributes, "width");
    const auto height_text = decoded_value(attributes, "height");
    const auto width = whole_number(width_text);
    const auto height = whole_number(height_text);
    const auto zero = [&](std::string_view size) { return tiny(size) && size.back() == '0'; };
    return zero(width) || zero(height) || (tiny(width) && (height.empty() || tiny(height))) ||
           (tiny(height) && width.empty());
}

/// The value with its references decoded; `scratch` holds it when there were any.
std::string_view decoded(std::string_view value, std::string& scratch) {
    if (value.find('&') == std::string_view::npos) {
        return value;
    }
    scratch = decode_all_references(value, ReferenceContext::kAttribute);
    return scratch;
}

}  // namespace

std::string_view whole_number(std::string_view value) {
    value = trim(value);
    const auto digits = value.substr(0, value.find_first_not_of("0123456789"));
    const auto unit = trim(value.substr(digits.size()));
    return !digits.empty() && digits.size() <= 5 && (unit.empty() || iequals(unit, "px")) ? digits
                                                                                          : "";
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    out += name;
    out += "=\"";
    append_escaped_value(out, value);
    out += '"';
}

std::string decoded_value(const std::vector<RawAttribute>& attributes, std::string_view name) {
    const auto found = std::ranges::find_if(attributes, [&](const RawAttribute& attribute) {
        return attribute.name.size() == name.size() && iequals(attribute.name, name);
    });
    if (found == attributes.end()) {
        return {};
    }
    // What is decided by a value must be what is decided by its written form.
    std::string controls;
    return std::string(clean_text(
        decode_all_references(found->value, ReferenceContext::kAttribute), false, controls
    ));
}

SafeTag safe_attributes(
    const Element& element,
    const std::vector<RawAttribute>& attributes,
    std::string_view base_url,
    std::string_view fallback_source
) {
    SafeTag tag;
    if (element.role == Role::kImage) {
        auto image = image_source(attributes, base_url, fallback_source);
        tag.source = std::move(image.url);
        tag.is_pixel = image.unseen;
    }
    std::uint32_t left = element.attributes | kEverywhere;
    if (element.role == Role::kImage && would_hide(attributes)) {
        left &= ~(bit_of(Attribute::kWidth) | bit_of(Attribute::kHeight));
    }
    std::string references;
    std::string controls;
    for (const auto& raw : attributes) {
        const auto name = attribute_of(raw.name);
        if (name == Attribute::kNone || (left & bit_of(name)) == 0) {
            continue;
        }
        left &= ~bit_of(name);  // the first of a name counts
        const auto written = kAttributeNames[static_cast<std::size_t>(name)];
        if (element.role == Role::kImage && name == Attribute::kSrc) {
            if (!tag.source.empty()) {
                append_attribute(tag.attributes, written, tag.source);
            }
            continue;
        }
        const auto value = decoded(raw.value, references);
        if (is_url(name)) {
            auto url = safe_link(value, base_url);
            if (url.empty()) {
                continue;
            }
            append_attribute(tag.attributes, written, url);
            if (name == Attribute::kSrc) {
                tag.source = std::move(url);
            }
            continue;
        }
        auto text = clean_text(value, false, controls);
        if (!safe_value(name, text)) {
            continue;
        }
        if (name == Attribute::kAlt) {
            tag.alt = text;
        }
        append_attribute(tag.attributes, written, text);
    }
    if (element.role == Role::kImage && !tag.source.empty() &&
        (left & bit_of(Attribute::kSrc)) != 0) {
        append_attribute(tag.attributes, "src", tag.source);
    }
    return tag;
}

}  // namespace wireroom::text
