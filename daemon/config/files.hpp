#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wireroom::config {

enum class FileFault { kMissing, kUnreadable, kTooLarge };
using FileError = Error<FileFault>;

FileError too_large(std::size_t max_bytes);

/// The bytes of a file. The message of an error follows its name: `cannot be read: Permission
/// denied`, `is larger than 4 MiB`.
/// @param any_kind  pipes and devices too; otherwise only regular files, because opening another
///                  kind may wait for ever.
Result<std::string, FileError> read_file(
    const std::string& path, std::size_t max_bytes, bool any_kind
);

/// True when `pattern` has one of `*`, `?` and `[`.
bool is_pattern(std::string_view pattern);

/// The files that a pattern of glob(3) names, in the order of the bytes of their names; none is
/// fine. At most `most` + 1 are returned.
/// @param folder  taken literally; empty or ending in `/`. An absolute pattern does without.
/// Errors: kUnreadable, a folder on the way.
Result<std::vector<std::string>, FileError> find_files(
    const std::string& folder, const std::string& pattern, std::size_t most
);

}  // namespace wireroom::config
