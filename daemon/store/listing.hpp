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

/// What a listing filters by, beside time.
struct ListingFilter {
    bool feed = false;  ///< or group
    bool tag = false;
    bool monitor = false;
};

/// The statement of a listing; a test asks for its query plan.
std::string listing_sql(StoryOrder order, ListingPlan plan, const ListingFilter& filter);

}  // namespace wireroom::store
