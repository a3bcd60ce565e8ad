#include "app/words.hpp"

#include <fmt/format.h>

namespace wireroom::app {

std::string count_of(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace wireroom::app
