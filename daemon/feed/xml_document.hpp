#pragma once

#include "feed/parse.hpp"
#include "feed/problems.hpp"
#include "feed/xml_scan.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace wireroom::feed {

/// A feed document as a tree: read strictly, and after the repair stage when that fails.
/// Nodes live as long as the document, and it no longer than the text it was read from.
class XmlDocument {
public:
    /// Errors: kHtml (a web page), kNotAFeed (no element named rss, feed, RDF, channel or entry),
    /// kBroken.
    static Result<XmlDocument, ParseError> read(
        std::string_view text, const Limits& limits, Problems& problems
    );

    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;
    ~XmlDocument();

    /// The first element whose local name is rss, feed or RDF, wherever it stands (else channel or
    /// entry).
    pugi::xml_node root() const;

    /// The texts of its nodes.
    const XmlTexts& texts() const;

    /// False when no item stands inside of another.
    bool may_nest_items() const { return nested_items_; }

    /// True when it was not well-formed: what is absent may have been there.
    bool repaired() const { return repaired_; }

    /// XXH3 over the source text of an item's element; 0 for other elements.
    std::uint64_t hash_of(const pugi::xml_node& item) const;

private:
    XmlDocument();

    /// Builds the tree of `text`; false, and a line in `problems`, when it is not well-formed.
    bool build(std::string_view text, XmlScan& scan, Problems& problems);

    struct Tree;  // nodes and what they point into: none of it moves when the document does
    std::unique_ptr<Tree> tree_;
    bool nested_items_ = false;
    std::vector<ItemRegion> items_;
    bool repaired_ = false;
};

}  // namespace wireroom::feed
