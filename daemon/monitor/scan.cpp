#include "monitor/scan.hpp"

#include "base/text.hpp"
#include "monitor/fields.hpp"
#include "text/utf8.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace wireroom::monitor {
namespace {

constexpr std::uint32_t kDefaultDistance = 10;

constexpr bool is_hebrew_letter(char32_t c) {
    return c >= 0x05D0 && c <= 0x05F2;
}

/// What ends a phrase that begins with `open`; empty when `open` is no quote.
constexpr std::u32string_view closers(char32_t open) {
    switch (open) {
        case U'"':
        case U'＂':
            return U"\"＂";
        case U'“':
        case U'”':
        case U'„':
        case U'‟':
            return U"“”";
        case U'«':
            return U"»";
        case U'»':
            return U"«»";
        case U'「':
            return U"」";
        case U'『':
            return U"』";
        default:
            return U"";
    }
}

constexpr bool is_open(char32_t c) {
    return c == '(' || c == U'（';
}
constexpr bool is_close(char32_t c) {
    return c == ')' || c == U'）';
}
/// Dashes that a program puts where a hyphen was typed.
constexpr bool is_long_dash(char32_t c) {
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D;
}

class Scanner {
public:
    explicit Scanner(std::string_view query) : query_(query) {}

    Result<std::vector<Token>, QueryFault> run() {
        if (auto fault = check_characters()) {
            return *std::move(fault);
        }
        while (at_ < query_.size()) {
            const auto c = peek(at_);
            if (text::is_unicode_space(c.value)) {
                at_ += c.bytes;
            } else if (auto fault = scan_token(c)) {
                return *std::move(fault);
            }
        }
        put(Token::Kind::kEnd, at_, at_);
        return std::move(tokens_);
    }

private:
    using MaybeFault = std::optional<QueryFault>;

    text::CodePoint peek(std::size_t at) const { return text::decode_at(query_, at); }

    static QueryFault fault(std::size_t at, std::string message, std::string suggestion = {}) {
        return {std::move(message), at + 1, std::move(suggestion)};
    }

    MaybeFault check_characters() const {
        for (std::size_t at = 0; at < query_.size();) {
            const auto c = peek(at);
            if (!c.valid) {
                return fault(at, "the query is not valid UTF-8 here");
            }
            if (text::is_hidden_control(c.value) && c.value != 0x0B && c.value != 0x0C &&
                c.value != 0x85) {
                return fault(
                    at,
                    fmt::format(
                        "an invisible control character (U+{:04X}) stands in the query",
                        static_cast<std::uint32_t>(c.value)
                    ),
                    "remove it"
                );
            }
            at += c.bytes;
        }
        return std::nullopt;
    }

    Token& put(Token::Kind kind, std::size_t begin, std::size_t end) {
        auto& token = tokens_.emplace_back();
        token.kind = kind;
        token.column = begin + 1;
        token.source = query_.substr(begin, end - begin);
        at_ = end;
        return token;
    }

    MaybeFault scan_token(const text::CodePoint& c) {
        if (is_open(c.value)) {
            put(Token::Kind::kOpen, at_, at_ + c.bytes);
            return std::nullopt;
        }
        if (is_close(c.value)) {
            put(Token::Kind::kClose, at_, at_ + c.bytes);
            return std::nullopt;
        }
        if (!closers(c.value).empty()) {
            return scan_phrase(at_, Field::kAny);
        }
        if ((c.value == '-' || is_long_dash(c.value)) && begins_operand(at_ + c.bytes)) {
            if (c.value != '-') {
                return fault(
                    at_,
                    "a dash that is no hyphen stands before a word",
                    "exclude a word with the hyphen of the keyboard: -word"
                );
            }
            put(Token::Kind::kNot, at_, at_ + c.bytes);
            return std::nullopt;
        }
        return scan_word();
    }

    bool begins_operand(std::size_t at) const {
        if (at >= query_.size()) {
            return false;
        }
        const auto c = peek(at);
        return !text::is_unicode_space(c.value) && !is_close(c.value);
    }

    /// Whether the character between `before` and `at + bytes` is part of a Hebrew word.
    bool is_gershayim(std::size_t begin, std::size_t at, const text::CodePoint& c) const {
        if (c.value != '"' && c.value != U'”') {
            return false;
        }
        const auto behind = at + c.bytes;
        // Every Hebrew letter has two bytes.
        return at >= begin + 2 && is_hebrew_letter(peek(at - 2).value) && behind < query_.size() &&
               is_hebrew_letter(peek(behind).value);
    }

