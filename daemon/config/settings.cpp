#include "config/settings.hpp"

#include "config/values.hpp"

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
        }
    );
    return out;
}

}  // namespace wireroom::config
