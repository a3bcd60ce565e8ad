#pragma once

#include "config/config.hpp"

#include <string>

namespace wireroom::app {

/// Reads a configuration with everything that it names, the operator's rules judged by those who
/// know them. May take long.
config::Loaded load_config(const std::string& path);

/// The same, of the operator's rules alone.
config::Loaded load_rules(const std::string& path);

/// Makes the operator's rules of a configuration without faults hold in this process, besides ours.
/// To be called once, before there are threads.
void install_rules(const config::Config& config);

}  // namespace wireroom::app
