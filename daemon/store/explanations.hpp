#pragma once

#include "model/explanation.hpp"
#include "store/connection.hpp"

#include <optional>
#include <string>

namespace wireroom::store {

/// Inside the caller's transaction. See Reader::explain.
std::optional<model::Explanation> load_explanation(
    Connection& connection, const std::string& public_id
);

/// Inside the caller's transaction. See Reader::place.
model::StoryPlace load_place(Connection& connection, const std::string& public_id);

}  // namespace wireroom::store
