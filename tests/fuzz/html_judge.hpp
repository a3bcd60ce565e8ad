#pragma once

#include <string>

namespace wireroom::fuzz {

/// Why a browser should not be given `html`, by what an independent HTML5 parser makes of it:
/// elements that run, load or ask, attributes that do, URLs of other schemes than http, https and
/// mailto. Empty when it is safe.
std::string fault_of(const std::string& html);

}  // namespace wireroom::fuzz
