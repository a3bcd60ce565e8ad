#include "config/paths.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace wireroom::config {

namespace {

std::optional<std::string> set(const Environment& environment, std::string_view name) {
    auto value = environment(name);
    return value && !value->empty() ? std::move(value) : std::nullopt;
}

/// A folder from the environment; relative ones are ignored, as the XDG base directory
/// specification wants.
std::optional<std::string> folder(const Environment& environment, std::string_view name) {
    auto value = set(environment, name);
    return value && value->front() == '/' ? std::move(value) : std::nullopt;
}

std::string joined(const std::string& base, std::string_view rest) {
    return (std::filesystem::path(base) / rest).lexically_normal().string();
}

std::string beside(const std::string& file, std::string_view name) {
    return (std::filesystem::path(file).parent_path() / name).string();
}

}  // namespace

Environment process_environment() {
    return [](std::string_view name) -> std::optional<std::string> {
        // Read at start, while there is one thread; nothing here calls setenv.
        const char* value =
            std::getenv(std::string(name).c_str());  // NOLINT(concurrency-mt-unsafe): see above
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

std::vector<std::string> config_candidates(const Environment& environment) {
    std::vector<std::string> candidates;
    if (const auto config_home = folder(environment, "XDG_CONFIG_HOME")) {
        candidates.push_back(joined(*config_home, "wireroom/wireroom.yaml"));
    } else if (const auto home = folder(environment, "HOME")) {
        candidates.push_back(joined(*home, ".config/wireroom/wireroom.yaml"));
    }
    candidates.emplace_back("/etc/wireroom/wireroom.yaml");
    return candidates;
}

std::optional<std::string> find_config(
    const std::optional<std::string>& cli_option, const Environment& environment
) {
    if (cli_option) {
        return cli_option;
    }
    if (auto named = set(environment, "WIREROOM_CONFIG")) {
        return named;
    }
    for (auto& candidate : config_candidates(environment)) {
        std::error_code error;
        if (std::filesystem::exists(candidate, error)) {
            return std::move(candidate);
        }
    }
    return std::nullopt;
}

std::string store_path(const Config& config, const Environment& environment) {
    if (!config.store.path.empty()) {
        return config.store.path;
    }
    if (const auto state = folder(environment, "STATE_DIRECTORY")) {
        return joined(state->substr(0, state->find(':')), "wireroom.db");
    }
    if (const auto state_home = folder(environment, "XDG_STATE_HOME")) {
        return joined(*state_home, "wireroom/wireroom.db");
    }
    if (const auto home = folder(environment, "HOME")) {
        return joined(*home, ".local/state/wireroom/wireroom.db");
    }
    return "/var/lib/wireroom/wireroom.db";
}

std::string client_store_path(
    const Config& config, const Environment& environment, const std::string& service
) {
    auto own = store_path(config, environment);
    const auto absent = [](const std::string& path) {
        std::error_code error;  // of a folder that we may not enter: the file may well be there
        return std::filesystem::status(path, error).type() == std::filesystem::file_type::not_found;
    };
    if (config.store.path.empty() && absent(own) && !absent(service)) {
        return service;
    }
    return own;
}

std::string socket_path(const Config& config, const Environment& environment) {
    if (!config.socket.path.empty()) {
        return config.socket.path;
    }
    if (const auto runtime = folder(environment, "XDG_RUNTIME_DIR")) {
        return joined(*runtime, "wireroom/wireroom.sock");
    }
    return beside(store_path(config, environment), "run/wireroom.sock");
}

std::string operator_socket_path(const Config& config, const Environment& environment) {
    if (!config.socket.operator_path.empty()) {
        return config.socket.operator_path;
    }
    return beside(socket_path(config, environment), "operator.sock");
}

std::vector<std::string> client_socket_candidates(
    const Config& config, const Environment& environment
) {
    return {socket_path(config, environment), "/run/wireroom/wireroom.sock"};
}

}  // namespace wireroom::config
