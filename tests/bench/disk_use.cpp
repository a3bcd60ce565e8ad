#include "bench/disk_use.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace wireroom::bench {

std::vector<Used> disk_use(const std::string& path) {
    // The sum of sizes that the table offers is cut to 32 bits; the number of pages is not reached.
    static const std::string kSizes = R"(
SELECT part.name, ifnull(known.tbl_name, part.name), ifnull(known.type = 'index', 0),
       part.pageno * page_size AS bytes
FROM dbstat AS part CROSS JOIN pragma_page_size LEFT JOIN sqlite_schema AS known ON known.name = part.name
WHERE part.aggregate = TRUE
ORDER BY bytes DESC)";
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    SQLite::Statement query(database, kSizes);
    std::vector<Used> used;
    while (query.executeStep()) {
        used.push_back(
            {.name = query.getColumn(0).getString(),
             .table = query.getColumn(1).getString(),
             .index = query.getColumn(2).getInt() != 0,
             .bytes = query.getColumn(3).getInt64()}
        );
    }
    return used;
}

}  // namespace wireroom::bench
