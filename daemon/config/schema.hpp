#pragma once

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"

namespace wireroom::config {

/// Reads the keys of wireroom.yaml out of its tree; what is wrong goes to `reader`.
void read_config(const YamlNode& root, Reader& reader, Config& config);

}  // namespace wireroom::config
