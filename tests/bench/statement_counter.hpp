#pragma once

#include <cstdint>

namespace wireroom::bench {

/// What SQLite did between two looks, over every connection that was opened after `watch()`.
struct Work {
    std::int64_t look_ups = 0;    ///< SELECT statements run, those of foreign keys not counted
    std::int64_t writes = 0;      ///< INSERT, UPDATE and DELETE statements run
    std::int64_t rows = 0;        ///< rows inserted, changed and deleted
    std::int64_t pages_read = 0;  ///< that were not in the page cache
    std::int64_t pages_written = 0;
    std::int64_t scanned = 0;  ///< steps of full table scans
};

/// Counts from outside: the store's connection is its own. Counting slows down; it is off until
/// `counting(true)`. Not thread-safe.
class StatementCounter {
public:
    /// Connections opened from now on are watched. Once in a process.
    static void watch();
    static void counting(bool on);
    /// Since the last call.
    static Work take();
};

}  // namespace wireroom::bench
