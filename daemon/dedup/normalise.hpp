#pragma once

#include "dedup/prepare.hpp"
#include "text/html.hpp"
#include "text/words.hpp"

#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// `normalise` for a body whose blocks are at hand.
/// @param rules as in `normalise_by`.
NormalText normalise_blocks(
    std::string_view title,
    const std::vector<text::Block>& blocks,
    std::string_view outlet,
    int rules = text::kTextRules
);

/// The normal text that code of older text rules made of the same title and body: its hashes can be
/// compared with stored ones whose text is not at hand. Exact as far as folding and furniture go; a
/// sanitiser or a splitter of words that changed is not turned back.
/// @param rules 1 to text::kTextRules
NormalText normalise_by(
    int rules, std::string_view title, std::string_view sanitised_html, std::string_view outlet
);

}  // namespace wireroom::dedup
