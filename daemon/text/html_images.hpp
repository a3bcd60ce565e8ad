#pragma once

#include "text/html_tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// What an image, or the box of a player, shows and whether anybody is meant to see it.
struct ImageSource {
    std::string url;      ///< safe and, with a base, absolute; empty when there is none
    bool unseen = false;  ///< at most one pixel wide or high, hidden, or counted by a known tracker
};

/// Finds the picture of an `img`: its `src`, or what lazy loading put elsewhere (`data-src` and the
/// like, `srcset`), or else the best of `fallback_srcset`.
ImageSource image_source(
    const std::vector<RawAttribute>& attributes,
    std::string_view base_url,
    std::string_view fallback_srcset
);

/// True when width, height, style or the `hidden` attribute say that nothing is shown.
bool is_unseen(const std::vector<RawAttribute>& attributes);

/// True for URLs of well-known counters and advertisers.
bool is_tracker(std::string_view url);

}  // namespace wireroom::text
