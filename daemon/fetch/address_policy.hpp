#pragma once

#include <boost/asio/ip/address.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::fetch {

/// True for an address of the public internet: one that a feed, a redirect or a hub may make us
/// connect to. Everything that is private, local, reserved, for documentation, multicast or a
/// tunnel to an address that we cannot judge (6to4, Teredo, NAT64, IPv4-compatible) is not.
/// IPv4-mapped addresses are judged as the IPv4 address inside. Source: the IANA special-purpose
/// registries (RFC 6890 and successors).
bool is_public(const boost::asio::ip::address& address);

/// A range of addresses: `10.0.0.0/8`, `fd00::/8`, or a single address.
class Network {
public:
    /// Parses CIDR notation. Bits behind the prefix are ignored (`10.1.2.3/8` is `10.0.0.0/8`);
    /// without a prefix it is one address. An IPv4-mapped network of at least 96 bits is the IPv4
    /// network.
    /// @return nothing for anything else.
    static std::optional<Network> parse(std::string_view text);

    /// True when the address lies in the network; IPv4-mapped addresses count as IPv4.
    bool contains(const boost::asio::ip::address& address) const;

    /// CIDR notation, always with the prefix.
    std::string to_string() const;

    bool operator==(const Network&) const = default;

private:
    Network(boost::asio::ip::address base, unsigned prefix);

    boost::asio::ip::address base_;
    unsigned prefix_ = 0;
};

/// True when the address is public or lies in one of the networks.
bool is_allowed(const boost::asio::ip::address& address, const std::vector<Network>& networks);

}  // namespace wireroom::fetch
