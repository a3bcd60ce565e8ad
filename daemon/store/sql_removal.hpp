#pragma once

// What keeps removed stories out, apart from the code that runs it so that a test can ask SQLite
// for each one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kAnyTombstone = "SELECT 1 FROM tombstone LIMIT 1";

inline constexpr const char* kTombstone = R"(
SELECT 1
FROM tombstone
WHERE key = :key)";

inline constexpr const char* kInsertTombstone = R"(
INSERT OR IGNORE INTO tombstone (key, removed_ms)
VALUES (:key, :now))";

}  // namespace wireroom::store::sql
