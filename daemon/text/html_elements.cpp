#include "text/html_elements.hpp"

#include <algorithm>
#include <array>

namespace wireroom::text {
namespace {

using enum Action;
using enum Role;
using enum Attribute;

constexpr auto kImageAttributes = bits_of(kSrc, kAlt, kTitle, kWidth, kHeight);

// Sorted by name. Whatever is not here is unwrapped.
constexpr auto kElements = std::to_array<Element>({
    {"a", kKeep, kFormatting, bits_of(kHref, kTitle, kHreflang)},
    {"abbr", kKeep, kInline, bits_of(kTitle)},
    {"acronym", kKeep, kInline, bits_of(kTitle)},
    {"address", kKeep, kBlock, 0},
    {"amp-img", kKeep, kImage, kImageAttributes, "img"},
    {"applet", kDropContent, kInline, 0},
    {"area", kUnwrap, kVoid, 0},
    {"article", kKeep, kBlock, 0},
    {"aside", kKeep, kBlock, 0, "", true},
    {"audio", kKeep, kMedia, bits_of(kSrc, kControls)},
    {"b", kKeep, kFormatting, 0},
    {"base", kUnwrap, kVoid, 0},
    {"basefont", kUnwrap, kVoid, 0},
    {"bdi", kKeep, kInline, 0},
    {"bdo", kKeep, kInline, 0},
    {"bgsound", kUnwrap, kVoid, 0},
    {"big", kKeep, kFormatting, 0},
    {"blink", kUnwrap, kInline, 0},
    {"blockquote", kKeep, kQuote, bits_of(kCite)},
    {"body", kUnwrap, kInline, 0},
    {"br", kKeep, kBreak, 0},
    {"button", kDropContent, kInline, 0},
    {"canvas", kUnwrap, kInline, 0},
    {"caption", kKeep, kCaption, 0},
    {"center", kKeep, kBlock, 0, "div"},
    {"cite", kKeep, kInline, 0},
    {"code", kKeep, kFormatting, 0},
    {"col", kKeep, kColumn, bits_of(kSpan)},
    {"colgroup", kKeep, kColumns, bits_of(kSpan)},
    {"data", kUnwrap, kInline, 0},
    {"datalist", kDropContent, kInline, 0},
    {"dd", kKeep, kDefinition, 0},
    {"del", kKeep, kInline, bits_of(kCite, kDatetime)},
    {"details", kKeep, kBlock, bits_of(kOpen)},
    {"dfn", kKeep, kInline, bits_of(kTitle)},
    {"dialog", kKeep, kBlock, 0, "div"},
    {"dir", kKeep, kList, 0, "ul"},
    {"div", kKeep, kBlock, 0},
    {"dl", kKeep, kList, 0},
    {"dt", kKeep, kDefinition, 0},
    {"em", kKeep, kFormatting, 0},
    {"embed", kUnwrap, kEmbed, 0},
    {"fieldset", kKeep, kBlock, 0, "div"},
    {"figcaption", kKeep, kFigureCaption, 0},
    {"figure", kKeep, kBlock, 0},
    {"font", kUnwrap, kInline, 0},
    {"footer", kKeep, kBlock, 0},
    {"form", kKeep, kBlock, 0, "div", true},
    {"frame", kUnwrap, kVoid, 0},
    {"frameset", kUnwrap, kInline, 0},
    {"h1", kKeep, kHeading, 0},
    {"h2", kKeep, kHeading, 0},
    {"h3", kKeep, kHeading, 0},
    {"h4", kKeep, kHeading, 0},
    {"h5", kKeep, kHeading, 0},
    {"h6", kKeep, kHeading, 0},
    {"head", kUnwrap, kInline, 0},
    {"header", kKeep, kBlock, 0},
    {"hgroup", kKeep, kBlock, 0, "div"},
    {"hr", kKeep, kRule, 0},
    {"html", kUnwrap, kInline, 0},
    {"i", kKeep, kFormatting, 0},
    {"iframe", kDropContent, kEmbed, 0},
    {"image", kKeep, kImage, kImageAttributes, "img"},
    {"img", kKeep, kImage, kImageAttributes},
    {"input", kUnwrap, kVoid, 0},
    {"ins", kKeep, kInline, bits_of(kCite, kDatetime)},
    {"isindex", kUnwrap, kVoid, 0},
    {"kbd", kKeep, kInline, 0},
    {"label", kUnwrap, kInline, 0},
    {"legend", kKeep, kParagraph, 0, "div"},
    {"li", kKeep, kItem, bits_of(kValue)},
    {"link", kUnwrap, kVoid, 0},
    {"listing", kKeep, kPre, 0, "pre"},
    {"main", kKeep, kBlock, 0},
    {"map", kUnwrap, kInline, 0},
    {"mark", kKeep, kInline, 0},
    {"marquee", kUnwrap, kInline, 0},
    {"math", kDropContent, kInline, 0},
    {"menu", kKeep, kList, 0, "ul"},
    {"meta", kUnwrap, kVoid, 0},
    {"meter", kUnwrap, kInline, 0},
    {"nav", kKeep, kBlock, 0, "", true},
    {"nobr", kUnwrap, kInline, 0},
    {"noembed", kDropContent, kInline, 0},
    {"noframes", kDropContent, kInline, 0},
    {"noscript", kUnwrap, kInline, 0},
    {"object", kUnwrap, kInline, 0},
    {"ol", kKeep, kList, bits_of(kStart, kReversed)},
    {"optgroup", kKeep, kParagraph, 0, "div"},
    {"option", kKeep, kParagraph, 0, "div"},
    {"output", kUnwrap, kInline, 0},
    {"p", kKeep, kParagraph, 0},
    {"param", kUnwrap, kVoid, 0},
    {"picture", kUnwrap, kInline, 0},
    {"plaintext", kKeep, kPre, 0, "pre"},
    {"pre", kKeep, kPre, 0},
    {"progress", kUnwrap, kInline, 0},
    {"q", kKeep, kQuotation, bits_of(kCite)},
    {"rp", kKeep, kRuby, 0},
    {"rt", kKeep, kRuby, 0},
    {"ruby", kKeep, kInline, 0},
    {"s", kKeep, kFormatting, 0},
    {"samp", kKeep, kInline, 0},
    {"script", kDropContent, kInline, 0},
    {"search", kKeep, kBlock, 0, "div"},
    {"section", kKeep, kBlock, 0},
    {"select", kDropContent, kInline, 0},
    {"slot", kUnwrap, kInline, 0},
    {"small", kKeep, kFormatting, 0},
    {"source", kKeep, kVoid, bits_of(kSrc, kType)},
    {"span", kUnwrap, kInline, 0},
    {"strike", kKeep, kFormatting, 0, "s"},
    {"strong", kKeep, kFormatting, 0},
    {"style", kDropContent, kInline, 0},
    {"sub", kKeep, kInline, 0},
    {"summary", kKeep, kBlock, 0},
    {"sup", kKeep, kSuper, 0},
    {"svg", kDropContent, kInline, 0},
    {"table", kKeep, kTable, 0},
    {"tbody", kKeep, kSection, 0},
    {"td", kKeep, kCell, bits_of(kColspan, kRowspan)},
    {"template", kDropContent, kInline, 0},
    {"textarea", kDropContent, kInline, 0},
    {"tfoot", kKeep, kSection, 0},
    {"th", kKeep, kCell, bits_of(kColspan, kRowspan, kScope)},
    {"thead", kKeep, kSection, 0},
    {"time", kKeep, kInline, bits_of(kDatetime)},
    {"title", kDropContent, kInline, 0},
    {"tr", kKeep, kRow, 0},
    {"track", kUnwrap, kVoid, 0},
    {"tt", kKeep, kFormatting, 0},
    {"u", kKeep, kFormatting, 0},
    {"ul", kKeep, kList, 0},
    {"var", kKeep, kInline, 0},
    {"video", kKeep, kMedia, bits_of(kSrc, kPoster, kControls, kWidth, kHeight)},
    {"wbr", kKeep, kVoid, 0},
    {"xmp", kKeep, kPre, 0, "pre"},
});
static_assert(std::ranges::is_sorted(kElements, {}, &Element::name));

// Open addressing at most a quarter full; slots hold the index plus one.
constexpr std::size_t kSlots = 512;

constexpr std::size_t slot_of(std::string_view name) {
    const auto byte = [&](std::size_t at) {
        return static_cast<std::size_t>(static_cast<unsigned char>(name[at]));
    };
    return (byte(0) * 37 + byte(name.size() / 2) * 5 + byte(name.size() - 1) * 11 + name.size() * 97
           ) %
           kSlots;
}

constexpr std::array<std::uint8_t, kSlots> kIndex = [] {
    static_assert(kElements.size() < 256);
    std::array<std::uint8_t, kSlots> table{};
    for (std::size_t at = 0; at < kElements.size(); ++at) {
        auto slot = slot_of(kElements[at].name);
        while (table[slot] != 0) {
            slot = (slot + 1) % kSlots;
        }
        table[slot] = static_cast<std::uint8_t>(at + 1);
    }
    return table;
}();

}  // namespace

const Element* find_element(std::string_view name) {
    if (name.empty()) {
        return nullptr;
    }
    for (auto slot = slot_of(name); kIndex[slot] != 0; slot = (slot + 1) % kSlots) {
        const auto& element = kElements[kIndex[slot] - 1U];
        if (element.name == name) {
            return &element;
        }
    }
    return nullptr;
}

}  // namespace wireroom::text
