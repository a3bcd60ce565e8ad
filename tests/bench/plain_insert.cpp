#include "bench/plain_insert.hpp"

#include "base/hash.hpp"
#include "store/codec.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <memory>

namespace wireroom::bench {

struct PlainStore::Parts {
    explicit Parts(const std::string& path)
        : database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
        database.exec("PRAGMA journal_mode = WAL");
        database.exec("PRAGMA synchronous = FULL");
        database.exec("PRAGMA cache_size = -8192");
        database.exec(
            "CREATE TABLE story (id INTEGER PRIMARY KEY, guid TEXT, url TEXT, title TEXT,"
            " published_ms INTEGER, guid_hash INTEGER, url_hash INTEGER, text BLOB) STRICT"
        );
        database.exec("CREATE INDEX story_guid ON story (guid_hash)");
        database.exec("CREATE INDEX story_url ON story (url_hash)");
        statement = std::make_unique<SQLite::Statement>(
            database,
            "INSERT INTO story (guid, url, title, published_ms, guid_hash, url_hash, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        );
    }

    SQLite::Database database;
    std::unique_ptr<SQLite::Statement> statement;
    store::TextCodec codec;
};

PlainStore::PlainStore(const std::string& path) : parts_(std::make_unique<Parts>(path)) {}

PlainStore::~PlainStore() = default;

void PlainStore::insert(const std::vector<dedup::PreparedItem>& document) {
    SQLite::Transaction transaction(parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& item : document) {
        auto& statement = *parts_->statement;
        const auto frame = parts_->codec.compress(item.content_html, item.content_text);
        statement.bind(1, item.guid);
        statement.bind(2, item.url);
        statement.bind(3, item.title);
        statement.bind(4, to_ms(item.item.date_published.value_or(Timestamp{})));
        statement.bind(5, static_cast<std::int64_t>(hash64(item.guid)));
        statement.bind(6, static_cast<std::int64_t>(hash64(item.url_key)));
        statement.bind(7, frame.data(), static_cast<int>(frame.size()));
        statement.exec();
        statement.reset();
    }
    transaction.commit();
}

}  // namespace wireroom::bench
