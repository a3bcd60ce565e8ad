#pragma once

#include "model/item.hpp"

namespace wireroom::feed {

/// False for a body of which a reader sees nothing: comments, scripts, styles, inline drawings,
/// empty elements and spaces only. Stops at the first thing that is seen; linear in the size of
/// what is not.
bool shows_anything(const model::Markup& markup);

}  // namespace wireroom::feed
