#include "store/migrations.hpp"

#include "base/hash.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <filesystem>
#include <string>

namespace wireroom::store {
namespace {

constexpr const char* kCountObjects = "SELECT count(*) FROM sqlite_schema";
constexpr const char* kInsertEpoch = "INSERT INTO meta (id, epoch) VALUES (1, :epoch)";

int pragma(SQLite::Database& database, const char* query) {
    return database.execAndGet(query).getInt();
}

std::string newer_than_known(int version, int last) {
    return "the database has schema " + std::to_string(version) +
           ", this program knows schemas up to " + std::to_string(last) +
           "; start the newer wireroom that made it, or restore a backup";
}

/// A database without an id is ours only while there is nothing in it.
bool is_empty(SQLite::Database& database, int application_id, int version) {
    return application_id == 0 && version == 0 && database.execAndGet(kCountObjects).getInt() == 0;
}

std::string megabytes(std::uintmax_t bytes) {
    constexpr std::uintmax_t kMegabyte = 1'000'000;
    return std::to_string((bytes + kMegabyte - 1) / kMegabyte) + " MB";
}

/// A table that SQLite cannot alter is made anew, and what refers to it must not hinder that: for
/// the time of the migrations foreign keys are checked behind each of them, all at once.
class ForeignKeysLater {
public:
    explicit ForeignKeysLater(SQLite::Database& database)
        : database_(database), were_on_(pragma(database, "PRAGMA foreign_keys") != 0) {
        database_.exec("PRAGMA foreign_keys = OFF");
    }
    ~ForeignKeysLater() {
        if (were_on_) {
            database_.tryExec("PRAGMA foreign_keys = ON");
        }
    }
    ForeignKeysLater(const ForeignKeysLater&) = delete;
    ForeignKeysLater& operator=(const ForeignKeysLater&) = delete;

private:
    SQLite::Database& database_;
    bool were_on_;
};

void require_foreign_keys(SQLite::Database& database) {
    SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
    if (dangling.executeStep()) {
        throw SQLite::Exception(
            "a row of " + dangling.getColumn(0).getString() + " refers to none of " +
            dangling.getColumn(2).getString()
        );
    }
}

void run(SQLite::Database& database, const Migration& migration) {
    try {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec(std::string(migration.sql));
        if (migration.number == 1) {
            database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
            SQLite::Statement insert(database, kInsertEpoch);
            insert.bind(":epoch", random_id());
            insert.exec();
        }
        require_foreign_keys(database);
        database.exec("PRAGMA user_version = " + std::to_string(migration.number));
        transaction.commit();
    } catch (const SQLite::Exception& error) {
        throw StoreError(
            "migration " + std::string(migration.name) + " failed and was undone: " + error.what()
        );
    }
}

}  // namespace

void require_ours(SQLite::Database& database, std::span<const Migration> known) {
    const int application_id = pragma(database, "PRAGMA application_id");
    const int version = pragma(database, "PRAGMA user_version");
    const int last = known.back().number;
    if (application_id != kApplicationId && !is_empty(database, application_id, version)) {
        throw StoreError("this is a database of another program, not wireroom's");
    }
    if (version > last) {
        throw StoreError(newer_than_known(version, last));
    }
}

void require_space(std::uintmax_t size, std::uintmax_t available) {
    constexpr std::uintmax_t kTimes = 3;
    if (available / kTimes < size) {
        throw StoreError(
            "to bring a database of " + megabytes(size) + " up to date takes up to " +
            megabytes(size * kTimes) + " more for a while, and there are " + megabytes(available) +
            " on its file system; nothing was changed; make room and start again"
        );
    }
}

void migrate(SQLite::Database& database, std::span<const Migration> known) {
    require_ours(database, known);
    const int version = pragma(database, "PRAGMA user_version");
    if (version == known.back().number) {
        return;
    }
    const std::filesystem::path file = database.getFilename();
    if (version > 0 && std::filesystem::exists(file)) {  // not in memory
        require_space(std::filesystem::file_size(file), std::filesystem::space(file).available);
    }
    const ForeignKeysLater later(database);
    for (const auto& migration : known) {
        if (migration.number > version) {
            run(database, migration);
        }
    }
}

void require_current(SQLite::Database& database, std::span<const Migration> known) {
    const int application_id = pragma(database, "PRAGMA application_id");
    const int version = pragma(database, "PRAGMA user_version");
    const int last = known.back().number;
    if (application_id != kApplicationId) {
        throw StoreError(
            is_empty(database, application_id, version)
                ? "the database is still empty; start wireroomd first"
                : "this is a database of another program, not wireroom's"
        );
    }
    if (version > last) {
        throw StoreError(newer_than_known(version, last));
    }
    if (version < last) {
        throw StoreError(
            "the database has schema " + std::to_string(version) + ", this program needs " +
            std::to_string(last) + "; start wireroomd, which brings it up to date"
        );
    }
}

}  // namespace wireroom::store
