#pragma once

#include "monitor/index.hpp"
#include "monitor/node.hpp"

namespace wireroom::monitor {

/// Whether the document is what the query asks for. Linear in the words of the document for each
/// word of the query; far less as a rule. Recurses as deep as the query's parentheses.
bool holds(const Node& node, const Document::Words& document);

/// The answer for a document without a word, a tag or a feed.
bool holds_for_nothing(const Node& node);

}  // namespace wireroom::monitor
