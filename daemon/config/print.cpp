#include "base/text.hpp"
#include "config/config.hpp"
#include "config/settings.hpp"
#include "config/values.hpp"
#include "text/utf8.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom::config {

namespace {

/// What a terminal would obey rather than show, and what YAML takes for a line end.
bool is_escaped(char32_t c) {
    return c < 0x20 || text::is_hidden_control(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

/// A text in single quotes, in which nothing but they themselves is special (YAML 1.2 section
/// 7.3.2); nothing when it has characters that must be escaped.
std::optional<std::string> in_single_quotes(std::string_view text) {
    std::string out = "'";
    for (std::size_t at = 0; at < text.size();) {
        const auto c = text::decode_at(text, at);
        if (!c.valid || is_escaped(c.value)) {
            return std::nullopt;
        }
        out += text.substr(at, c.bytes);
        out += c.value == '\'' ? "'" : "";
        at += c.bytes;
    }
    return out + "'";
}

/// A text as a YAML scalar in double quotes (YAML 1.2 section 5.7), or in single ones where that
/// saves people the backslashes.
std::string quoted(std::string_view text) {
    if (text.find_first_of("\"\\") != std::string_view::npos) {
        if (auto single = in_single_quotes(text)) {
            return *std::move(single);
        }
    }
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const auto c = text::decode_at(text, at);
        if (c.value == '"' || c.value == '\\') {
            out += '\\';
            out += text[at];
        } else if (is_escaped(c.value)) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c.value));
        } else if (c.valid) {
            out += text.substr(at, c.bytes);
        } else {
            out += text::kReplacement;
        }
        at += c.bytes;
    }
    return out + "\"";
}

/// Without quotes where nothing else could be meant.
std::string scalar(std::string_view text) {
    const bool plain = is_feed_name(text) && text.front() >= 'a' && text != "null" &&
                       text != "true" && text != "false" && text != "yes" && text != "no" &&
                       text != "on" && text != "off" && text != "y" && text != "n";
    return plain ? std::string(text) : quoted(text);
}

std::string list(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) {
        out += (out.empty() ? "" : ", ") + scalar(text);
    }
    return out.empty() ? "[]" : "[ " + out + " ]";
}

/// What an operator has pinned, as the last member of a feed; empty when nothing.
std::string pins(const model::DedupPins& pins) {
    std::string out;
    const auto add = [&](const char* key, bool is_default, const char* value) {
        if (!is_default) {
            out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", key, value);
        }
    };
    using Key = model::DedupPins::Key;
    add("guid", pins.guid == Key::kAuto, model::name_of(pins.guid));
    add("link", pins.link == Key::kAuto, model::name_of(pins.link));
    add("near", pins.near, "off");
    add("cluster", pins.cluster, "off");
    return out.empty() ? out : ", dedup: { " + out + " }";
}

class Printer {
public:
    std::string run(const Config& config) {
        line(
            "# {}, with every default; what it includes is written out.",
            printable(config.file, 4096)
        );
        fetch(config.fetch);
        line("");
        line("store:");
        text("path", config.store.path, "from the environment");
        line("  retention: {}", scalar(config.store.retention));
        line("");
        line("socket:");
        text("path", config.socket.path, "from the environment");
        text("operator_path", config.socket.operator_path, "operator.sock beside the other");
        line("  streams: {}", config.socket.streams);
        line("  streams_per_uid: {}", config.socket.streams_per_uid);
        line("");
        line("dedup:");
        text("url_rules", config.dedup.url_rules, "ours alone");
        text("notes", config.dedup.notes, "ours alone");
        line("");
        feeds(config.feeds);
        line("");
        monitors(config.monitors);
        return std::move(out_);
    }

private:
    template <class... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
        out_ += '\n';
    }

    /// A text of a section, which has no way to say "not set" but to leave it out.
    void text(std::string_view key, const std::string& value, std::string_view otherwise) {
        if (value.empty()) {
            line("  # {}: {}", key, otherwise);
        } else {
            line("  {}: {}", key, quoted(value));
        }
    }

    void fetch(const Config::Fetch& fetch) {
        line("fetch:");
        text("contact", fetch.contact, "none");
        line("  concurrency: {}", fetch.concurrency);
        line("  floor: {}", format_duration(fetch.floor));
        line("  floor_without_validators: {}", format_duration(fetch.floor_without_validators));
        line("  per_host: {}", shown(fetch.per_host));
        line("  per_address: {{ connections: {} }}", fetch.per_address.connections);
        line("  hosts:{}", fetch.hosts.empty() ? " {}" : "");
        for (const auto& [host, limits] : fetch.hosts) {
            line("    {}: {}", quoted(host), shown(limits));
        }
        line("  allow_private: {}", list(fetch.allow_private));
        text("ca_file", fetch.ca_file, "the system's authorities alone");
    }

    void feeds(const std::vector<model::FeedSpec>& feeds) {
        line("feeds:{}", feeds.empty() ? " []" : "");
        for (const auto& feed : feeds) {
            auto more = feed.groups.empty() ? std::string() : ", groups: " + list(feed.groups);
            if (feed.interval) {
                more += ", interval: " + format_duration(*feed.interval);
            }
            more += pins(feed.dedup);
            line("  - {{ name: {}, url: {}{} }}", scalar(feed.name), quoted(feed.url), more);
        }
    }

    void monitors(const std::vector<model::MonitorSpec>& monitors) {
        line("monitors:{}", monitors.empty() ? " []" : "");
        for (const auto& monitor : monitors) {
            line("  - name: {}", scalar(monitor.name));
            line("    query: {}", quoted(monitor.query));
            line("    on: {}", list(monitor.on));
        }
    }

    std::string out_;
};

}  // namespace

std::string print(const Config& config) {
    return Printer().run(config);
}

}  // namespace wireroom::config
