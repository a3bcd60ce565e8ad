#pragma once

// What makes URL keys anew, apart from the code that runs it so that a test can ask SQLite for each
// one's query plan.

namespace wireroom::store::sql {

inline constexpr const char* kKeyRules = "SELECT key_rules FROM meta WHERE id = 1";

inline constexpr const char* kNoteKeyRules = "UPDATE meta SET key_rules = :rules WHERE id = 1";

inline constexpr const char* kNextAddresses = R"(
SELECT id, story_id, url, url_key
FROM sighting
WHERE id > :after
ORDER BY id
LIMIT :limit)";

inline constexpr const char* kSetKey = R"(
UPDATE sighting
SET url_key = :key, key_rules = :rules
WHERE id = :sighting)";

}  // namespace wireroom::store::sql
