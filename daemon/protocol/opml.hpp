#pragma once

#include "model/feed.hpp"

#include <string>
#include <vector>

namespace wireroom::protocol {

/// The feeds as a subscription list (OPML 2.0), for other readers and for ourselves: an outline for
/// each group, in the order of first use, with its feeds; feeds without a group stand beside them.
/// A feed of two groups stands in both: readers know folders and no other groups.
/// @param with_secrets user names and passwords in URLs are written; else they read `***`.
std::string render_opml(const std::vector<model::Feed>& feeds, bool with_secrets);

}  // namespace wireroom::protocol
