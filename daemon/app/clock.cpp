#include "app/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace wireroom::app {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestSleep = std::chrono::minutes(1);

double parse_scale(const std::string& text) {
    char* end = nullptr;
    const double scale = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size() || !std::isfinite(scale) || scale <= 0 || scale > 1e6) {
        throw std::invalid_argument(fmt::format(
            "WIREROOM_CLOCK_SCALE: '{}' is not a number above 0 and up to 1000000", text
        ));
    }
    return scale;
}

}  // namespace

Clock::Clock(const config::Environment& environment) {
    const auto now = environment("WIREROOM_NOW");
    const auto scale = environment("WIREROOM_CLOCK_SCALE");
    if (now && !now->empty()) {
        start_ = parse_rfc3339(*now);
        if (!start_) {
            throw std::invalid_argument(
                fmt::format("WIREROOM_NOW: '{}' is not a time such as 2025-04-11T08:00:00Z", *now)
            );
        }
    }
    if (scale && !scale->empty()) {
        scale_ = parse_scale(*scale);
        if (!start_) {
            start_ = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        }
    }
}

Timestamp Clock::now() const {
    if (!start_) {
        return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    }
    const std::chrono::duration<double, std::milli> elapsed =
        std::chrono::steady_clock::now() - started_;
    return *start_ + milliseconds(static_cast<std::int64_t>(elapsed.count() * scale_));
}

milliseconds Clock::until(Timestamp due) const {
    const auto wait = due - now();
    if (wait <= milliseconds(0)) {
        return milliseconds(0);
    }
    if (!start_) {
        return std::min(wait, kLongestSleep);
    }
    if (scale_ <= 0) {
        return kLongestSleep;
    }
    const double real = std::ceil(static_cast<double>(wait.count()) / scale_);
    return std::min(milliseconds(static_cast<std::int64_t>(real)), kLongestSleep);
}

}  // namespace wireroom::app
