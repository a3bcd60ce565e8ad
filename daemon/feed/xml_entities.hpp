#pragma once

#include "feed/xml_faults.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace wireroom::feed {

/// The general entities that a document's internal DTD subset declares with plain text: no mark-up,
/// no references to other entities, so that decoding one never leads to another. External and
/// parameter entities are never read. Bounded by the constants below; the first declaration of a
/// name counts, as XML has it.
class Entities {
public:
    static constexpr std::size_t kMost = 256;       ///< declarations that are kept
    static constexpr std::size_t kMaxBytes = 1024;  ///< of one value; a longer one is not kept
    static constexpr std::size_t kMaxTotal = 64
                                             << 10;  ///< bytes that one document's references add

    /// @param doctype  the declaration, from its `<!DOCTYPE` to its `>`.
    explicit Entities(std::string_view doctype);

    bool empty() const { return texts_.empty(); }

    /// The text that `&name;` stands for, null when it is none of these.
    const std::string* find(std::string_view name) const;

private:
    void declare(std::string_view declaration);

    std::map<std::string, std::string, std::less<>> texts_;
};

/// `text` with the references to `entities` written out, escaped such that an XML parser reads them
/// as text. Comments, CDATA sections and declarations stay as they are. One pass. What goes beyond
/// `Entities::kMaxTotal` stays as written and is noted.
std::string expand_entities(std::string_view text, const Entities& entities, XmlFaults& faults);

/// The offset behind a `<!DOCTYPE …>` that begins at `at`, with or without an internal subset:
/// quotes, comments and brackets are understood. When it has no end, the offset behind the first
/// `>`, or the size of the text.
std::size_t skip_doctype(std::string_view text, std::size_t at);

/// Appends `text` with all that XML gives a meaning written as references: it stands in any place.
void append_as_text(std::string& out, std::string_view text);

}  // namespace wireroom::feed
