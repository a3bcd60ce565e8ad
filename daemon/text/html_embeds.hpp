#pragma once

#include "text/html_tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// The page that a frame or plug-in shows.
struct EmbedLink {
    std::string url;    ///< absolute http or https; empty when there is nothing to show
    std::string label;  ///< its title, or the name of the service or host; plain text
};

/// Reads an `iframe` or `embed`. Players of the large video and audio services lead to the page of
/// the recording.
/// @param closed  the element has an end tag. One without is taken for a link only if the service
/// is known: the rest of the article may stand inside.
EmbedLink embed_link(
    const std::vector<RawAttribute>& attributes, std::string_view base_url, bool closed
);

}  // namespace wireroom::text
