#include "bench/statement_counter.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <vector>

namespace wireroom::bench {
namespace {

struct State {
    std::vector<sqlite3*> connections;
    Work work;
    std::int64_t rows_before = 0;
    bool counting = false;
};

State& state() {
    static State the_state;
    return the_state;
}

/// SQLITE_TRACE_PROFILE: a statement has run to its end.
int on_statement(unsigned kind, void* /*context*/, void* statement_pointer, void* /*nanoseconds*/) {
    auto* statement = static_cast<sqlite3_stmt*>(statement_pointer);
    if (kind == SQLITE_TRACE_PROFILE) {
        auto& work = state().work;
        ++(sqlite3_stmt_readonly(statement) != 0 ? work.look_ups : work.writes);
        work.scanned += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    }
    return 0;
}

int on_open(sqlite3* connection, char** /*error*/, const void* /*api*/) {
    state().connections.push_back(connection);
    return SQLITE_OK;
}

std::int64_t status(sqlite3* connection, int what) {
    int value = 0;
    int highest = 0;
    sqlite3_db_status(connection, what, &value, &highest, 1);
    return value;
}

}  // namespace

void StatementCounter::watch() {
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_open));
}

void StatementCounter::counting(bool on) {
    auto& now = state();
    now.counting = on;
    // What the statements did unwatched stays out of the count.
    // Only the newest connection is looked at: those before it are closed by now.
    auto* connection = now.connections.back();
    for (auto* statement = sqlite3_next_stmt(connection, nullptr); statement != nullptr;
         statement = sqlite3_next_stmt(connection, statement)) {
        sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    }
    sqlite3_trace_v2(
        connection, on ? SQLITE_TRACE_PROFILE : 0, on ? on_statement : nullptr, nullptr
    );
    take();
}

Work StatementCounter::take() {
    auto& now = state();
    auto* connection = now.connections.back();
    Work work = now.work;
    const auto rows = static_cast<std::int64_t>(sqlite3_total_changes64(connection));
    work.rows = rows - now.rows_before;
    work.pages_read = status(connection, SQLITE_DBSTATUS_CACHE_MISS);
    work.pages_written = status(connection, SQLITE_DBSTATUS_CACHE_WRITE);
    now.rows_before = rows;
    now.work = {};
    return work;
}

}  // namespace wireroom::bench
