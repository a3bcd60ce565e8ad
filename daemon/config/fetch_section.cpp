#include "config/fetch_section.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace wireroom::config {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kMaxNetworks = 1'000;

/// `Host`, `host:8080`, `::1` and `[::1]:8080` as the keys of Fetch::hosts; nothing for what names
/// no host.
std::optional<std::string> host_key(std::string_view text) {
    const bool bare_v6 = std::ranges::count(text, ':') > 1 && text.front() != '[';
    const std::string authority = bare_v6 ? "[" + std::string(text) + "]" : std::string(text);
    if (authority.find_first_of("/?#@\\ ") != std::string::npos) {
        return std::nullopt;
    }
    const auto url = parse_http_url("http://" + authority + "/");
    if (!url || !is_host(url->host)) {
        return std::nullopt;
    }
    const bool v6 = url->host.find(':') != std::string::npos;
    const bool has_port =
        authority.rfind(':') != std::string::npos && (!v6 || authority.back() != ']');
    if (!has_port) {
        return url->host;
    }
    return (v6 ? "[" + url->host + "]" : url->host) + ":" + std::to_string(url->port);
}

}  // namespace

Reader::Handler FetchSection::interval(seconds& target) {
    return [this, &target](const YamlNode& value, const std::string& where) {
        reader_.seconds(value, where, seconds(1), kLongest, target);
    };
}

void FetchSection::read(const YamlNode& node, const std::string& where) {
    reader_.map(
        node,
        where,
        {
            {"contact",
             [this](const YamlNode& value, const std::string& place) { contact(value, place); }},
            {"concurrency", reader_.whole_into(fetch_.concurrency, 1, 1024)},
            {"floor", interval(fetch_.floor)},
            {"floor_without_validators", interval(fetch_.floor_without_validators)},
            {"per_host",
             [this](const YamlNode& value, const std::string& place) {
                 limits(value, place, fetch_.per_host);
             }},
            {"per_address",
             [this](const YamlNode& value, const std::string& place) {
                 reader_.map(
                     value,
                     place,
                     {{"connections", reader_.whole_into(fetch_.per_address.connections, 1, 1000)}}
                 );
             }},
            {"hosts",
             [this](const YamlNode& value, const std::string& place) { hosts(value, place); }},
            {"allow_private",
             [this](const YamlNode& value, const std::string& place) {
                 reader_.list(
                     value,
                     place,
                     kMaxNetworks,
                     [this](const YamlNode& each, const std::string& entry) {
                         network(each, entry);
                     }
                 );
             }},
            {"ca_file", reader_.path_into(fetch_.ca_file)},
        }
    );
    for (const auto& exception : exceptions_) {
        HostLimits limit = fetch_.per_host;
        limits(*exception.value, exception.where, limit);
        fetch_.hosts[exception.host] = limit;
    }
}

void FetchSection::contact(const YamlNode& node, const std::string& where) {
    const auto text = reader_.scalar(node, where);
    if (!text) {
        return;
    }
    // It stands inside a comment of the User-Agent header (RFC 9110 section 5.6.5).
    const bool plain = std::ranges::all_of(*text, [](char c) {
        return c > 0x20 && c < 0x7F && c != '(' && c != ')' && c != '\\';
    });
    if (!plain || text->size() > 200) {
        reader_.fault(
            node,
            where +
                " must be a URL or a mail address of at most 200 ASCII characters, without "
                "parentheses"
        );
        return;
    }
    fetch_.contact = *text;
}

void FetchSection::limits(const YamlNode& node, const std::string& where, HostLimits& target) {
    reader_.map(
        node,
        where,
        {
            {"connections", reader_.whole_into(target.connections, 1, 1000)},
            {"spacing",
             [this, &target](const YamlNode& value, const std::string& place) {
                 if (const auto spacing =
                         reader_.duration(value, place, milliseconds(0), days(1))) {
                     target.spacing = *spacing;
                 }
             }},
        }
    );
}

/// An exception names what differs; the rest is as `per_host` says. Therefore read after all of
/// `fetch`.
void FetchSection::hosts(const YamlNode& node, const std::string& where) {
    reader_.entries(
        node,
        where,
        [this](const YamlNode& key, const YamlNode& value, const std::string& place) {
            const auto host = host_key(key.text);
            if (!host) {
                reader_.fault(
                    key,
                    in_quotes(key.text) + " in fetch.hosts is no host name, address or host:port"
                );
                return;
            }
            if (!seen_hosts_.insert(*host).second) {
                reader_.fault(key, "host " + in_quotes(*host) + " stands twice in fetch.hosts");
                return;
            }
            exceptions_.push_back({*host, &value, place});
        }
    );
}

void FetchSection::network(const YamlNode& node, const std::string& where) {
    const auto text = reader_.scalar(node, where);
    if (!text) {
        return;
    }
    const auto network = parse_network(*text);
    if (!network) {
        reader_.fault(
            node,
            where + " must be a network such as 10.0.0.0/8 or fd00::/8, not " + in_quotes(*text)
        );
    } else if (network->host_bits) {
        reader_.fault(
            node,
            where + " names an address inside a network: " + in_quotes(*text),
            "did you mean " + in_quotes(network->text) + "?"
        );
    } else {
        fetch_.allow_private.push_back(network->text);
    }
}

}  // namespace wireroom::config
