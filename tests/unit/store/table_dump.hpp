#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wireroom::store {

/// Every row of every table as text, by table; a table's rows in the order of their texts.
using Dump = std::map<std::string, std::vector<std::string>>;

inline Dump dump_tables(const std::string& path, const std::set<std::string>& without = {}) {
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    std::vector<std::string> tables;
    SQLite::Statement names(
        database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    );
    while (names.executeStep()) {
        tables.push_back(names.getColumn(0).getString());
    }
    Dump dump;
    for (const auto& table : tables) {
        if (without.contains(table)) {
            continue;
        }
        auto& rows = dump[table];
        SQLite::Statement select(database, "SELECT * FROM \"" + table + "\"");
        while (select.executeStep()) {
            std::string row;
            for (int i = 0; i < select.getColumnCount(); ++i) {
                const auto column = select.getColumn(i);
                row += column.isNull() ? "NULL" : column.getString();
                row += '|';
            }
            rows.push_back(std::move(row));
        }
        std::ranges::sort(rows);
    }
    return dump;
}

/// Lines that are in one of them only, for a message.
inline std::string difference(const Dump& before, const Dump& after) {
    std::string text;
    for (const auto& [table, rows] : before) {
        const auto other = after.find(table);
        const auto& now = other == after.end() ? std::vector<std::string>{} : other->second;
        for (const auto& row : rows) {
            if (std::ranges::find(now, row) == now.end()) {
                text += "- " + table + ": " + row + "\n";
            }
        }
        for (const auto& row : now) {
            if (std::ranges::find(rows, row) == rows.end()) {
                text += "+ " + table + ": " + row + "\n";
            }
        }
        if (text.empty() && rows.size() != now.size()) {
            text += table + " has " + std::to_string(now.size()) + " rows, not " +
                    std::to_string(rows.size()) + "\n";
        }
    }
    return text;
}

/// Which of the store's files hold these bytes.
inline std::vector<std::string> files_with(const std::string& path, const std::string& bytes) {
    std::vector<std::string> found;
    for (const auto& name : {path, path + "-wal", path + "-shm"}) {
        std::ifstream file(name, std::ios::binary);
        const std::string content(
            (std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>()
        );
        if (content.find(bytes) != std::string::npos) {
            found.push_back(name);
        }
    }
    return found;
}

}  // namespace wireroom::store
