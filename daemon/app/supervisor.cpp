#include "app/supervisor.hpp"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace wireroom::app {
namespace {

void notify(const std::string& state) {
    // Fails only without a service manager, and then nobody wants to know.
    [[maybe_unused]] const int sent = sd_notify(0, state.c_str());
}

}  // namespace

void notify_ready(const std::string& status) {
    notify("READY=1\nSTATUS=" + status);
}

void notify_status(const std::string& status) {
    notify("STATUS=" + status);
}

void notify_reloading() {
    // The manager compares this with its own clock to tell this reload from an earlier one.
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch()
    );
    notify(fmt::format(
        "RELOADING=1\nMONOTONIC_USEC={}\nSTATUS=reading the configuration again", now.count()
    ));
}

void notify_alive() {
    notify("WATCHDOG=1");
}

void notify_stopping() {
    notify("STOPPING=1\nSTATUS=finishing what is being stored");
}

std::vector<serve::Endpoint> inherited_endpoints() {
    char** names = nullptr;
    const int count = sd_listen_fds_with_names(1, &names);
    std::vector<serve::Endpoint> endpoints;
    std::string unknown;
    for (int i = 0; i < count; ++i) {
        const std::string name = names != nullptr ? names[i] : "";
        const bool is_operator = name == "operator";
        const bool is_reader = name == "reader" || (count == 1 && !is_operator);
        if (!is_operator && !is_reader) {
            unknown = name;
        }
        endpoints.push_back({.fd = SD_LISTEN_FDS_START + i, .path = {}, .is_operator = is_operator}
        );
    }
    for (int i = 0; i < count && names != nullptr; ++i) {
        std::free(names[i]);  // NOLINT: allocated by sd_listen_fds_with_names with malloc
    }
    std::free(names);  // NOLINT: likewise
    if (!unknown.empty()) {
        throw std::runtime_error(fmt::format(
            "socket activation handed over a socket named '{}'; FileDescriptorName= must be reader "
            "or operator",
            unknown
        ));
    }
    return endpoints;
}

}  // namespace wireroom::app
