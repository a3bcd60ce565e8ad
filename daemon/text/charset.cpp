#include "text/charset.hpp"

#include "base/text.hpp"
#include "text/charset_convert.hpp"
#include "text/charset_declared.hpp"
#include "text/charset_guess.hpp"
#include "text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace wireroom::text {
namespace {

using enum CharsetKind;

bool reads_as_ascii(const Charset& charset) {
    return charset.kind != kUtf16 && charset.kind != kUtf32 && charset.kind != kEbcdic;
}

bool is_legacy(const Charset* charset) {
    return charset != nullptr && charset->kind != kUtf8;
}

/// Whether bytes below 0x80 may mean something else than ASCII: escape sequences, `~{` of HZ.
bool has_escapes(std::string_view bytes, const Charset& charset) {
    return charset.kind == kStateful &&
           bytes.find_first_of("\x1B\x0E\x0F~") != std::string_view::npos;
}

/// How the bytes of one document are read: `run` decides.
class Decoder {
public:
    Decoder(std::string_view bytes, std::string_view content_type, Decoded& out)
        : bytes_(bytes), content_type_(content_type), out_(out) {}

    /// The text: the bytes themselves, or what they became in `out.text`.
    std::string_view run() {
        read();
        return as_they_are_ ? bytes_ : std::string_view(out_.text);
    }

private:
    void read() {
        if (read_marked() || read_by_pattern()) {
            return;
        }
        server_ = believed(charset_parameter(content_type_), "Content-Type", true);
        own_ = believed(xml_encoding(bytes_), "XML declaration", server_ == nullptr);
        const auto good = valid_utf8_prefix(bytes_);
        good == bytes_.size() ? read_valid_utf8() : read_other();
    }

    /// A byte order mark outranks everything (RFC 7303 section 3), unless the bytes behind it show
    /// that it is a lie.
    bool read_marked() {
        const auto mark = byte_order_mark(bytes_);
        if (mark.charset == nullptr) {
            return false;
        }
        const auto rest = bytes_.substr(mark.bytes);
        const auto* pattern = wide_by_pattern(rest);
        if (mark.charset->kind == kUtf8) {
            bytes_ = rest;
            if (valid_utf8_prefix(rest) != rest.size()) {
                return false;  // somebody put the mark before text in another encoding
            }
            take_utf8(kUtf8Name);
            return true;
        }
        const bool single_bytes = rest.size() >= 4 && pattern == nullptr &&
                                  ascii_prefix(rest.substr(0, 4)) == 4 &&
                                  rest.substr(0, 4).find('\0') == std::string_view::npos;
        if (single_bytes) {
            add("the byte order mark says {}, the bytes do not", mark.charset->name);
            bytes_ = rest;
            return false;
        }
        if (pattern != nullptr && pattern != mark.charset) {
            add("the byte order mark says {}, the bytes do not", mark.charset->name);
        }
        take(rest, pattern != nullptr ? *pattern : *mark.charset);
        return true;
    }

    /// Bytes that can be read in one way only, whatever anybody says.
    bool read_by_pattern() {
        const auto* found = wide_by_pattern(bytes_);
        if (found == nullptr && is_ebcdic(bytes_)) {
            const auto label = ebcdic_encoding(bytes_);
            found = charset_by_label(label);
            if (found == nullptr || found->kind != kEbcdic) {
                found = charset_by_label("ibm037");
            }
        }
        if (found == nullptr) {
            return false;
        }
        const auto* said = charset_by_label(charset_parameter(content_type_));
        if (said != nullptr && said->kind != found->kind) {
            add("the Content-Type says {}, the bytes are {}", said->name, found->name);
        }
        take(bytes_, *found);
        return true;
    }

    /// What a label means, if bytes that read like ASCII can be that.
    const Charset* believed(std::string_view label, std::string_view where, bool matters) {
        const auto* charset = charset_by_label(label);
        if (charset == nullptr) {
            if (!label.empty() && matters) {
                add("unknown encoding '{}' in the {}", printable(label, 40), where);
            }
            return nullptr;
        }
        if (!reads_as_ascii(*charset)) {
            if (matters) {
                add("the {} says {}, the bytes do not", where, charset->name);
            }
            return nullptr;
        }
        return charset;
    }

    /// The label in force: the server's, then the document's (RFC 7303 section 3.2).
    const Charset* said() const { return server_ != nullptr ? server_ : own_; }

    void read_valid_utf8() {
        const auto* label = said();
        if (!is_legacy(label)) {
            return take_utf8(kUtf8Name);
        }
        if (has_escapes(bytes_, *label)) {
            return take(bytes_, *label);
        }
        if (ascii_prefix(bytes_) == bytes_.size()) {
            return take_utf8(label->name);  // the same text in any of them
        }
        // Text in a one-byte encoding is valid UTF-8 by accident hardly ever, a few characters of
        // Chinese may be.
        const bool contradicted = own_ != nullptr && own_->kind == kUtf8;
        const std::size_t enough = contradicted || label->kind == kSingle ? 1 : 8;
        if (shape_of(bytes_).sequences < enough) {
            return take(bytes_, *label);
        }
        add("declared as {}, but the bytes are UTF-8", label->name);
        take_utf8(kUtf8Name);
    }

