#include "text/charset_convert.hpp"

#include "text/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <memory>

namespace wireroom::text {
namespace {

struct ConverterCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

/// Called by ICU for bytes that mean nothing: counts them and writes nothing.
void U_CALLCONV leave_out(
    const void* context,
    UConverterToUnicodeArgs* /*args*/,
    const char* /*bytes*/,
    std::int32_t length,
    UConverterCallbackReason reason,
    UErrorCode* status
) {
    if (reason <= UCNV_IRREGULAR) {
        *static_cast<std::size_t*>(const_cast<void*>(context)) += static_cast<std::size_t>(length);
        *status = U_ZERO_ERROR;
    }
}

/// A converter that counts into `unreadable`, which must outlive it; null when ICU has none.
Converter open(const Charset& charset, std::size_t& unreadable) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(std::string(charset.converter).c_str(), &status));
    if (U_FAILURE(status) != 0) {
        return nullptr;
    }
    ucnv_setToUCallBack(converter.get(), leave_out, &unreadable, nullptr, nullptr, &status);
    return converter;
}

/// Appends UTF-16 to UTF-8; a pair may be split between two calls.
class Utf16Reader {
public:
    Utf16Reader(std::string& out, std::size_t& unreadable) : out_(out), unreadable_(unreadable) {}

    void add(std::u16string_view units) {
        for (const char16_t unit : units) {
            if (unit < 0x80 && high_ == 0) {
                out_ += static_cast<char>(unit);
                continue;
            }
            if (high_ != 0 && unit >= 0xDC00 && unit <= 0xDFFF) {
                append_utf8(out_, 0x10000 + ((high_ - 0xD800U) << 10U) + (unit - 0xDC00U));
                high_ = 0;
                continue;
            }
            drop_half();
            if (unit >= 0xD800 && unit <= 0xDBFF) {
                high_ = unit;
            } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
                ++unreadable_;
            } else {
                append_utf8(out_, unit);
            }
        }
    }

    void drop_half() {
        unreadable_ += high_ != 0 ? 1 : 0;
        high_ = 0;
    }

private:
    std::string& out_;
    std::size_t& unreadable_;
    char32_t high_ = 0;
};

/// One-byte encodings, ASCII below 0x80: runs of ASCII are copied, the rest is looked up.
Converted convert_single(std::string_view bytes, const Charset& from) {
    struct Piece {
        std::array<char, 3> bytes{};
        std::uint8_t length = 0;
    };
    std::array<Piece, 128> pieces{};
    const auto upper = upper_half(from);
    for (std::size_t i = 0; i < upper.size(); ++i) {
        if (upper[i] != 0) {
            std::string utf8;
            append_utf8(utf8, upper[i]);
            utf8.copy(pieces[i].bytes.data(), utf8.size());
            pieces[i].length = static_cast<std::uint8_t>(utf8.size());
        }
    }
    constexpr std::size_t kMost = 3;  // bytes of UTF-8 that one byte becomes
    const auto high = static_cast<std::size_t>(std::ranges::count_if(bytes, [](char c) {
        return static_cast<std::uint8_t>(c) >= 0x80;
    }));
    Converted result;
    result.text.resize(bytes.size() + high * (kMost - 1));
    char* out = result.text.data();
    for (std::size_t at = 0; at < bytes.size();) {
        const auto plain = ascii_prefix(bytes.substr(at));
        out = std::copy_n(bytes.data() + at, plain, out);
        at += plain;
        for (; at < bytes.size() && static_cast<std::uint8_t>(bytes[at]) >= 0x80; ++at) {
            const auto& piece = pieces[static_cast<std::uint8_t>(bytes[at]) - 0x80U];
            out = std::copy_n(piece.bytes.data(), piece.length, out);
            result.unreadable += piece.length == 0 ? 1 : 0;
        }
    }
    result.text.resize(static_cast<std::size_t>(out - result.text.data()));
    return result;
}

}  // namespace

UpperHalf upper_half(const Charset& charset) {
    UpperHalf table{};
    if (const auto own = own_table(charset); !own.empty()) {
        own.copy(table.data(), table.size());
        return table;
    }
    std::size_t unreadable = 0;
    const auto converter = open(charset, unreadable);
    for (unsigned byte = 0x80; converter != nullptr && byte <= 0xFF; ++byte) {
        const char one = static_cast<char>(static_cast<std::uint8_t>(byte));
        std::array<UChar, 4> units{};
        UErrorCode status = U_ZERO_ERROR;
        const auto length =
            ucnv_toUChars(converter.get(), units.data(), units.size(), &one, 1, &status);
        table[byte - 0x80] = U_SUCCESS(status) != 0 && length == 1 ? units[0] : u'\0';
    }
    return table;
}

Converted convert(std::string_view bytes, const Charset& from) {
    if (from.kind == CharsetKind::kSingle) {
        return convert_single(bytes, from);
    }
    Converted result;
    const auto converter = open(from, result.unreadable);
    if (converter == nullptr) {
        result.unreadable = bytes.size();
        return result;
    }
    result.text.reserve(bytes.size() + bytes.size() / 2);
    Utf16Reader reader(result.text, result.unreadable);
    std::array<UChar, 4096> units{};
    const char* source = bytes.data();
    UErrorCode status = U_ZERO_ERROR;
    do {
        UChar* target = units.data();
        status = U_ZERO_ERROR;
        ucnv_toUnicode(
            converter.get(),
            &target,
            units.data() + units.size(),
            &source,
            bytes.data() + bytes.size(),
            nullptr,
            1,
            &status
        );
        reader.add({units.data(), static_cast<std::size_t>(target - units.data())});
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    reader.drop_half();
    return result;
}

}  // namespace wireroom::text
