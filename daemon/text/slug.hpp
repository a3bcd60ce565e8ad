#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wireroom::text {

/// The longest slug, in bytes.
inline constexpr std::size_t kMaxSlugBytes = 64;

/// A name made of a title: lower-case `a-z`, `0-9` and single `-` between them, at most
/// kMaxSlugBytes, cut between words where that is possible. Latin letters lose their accents.
/// Empty when the title has no such letters, or when most of its characters are of other scripts:
/// what would be left of them is no name. The same title always gives the same slug.
std::string slug(std::string_view title);

}  // namespace wireroom::text
