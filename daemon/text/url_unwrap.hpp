#pragma once

#include "text/url_parts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

/// Its articles' addresses may hold the publisher's.
inline constexpr std::string_view kGoogleNews = "news.google.com";

/// One `name=value` of a query, as views into it.
struct QueryPair {
    std::string_view name;
    std::string_view whole;
};

/// The pairs of a query in order, empty ones left out.
std::vector<QueryPair> pairs_of(std::string_view query);

/// A query component as text: percent-decoded, `+` as space.
std::string query_text(std::string_view encoded);

/// The page that a redirector, an AMP cache or a news aggregator leads to, when its URL says so;
/// otherwise the page itself. At most three levels; deeper ones are taken as they are.
UrlParts unwrapped(UrlParts parts);

}  // namespace wireroom::text
