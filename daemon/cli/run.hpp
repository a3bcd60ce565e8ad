#pragma once

#include <span>
#include <string>

namespace wireroom::cli {

/// The whole client: reads the command line, does what it says, tells faults on standard error in
/// one line each. Blocks; one thread.
/// @param arguments without the program's name.
/// @return the exit code (cli/options.hpp).
int run(std::span<const std::string> arguments);

}  // namespace wireroom::cli
