#include "config/schema.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "config/feeds.hpp"
#include "config/monitors.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <unordered_set>

namespace wireroom::config {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kMaxNetworks = 1'000;

/// sockaddr_un.sun_path holds 108 bytes with the final zero.
constexpr std::size_t kMaxSocketPath = 107;

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

/// The schema of wireroom.yaml: one member function per mapping.
class Schema {
public:
    Schema(Reader& reader, Config& config, Subscriptions& subscriptions)
        : reader_(reader),
          config_(config),
          feeds_(reader, subscriptions.feeds, subscriptions.lists),
          monitors_(reader, subscriptions.monitors),
          includes_(subscriptions.includes) {}

    void root(const YamlNode& node) {
        reader_.map(
            node,
            "",
            {
                {"fetch",
                 [this](const YamlNode& value, const std::string& where) { fetch(value, where); }},
                {"store",
                 [this](const YamlNode& value, const std::string& where) { store(value, where); }},
                {"socket",
                 [this](const YamlNode& value, const std::string& where) { socket(value, where); }},
                {"feeds", feeds()},
                {"monitors", monitors()},
                {"include",
                 [this](const YamlNode& value, const std::string& where) {
                     reader_.list(
                         value,
                         where,
                         kMaxFiles,
                         [this](const YamlNode& each, const std::string& place) {
                             include(each, place);
                         }
                     );
                 }},
                {"http", {}, "use the socket"},
            }
        );
    }

    /// What a client needs of the root; other keys, known or not, are left alone.
    void places(const YamlNode& node) {
        reader_.entries(
            node,
            "",
            [this](const YamlNode& key, const YamlNode& value, const std::string& where) {
                if (key.text == "store") {
                    store(value, where);
                } else if (key.text == "socket") {
                    socket(value, where);
                }
            }
        );
    }

    /// The root of an included file.
    void included_root(const YamlNode& node) {
        constexpr std::string_view kRefusal =
            "does not belong into an included file, which holds only feeds and monitors";
        const auto refused = [&](std::string_view key, std::string_view advice) {
            return Reader::Key{key, {}, advice, kRefusal};
        };
        reader_.map(
            node,
            "",
            {
                {"feeds", feeds()},
                {"monitors", monitors()},
                refused("fetch", "write it into the main file"),
                refused("store", "write it into the main file"),
                refused("socket", "write it into the main file"),
                refused("http", "use the socket"),
                refused("include", "name the files in the main file"),
            }
        );
    }

private:
    Reader::Handler feeds() {
        return [this](const YamlNode& value, const std::string& where) {
            reader_.list(
                value,
                where,
                kMaxFeeds,
                [this](const YamlNode& each, const std::string& place) { feeds_.feed(each, place); }
            );
        };
    }

    Reader::Handler monitors() {
        return [this](const YamlNode& value, const std::string& where) {
            reader_.list(
                value,
                where,
                kMaxMonitors,
                [this](const YamlNode& each, const std::string& place) {
                    monitors_.monitor(each, place);
                }
            );
        };
    }

    void include(const YamlNode& node, const std::string& where) {
        if (const auto text = reader_.path_text(node, where)) {
            includes_.push_back({std::string(*text), where, reader_.place(node), node.column});
        }
    }

    Reader::Handler whole(int& target, int least, int most) {
        return [this, &target, least, most](const YamlNode& value, const std::string& where) {
            reader_.whole(value, where, least, most, target);
        };
    }

    Reader::Handler path(std::string& target) {
        return [this, &target](const YamlNode& value, const std::string& where) {
            reader_.path(value, where, target);
        };
    }

    Reader::Handler interval(seconds& target) {
        return [this, &target](const YamlNode& value, const std::string& where) {
            reader_.seconds(value, where, seconds(1), kLongest, target);
        };
    }

