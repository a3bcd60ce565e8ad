#include "store/story_id.hpp"

#include "base/hash.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace wireroom::store {
namespace {

/// 35 bits of seconds last a thousand years.
constexpr std::size_t kTimeCharacters = 7;

}  // namespace

std::string new_story_id(Timestamp now) {
    constexpr std::string_view kRising =
        "234567abcdefghijklmnopqrstuvwxyz";  // as SQLite sorts them
    auto id = random_id();
    const auto since = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    auto rest = static_cast<std::uint64_t>(std::max<std::int64_t>(since, 0));
    for (auto place = kTimeCharacters; place > 0; --place) {
        id[place - 1] = kRising[rest & 31U];
        rest >>= 5U;
    }
    return id;
}

}  // namespace wireroom::store
