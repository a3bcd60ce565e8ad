#include "text/charset_guess.hpp"

#include "text/charset_guess_alphabets.hpp"
#include "text/charset_guess_latin.hpp"
#include "text/utf8.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

namespace wireroom::text {
namespace {

struct DetectorCloser {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// Thai, which ICU's detector does not know, by how often it uses each byte from A0 on, in
/// thousandths. Measured on 3-sentence texts: Thai has 26 to 38 per byte, all others under 17.
const Charset* guess_thai(std::string_view bytes) {
    static constexpr auto kWeights =
        std::to_array<int>({0,  46, 21, 0,  15, 0,  0, 34, 16, 0,  11, 3,  0, 1,  0,  0,
                            1,  0,  0,  5,  33, 24, 8, 17, 2,  38, 22, 15, 4, 0,  15, 8,
                            2,  48, 22, 51, 0,  26, 0, 20, 1,  1,  21, 17, 0, 52, 0,  0,
                            13, 28, 57, 10, 21, 24, 3, 12, 7,  12, 0,  0,  0, 0,  0,  0,
                            37, 22, 5,  11, 22, 0,  0, 7,  55, 43, 0,  0,  9, 0,  0,  0,
                            0,  0,  0,  0,  0,  0,  0, 0,  0,  0,  0,  0,  0, 0,  0,  0});
    constexpr int kNone = -40;
    constexpr long kEnough = 21;
    long score = 0;
    long count = 0;
    bool extended = false;
    for (const char c : bytes) {
        if (is_high(c)) {
            const auto byte = static_cast<std::uint8_t>(c);
            const int weight = byte >= 0xA0 ? kWeights[byte - 0xA0U] : 0;
            score += weight > 0 ? weight : kNone;
            extended = extended || byte <= 0xA0;  // quotes, dashes: windows-874 alone has them
            ++count;
        }
    }
    if (score < kEnough * count) {
        return nullptr;
    }
    return charset_by_label(extended ? "windows-874" : "tis-620");
}

const Charset* ask_detector(std::string_view sample) {
    constexpr auto kTrusted = std::to_array<std::string_view>(
        {"Big5",
         "EUC-JP",
         "EUC-KR",
         "GB18030",
         "Shift_JIS",
         "ISO-8859-7",
         "windows-1253",
         "windows-1255",
         "windows-1256"}
    );
    constexpr int kConfidence =
        30;  // of 100; a few hundred characters of real text have 40 or more
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
    if (U_FAILURE(status) != 0) {
        return nullptr;
    }
    ucsdet_enableInputFilter(detector.get(), 1);  // mark-up is no language
    ucsdet_setText(
        detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status
    );
    const auto* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) != 0 || match == nullptr ||
        ucsdet_getConfidence(match, &status) < kConfidence) {
        return nullptr;
    }
    const std::string_view name = ucsdet_getName(match, &status);
    if (name.starts_with("ISO-8859-8")) {
        return charset_by_label("windows-1255");  // the same letters, and quotes and points
    }
    return std::ranges::find(kTrusted, name) != kTrusted.end() ? charset_by_label(name) : nullptr;
}

}  // namespace

const Charset* guess_charset(std::string_view bytes) {
    constexpr std::size_t kSample = 64U << 10U;
    constexpr std::size_t kFewest = 8;
    const auto start = ascii_prefix(bytes);
    const auto sample = bytes.substr(start, kSample);
    // Accents of Western languages stand alone between ASCII letters; foreign scripts come in runs.
    std::size_t foreign = 0;
    std::size_t in_runs = 0;
    for (std::size_t at = 0; at < sample.size(); ++at) {
        foreign += is_high(sample[at]) ? 1 : 0;
        in_runs += at > 0 && is_high(sample[at]) && is_high(sample[at - 1]) ? 1 : 0;
    }
    if (in_runs * 2 <= foreign) {
        return guess_latin(bytes);
    }
    if (foreign < kFewest) {
        return nullptr;
    }
    for (auto* guess : {guess_thai, guess_alphabet, ask_detector}) {
        if (const auto* charset = guess(sample)) {
            return charset;
        }
    }
    return nullptr;
}

}  // namespace wireroom::text
