#pragma once

#include "serve/hub.hpp"
#include "serve/wire.hpp"

namespace wireroom::serve {

/// Writes the answer to a request for `/v1/events`.
/// @return whether the connection can take another request.
net::awaitable<bool> serve_events(Session session, EventStream stream, WireFormat format);

}  // namespace wireroom::serve
