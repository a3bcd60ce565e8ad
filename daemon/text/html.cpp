#include "text/html.hpp"

#include "base/text.hpp"
#include "text/html_builder.hpp"
#include "text/html_references.hpp"
#include "text/html_text.hpp"
#include "text/html_tokens.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace wireroom::text {
namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;
constexpr char32_t kByteOrderMark = 0xFEFF;

/// The punctuation of running text: quotes, dashes and the ellipsis (U+2010 to U+2027), and the
/// signs from U+00A1 to U+00BF but the soft hyphen.
bool is_punctuation_at(std::string_view utf8, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < utf8.size() ? static_cast<std::uint8_t>(utf8[at + i]) : std::uint8_t{0};
    };
    if (byte(0) == 0xE2) {
        return byte(1) == 0x80 && byte(2) >= 0x90 && byte(2) <= 0xA7;
    }
    return byte(0) == 0xC2 && byte(1) >= 0xA1 && byte(1) <= 0xBF && byte(1) != 0xAD;
}

/// The input itself when it is valid UTF-8, else the repaired copy.
std::string_view valid(std::string_view text, std::string& copy) {
    if (valid_utf8_prefix(text) == text.size()) {
        return text;
    }
    copy = replace_invalid(text);
    return copy;
}

/// The text of a document beyond the limits: tags off, blocks apart, no tree.
std::string strip_tags(std::string_view html) {
    HtmlTokenizer tokens(html);
    std::string out;
    std::string scratch;
    while (true) {
        const auto& token = tokens.next();
        switch (token.kind) {
            case HtmlToken::Kind::kEof:
                return out;
            case HtmlToken::Kind::kText:
                for (const char c : clean_text(token.text, true, scratch)) {
                    const bool doubled = is_space(c) && !out.empty() && is_space(out.back());
                    if (!doubled) {
                        out += is_space(c) ? ' ' : c;
                    }
                }
                break;
            case HtmlToken::Kind::kRawText:
                break;
            default: {
                const auto* element = find_element(token.name);
                if (element != nullptr && element->role == Role::kBreak) {
                    out += '\n';
                } else if (element != nullptr && (is_block(element->role) || element->role == Role::kRule)) {
                    out += "\n\n";
                }
            }
        }
    }
}

Document build_or_strip(std::string_view html, std::string_view base_url) {
    constexpr int kMaxRounds = 4;
    std::string again;
    for (int round = 0; round < kMaxRounds && html.size() <= kMaxHtmlBytes; ++round) {
        HtmlBuilder builder(html, base_url);
        auto document = builder.build();
        if (!document) {
            break;
        }
        // Split blocks are read again until the output is a fixed point, so that what is stored
        // stays what it is.
        if (!builder.irregular() && (round == 0 || document->html == html)) {
            return *std::move(document);
        }
        again = std::move(document->html);
        html = again;
    }
    return from_plain_text(strip_tags(html));
}

}  // namespace

Document sanitise(std::string_view html, std::string_view base_url) {
    std::string copy;
    return build_or_strip(valid(html, copy), base_url);
}

Document from_stored_html(std::string_view sanitised_html) {
    auto document = sanitise(sanitised_html, {});
    document.html = sanitised_html;
    return document;
}

Document from_plain_text(std::string_view text) {
    std::string copy;
    std::string scratch;
    const auto cleaned = clean_text(valid(text, copy), false, scratch);
    Document document;
    BlockBuilder blocks;
    const auto* paragraph = find_element("p");
    bool open = false;
    for (const auto raw : split(cleaned, '\n')) {
        const auto line = collapse_space(raw);
        if (line.empty()) {
            if (open) {
                document.html += "</p>";
                blocks.leave(*paragraph);
                open = false;
            }
            continue;
        }
        if (open) {
            document.html += "<br>";
            blocks.line_break();
        } else {
            document.html += "<p>";
            blocks.enter(*paragraph);
            open = true;
        }
        append_escaped(document.html, line);
        blocks.text(line);
    }
    document.html += open ? "</p>" : "";
    blocks.finish(document);
    return document;
}

std::string html_to_line(std::string_view html) {
    if (is_settled_line(html)) {
        return std::string(html);
    }
    std::string copy;
    html = valid(html, copy);
    HtmlTokenizer tokens(html);
    std::string out;
    std::string scratch;
    while (true) {
        const auto& token = tokens.next();
        switch (token.kind) {
            case HtmlToken::Kind::kEof:
                return collapse_space(out);
            case HtmlToken::Kind::kText:
                out += clean_text(token.text, true, scratch);
                break;
            case HtmlToken::Kind::kRawText:
                out += token.name == "title" || token.name == "xmp"
                           ? clean_text(token.text, false, scratch)
                           : "";
                break;
            default: {
                const auto* element = find_element(token.name);
                if (element == nullptr) {
                    out += clean_text(
                        token.text, true, scratch
                    );  // "std::vector<T> explained" has no element T
                } else if (is_block(element->role) || element->role == Role::kBreak) {
                    out += ' ';
                }
            }
        }
    }
}

bool is_settled_line(std::string_view utf8) {
    enum class Byte : std::uint8_t { kPlain, kSpace, kHigh, kDoubtful };
    static constexpr auto kBytes = [] {
        std::array<Byte, 256> bytes{};
        for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
            bytes[byte] = byte < 0x20 ? Byte::kDoubtful : byte < 0x7F ? Byte::kPlain : Byte::kHigh;
        }
        // What leads to white space, hidden controls and marks without width outside of ASCII
        // begins with these five.
        for (const std::size_t byte : {0x26, 0x3C, 0x7F, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) {
            bytes[byte] = Byte::kDoubtful;
        }
        bytes[0x20] = Byte::kSpace;
        return bytes;
    }();
    bool space = true;
    bool high = false;
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        auto byte = kBytes[static_cast<std::uint8_t>(utf8[at])];
        if (byte == Byte::kDoubtful && is_punctuation_at(utf8, at)) {
            byte = Byte::kHigh;
        }
        if (byte == Byte::kDoubtful || (space && byte == Byte::kSpace)) {
            return false;
        }
        space = byte == Byte::kSpace;
        high = high || byte == Byte::kHigh;
    }
    return (!space || utf8.empty()) && (!high || valid_utf8_prefix(utf8) == utf8.size());
}

std::string collapse_space(std::string_view utf8) {
    if (is_settled_line(utf8)) {
        return std::string(utf8);
    }
    std::string out;
    out.reserve(utf8.size());
    std::string_view joint;  // what has no width and stands between two characters, if one follows
    bool space = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto c = decode_at(utf8, at);
        if (c.valid && is_unicode_space(c.value)) {
            space = !out.empty();
            joint = {};
        } else if (c.valid && c.value == kZeroWidthSpace) {
            joint = space || out.empty() ? std::string_view() : utf8.substr(at, c.bytes);
        } else if (!c.valid || c.value != kByteOrderMark) {
            if (space) {
                out += ' ';
            }
            space = false;
            out += std::exchange(joint, {});
            out += utf8.substr(at, c.bytes);
        }
        at += c.bytes;
    }
    return out;
}

}  // namespace wireroom::text
