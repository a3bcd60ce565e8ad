#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wireroom::bench {

/// A table or index and the bytes of its pages.
struct Used {
    std::string name;
    std::string table;  ///< that an index belongs to; of a table its own name
    bool index = false;
    std::int64_t bytes = 0;
};

/// Of a database that nobody writes, the largest first (SQLite's dbstat).
std::vector<Used> disk_use(const std::string& path);

}  // namespace wireroom::bench
