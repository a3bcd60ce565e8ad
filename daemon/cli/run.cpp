#include "cli/run.hpp"

#include "base/text.hpp"
#include "cli/connect.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <system_error>
#include <thread>
#include <variant>

namespace wireroom::cli {
namespace {

void tell(std::string_view text) {
    // One write, so that lines of several programs do not mix. Nothing can be done when it fails.
    const auto line = "wireroom: " + std::string(text) + "\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

int exit_code(ClientFault fault) {
    switch (fault) {
        case ClientFault::kUsage:
            return kExitUsage;
        case ClientFault::kUnreachable:
            return kExitUnreachable;
        case ClientFault::kFailed:
        case ClientFault::kLost:
            break;
    }
    return kExitFailed;
}

/// @param name of what is read, for errors.
ByteSource read_from(int fd, const std::string& name) {
    return [fd, name](char* data, std::size_t size) {
        while (true) {
            const auto count = ::read(fd, data, size);
            if (count >= 0) {
                return static_cast<std::size_t>(count);
            }
            if (errno != EINTR) {
                throw std::system_error(errno, std::generic_category(), "read " + name);
            }
        }
    };
}

Result<int, ClientError> run_parse(const ParseVerb& verb, Output& out) {
    if (verb.file == "-") {
        return parse_document(verb, read_from(STDIN_FILENO, "standard input"), out);
    }
    const int fd = ::open(verb.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return ClientError(
            ClientFault::kFailed,
            "open " + printable(verb.file) + ": " + std::generic_category().message(errno)
        );
    }
    auto result = parse_document(verb, read_from(fd, printable(verb.file)), out);
    ::close(fd);
    return result;
}

Result<int, ClientError> run_call(const Invocation& call, Output& out) {
    if (const auto* verb = std::get_if<ParseVerb>(&call.verb)) {
        return run_parse(*verb, out);
    }
    if (std::holds_alternative<CanonVerb>(call.verb)) {
        return canonicalise(read_from(STDIN_FILENO, "standard input"), out);
    }
    const auto places = find_places(call, config::process_environment());
    if (!places) {
        return places.error();
    }
    const auto transport = connect(*places, wall_clock());
    if (!transport) {
        return transport.error();
    }
    const auto look = detect_look();
    Session session{
        .transport = **transport,
        .out = out,
        .look = look,
        .json = call.json,
        .store = (*transport)->is_daemon() ? std::string() : places->store,
        .tell = tell,
        .clock = wall_clock,
        .sleep = [](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); },
    };
    return std::visit(
        [&](const auto& verb) -> Result<int, ClientError> {
            if constexpr (requires { run_verb(verb, session); }) {
                return run_verb(verb, session);
            } else {
                return kExitUsage;  // handled above
            }
        },
        call.verb
    );
}

}  // namespace

int run(std::span<const std::string> arguments) {
    Output out([](std::string_view text) { write_all(STDOUT_FILENO, text); });
    try {
        const auto parsed = parse_options(arguments);
        if (const auto* early = std::get_if<EarlyExit>(&parsed)) {
            if (early->code == kExitOk) {
                out.write(early->text);
                out.flush();
            } else {
                tell(early->text);
            }
            return early->code;
        }
        const auto result = run_call(std::get<Invocation>(parsed), out);
        out.flush();
        if (!result) {
            tell(result.error().message);
            return exit_code(result.error().kind);
        }
        return *result;
    } catch (const OutputClosed&) {
        return kExitOk;
    } catch (const std::exception& error) {
        tell(printable(error.what(), 400));
        return kExitFailed;
    }
}

}  // namespace wireroom::cli
