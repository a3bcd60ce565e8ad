#include "text/charset_declared.hpp"

#include "base/text.hpp"
#include "text/charset_convert.hpp"

#include <array>

namespace wireroom::text {
namespace {

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

/// The value of `name=value` or `name = "value"` in `text`; case does not matter.
std::string_view parameter(std::string_view text, std::string_view name) {
    constexpr std::size_t kLongest = 1024;
    text = text.substr(0, kLongest);
    const auto lower = to_lower(text);
    for (auto at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
        constexpr std::string_view kBefore = ";, \t\r\n\"'";
        if (at > 0 && kBefore.find(text[at - 1]) == std::string_view::npos) {
            continue;
        }
        auto rest = trim(text.substr(at + name.size()));
        if (rest.empty() || rest.front() != '=') {
            continue;
        }
        rest = trim(rest.substr(1));
        if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
            const auto end = rest.find(rest.front(), 1);
            return trim(rest.substr(1, end == std::string_view::npos ? end : end - 1));
        }
        return rest.substr(0, rest.find_first_of(",; \t\r\n?>"));
    }
    return {};
}

}  // namespace

std::string_view charset_parameter(std::string_view content_type) {
    return parameter(content_type, "charset");
}

std::string_view xml_encoding(std::string_view bytes) {
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

bool is_ebcdic(std::string_view bytes) {
    return bytes.starts_with("\x4C\x6F\xA7\x94");
}

std::string ebcdic_encoding(std::string_view bytes) {
    if (!is_ebcdic(bytes)) {
        return {};
    }
    constexpr std::size_t kHead = 256;
    return std::string(
        xml_encoding(convert(bytes.substr(0, kHead), *charset_by_label("ibm037")).text)
    );
}

ByteOrderMark byte_order_mark(std::string_view bytes) {
    for (const auto& mark : kMarks) {
        if (bytes.starts_with(mark.bytes)) {
            return {mark.bytes.size(), charset_by_label(mark.label)};
        }
    }
    return {};
}

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

}  // namespace wireroom::text
