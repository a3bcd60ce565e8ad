#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace SQLite {
class Database;
}

namespace wireroom::store {

/// One file of `migrations/`.
struct Migration {
    int number;             ///< from 1, without gaps; `PRAGMA user_version` once it ran
    std::string_view name;  ///< of the file, without `.sql`
    std::string_view sql;
};

/// What is compiled in, in order.
std::span<const Migration> migrations();

/// `PRAGMA application_id` of a wireroom database: "wire".
inline constexpr int kApplicationId = 0x77697265;

/// Looks before anything is changed.
/// @throws StoreError the database is newer than `known` (both numbers are named) or belongs to
/// another program. An empty one passes.
void require_ours(SQLite::Database& database, std::span<const Migration> known);

/// An upgrade may write everything once more: the new rows and, over the old ones, zeros go to the
/// write-ahead log first. It must not fill a disk, fail, and begin anew at each start.
/// @param size   of the database, in bytes
/// @param available  to this user on its file system, in bytes
/// @throws StoreError there is less than three times the size; both are named.
void require_space(std::uintmax_t size, std::uintmax_t available);

/// Brings a database up to the last of `known`, each migration in a transaction of its own. A new,
/// empty database also gets its application id and an epoch.
/// @throws StoreError as require_ours and require_space, or a migration failed (then it left no
/// trace).
void migrate(SQLite::Database& database, std::span<const Migration> known);

/// For readers, who migrate nothing.
/// @throws StoreError the database is not exactly at the last of `known`, or another program's.
void require_current(SQLite::Database& database, std::span<const Migration> known);

}  // namespace wireroom::store
