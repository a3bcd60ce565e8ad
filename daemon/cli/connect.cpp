#include "cli/connect.hpp"

#include "app/store_archive.hpp"
#include "base/text.hpp"
#include "cli/local_transport.hpp"
#include "cli/socket_transport.hpp"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <stdexcept>
#include <utility>

namespace wireroom::cli {
namespace {

/// The configuration; the defaults when none is named and none can be read.
Result<config::Config, ClientError> load_config(
    const Invocation& call, const config::Environment& environment
) {
    const auto option = call.config.empty() ? std::nullopt : std::optional(call.config);
    const auto file = config::find_config(option, environment);
    const bool named = option || environment("WIREROOM_CONFIG").value_or("") != "";
    // The system's configuration may be private to the daemon; its socket is not.
    if (!file || (!named && ::access(file->c_str(), R_OK) != 0)) {
        return config::Config{};
    }
    auto loaded = config::load(*file);
    if (!loaded.ok()) {
        const auto more = loaded.faults.size() - 1;
        return ClientError(
            ClientFault::kUsage,
            config::format(loaded.faults.front()) +
                (more > 0 ? " (and " + std::to_string(more) +
                                " more; wireroomd --check-config tells all)"
                          : "")
        );
    }
    return std::move(loaded.config);
}

/// The name of the user to whom a path belongs, or of its nearest folder that exists.
std::string owner_of(std::string path) {
    struct stat status {};
    while (::stat(path.c_str(), &status) != 0) {
        const auto slash = path.rfind('/');
        if (slash == std::string::npos || slash == 0) {
            return "root";
        }
        path.resize(slash);
    }
    std::array<char, 4096> text{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(status.st_uid, &entry, text.data(), text.size(), &found) == 0 &&
        found != nullptr) {
        return printable(found->pw_name);
    }
    return "uid " + std::to_string(status.st_uid);
}

ClientError unreadable_store(const std::string& path, const std::string& why) {
    struct stat status {};
    const bool missing =
        ::stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
    if (missing) {
        return {
            ClientFault::kUnreachable,
            "wireroomd is not running, and there is no store at " + printable(path) +
                " yet; start it"};
    }
    if (::access(path.c_str(), R_OK) != 0) {
        return {
            ClientFault::kUnreachable,
            "wireroomd is not running; start it or run as " + owner_of(path) + " (store " +
                printable(path) + ")"};
    }
    return {ClientFault::kUnreachable, "wireroomd is not running; start it: " + why};
}

}  // namespace

Result<Places, ClientError> find_places(
    const Invocation& call, const config::Environment& environment
) {
    Places places;
    if (!call.socket.empty()) {
        places.sockets = {call.socket};
        if (call.config.empty()) {
            return places;
        }
    }
    const auto loaded = load_config(call, environment);
    if (!loaded) {
        return loaded.error();
    }
    if (places.sockets.empty()) {
        places.sockets = config::client_socket_candidates(*loaded, environment);
        if (!loaded->socket.path.empty()) {
            places.sockets.resize(1);
        }
    }
    places.store = config::store_path(*loaded, environment);
    return places;
}

Result<std::unique_ptr<Transport>, ClientError> connect(const Places& places, Timestamp now) {
    std::string refusal;
    for (const auto& path : places.sockets) {
        auto socket = SocketTransport::open(path);
        if (socket) {
            return std::unique_ptr<Transport>(std::move(*socket));
        }
        if (socket.error().kind != SocketFault::kAbsent && refusal.empty()) {
            refusal = socket.error().message;
        }
    }
    if (places.store.empty()) {
        const auto text =
            refusal.empty() ? "nobody listens at " + printable(places.sockets.front()) : refusal;
        return ClientError(
            ClientFault::kUnreachable, text + "; start wireroomd or correct --socket"
        );
    }
    try {
        return std::unique_ptr<Transport>(
            std::make_unique<LocalTransport>(std::make_unique<app::StoreArchive>(places.store), now)
        );
    } catch (const std::runtime_error& error) {
        if (!refusal.empty()) {
            return ClientError(
                ClientFault::kUnreachable, refusal + "; join the group that owns the socket"
            );
        }
        return unreadable_store(places.store, printable(error.what(), 500));
    }
}

}  // namespace wireroom::cli
