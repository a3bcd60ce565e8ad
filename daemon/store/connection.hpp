#pragma once

// Private to the store's sources: the one header of the module that shows SQLiteCpp.

#include "base/hash.hpp"
#include "base/time.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wireroom::store {

/// One SQLite connection with its prepared statements. Not thread-safe.
class Connection {
public:
    enum class Mode {
        kWriter,     ///< creates the file; WAL, synchronous=FULL, foreign keys
        kReader,     ///< read-only beside a writer
        kImmutable,  ///< read-only, no locks and no -wal: nobody writes
    };

    /// Opens the file and configures the connection; reads and writes nothing yet.
    /// @throws SQLite::Exception
    Connection(const std::string& path, Mode mode);

    /// Write-ahead logging with a -wal that stays when the last connection closes, so that readers
    /// without write permission work while the daemon is down. Once it is known that the database
    /// is ours.
    void use_write_ahead_log();

    /// Moves all of the -wal into the database and cuts it to nothing: what was removed is in
    /// neither then. Waits for nobody. @return false when a reader still needs it
    bool empty_write_ahead_log();

    SQLite::Database& database() { return database_; }

    /// The prepared statement for this text, made on first use.
    SQLite::Statement& statement(std::string_view sql);

    /// Row id of the last INSERT. Not by RETURNING: a statement that is reset after its row, before
    /// its end, never stores the AUTOINCREMENT number.
    std::int64_t last_insert_id() const { return database_.getLastInsertRowid(); }

private:
    SQLite::Database database_;
    std::map<std::string, std::unique_ptr<SQLite::Statement>, std::less<>> statements_;
    /// By where the text stands: nearly all are constants, and comparing long texts with each other
    /// costs more than some of the statements.
    struct Placed {
        std::string_view sql;  ///< of `statements_`
        SQLite::Statement* statement = nullptr;
    };
    std::unordered_map<const char*, Placed> by_place_;
};

/// One use of a cached statement: bind by name, step, read columns by position. Ready for the next
/// use when it goes out of scope; uses of one statement must not overlap.
class Query {
public:
    Query(Connection& connection, std::string_view sql) : statement_(connection.statement(sql)) {}
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& bind(const char* name, std::int64_t value);
    /// Not copied: the text must live, unchanged, until the statement ran.
    Query& bind(const char* name, const std::string& text);
    Query& bind(const char* name, std::string&& text);
    Query& bind(const char* name, std::optional<std::int64_t> value);
    Query& bind(const char* name, Timestamp time) { return bind(name, to_ms(time)); }
    Query& bind(const char* name, const std::optional<Timestamp>& time);
    Query& bind(const char* name, const Digest& digest);
    /// Not copied: the bytes must live, unchanged, until the statement ran.
    Query& bind_blob(const char* name, std::string_view bytes);
    /// 64 bits of a hash, as the signed integer that SQLite has.
    Query& bind_hash(const char* name, std::uint64_t hash);
    Query& bind_null(const char* name);

    /// The next row; false behind the last one.
    bool step() { return statement_.executeStep(); }
    /// Runs a statement that has no rows. @return rows changed
    int run() { return statement_.exec(); }

    bool null(int column) const { return statement_.isColumnNull(column); }
    std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
    std::uint64_t hash(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    Timestamp time(int column) const { return from_ms(integer(column)); }
    std::optional<Timestamp> optional_time(int column) const;
    /// Text or blob, NUL bytes included; empty for NULL.
    std::string bytes(int column) const { return statement_.getColumn(column).getString(); }
    /// @throws StoreError the column does not hold 16 bytes.
    Digest digest(int column) const;

private:
    SQLite::Statement& statement_;
};

}  // namespace wireroom::store
