#include "config/values.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace wireroom::config {

namespace {

template <class Value>
struct Unit {
    std::string_view name;
    Value value;
};

/// Splits `10m` into 10 and the unit's value, when both are there.
template <class Value, std::size_t kCount>
std::optional<std::pair<std::int64_t, Value>> number_and_unit(
    std::string_view text, const std::array<Unit<Value>, kCount>& units
) {
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    const auto number = parse_whole(text.substr(0, digits));
    if (!number) {
        return std::nullopt;
    }
    for (const auto& unit : units) {
        if (text.substr(digits) == unit.name) {
            return std::pair(*number, unit.value);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_whole(std::string_view text) {
    if (text.empty() || text.size() > 18 || !std::ranges::all_of(text, is_digit) ||
        (text.size() > 1 && text.front() == '0')) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    constexpr std::array<Unit<std::int64_t>, 5> kUnits{
        {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
    constexpr std::int64_t kCenturyMs = 36'525LL * 86'400'000LL;
    const auto parts = number_and_unit(text, kUnits);
    if (!parts || parts->first > kCenturyMs / parts->second) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(parts->first * parts->second);
}

std::string format_duration(std::chrono::milliseconds duration) {
    constexpr std::pair<std::int64_t, const char*> kUnits[] = {
        {86'400'000, "d"}, {3'600'000, "h"}, {60'000, "m"}, {1'000, "s"}};
    for (const auto& [ms, unit] : kUnits) {
        if (duration.count() != 0 && duration.count() % ms == 0) {
            return std::to_string(duration.count() / ms) + unit;
        }
    }
    return duration.count() == 0 ? "0s" : std::to_string(duration.count()) + "ms";
}

std::optional<Network> parse_network(std::string_view text) {
    const auto slash = text.find('/');
    const std::string address(text.substr(0, slash));
    std::array<unsigned char, 16> bytes{};
    const bool v6 = address.find(':') != std::string::npos;
    const int family = v6 ? AF_INET6 : AF_INET;
    if (address.find('\0') != std::string::npos ||
        inet_pton(family, address.c_str(), bytes.data()) != 1) {
        return std::nullopt;
    }
    const std::int64_t width = v6 ? 128 : 32;
    std::int64_t prefix = width;
    if (slash != std::string_view::npos) {
        const auto given = parse_whole(text.substr(slash + 1));
        if (!given || *given > width) {
            return std::nullopt;
        }
        prefix = *given;
    }
    Network network;
    for (std::int64_t bit = prefix; bit < width; ++bit) {
        auto& byte = bytes[static_cast<std::size_t>(bit / 8)];
        const auto mask = static_cast<unsigned char>(0x80U >> (bit % 8));
        network.host_bits = network.host_bits || (byte & mask) != 0;
        byte = static_cast<unsigned char>(byte & ~mask);
    }
    std::array<char, INET6_ADDRSTRLEN> shown{};
    inet_ntop(family, bytes.data(), shown.data(), static_cast<socklen_t>(shown.size()));
    network.text = std::string(shown.data()) + "/" + std::to_string(prefix);
    return network;
}

bool is_host(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_' ||
               c == ':';
    });
}

bool is_feed_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-';
    });
}

}  // namespace wireroom::config