    MaybeFault scan_phrase(std::size_t open, Field field) {
        const auto quote = peek(open);
        const auto ends = closers(quote.value);
        const auto begin = open + quote.bytes;
        for (auto at = begin; at < query_.size();) {
            const auto c = peek(at);
            if (ends.find(c.value) != ends.npos && !is_gershayim(begin, at, c)) {
                auto& token = put(Token::Kind::kTerm, at_, at + c.bytes);
                token.field = field;
                token.value = query_.substr(begin, at - begin);
                token.quoted = true;
                return std::nullopt;
            }
            at += c.bytes;
        }
        return fault(
            open,
            "a quotation mark is not closed",
            fmt::format(
                "end the phrase with {}", quote.value == '"' ? "\"" : "the mark that belongs to it"
            )
        );
    }

    std::size_t word_end() const {
        auto at = at_;
        while (at < query_.size()) {
            const auto c = peek(at);
            if (text::is_unicode_space(c.value) || is_open(c.value) || is_close(c.value) ||
                (!closers(c.value).empty() && !is_gershayim(at_, at, c))) {
                break;
            }
            at += c.bytes;
        }
        return at;
    }

    MaybeFault scan_word() {
        const auto end = word_end();
        const auto word = query_.substr(at_, end - at_);
        if (word == "AND") {
            put(Token::Kind::kAnd, at_, end);
        } else if (word == "OR") {
            put(Token::Kind::kOr, at_, end);
        } else if (word == "NOT") {
            put(Token::Kind::kNot, at_, end);
        } else if (word == "NEAR" || word.starts_with("NEAR/")) {
            return scan_near(word);
        } else if (const auto name = field_name(word); name.size != 0) {
            return scan_field(word, name);
        } else {
            put(Token::Kind::kTerm, at_, end).value = word;
        }
        return std::nullopt;
    }

    MaybeFault scan_near(std::string_view word) {
        auto distance = kDefaultDistance;
        if (word != "NEAR") {
            const auto number = word.substr(5);
            const char* const end = number.data() + number.size();
            const auto parsed = std::from_chars(number.data(), end, distance);
            if (number.empty() || parsed.ptr != end || parsed.ec == std::errc::invalid_argument) {
                return fault(
                    at_,
                    fmt::format("{} has no number of words behind the slash", quoted(word)),
                    "write NEAR/10, or NEAR alone for at most 10 words between"
                );
            }
            if (parsed.ec != std::errc() || distance == 0 || distance > kMaxDistance) {
                return fault(
                    at_,
                    fmt::format(
                        "{} is out of range: from 1 to {} words may stand between",
                        quoted(word),
                        kMaxDistance
                    ),
                    distance == 0 && parsed.ec == std::errc()
                        ? "for words side by side write a phrase in quotes"
                        : "use AND to find both words anywhere in a story"
                );
            }
        }
        put(Token::Kind::kNear, at_, at_ + word.size()).distance = distance;
        return std::nullopt;
    }

    MaybeFault scan_field(std::string_view word, FieldName name) {
        const auto field = name.field;
        const auto value = word.substr(name.size + name.colon);
        if (!field) {
            return fault(
                at_,
                fmt::format(
                    "{} is no field of a query", quoted(word.substr(0, name.size + name.colon))
                ),
                suggest_field(word.substr(0, name.size), value)
            );
        }
        const auto begin = at_;
        const auto behind = begin + word.size();
        if (value.empty()) {
            const auto next = behind < query_.size() ? peek(behind).value : U' ';
            if (!closers(next).empty()) {
                return scan_phrase(behind, *field);
            }
            return is_open(next)
                       ? fault(
                             begin,
                             fmt::format(
                                 "{} looks for one word or phrase, not for a group", quoted(word)
                             ),
                             fmt::format("repeat it: ({0}a OR {0}b)", word)
                         )
                       : fault(
                             begin,
                             fmt::format("nothing stands behind {}", quoted(word)),
                             fmt::format("write the word right behind the colon: {}word", word)
                         );
        }
        if (value.front() == '-') {
            return fault(
                begin,
                fmt::format("{} excludes nothing: the hyphen stands inside", quoted(word)),
                fmt::format("write -{}word", word.substr(0, word.size() - value.size()))
            );
        }
        if (const auto inner = field_name(value); inner.field && (*field == Field::kTitle)) {
            return fault(
                begin,
                fmt::format("{} names two fields", quoted(word)),
                "use one of them, or AND between two terms"
            );
        }
        auto& token = put(Token::Kind::kTerm, begin, behind);
        token.field = *field;
        token.value = value;
        return std::nullopt;
    }

    std::string_view query_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::string quoted(std::string_view piece) {
    return '"' + printable(piece, 60) + '"';
}

Result<std::vector<Token>, QueryFault> scan(std::string_view query) {
    return Scanner(query).run();
}

}  // namespace wireroom::monitor
