#pragma once

#include "dedup/prepare.hpp"
#include "text/html.hpp"

#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// `normalise` for a body whose blocks are at hand.
NormalText normalise_blocks(
    std::string_view title, const std::vector<text::Block>& blocks, std::string_view outlet
);

}  // namespace wireroom::dedup
