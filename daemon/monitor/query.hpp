#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
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
    struct Words;  ///< the module's own (index.hpp)

    explicit Document(const Subject& subject);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

private:
    friend class Query;
    std::unique_ptr<const Words> words_;
};

/// Why a query does not compile: in words, and where.
struct QueryFault {
    std::string message;     ///< `a parenthesis is not closed`
    std::size_t column = 1;  ///< of the query, in bytes, from 1
    std::string suggestion;  ///< may be empty
};

/// Found by argument-dependent look-up when `Result::value()` is called on a fault.
[[noreturn]] void throw_exception_from_error(
    const QueryFault& fault, const boost::source_location& where
);

inline constexpr std::size_t kMaxQueryBytes = 4096;
inline constexpr std::size_t kMaxQueryTerms = 256;   ///< words, those of phrases counted one by one
inline constexpr std::size_t kMaxQueryDepth = 32;    ///< of parentheses
inline constexpr std::uint32_t kMaxDistance = 1000;  ///< of NEAR
/// Of a text; what stands behind is not looked at. Some forty thousand words: no story is longer,
/// and no feed can make every query expensive.
inline constexpr std::size_t kMaxTextBytes = 256 * 1024;

/// A compiled topic query. Immutable; safe from any thread; copies share.
///
/// Grammar (operators in capitals, so that `and` is a word):
/// ```
/// query   = or
/// or      = and *( "OR" and )
/// and     = not *( ["AND"] not )          ; two terms side by side mean both
/// not     = ["NOT" | "-"] near            ; the "-" right before the term
/// near    = primary *( "NEAR" ["/" n] primary )   ; n from 1 to 1000, without it 10
/// primary = "(" or ")" | [field ":"] ( word | phrase )
/// field   = "title" | "tag" | "feed" | "group"
/// word    = characters without space, quotes, parentheses; a "*" at the end: any word that
///           begins so
/// phrase  = quote, words in this order, the last perhaps with a "*", quote
/// ```
/// Words are compared folded: case, width, accents (Latin, Greek, Cyrillic ё → е), the points of
/// Hebrew and the vowel signs of Arabic do not count; ł is l, ø is o, æ is ae; й, ї, ў and ґ stay
/// letters of their own. A word looks at title and text; `title:` at the title only; `tag:`,
/// `feed:` and `group:` compare the whole name, folded, or its beginning with a "*".
///
/// A word with a sign inside is the phrase of its parts: `state-of-the-art`, `12:30`, `F-16` (which
/// finds `F16` too). So is a word of a script without spaces, of its characters. A number with its
/// dots and commas is one word. A name is found with an ending or an article at its apostrophe:
/// `putin` finds `Putin's` and `Putin'in`, `ukraine` finds `l'Ukraine`; the various apostrophes
/// are one. No phrase runs from the title into the text.
///
/// `a NEAR/n b`: at most n words between them, either order, both in the title or both in the text,
/// sharing no word. Operands are words or phrases, with `title:` too. In `a NEAR b NEAR c` one and
/// the same `b` is near an `a` and near a `c`.
///
/// Quotes are `"…"`, “…”, „…“, «…», »…«, 「…」; line ends are spaces; letters before a colon are a
/// field (in any case), so that `http://x` wants quotes. A query that could match a story which
/// holds nothing it names is a fault: of NOTs alone, or with an OR whose one side only excludes.
class Query {
public:
    /// @return the query, or its first fault. Linear; `text` may be anything.
    static Result<Query, QueryFault> compile(std::string_view text);

    bool matches(const Document& document) const;

    /// Whether the answer can change when the story is seen in another feed (`feed:`, `group:`).
    bool looks_at_feeds() const;
    const std::string& text() const;

private:
    struct Compiled;
    explicit Query(std::shared_ptr<const Compiled> compiled);
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace wireroom::monitor
