#include "base/text.hpp"
#include "config/document.hpp"

#include <charconv>
#include <cstdint>

namespace wireroom::config {

namespace {

/// Reads a scalar of the file a second time, byte by byte, beside the text that it became: the
/// parser says only where a scalar begins. Whatever does not fit ends the walk.
class ScalarWalk {
public:
    ScalarWalk(std::string_view yaml, const YamlNode& scalar)
        : yaml_(yaml), text_(scalar.text), at_(scalar.offset) {}

    /// The offset in the file of the text's byte `wanted`.
    std::optional<std::size_t> find(std::size_t wanted) {
        if (wanted > text_.size() || at_ > yaml_.size()) {
            return std::nullopt;
        }
        skip_properties();
        const char first = peek();
        quote_ = first == '"' || first == '\'' ? first : '\0';
        if (quote_ != '\0') {
            ++at_;
        }
        std::size_t done = 0;
        while (done < wanted) {
            const auto bytes = step(done);
            if (bytes == 0) {
                return std::nullopt;
            }
            done += bytes;
        }
        // A character of several bytes that was written as an escape has one place.
        return done == wanted ? at_ : std::optional(before_);
    }

private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < yaml_.size() ? yaml_[at_ + ahead] : '\n';
    }

    /// Anchors and tags stand before the value: `&name "value"`.
    void skip_properties() {
        while (peek() == '&' || peek() == '!') {
            while (peek() != ' ' && peek() != '\n') {
                ++at_;
            }
            while (peek() == ' ') {
                ++at_;
            }
        }
    }

    /// Passes one character of the file; returns how many bytes of the text it became, 0 when it is
    /// not what stands there.
    std::size_t step(std::size_t done) {
        before_ = at_;
        if (peek() == '\n' || peek() == '\r') {
            return 0;
        }
        if (quote_ == '"' && peek() == '\\') {
            return escape();
        }
        if (quote_ == '\'' && peek() == '\'' && peek(1) == '\'') {
            ++at_;
        }
        // The text may have had its line breaks made spaces; nothing else differs.
        if (peek() != text_[done]) {
            return 0;
        }
        ++at_;
        return 1;
    }

    /// `\"` and the like are one byte; `\xE9`, `\u0436` and `\U0001F600` what UTF-8 makes of them.
    std::size_t escape() {
        const char kind = peek(1);
        const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        at_ += 2;
        if (digits == 0) {
            constexpr std::string_view kTwoBytes = "N_";    // next line, no-break space
            constexpr std::string_view kThreeBytes = "LP";  // line and paragraph separators
            return kTwoBytes.find(kind) != std::string_view::npos     ? 2
                   : kThreeBytes.find(kind) != std::string_view::npos ? 3
                                                                      : 1;
        }
        std::uint32_t value = 0;
        const auto hex = yaml_.substr(at_, digits);
        std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
        at_ += digits;
        return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    }

    std::string_view yaml_;
    std::string_view text_;
    std::size_t at_;
    std::size_t before_ = 0;
    char quote_ = '\0';
};

}  // namespace

std::optional<int> column_inside(
    std::string_view yaml, const YamlNode& scalar, std::size_t offset
) {
    const auto found = ScalarWalk(yaml, scalar).find(offset);
    if (!found || *found < scalar.offset) {
        return std::nullopt;
    }
    return scalar.column + static_cast<int>(*found - scalar.offset);
}

}  // namespace wireroom::config
