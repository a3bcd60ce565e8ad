#include "store/connection.hpp"

#include "store/store.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace wireroom::store {
namespace {

/// Longer than any transaction of the other side; a writer that still waits has a real problem.
constexpr int kBusyTimeoutMs = 5000;

/// There are fewer constant statements; those made for one use come and go anywhere.
constexpr std::size_t kMostPlaces = 1024;

/// `file:` URI of a path (RFC 3986): everything but the unreserved characters and `/` escaped.
std::string immutable_uri(const std::string& path) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '.' || c == '_' ||
                           c == '~';
        if (plain) {
            uri += c;
        } else {
            uri += '%';
            uri += kHex[byte >> 4U];
            uri += kHex[byte & 0xFU];
        }
    }
    return uri + "?immutable=1";
}

int open_flags(Connection::Mode mode) {
    switch (mode) {
        case Connection::Mode::kWriter:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        case Connection::Mode::kReader:
            return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
        case Connection::Mode::kImmutable:
            return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    }
    return SQLITE_OPEN_READONLY;
}

}  // namespace

Connection::Connection(const std::string& path, Mode mode)
    : database_(
          mode == Mode::kImmutable ? immutable_uri(path) : path, open_flags(mode), kBusyTimeoutMs
      ) {
    // Nothing of ours needs the doors that this closes. (An untrusted schema would be closed too,
    // but SQLite 3.40 then refuses json_valid() in our own CHECKs.)
    sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    database_.exec("PRAGMA temp_store = MEMORY");
    if (mode == Mode::kWriter) {
        database_.exec("PRAGMA synchronous = FULL");
        database_.exec("PRAGMA foreign_keys = ON");
        // What is deleted or overwritten is overwritten with zeros, so that a removal leaves
        // nothing behind, of older versions neither. Debian's SQLite does so anyway.
        database_.exec("PRAGMA secure_delete = ON");
        // Hashes lie at random places: the indexes of them stay in memory up to some 200,000
        // stories, and their upper pages beyond. It fills with news, not with polls that bring
        // none.
        database_.exec("PRAGMA cache_size = -16384");
    } else {
        database_.exec("PRAGMA query_only = ON");
    }
}

void Connection::use_write_ahead_log() {
    const std::string journal = database_.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (journal != "wal") {
        throw StoreError("the file system cannot hold a write-ahead log (journal " + journal + ")");
    }
    // Checkpoints stay in the writer: in another thread they let the WAL grow without bounds. After
    // 32 MB: most pages of the indexes change many times between two, and are moved once.
    database_.exec("PRAGMA wal_autocheckpoint = 8000");
    database_.exec("PRAGMA journal_size_limit = 67108864");
    int persist = 1;
    sqlite3_file_control(database_.getHandle(), "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
}

bool Connection::empty_write_ahead_log() {
    database_.setBusyTimeout(0);
    bool done = false;
    {
        SQLite::Statement checkpoint(database_, "PRAGMA wal_checkpoint(TRUNCATE)");
        done = checkpoint.executeStep() && checkpoint.getColumn(0).getInt() == 0;
    }
    database_.setBusyTimeout(kBusyTimeoutMs);
    return done;
}

SQLite::Statement& Connection::statement(std::string_view sql) {
    const auto placed = by_place_.find(sql.data());
    if (placed != by_place_.end() && placed->second.sql == sql) {  // else another text came there
        return *placed->second.statement;
    }
    auto known = statements_.find(sql);
    if (known == statements_.end()) {
        std::string text(sql);
        auto made = std::make_unique<SQLite::Statement>(database_, text);
        known = statements_.emplace(std::move(text), std::move(made)).first;
    }
    if (by_place_.size() < kMostPlaces) {
        by_place_[sql.data()] = {known->first, known->second.get()};
    }
    return *known->second;
}

Query::~Query() {
    statement_.tryReset();
    try {
        statement_.clearBindings();  // lets go of what was bound; cannot fail
    } catch (const SQLite::Exception&) {
        return;
    }
}

Query& Query::bind(const char* name, std::int64_t value) {
    statement_.bind(name, value);
    return *this;
}

Query& Query::bind(const char* name, const std::string& text) {
    statement_.bindNoCopy(name, text);
    return *this;
}

// NOLINTNEXTLINE(cppcoreguidelines-rvalue-reference-param-not-moved): SQLite copies it
Query& Query::bind(const char* name, std::string&& text) {
    statement_.bind(name, text);
    return *this;
}

Query& Query::bind(const char* name, std::optional<std::int64_t> value) {
    return value ? bind(name, *value) : bind_null(name);
}

Query& Query::bind(const char* name, const std::optional<Timestamp>& time) {
    return time ? bind(name, to_ms(*time)) : bind_null(name);
}

Query& Query::bind(const char* name, const Digest& digest) {
    statement_.bind(name, digest.data(), static_cast<int>(digest.size()));
    return *this;
}

Query& Query::bind_blob(const char* name, std::string_view bytes) {
    // A null pointer would bind NULL, and an empty blob is not that.
    statement_.bindNoCopy(name, bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size()));
    return *this;
}

Query& Query::bind_hash(const char* name, std::uint64_t hash) {
    return bind(name, static_cast<std::int64_t>(hash));
}

Query& Query::bind_null(const char* name) {
    statement_.bind(name);
    return *this;
}

std::optional<Timestamp> Query::optional_time(int column) const {
    return null(column) ? std::nullopt : std::optional(time(column));
}

Digest Query::digest(int column) const {
    const auto value = statement_.getColumn(column);
    Digest digest{};
    if (value.getBytes() != static_cast<int>(digest.size())) {
        throw StoreError("a stored hash does not have 16 bytes; run wireroom verify");
    }
    std::copy_n(static_cast<const std::uint8_t*>(value.getBlob()), digest.size(), digest.begin());
    return digest;
}

}  // namespace wireroom::store
