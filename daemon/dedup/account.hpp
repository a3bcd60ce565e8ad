#pragma once

#include "model/story.hpp"

#include <string>

namespace wireroom::dedup {

/// One sentence of what a change is called, and why it is material or is not, with the figures that
/// it takes.
std::string account_of(const model::Change& change);

}  // namespace wireroom::dedup
