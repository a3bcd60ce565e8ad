#include "fetch/address_policy.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace wireroom::fetch {
namespace {

namespace ip = boost::asio::ip;
using Bytes = std::array<std::uint8_t, 16>;

struct Range4 {
    std::uint32_t base;
    unsigned prefix;
};

constexpr std::uint32_t quad(unsigned a, unsigned b, unsigned c) {
    return a << 24U | b << 16U | c << 8U;
}

// IANA IPv4 special-purpose registry, multicast and class E.
constexpr std::array kDenied4 = {
    Range4{quad(0, 0, 0), 8},        // this network: 0.0.0.0 reaches loopback on Linux
    Range4{quad(10, 0, 0), 8},       // private
    Range4{quad(100, 64, 0), 10},    // carrier-grade NAT
    Range4{quad(127, 0, 0), 8},      // loopback
    Range4{quad(169, 254, 0), 16},   // link-local: the metadata services of clouds
    Range4{quad(172, 16, 0), 12},    // private
    Range4{quad(192, 0, 0), 24},     // protocol assignments
    Range4{quad(192, 0, 2), 24},     // documentation
    Range4{quad(192, 88, 99), 24},   // 6to4 relays
    Range4{quad(192, 168, 0), 16},   // private
    Range4{quad(198, 18, 0), 15},    // benchmarks
    Range4{quad(198, 51, 100), 24},  // documentation
    Range4{quad(203, 0, 113), 24},   // documentation
    Range4{quad(224, 0, 0), 4},      // multicast
    Range4{quad(240, 0, 0), 4},      // reserved, broadcast
};

struct Range6 {
    std::array<std::uint16_t, 4>
        base;  // the first 64 bits: no range below is narrower, but for ::/96
    unsigned prefix;
};

constexpr std::array kDenied6 = {
    Range6{{0x64, 0xff9b, 1, 0}, 48},   // local-use NAT64
    Range6{{0x100, 0, 0, 0}, 64},       // discard
    Range6{{0x2001, 0, 0, 0}, 32},      // Teredo
    Range6{{0x2001, 2, 0, 0}, 48},      // benchmarks
    Range6{{0x2001, 0xdb8, 0, 0}, 32},  // documentation
    Range6{{0x2002, 0, 0, 0}, 16},      // 6to4
    Range6{{0x3fff, 0, 0, 0}, 20},      // documentation
    Range6{{0xfc00, 0, 0, 0}, 7},       // unique local
    Range6{{0xfe80, 0, 0, 0}, 10},      // link-local
    Range6{{0xfec0, 0, 0, 0}, 10},      // site-local, deprecated
    Range6{{0xff00, 0, 0, 0}, 8},       // multicast
};

bool same_prefix(const std::uint8_t* a, const std::uint8_t* b, unsigned bits) {
    const auto whole = bits / 8;
    if (!std::equal(a, a + whole, b)) {
        return false;
    }
    const auto rest = bits % 8;
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

bool is_public4(std::uint32_t address) {
    return std::ranges::none_of(kDenied4, [address](const Range4& range) {
        return (address ^ range.base) >> (32 - range.prefix) == 0;
    });
}

std::uint32_t last_four(const Bytes& bytes) {
    return std::uint32_t{bytes[12]} << 24U | std::uint32_t{bytes[13]} << 16U |
           std::uint32_t{bytes[14]} << 8U | bytes[15];
}

bool is_public6(const Bytes& bytes) {
    constexpr Bytes kNat64 = {0, 0x64, 0xff, 0x9b};
    constexpr Bytes kZero = {};
    if (same_prefix(bytes.data(), kNat64.data(), 96)) {
        return is_public4(last_four(bytes)
        );  // how an IPv6-only network reaches IPv4: judge where it ends up
    }
    if (same_prefix(bytes.data(), kZero.data(), 96)) {
        return false;  // unspecified, loopback, IPv4-compatible
    }
    return std::ranges::none_of(kDenied6, [&bytes](const Range6& range) {
        std::array<std::uint8_t, 8> base{};
        for (std::size_t i = 0; i < range.base.size(); ++i) {
            base[2 * i] = static_cast<std::uint8_t>(range.base[i] >> 8U);
            base[2 * i + 1] = static_cast<std::uint8_t>(range.base[i] & 0xFFU);
        }
        return same_prefix(bytes.data(), base.data(), range.prefix);
    });
}

/// The IPv4 address inside of an IPv4-mapped one; other addresses as they are.
ip::address unmapped(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    }
    return address;
}

/// The address with the bits behind the prefix cleared.
ip::address masked(const ip::address& address, unsigned prefix) {
    const auto clear = [prefix](auto bytes) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const auto from = static_cast<unsigned>(i * 8);
            if (from >= prefix) {
                bytes[i] = 0;
            } else if (prefix - from < 8) {
                bytes[i] = static_cast<std::uint8_t>(bytes[i] & (0xFFU << (8 - (prefix - from))));
            }
        }
        return bytes;
    };
    if (address.is_v4()) {
        return ip::address_v4(clear(address.to_v4().to_bytes()));
    }
    return ip::address_v6(clear(address.to_v6().to_bytes()));
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
    const auto inner = unmapped(address);
    return inner.is_v4() ? is_public4(inner.to_v4().to_uint())
                         : is_public6(inner.to_v6().to_bytes());
}

Network::Network(boost::asio::ip::address base, unsigned prefix)
    : base_(masked(base, prefix)), prefix_(prefix) {}

std::optional<Network> Network::parse(std::string_view text) {
    text = trim(text);
    const auto slash = text.find('/');
    boost::system::error_code error;
    auto address = ip::make_address(std::string(text.substr(0, slash)), error);
    if (error || (address.is_v6() && address.to_v6().scope_id() != 0)) {
        return std::nullopt;
    }
    unsigned width = address.is_v4() ? 32 : 128;
    unsigned prefix = width;
    if (slash != std::string_view::npos) {
        const auto digits = text.substr(slash + 1);
        if (digits.empty() || digits.size() > 3 || !std::ranges::all_of(digits, is_digit)) {
            return std::nullopt;
        }
        prefix = 0;
        for (const char c : digits) {
            prefix = prefix * 10 + static_cast<unsigned>(c - '0');
        }
        if (prefix > width) {
            return std::nullopt;
        }
    }
    if (const auto inner = unmapped(address); inner != address && prefix >= 96) {
        return Network(inner, prefix - 96);
    }
    return Network(address, prefix);
}

bool Network::contains(const boost::asio::ip::address& address) const {
    const auto inner = unmapped(address);
    if (inner.is_v4() != base_.is_v4()) {
        return false;
    }
    auto plain = inner;
    if (plain.is_v6()) {
        plain = ip::address_v6(plain.to_v6().to_bytes());  // without its zone
    }
    return masked(plain, prefix_) == base_;
}

std::string Network::to_string() const {
    return fmt::format("{}/{}", base_.to_string(), prefix_);
}

bool is_allowed(const boost::asio::ip::address& address, const std::vector<Network>& networks) {
    return is_public(address) || std::ranges::any_of(networks, [&address](const Network& network) {
               return network.contains(address);
           });
}

}  // namespace wireroom::fetch
