#include "text/charset.hpp"

#include "base/text.hpp"
#include "text/charset_labels.hpp"
#include "text/utf8.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace wireroom::text {
namespace {

const Charset kUtf8{"utf-8", ""};
const Charset kWestern{"windows-1252", "windows-1252"};

struct ConverterCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DetectorCloser {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool is_wide(const Charset& charset) {
    return charset.name.starts_with("utf-16") || charset.name.starts_with("utf-32");
}

struct Mark {
    std::string_view bytes;
    std::string_view label;
};

// UTF-32LE before UTF-16LE, whose mark is its prefix.
constexpr auto kMarks = std::to_array<Mark>({
    {{"\xEF\xBB\xBF", 3}, "utf-8"},
    {{"\x00\x00\xFE\xFF", 4}, "utf-32be"},
    {{"\xFF\xFE\x00\x00", 4}, "utf-32le"},
    {{"\xFE\xFF", 2}, "utf-16be"},
    {{"\xFF\xFE", 2}, "utf-16le"},
});

/// UTF-16 or UTF-32 without a mark shows in where the zero bytes of the first ASCII characters
/// stand (XML 1.0, appendix F). Every document we read begins with white space, `<`, `{` or `[`.
const Charset* wide_by_pattern(std::string_view bytes) {
    if (bytes.size() < 4) {
        return nullptr;
    }
    const auto ascii = [&](std::size_t i) { return bytes[i] > 0; };
    const auto zero = [&](std::size_t i) { return bytes[i] == 0; };
    if (zero(0) && zero(1) && zero(2) && ascii(3)) {
        return charset_by_label("utf-32be");
    }
    if (ascii(0) && zero(1) && zero(2) && zero(3)) {
        return charset_by_label("utf-32le");
    }
    if (zero(0) && ascii(1) && zero(2) && ascii(3)) {
        return charset_by_label("utf-16be");
    }
    if (ascii(0) && zero(1) && ascii(2) && zero(3)) {
        return charset_by_label("utf-16le");
    }
    return nullptr;
}

/// The value of `name=value` or `name = "value"` in `text` from `from` on; case does not matter.
std::string_view parameter(std::string_view text, std::string_view name) {
    const auto lower = to_lower(text);
    for (auto at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
        if (at > 0 && text[at - 1] != ';' && !is_space(text[at - 1]) && text[at - 1] != '"' &&
            text[at - 1] != '\'') {
            continue;
        }
        auto rest = text.substr(at + name.size());
        while (!rest.empty() && is_space(rest.front())) {
            rest.remove_prefix(1);
        }
        if (rest.empty() || rest.front() != '=') {
            continue;
        }
        rest.remove_prefix(1);
        while (!rest.empty() && is_space(rest.front())) {
            rest.remove_prefix(1);
        }
        if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
            const auto end = rest.find(rest.front(), 1);
            return trim(rest.substr(1, end == std::string_view::npos ? end : end - 1));
        }
        return trim(rest.substr(0, rest.find_first_of("; \t\r\n?>")));
    }
    return {};
}

/// The encoding named in an XML declaration at the front (behind white space and comments, which
/// some servers send first).
std::string_view declared(std::string_view bytes) {
    const auto head = bytes.substr(0, 1024);
    const auto start = head.find("<?xml");
    if (start == std::string_view::npos) {
        return {};
    }
    const auto end = head.find('>', start);
    return parameter(
        head.substr(start, end == std::string_view::npos ? end : end - start), "encoding"
    );
}

/// Runs a converter over the whole input in pieces of bounded size; what it cannot read becomes
/// U+FFFD.
std::string convert(std::string_view bytes, const Charset& from, bool& replaced) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, ConverterCloser> converter(
        ucnv_open(std::string(from.converter).c_str(), &status)
    );
    if (U_FAILURE(status) != 0) {
        replaced = true;
        return replace_invalid(bytes);
    }
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<UChar, 4096> units{};
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    char32_t high = 0;
    do {
        UChar* target = units.data();
        status = U_ZERO_ERROR;
        ucnv_toUnicode(
            converter.get(), &target, units.data() + units.size(), &source, end, nullptr, 1, &status
        );
        for (const UChar* unit = units.data(); unit != target; ++unit) {
            const char32_t c = *unit;
            if (high != 0 && c >= 0xDC00 && c <= 0xDFFF) {
                append_utf8(out, 0x10000 + ((high - 0xD800) << 10U) + (c - 0xDC00));
                high = 0;
                continue;
            }
            if (high != 0) {
                out += kReplacement;
                high = 0;
            }
            if (c >= 0xD800 && c <= 0xDBFF) {
                high = c;
                continue;
            }
            // ICU marks unreadable bytes of a one-byte charset with U+001A when the source says
            // "substitute".
            replaced = replaced || c == 0xFFFD;
            append_utf8(out, c);
        }
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (high != 0) {
        out += kReplacement;
    }
    return out;
}

bool is_utf8(std::string_view bytes) {
    return valid_utf8_prefix(bytes) == bytes.size();
}

struct Shape {
    std::size_t sequences = 0;  ///< valid characters beyond ASCII
    std::size_t wrong = 0;      ///< bytes that belong to no valid character
};

Shape shape_of(std::string_view bytes) {
    Shape shape;
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<std::uint8_t>(bytes[at]) < 0x80) {
            at += ascii_prefix(bytes.substr(at));
            continue;
        }
        const auto c = decode_at(bytes, at);
        ++(c.valid ? shape.sequences : shape.wrong);
        at += c.bytes;
    }
    return shape;
}

