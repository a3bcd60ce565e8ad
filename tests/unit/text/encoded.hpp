#pragma once

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace wireroom::text {

/// A text in the encoding of this ICU converter; the test fails when it has not all characters.
inline std::string encoded(const std::string& utf8, const char* converter) {
    const auto units = icu::UnicodeString::fromUTF8(utf8);
    std::string out(utf8.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    auto* target = ucnv_open(converter, &status);
    ucnv_setFromUCallBack(target, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    const auto length = ucnv_fromUChars(
        target,
        out.data(),
        static_cast<std::int32_t>(out.size()),
        units.getBuffer(),
        units.length(),
        &status
    );
    ucnv_close(target);
    EXPECT_TRUE(U_SUCCESS(status)) << converter << ": " << utf8;
    out.resize(static_cast<std::size_t>(length));
    return out;
}

}  // namespace wireroom::text
