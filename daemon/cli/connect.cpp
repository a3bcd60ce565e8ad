#include "cli/connect.hpp"

#include "app/store_archive.hpp"
#include "base/text.hpp"
#include "cli/local_transport.hpp"
#include "cli/socket_transport.hpp"
#include "store/lock.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

namespace wireroom::cli {
namespace {

/// The configuration; the defaults when none is named and none can be read, and with a notice when
/// it has a fault: what is wrong with a file that is being edited is no reason not to ask.
Result<config::Config, ClientError> load_config(
    const Invocation& call, const config::Environment& environment, std::string& notice
) {
    const auto option = call.config.empty() ? std::nullopt : std::optional(call.config);
    const auto file = config::find_config(option, environment);
    const bool named = option || !environment("WIREROOM_CONFIG").value_or("").empty();
    // The system's configuration may be private to the daemon; its socket is not.
    if (!file || (!named && ::access(file->c_str(), R_OK) != 0)) {
        return config::Config{};
    }
    auto loaded = config::load_places(*file);
    if (loaded.ok()) {
        return std::move(loaded.config);
    }
    const auto more = loaded.faults.size() - 1;
    const auto faults =
        config::format(loaded.faults.front()) +
        (more > 0 ? " (and " + std::to_string(more) + " more; wireroom check tells all)" : "");
    std::error_code unknown;
    if (!std::filesystem::exists(*file, unknown) && !unknown) {
        return ClientError(ClientFault::kUsage, faults);  // a mistyped name is no edited file
    }
    notice =
        faults + (call.socket.empty() ? "; looking in the usual places" : "; going on without");
    return config::Config{};
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

std::string group_named(gid_t gid) {
    std::array<char, 16384> text{};
    group entry{};
    group* found = nullptr;
    if (::getgrgid_r(gid, &entry, text.data(), text.size(), &found) == 0 && found != nullptr) {
        return printable(found->gr_name);
    }
    return std::to_string(gid);
}

/// Who may open a socket, and so what to do.
/// @param usual  the group that it has where the system manages it.
std::string who_may_open(const std::string& path, const std::string& usual) {
    struct stat status {};
    const bool known = ::stat(path.c_str(), &status) == 0;
    // 0600: the daemon is an ordinary user's, or there was no group to give the socket to.
    if (known && (status.st_mode & S_IWGRP) == 0) {
        return "it is its owner's alone: run this as " + owner_of(path);
    }
    const auto name = known ? group_named(status.st_gid) : usual;
    return "it is for the group " + name + ": join it (sudo usermod -aG " + name +
           " $USER, then log in anew), or run this as root";
}

/// What starts the daemon.
constexpr const char* kStart = "start it (systemctl start wireroomd, or wireroomd)";

ClientError unreadable_store(const std::string& path, const std::string& why) {
    struct stat status {};
    const bool missing =
        ::stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
    if (missing) {
        return {
            ClientFault::kUnreachable,
            "wireroomd is not running, and there is no store at " + printable(path) + " yet; " +
                kStart};
    }
    if (::access(path.c_str(), R_OK) != 0) {
        return {
            ClientFault::kUnreachable,
            "wireroomd is not running; " + std::string(kStart) + ", or run as " + owner_of(path) +
                " (store " + printable(path) + ")"};
    }
    return {
        ClientFault::kUnreachable, "wireroomd is not running; " + std::string(kStart) + ": " + why};
}

/// `operator.sock` in the folder of a readers' socket.
std::string beside(const std::string& socket) {
    const auto slash = socket.rfind('/');
    return (slash == std::string::npos ? std::string() : socket.substr(0, slash + 1)) +
           "operator.sock";
}

}  // namespace

Result<Places, ClientError> find_places(
    const Invocation& call, const config::Environment& environment
) {
    Places places;
    if (!call.socket.empty()) {
        places.sockets = {call.socket};
        places.operator_sockets = {beside(call.socket)};
        if (call.config.empty()) {
            return places;
        }
    }
    const auto loaded = load_config(call, environment, places.notice);
    if (!loaded) {
        return loaded.error();
    }
    if (places.sockets.empty()) {
        places.sockets = config::client_socket_candidates(*loaded, environment);
        if (!loaded->socket.path.empty()) {
            places.sockets.resize(1);
        }
        for (const auto& socket : places.sockets) {
            places.operator_sockets.push_back(beside(socket));
        }
    }
    if (!loaded->socket.operator_path.empty()) {
        places.operator_sockets = {loaded->socket.operator_path};
    }
    // A socket that was named is of one daemon; the service's store need not be that daemon's.
    places.store = call.socket.empty() ? config::client_store_path(*loaded, environment)
                                       : config::store_path(*loaded, environment);
    return places;
}

std::string daemon_elsewhere(const Places& places, const std::vector<std::string>& sockets) {
    const auto holder = places.store.empty() ? std::nullopt : store::lock_holder(places.store);
    if (!holder) {
        return {};
    }
    std::string where;
    for (const auto& socket : sockets) {
        // One that may not be opened is no empty place, and a daemon may have come meanwhile.
        const auto opened = SocketTransport::open(socket);
        if (opened || opened.error().kind != SocketFault::kAbsent) {
            return {};
        }
        where += (where.empty() ? "" : " or ") + printable(socket);
    }
    return "wireroomd (pid " + *holder + ") runs, but not at " + where +
           ": was socket.path changed? restart it, or name its socket with --socket";
}

Result<std::unique_ptr<Transport>, ClientError> connect_operators(const Places& places) {
    // An answer may take as long as the polls that it tells of.
    constexpr Patience kPatience{.answer = std::chrono::seconds(90)};
    for (const auto& path : places.operator_sockets) {
        auto socket = SocketTransport::open(path, kPatience);
        if (socket) {
            return std::unique_ptr<Transport>(std::move(*socket));
        }
        if (socket.error().kind == SocketFault::kRefused) {
            return ClientError(
                ClientFault::kUnreachable,
                "you may not open " + printable(path) + "; " +
                    who_may_open(path, "wireroom-operators")
            );
        }
        if (socket.error().kind == SocketFault::kBroken) {
            return ClientError(ClientFault::kUnreachable, socket.error().message);
        }
    }
    for (const auto& path : places.sockets) {
        if (SocketTransport::open(path)) {
            return ClientError(
                ClientFault::kUnreachable,
                "wireroomd answers at " + printable(path) +
                    ", but nobody listens at its operators' socket, " +
                    printable(places.operator_sockets.front()) +
                    "; say --config FILE with the socket.operator_path that it was started with"
            );
        }
    }
    if (auto elsewhere = daemon_elsewhere(places, places.operator_sockets); !elsewhere.empty()) {
        return ClientError(ClientFault::kUnreachable, std::move(elsewhere));
    }
    return ClientError(
        ClientFault::kUnreachable,
        "wireroomd is not running: nobody listens at " +
            printable(places.operator_sockets.front()) + "; " + kStart
    );
}

Result<std::unique_ptr<Transport>, ClientError> connect(const Places& places, Timestamp now) {
    std::string refusal;
    std::string refusing;  // the socket that did
    for (const auto& path : places.sockets) {
        auto socket = SocketTransport::open(path);
        if (socket) {
            return std::unique_ptr<Transport>(std::move(*socket));
        }
        if (socket.error().kind != SocketFault::kAbsent && refusal.empty()) {
            refusal = socket.error().message;
            refusing = socket.error().kind == SocketFault::kRefused ? path : "";
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
                ClientFault::kUnreachable,
                refusal + (refusing.empty() ? "" : "; " + who_may_open(refusing, "wireroom"))
            );
        }
        if (auto elsewhere = daemon_elsewhere(places, places.sockets); !elsewhere.empty()) {
            return ClientError(ClientFault::kUnreachable, std::move(elsewhere));
        }
        return unreadable_store(places.store, printable(error.what(), 500));
    }
}

}  // namespace wireroom::cli
