#pragma once

#include "dedup/decide.hpp"
#include "dedup/survey.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace wireroom::dedup {

/// Items that say an earlier one of the document again. Publishers list an item twice when it is
/// in two sections; the same words twice may also be two messages, so keys have to agree as well.
/// @param guids_speak the feed does not give one guid to several items
/// @return for each item the index of the first one that it repeats, or nothing
std::vector<std::optional<std::size_t>> find_twins(
    const Snapshot& snapshot, const Survey& survey, bool guids_speak
);

}  // namespace wireroom::dedup