/// A guess for bytes that nothing describes and that are not UTF-8: the East Asian and Cyrillic
/// encodings when the statistics are clear and enough of the text is foreign to be one;
/// windows-1252 otherwise, as browsers do.
const Charset& guess(std::string_view bytes, std::size_t foreign) {
    constexpr auto kTrusted = std::to_array<std::string_view>(
        {"Big5",
         "EUC-JP",
         "EUC-KR",
         "GB18030",
         "Shift_JIS",
         "KOI8-R",
         "windows-1251",
         "ISO-2022-JP"}
    );
    constexpr std::size_t kSample = 64U << 10U;
    constexpr int kConfidence =
        30;  // of 100; real texts of a few hundred characters score 40 and more
    // Accents of Western languages stand alone between ASCII letters; foreign scripts come in runs.
    std::size_t in_runs = 0;
    for (std::size_t at = 1; at < bytes.size(); ++at) {
        in_runs += (static_cast<std::uint8_t>(bytes[at]) & static_cast<std::uint8_t>(bytes[at - 1])
                   ) >= 0x80
                       ? 1
                       : 0;
    }
    const bool mostly_foreign = foreign >= 8 && in_runs * 2 > foreign;
    if (!mostly_foreign) {
        return kWestern;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
    const auto sample = bytes.substr(0, kSample);
    ucsdet_enableInputFilter(detector.get(), 1);
    ucsdet_setText(
        detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status
    );
    const auto* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) == 0 && match != nullptr &&
        ucsdet_getConfidence(match, &status) >= kConfidence) {
        const std::string_view name = ucsdet_getName(match, &status);
        const auto* charset = charset_by_label(name);
        if (charset != nullptr && std::ranges::find(kTrusted, name) != kTrusted.end()) {
            return *charset;
        }
    }
    // The detector knows no Thai. Cyrillic and Greek use bytes that TIS-620 leaves empty.
    const bool thai =
        mostly_foreign && std::ranges::all_of(sample, [](char c) {
            const auto byte = static_cast<std::uint8_t>(c);
            return byte < 0x98 || (byte >= 0xA0 && byte <= 0xDA) || (byte >= 0xDF && byte <= 0xFB);
        });
    return thai ? *charset_by_label("tis-620") : kWestern;
}

