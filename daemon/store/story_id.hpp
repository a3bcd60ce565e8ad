#pragma once

#include "base/time.hpp"

#include <string>

namespace wireroom::store {

/// A story's public id: 16 characters of `a-z2-7`. The first seven are the second of `now`, so that
/// the index of ids grows at its end and not at random places; the others are random (45 bits). It
/// tells when the store first saw the story, which the story says itself, and nothing of how many
/// there are.
/// @throws std::runtime_error the system has no random numbers
std::string new_story_id(Timestamp now);

}  // namespace wireroom::store
