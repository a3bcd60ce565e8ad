#include "config/schema.hpp"

#include "config/feeds.hpp"
#include "config/fetch_section.hpp"
#include "config/monitors.hpp"

#include <string>
#include <string_view>

namespace wireroom::config {

namespace {

/// sockaddr_un.sun_path holds 108 bytes with the final zero.
constexpr std::size_t kMaxSocketPath = 107;

/// The schema of wireroom.yaml: one member function per mapping.
class Schema {
public:
    Schema(Reader& reader, Config& config, Subscriptions& subscriptions)
        : reader_(reader),
          config_(config),
          feeds_(reader, subscriptions.feeds, subscriptions.lists),
          monitors_(reader, subscriptions.monitors),
          includes_(subscriptions.includes),
          rules_(subscriptions.rules) {}

    void root(const YamlNode& node) {
        reader_.map(
            node,
            "",
            {
                {"fetch",
                 [this](const YamlNode& value, const std::string& where) {
                     FetchSection(reader_, config_.fetch).read(value, where);
                 }},
                {"store",
                 [this](const YamlNode& value, const std::string& where) { store(value, where); }},
                {"socket",
                 [this](const YamlNode& value, const std::string& where) { socket(value, where); }},
                {"dedup",
                 [this](const YamlNode& value, const std::string& where) { dedup(value, where); }},
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

    /// Only `dedup`; other keys, known or not, are left alone.
    void rules(const YamlNode& node) {
        reader_.entries(
            node,
            "",
            [this](const YamlNode& key, const YamlNode& value, const std::string& where) {
                if (key.text == "dedup") {
                    dedup(value, where);
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
                refused("dedup", "write it into the main file, or into a feed"),
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

    void dedup(const YamlNode& node, const std::string& where) {
        read_dedup(node, where, reader_, config_.dedup, rules_);
    }

    void include(const YamlNode& node, const std::string& where) {
        if (const auto text = reader_.path_text(node, where)) {
            includes_.push_back({std::string(*text), where, reader_.place(node), node.column});
        }
    }

    void store(const YamlNode& node, const std::string& where) {
        reader_.map(
            node,
            where,
            {
                {"path", reader_.path_into(config_.store.path)},
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
                {"streams", reader_.whole_into(config_.socket.streams, 1, 100'000)},
                {"streams_per_uid", reader_.whole_into(config_.socket.streams_per_uid, 1, 100'000)},
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

    Reader& reader_;
    Config& config_;
    FeedsSection feeds_;
    MonitorsSection monitors_;
    std::vector<IncludeEntry>& includes_;
    std::vector<RuleFileEntry>& rules_;
};

}  // namespace

void read_config(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema(reader, config, subscriptions).root(root);
}

void read_places(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema(reader, config, subscriptions).places(root);
}

void read_rules(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema(reader, config, subscriptions).rules(root);
}

void read_included(
    const YamlNode& root, Reader& reader, Config& config, Subscriptions& subscriptions
) {
    Schema(reader, config, subscriptions).included_root(root);
}

}  // namespace wireroom::config
