#include "protocol/json_writer.hpp"

#include "protocol/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

namespace wireroom::protocol {
namespace {

/// Bytes that stand for themselves in a JSON string.
constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < 0x7F; ++byte) {
        plain[byte] = byte != '"' && byte != '\\';
    }
    return plain;
}();

std::uint8_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

void append_ascii(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        default:
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    }
}

/// U+0080–U+009F hold NEL; U+2028 and U+2029 are line breaks to JavaScript and Python.
bool append_line_break_escaped(std::string& out, std::string_view sequence) {
    if (sequence.size() == 2 && sequence[0] == '\xC2' && byte_at(sequence, 1) < 0xA0) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", unsigned{byte_at(sequence, 1)});
        return true;
    }
    if (sequence == "\xE2\x80\xA8") {
        out += "\\u2028";
        return true;
    }
    if (sequence == "\xE2\x80\xA9") {
        out += "\\u2029";
        return true;
    }
    return false;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t start = 0;  // of what stands for itself and is not copied yet
    std::size_t at = 0;
    const auto flush = [&] { out.append(text.substr(start, at - start)); };
    while (at < text.size()) {
        const auto byte = byte_at(text, at);
        if (kPlain[byte]) {
            ++at;
            continue;
        }
        if (byte < 0x80) {
            flush();
            append_ascii(out, text[at]);
            start = ++at;
            continue;
        }
        const auto length = utf8_length(text.substr(at));
        if (length == 0) {
            flush();
            out += kReplacement;
            start = ++at;
            continue;
        }
        const bool may_break = byte == 0xC2 || byte == 0xE2;
        if (may_break) {
            flush();
            start = at;
            if (append_line_break_escaped(out, text.substr(at, length))) {
                start = at + length;
            }
        }
        at += length;
    }
    flush();
    out += '"';
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_ += bracket;
    comma_ = true;
    return *this;
}

void JsonWriter::separate() {
    if (comma_) {
        out_ += ',';
    }
    comma_ = true;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    append_json_string(out_, name);
    out_ += ':';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    separate();
    append_json_string(out_, text);
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t number) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", number);
    return *this;
}

JsonWriter& JsonWriter::unsigned_integer(std::uint64_t number) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", number);
    return *this;
}

JsonWriter& JsonWriter::real(double number) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", std::isfinite(number) ? number : 0.0);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, const std::vector<std::string>& texts) {
    key(name).begin_array();
    for (const auto& text : texts) {
        string(text);
    }
    return end_array();
}

JsonWriter& JsonWriter::optional_member(std::string_view name, std::string_view text) {
    return text.empty() ? *this : member(name, text);
}

}  // namespace wireroom::protocol
