#pragma once

#include "store/connection.hpp"

#include <string>

namespace wireroom::store {

/// When other rules made the stored URL keys than make those of new items, makes them anew from the
/// stored addresses; without that every item that changes would come in a second time. The old keys
/// stay as aliases. Goes in transactions of 2,000 sightings; the rules are noted with the last one,
/// so that a daemon that was killed on the way starts over and gets to the same end.
///
/// Not inside a transaction. Writes nothing when the rules are the same.
void rekey(Connection& connection);

/// As `rekey`, with what else would come of the text module.
/// @param rules name of the rules, as noted in the store
/// @param version of `sighting.key_rules`
void rekey(
    Connection& connection,
    const std::string& rules,
    int version,
    std::string (*key_of)(std::string_view url)
);

}  // namespace wireroom::store
