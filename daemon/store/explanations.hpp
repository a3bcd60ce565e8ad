#pragma once

#include "store/connection.hpp"
#include "store/reader.hpp"

#include <string>
#include <vector>

namespace wireroom::store {

/// Inside the caller's transaction. See Reader::explain.
std::vector<Explanation> load_explanations(Connection& connection, const std::string& public_id);

}  // namespace wireroom::store
