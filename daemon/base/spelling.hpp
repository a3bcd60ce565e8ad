#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace wireroom {

/// Which of `known` was probably meant by a mistyped word: the closest by edit distance, if it is
/// close. Letters that changed places count once, ASCII case does not count. Words of more than 40
/// bytes mean nothing.
/// @param known  in lower case
std::optional<std::string_view> closest(
    std::string_view word, const std::vector<std::string_view>& known
);

}  // namespace wireroom
