#include "config/settings.hpp"

#include "base/hash.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

namespace wireroom::config {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

std::string shown(const HostLimits& limits) {
    return "{ connections: " + std::to_string(limits.connections) +
           ", spacing: " + format_duration(limits.spacing) + " }";
}

namespace {

/// A file of rules, so that other contents make another value: `/etc/wireroom/urls.txt (9f3c1a20)`.
std::string shown(const std::string& file, const std::string& text) {
    return file.empty() ? file : fmt::format("{} ({:08x})", file, hash64(text) >> 32U);
}

}  // namespace

std::vector<Setting> settings_of(const Config& config) {
    const auto& fetch = config.fetch;
    std::vector<Setting> out = {
        {"fetch.contact", fetch.contact},
        {"fetch.concurrency", std::to_string(fetch.concurrency)},
        {"fetch.floor", format_duration(fetch.floor)},
        {"fetch.floor_without_validators", format_duration(fetch.floor_without_validators)},
        {"fetch.per_host.connections", std::to_string(fetch.per_host.connections)},
        {"fetch.per_host.spacing", format_duration(fetch.per_host.spacing)},
        {"fetch.per_address.connections", std::to_string(fetch.per_address.connections)},
    };
    for (const auto& [host, limits] : fetch.hosts) {
        out.push_back({"fetch.hosts." + host, shown(limits)});
    }
    out.insert(
        out.end(),
        {
            {"fetch.allow_private", joined(fetch.allow_private)},
            {"fetch.ca_file", fetch.ca_file},
            {"store.path", config.store.path, true},
            {"store.retention", config.store.retention},
            {"socket.path", config.socket.path, true},
            {"socket.operator_path", config.socket.operator_path, true},
            {"socket.streams", std::to_string(config.socket.streams)},
            {"socket.streams_per_uid", std::to_string(config.socket.streams_per_uid)},
            {"dedup.url_rules", shown(config.dedup.url_rules, config.dedup.url_rules_text), true},
            {"dedup.notes", shown(config.dedup.notes, config.dedup.notes_text), true},
        }
    );
    return out;
}

}  // namespace wireroom::config
