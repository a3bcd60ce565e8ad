#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wireroom::app {

/// `1 feed`, `0 feeds`, `12 feeds`.
/// @param what in the singular, with a plural in s.
std::string count_of(std::size_t count, std::string_view what);

}  // namespace wireroom::app
