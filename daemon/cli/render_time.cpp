#include "base/text.hpp"
#include "cli/render.hpp"

#include <algorithm>
#include <optional>

namespace wireroom::cli {

std::string describe_time(std::string_view rfc3339, const Look& look) {
    if (rfc3339.empty()) {
        return "–";
    }
    const auto time = parse_rfc3339(rfc3339);
    if (!time) {
        return printable(rfc3339, 40);
    }
    const auto age = look.now - *time;
    if (age > std::chrono::seconds(-1) && age < std::chrono::seconds(1)) {
        return age > std::chrono::milliseconds(0) ? "just now" : "now";
    }
    // Whole seconds, and whole minutes from ten on: "12 min ago", never "719 s ago".
    using std::chrono::duration_cast;
    const bool past = age > std::chrono::milliseconds(0);
    auto span = past ? age : -age;
    if (span >= std::chrono::minutes(10)) {
        span = std::chrono::round<std::chrono::minutes>(span);
    } else {
        span = std::chrono::round<std::chrono::seconds>(span);
    }
    const auto text = describe_duration(span);
    return past ? text + " ago" : "in " + text;
}

std::string describe_due(std::string_view rfc3339, const Look& look) {
    constexpr std::chrono::minutes kLate{1};
    const auto time = parse_rfc3339(rfc3339);
    if (time && *time < look.now) {
        return look.now - *time < kLate ? "now" : "overdue";
    }
    return describe_time(rfc3339, look);
}

std::string localise_times(std::string_view text, const Look& look) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd.dddZ";
    const auto has_shape = [&](std::string_view piece) {
        return piece.size() == kShape.size() &&
               std::ranges::equal(piece, kShape, [](char c, char shape) {
                   return shape == 'd' ? is_digit(c) : c == shape;
               });
    };
    std::string out;
    while (!text.empty()) {
        const auto piece = text.substr(0, kShape.size());
        const auto time = has_shape(piece) ? parse_rfc3339(piece) : std::nullopt;
        out += time ? local_time(*time, true, look) : std::string(1, text.front());
        text.remove_prefix(time ? piece.size() : 1);
    }
    return out;
}

std::string local_time(Timestamp time, bool seconds, const Look& look) {
    const auto text = format_rfc3339(time + look.utc_offset(time));
    return text.substr(0, 10) + " " + text.substr(11, seconds ? 8 : 5);
}

std::string group_digits(std::int64_t number) {
    auto text = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (auto at = text.size(); at > first + 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    return text;
}

}  // namespace wireroom::cli
