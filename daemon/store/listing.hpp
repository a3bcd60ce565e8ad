#pragma once

#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/reader.hpp"

#include <string>

namespace wireroom::store {

/// One page of stories inside the caller's transaction. See Reader::stories.
StoryPage load_listing(Connection& connection, TextCodec& codec, const StoryQuery& query);

/// How a listing finds its rows.
enum class ListingPlan {
    kWalk,  ///< along the index of the order, testing each story: many stories fit
    kSort,  ///< all stories that fit, sorted: few do
};

/// The statement of a listing; a test asks for its query plan.
std::string listing_sql(StoryOrder order, ListingPlan plan, bool by_feed, bool by_tag);

}  // namespace wireroom::store
