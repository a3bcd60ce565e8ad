#pragma once

#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/reader.hpp"

namespace wireroom::store {

/// The statement behind a page of the log, or of one monitor's events; a test asks for its query
/// plan.
const std::string& event_page_sql(bool by_monitor);

/// One page of the log inside the caller's transaction. See Reader::events.
EventPage load_events(Connection& connection, TextCodec& codec, const EventQuery& query);

}  // namespace wireroom::store
