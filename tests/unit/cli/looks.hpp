#pragma once

#include "base/time.hpp"
#include "cli/json.hpp"
#include "cli/output.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace wireroom::cli {

inline Timestamp at(std::string_view rfc3339) {
    return parse_rfc3339(rfc3339).value();
}

/// A pipe, read in UTC on 2025-04-11 at noon.
inline Look pipe_look() {
    Look look;
    look.now = at("2025-04-11T12:00:00Z");
    return look;
}

/// A terminal without colours, two hours east of Greenwich.
inline Look terminal_look(int width = 80) {
    auto look = pipe_look();
    look.terminal = true;
    look.width = width;
    look.utc_offset = [](Timestamp) { return std::chrono::seconds(7200); };
    return look;
}

inline JsonObject object(std::string_view json) {
    auto parsed = parse_object(json);
    EXPECT_TRUE(parsed) << json;
    return parsed ? *parsed : JsonObject();
}

}  // namespace wireroom::cli
