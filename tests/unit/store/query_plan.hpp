#pragma once

#include "store/connection.hpp"
#include "store/migrations.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>

namespace wireroom::store {

/// The steps of SQLite's plan in a new store, one a line.
inline std::string plan_of(const std::string& sql) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations());
    SQLite::Statement explain(database, "EXPLAIN QUERY PLAN " + sql);
    std::string plan;
    while (explain.executeStep()) {
        plan += explain.getColumn(3).getString() + "\n";
    }
    return plan;
}

/// A statement, and a step that its plan must have.
struct Planned {
    const char* sql;
    const char* uses;
};

}  // namespace wireroom::store