/// Removes what no document may hold: NUL and C0 controls, byte order marks at the front.
void drop_controls(Decoded& out) {
    const auto is_control = [](char c) {
        return static_cast<std::uint8_t>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    const auto removed = std::erase_if(out.text, is_control);
    if (removed > 0) {
        out.problems.push_back(fmt::format("{} control character(s) dropped", removed));
    }
}

void read_utf8(std::string_view bytes, Decoded& out) {
    out.encoding = kUtf8.name;
    const auto good = valid_utf8_prefix(bytes);
    if (good == bytes.size()) {
        out.text = bytes;
        return;
    }
    out.text = replace_invalid(bytes);
    const auto shape = shape_of(bytes);
    out.problems.push_back(fmt::format(
        "{} byte(s) are not valid UTF-8, the first at offset {}; shown as U+FFFD", shape.wrong, good
    ));
}

/// Bytes said to be UTF-8, or said to be nothing.
void read_unlabelled(std::string_view bytes, bool said_utf8, Decoded& out) {
    if (is_utf8(bytes)) {
        read_utf8(bytes, out);
        return;
    }
    const auto shape = shape_of(bytes);
    // A legacy text hits a valid UTF-8 pair by accident now and then, East Asian ones in up to a
    // third of the cases; UTF-8 with a few broken bytes is the opposite.
    const std::size_t weight = shape.wrong < 20 ? 10 : 1;
    if (shape.sequences * weight > shape.wrong) {
        read_utf8(bytes, out);
        return;
    }
    const auto& charset = guess(bytes, shape.wrong);
    bool replaced = false;
    out.text = convert(bytes, charset, replaced);
    out.encoding = charset.name;
    out.problems.push_back(
        said_utf8 ? fmt::format("declared as UTF-8 but is not; read as {}", charset.name)
                  : fmt::format("no encoding declared and not UTF-8; read as {}", charset.name)
    );
}

void read_as(std::string_view bytes, const Charset& charset, Decoded& out) {
    if (charset.converter.empty()) {
        read_unlabelled(bytes, true, out);
        return;
    }
    bool replaced = false;
    out.text = convert(bytes, charset, replaced);
    out.encoding = charset.name;
    if (replaced) {
        out.problems.push_back(
            fmt::format("some bytes mean nothing in {}; shown as U+FFFD", charset.name)
        );
    }
}

void choose_and_read(std::string_view bytes, std::string_view content_type, Decoded& out) {
    for (const auto& mark : kMarks) {
        if (bytes.starts_with(mark.bytes)) {
            bytes.remove_prefix(mark.bytes.size());
            mark.label == "utf-8" ? read_utf8(bytes, out)
                                  : read_as(bytes, *charset_by_label(mark.label), out);
            return;
        }
    }
    const auto* pattern = wide_by_pattern(bytes);
    const auto consider = [&](std::string_view label, std::string_view where) -> const Charset* {
        if (label.empty()) {
            return nullptr;
        }
        const auto* charset = charset_by_label(label);
        if (charset == nullptr) {
            out.problems.push_back(
                fmt::format("unknown encoding '{}' in the {}", printable(label, 40), where)
            );
        } else if (is_wide(*charset) != (pattern != nullptr)) {
            // Bytes that can be read one by one are not UTF-16 whatever they say, and the other way
            // round.
            if (pattern == nullptr) {
                out.problems.push_back(
                    fmt::format("the {} says {}, the bytes do not", where, charset->name)
                );
            }
            return nullptr;
        }
        return charset;
    };
    if (const auto* charset = consider(parameter(content_type, "charset"), "Content-Type")) {
        // A server that says UTF-8 of everything it sends does not know better than the document.
        const auto* own = charset->converter.empty() ? charset_by_label(declared(bytes)) : nullptr;
        const bool overruled =
            own != nullptr && !own->converter.empty() && !is_wide(*own) && !is_utf8(bytes);
        if (overruled) {
            out.problems.push_back(
                "the Content-Type says utf-8, the bytes and the XML declaration do not"
            );
        }
        return read_as(bytes, pattern != nullptr ? *pattern : overruled ? *own : *charset, out);
    }
    if (pattern != nullptr) {
        return read_as(bytes, *pattern, out);
    }
    if (const auto* charset = consider(declared(bytes), "XML declaration")) {
        return read_as(bytes, *charset, out);
    }
    if (bytes.starts_with("\x4C\x6F\xA7\x94")) {
        return read_as(bytes, *charset_by_label("ibm037"), out);  // "<?xm" in EBCDIC
    }
    read_unlabelled(bytes, false, out);
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view content_type) {
    Decoded out;
    choose_and_read(bytes, content_type, out);
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    while (out.text.starts_with(kMark)) {
        out.text.erase(0, kMark.size());
    }
    drop_controls(out);
    return out;
}

}  // namespace wireroom::text