    /// Bytes that are not valid UTF-8.
    void read_other() {
        const auto shape = shape_of(bytes_);
        if (is_legacy(said())) {
            // No text in a one-byte encoding has more than a pair by accident now and then.
            const bool utf8 = said()->kind == kSingle && shape.sequences > 8 + 8 * shape.wrong;
            if (!utf8) {
                return read_labelled(*said());
            }
            add("declared as {}, but the bytes are UTF-8", said()->name);
            return read_patched(shape);
        }
        const bool mostly_utf8 = shape.sequences * 2 > shape.wrong;
        if (is_legacy(own_) && !mostly_utf8) {
            // A server that says UTF-8 of everything does not know better than the document.
            add("the Content-Type says utf-8, the bytes and the XML declaration do not");
            return read_labelled(*own_);
        }
        const bool said_utf8 = said() != nullptr;
        const auto* guessed = mostly_utf8 ? nullptr : guess_charset(bytes_);
        // A Western text has a few pairs of bytes that look like UTF-8 by accident: É», Ü”.
        if (guessed == nullptr && shape.sequences * 4 >= shape.wrong) {
            return read_patched(shape);
        }
        const auto& charset = guessed != nullptr ? *guessed : *charset_by_label("windows-1252");
        add("{}; read as {}",
            said_utf8 ? "declared as UTF-8 but is not" : "no encoding declared and not UTF-8",
            charset.name);
        take(bytes_, charset);
    }

    /// Bytes in an encoding that somebody named; another one when most of them mean nothing in it.
    void read_labelled(const Charset& label) {
        auto converted = convert(bytes_, label);
        if (converted.unreadable * 10 > count_high()) {
            const auto* other = is_legacy(own_) && own_ != &label ? own_ : guess_charset(bytes_);
            if (other != nullptr && other != &label) {
                auto second = convert(bytes_, *other);
                if (second.unreadable * 2 < converted.unreadable) {
                    add("declared as {} but is not; read as {}", label.name, other->name);
                    return take(std::move(second), *other);
                }
            }
        }
        take(std::move(converted), label);
    }

    /// UTF-8 with some bytes of another encoding in it.
    void read_patched(const MixedShape& shape) {
        // The stray bytes by themselves: a text in Cyrillic pasted among UTF-8 is no windows-1252.
        std::string stray;
        for (std::size_t at = shape.first_wrong; at < bytes_.size() && stray.size() < kSample;) {
            const auto c = decode_at(bytes_, at);
            stray += c.valid && c.bytes > 1 ? ' ' : bytes_[at];
            at += c.bytes;
        }
        const auto* charset = guess_charset(stray);
        if (charset == nullptr || charset->kind != kSingle) {
            charset = charset_by_label("windows-1252");
        }
        auto mixed = read_mixed(bytes_, shape, *charset);
        out_.encoding = kUtf8Name;
        out_.text = std::move(mixed.text);
        auto problem = fmt::format(
            "{} byte(s) are not valid UTF-8, the first at offset {}; read as {}",
            shape.wrong + shape.pairs * 6,
            shape.first_wrong,
            charset->name
        );
        if (mixed.unreadable != 0) {
            problem +=
                fmt::format(", {} of them left out as parts of characters", mixed.unreadable);
        }
        out_.problems.push_back(std::move(problem));
    }

    std::size_t count_high() const {
        return static_cast<std::size_t>(std::ranges::count_if(bytes_, [](char c) {
            return static_cast<unsigned char>(c) >= 0x80;
        }));
    }

    void take_utf8(std::string_view name) {
        as_they_are_ = true;
        out_.encoding = name;
    }

    void take(std::string_view bytes, const Charset& charset) {
        take(convert(bytes, charset), charset);
    }

    void take(Converted converted, const Charset& charset) {
        out_.text = std::move(converted.text);
        out_.encoding = charset.name;
        if (converted.unreadable != 0) {
            add("{} byte(s) mean nothing in {}; left out", converted.unreadable, charset.name);
        }
    }

    template <class... Values>
    void add(fmt::format_string<Values...> format, Values&&... values) {
        out_.problems.push_back(fmt::format(format, std::forward<Values>(values)...));
    }

    static constexpr std::string_view kUtf8Name = "utf-8";
    static constexpr std::size_t kSample = 64U << 10U;

    std::string_view bytes_;
    std::string_view content_type_;
    Decoded& out_;
    const Charset* server_ = nullptr;
    const Charset* own_ = nullptr;
    bool as_they_are_ = false;
};

constexpr bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/// Whether there is any control, in blocks that a compiler makes vector code of.
bool has_controls(std::string_view text) {
    constexpr std::size_t kBlock = 128;
    std::size_t at = 0;
    for (; at + kBlock <= text.size(); at += kBlock) {
        unsigned char found = 0;
        for (std::size_t i = 0; i < kBlock; ++i) {
            found |= static_cast<unsigned char>(is_control(text[at + i]) ? 1 : 0);
        }
        if (found != 0) {
            return true;
        }
    }
    return std::ranges::any_of(text.substr(at), is_control);
}

/// Leaves out what no document may hold: NUL and C0 controls, byte order marks at the front.
std::string_view cleaned(std::string_view text, Decoded& out) {
    if (has_controls(text)) {
        std::string kept(text);
        const auto removed = std::erase_if(kept, is_control);
        out.problems.push_back(fmt::format("{} control character(s) dropped", removed));
        out.text = std::move(kept);
        text = out.text;
    }
    // Afterwards: a mark behind a NUL is at the front now.
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    while (text.starts_with(kMark)) {
        text.remove_prefix(kMark.size());
    }
    return text;
}

}  // namespace

std::string_view decode(std::string_view bytes, std::string_view content_type, Decoded& out) {
    return cleaned(Decoder(bytes, content_type, out).run(), out);
}

Decoded decode(std::string_view bytes, std::string_view content_type) {
    Decoded out;
    const auto text = decode(bytes, content_type, out);
    if (text.data() != out.text.data()) {
        out.text = std::string(text);
    }
    return out;
}

}  // namespace wireroom::text