    void fetch(const YamlNode& node, const std::string& where) {
        auto& fetch = config_.fetch;
        reader_.map(
            node,
            where,
            {
                {"contact",
                 [this](const YamlNode& value, const std::string& place) {
                     contact(value, place);
                 }},
                {"concurrency", whole(fetch.concurrency, 1, 1024)},
                {"floor", interval(fetch.floor)},
                {"floor_without_validators", interval(fetch.floor_without_validators)},
                {"per_host",
                 [this](const YamlNode& value, const std::string& place) {
                     limits(value, place, config_.fetch.per_host);
                 }},
                {"per_address",
                 [this](const YamlNode& value, const std::string& place) {
                     reader_.map(
                         value,
                         place,
                         {{"connections", whole(config_.fetch.per_address.connections, 1, 1000)}}
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
                {"ca_file", path(fetch.ca_file)},
            }
        );
    }

    void contact(const YamlNode& node, const std::string& where) {
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
        config_.fetch.contact = *text;
    }

    void limits(const YamlNode& node, const std::string& where, HostLimits& target) {
        reader_.map(
            node,
            where,
            {
                {"connections", whole(target.connections, 1, 1000)},
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
    void hosts(const YamlNode& node, const std::string& where) {
        reader_.entries(
            node,
            where,
            [this](const YamlNode& key, const YamlNode& value, const std::string& place) {
                const auto host = host_key(key.text);
                if (!host) {
                    reader_.fault(
                        key,
                        in_quotes(key.text) +
                            " in fetch.hosts is no host name, address or host:port"
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

    void network(const YamlNode& node, const std::string& where) {
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
            config_.fetch.allow_private.push_back(network->text);
        }
    }

    void store(const YamlNode& node, const std::string& where) {
        reader_.map(
            node,
            where,
            {
                {"path", path(config_.store.path)},
                {"retention",
                 [this](const YamlNode& value, const std::string& place) {
                     retention(value, place);
                 }},
                {"max_size",
                 [this](const YamlNode& value, const std::string& place) {
                     reader_.fault(
                         value,
                         place + " is not supported by this version",
                         "leave it out; nothing is deleted"
                     );
                 }},
            }
        );
    }

    void retention(const YamlNode& node, const std::string& where) {
        const std::string advice = "write retention: none, which keeps every story and revision";
        if (node.kind == YamlNode::Kind::kMap) {
            reader_.fault(node, where + " by age is not supported by this version", advice);
            return;
        }
        const auto text = reader_.scalar(node, where);
        if (text && *text != "none") {
            reader_.fault(
                node, where + " " + in_quotes(*text) + " is not supported by this version", advice
            );
        }
    }

    void socket(const YamlNode& node, const std::string& where) {
        reader_.map(
            node,
            where,
            {
                {"path",
                 [this](const YamlNode& value, const std::string& place) {
                     socket_path(value, place, config_.socket.path);
                 }},
                {"operator_path",
                 [this](const YamlNode& value, const std::string& place) {
                     socket_path(value, place, config_.socket.operator_path);
                 }},
                {"streams", whole(config_.socket.streams, 1, 100'000)},
                {"streams_per_uid", whole(config_.socket.streams_per_uid, 1, 100'000)},
            }
        );
    }

    void socket_path(const YamlNode& node, const std::string& where, std::string& target) {
        std::string full;
        reader_.path(node, where, full);
        if (full.size() > kMaxSocketPath) {
            reader_.fault(
                node,
                where + " is " + std::to_string(full.size()) +
                    " bytes long as an absolute path, at most " + std::to_string(kMaxSocketPath) +
                    " make a socket"
            );
        } else if (!full.empty()) {
            target = full;
        }
    }

public:
    /// What depends on the order of keys: call after `root`.
    void finish() {
        for (const auto& exception : exceptions_) {
            HostLimits limit = config_.fetch.per_host;
            limits(*exception.value, exception.where, limit);
            config_.fetch.hosts[exception.host] = limit;
        }
    }

private:
    struct Exception {
        std::string host;
        const YamlNode* value;
        std::string where;
    };

    Reader& reader_;
    Config& config_;
    FeedsSection feeds_;
    MonitorsSection monitors_;
    std::vector<IncludeEntry>& includes_;
    std::unordered_set<std::string> seen_hosts_;
    std::vector<Exception> exceptions_;
};

}  // namespace

void read_config(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema schema(reader, config, subscriptions);
    schema.root(root);
    schema.finish();
}

void read_places(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema(reader, config, subscriptions).places(root);
}

void read_included(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema(reader, config, subscriptions).included_root(root);
}

}  // namespace wireroom::config
