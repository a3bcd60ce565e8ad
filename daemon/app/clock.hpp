#pragma once

#include "base/time.hpp"
#include "config/paths.hpp"

#include <chrono>
#include <optional>

namespace wireroom::app {

/// The wall clock: what is stored and what the schedule runs by. Network deadlines never use it.
/// Two testing aids, both documented in wireroomd --help: `WIREROOM_NOW` pins it; together with
/// `WIREROOM_CLOCK_SCALE` it starts there and runs that many times as fast as real time.
class Clock {
public:
    /// @throws std::invalid_argument one of the variables is set and cannot be read.
    explicit Clock(const config::Environment& environment);

    Timestamp now() const;

    /// How long to sleep really until the wall clock shows `due`: at most a minute, so that a jump
    /// of the system's clock is noticed; never negative. A pinned clock never gets there.
    std::chrono::milliseconds until(Timestamp due) const;

private:
    std::optional<Timestamp> start_;  ///< of WIREROOM_NOW
    double scale_ = 0;                ///< 0 = pinned
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace wireroom::app
