#pragma once

#include "monitor/query.hpp"
#include "store/codec.hpp"
#include "store/connection.hpp"
#include "store/reader.hpp"

#include <chrono>
#include <cstdint>

namespace wireroom::store {

/// How far a test of a query looks at most.
struct BacktestLimits {
    std::int64_t revisions = 20'000;
    std::chrono::milliseconds time{2000};
};

/// When a query would have matched, inside the caller's transaction: see Reader::test_query.
/// Stories are taken up by their last revision, newest first; feeds and groups are those of today.
QueryTest backtest(
    Connection& connection,
    TextCodec& codec,
    const monitor::Query& query,
    Timestamp since,
    int limit,
    const BacktestLimits& limits
);

}  // namespace wireroom::store
