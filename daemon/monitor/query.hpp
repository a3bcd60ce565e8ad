#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::monitor {

/// What a query looks at: one revision of one story and where the story was seen.
struct Subject {
    std::string title;
    std::string text;                 ///< plain text of the content
    std::vector<std::string> tags;    ///< as the publisher writes them
    std::vector<std::string> feeds;   ///< names of the feeds that carry or carried it
    std::vector<std::string> groups;  ///< of these feeds
};

/// A subject made ready for any number of queries: folded (case, accents, width) and cut into words
/// once. Immutable; safe from any thread.
class Document {
public:
    explicit Document(const Subject& subject);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

private:
    friend class Query;
    struct Words;
    std::unique_ptr<const Words> words_;
};

/// Why a query does not compile: in words, and where.
struct QueryFault {
    std::string message;     ///< `a parenthesis is not closed`
    std::size_t column = 1;  ///< of the query, in bytes, from 1
    std::string suggestion;  ///< may be empty
};

inline constexpr std::size_t kMaxQueryBytes = 4096;
inline constexpr std::size_t kMaxQueryTerms = 256;
inline constexpr std::size_t kMaxQueryDepth = 32;

/// A compiled topic query. Immutable; safe from any thread; copies share.
///
/// Grammar (operators in capitals, so that `and` is a word):
/// ```
/// query   = or
/// or      = and *( "OR" and )
/// and     = not *( ["AND"] not )          ; two terms side by side mean both
/// not     = ["NOT" | "-"] near
/// near    = primary *( "NEAR" ["/" n] primary )   ; at most n (default 10) words between them,
///                                                 ; either order; operands are words or phrases
/// primary = "(" or ")" | [field ":"] ( word | phrase )
/// field   = "title" | "tag" | "feed" | "group"
/// word    = characters without space, quotes, parentheses; a "*" at the end: any word that begins
/// so phrase  = '"' words in this order '"'
/// ```
/// Words are compared folded: case, accents (Latin, Greek, Cyrillic ё → е, vowel points of Hebrew
/// and Arabic) and width do not count; й, ї and ґ stay letters of their own. A word looks at title
/// and text; `title:` at the title only; `tag:`, `feed:` and `group:` compare the whole name,
/// folded. A word of a script without spaces is the phrase of its characters. A query of NOTs
/// alone is a fault: it would match nearly everything.
class Query {
public:
    static Result<Query, QueryFault> compile(std::string_view text);

    bool matches(const Document& document) const;

    /// Whether the answer can change when the story is seen in another feed (`feed:`, `group:`).
    bool looks_at_feeds() const;
    const std::string& text() const;

private:
    struct Node;
    explicit Query(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
    std::shared_ptr<const Node> root_;
};

}  // namespace wireroom::monitor
