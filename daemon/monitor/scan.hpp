#pragma once

#include "monitor/node.hpp"
#include "monitor/query.hpp"

#include <string_view>
#include <vector>

namespace wireroom::monitor {

/// A piece of a query.
struct Token {
    enum class Kind : std::uint8_t { kOpen, kClose, kAnd, kOr, kNot, kNear, kTerm, kEnd };

    Kind kind = Kind::kEnd;
    std::size_t column = 1;      ///< where it begins, in bytes, from 1
    std::string_view source;     ///< as it is written
    Field field = Field::kAny;   ///< of a term
    std::string_view value;      ///< of a term: the word, or what stands between the quotes
    bool quoted = false;         ///< whether a term is a phrase
    std::uint32_t distance = 0;  ///< of kNear
};

/// Cuts a query into tokens, the last of which is kEnd. They are views into the query. White space
/// is any of Unicode, line ends too. Quotes are `"`, „ “ ”, « », 「 」 and 『 』, each closed by
/// its own kind; a quote between two Hebrew letters is a gershayim of their word.
Result<std::vector<Token>, QueryFault> scan(std::string_view query);

/// The term of a token: words folded and cut, or the name.
Result<Term, QueryFault> make_term(const Token& token);

/// A piece of a query in double quotes, for a message: short and without control characters.
std::string quoted(std::string_view piece);

}  // namespace wireroom::monitor
