#include "cli/run.hpp"

#include "app/rules.hpp"
#include "base/text.hpp"
#include "cli/connect.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/render.hpp"
#include "cli/verbs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <optional>
#include <system_error>
#include <thread>
#include <variant>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxErrorBytes = 4000;
constexpr std::size_t kMaxAnswer = 100;

/// Shows lines on standard error as they are.
void show(std::string_view lines) {
    // One write, so that lines of several programs do not mix. Nothing can be done when it fails.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, lines.data(), lines.size());
}

void tell(std::string_view text) {
    // Whoever made the text has cleaned the foreign parts; what was forgotten stops here.
    show("wireroom: " + printable(text, kMaxErrorBytes) + "\n");
}

/// Asks on the terminal; anything but `y` and `yes` is a no, and so is the end of the input.
std::optional<bool> confirm(std::string_view question) {
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) {
        return std::nullopt;
    }
    show(printable(question, kMaxErrorBytes));
    if (!question.empty() && question.back() == ' ') {
        show(" ");  // which `printable` may have taken away
    }
    std::string answer;
    char byte = 0;
    while (answer.size() < kMaxAnswer && ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') {
        answer += byte;
    }
    if (byte != '\n') {
        show("\n");
    }
    return iequals(trim(answer), "y") || iequals(trim(answer), "yes");
}

int exit_code(ClientFault fault) {
    switch (fault) {
        case ClientFault::kUsage:
            return kExitUsage;
        case ClientFault::kUnreachable:
        case ClientFault::kLost:
            return kExitUnreachable;
        case ClientFault::kMissing:
        case ClientFault::kFailed:
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
        return parse_document(verb, read_from(STDIN_FILENO, "standard input"), out, wall_clock());
    }
    const int fd = ::open(verb.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return ClientError(
            ClientFault::kFailed,
            "open " + printable(verb.file) + ": " + std::generic_category().message(errno)
        );
    }
    auto result = parse_document(verb, read_from(fd, printable(verb.file)), out, wall_clock());
    ::close(fd);
    return result;
}

/// The configuration that the daemon and the client would use, or where it would be looked for
/// first.
std::string config_file(const Invocation& call, const config::Environment& environment) {
    const auto option = call.config.empty() ? std::nullopt : std::optional(call.config);
    const auto found = config::find_config(option, environment);
    return found ? *found : config::config_candidates(environment).front();
}

ClientError absent_verb(const AbsentVerb& verb, const Invocation& call) {
    const auto file = config_file(call, config::process_environment());
    return {
        ClientFault::kUsage,
        verb.word + ": this version reads its feeds from the configuration file; edit " +
            printable(file, 1000) + ", then run wireroom reload"};
}

Result<int, ClientError> run_check(const CheckVerb& verb, const Invocation& call, Output& out) {
    const auto environment = config::process_environment();
    return check_config(
        verb.file.empty() ? config_file(call, environment) : verb.file, call.json, out, show
    );
}

/// By the operator's rules too, when a configuration is named.
int run_canon(const Invocation& call, Output& out) {
    if (!call.config.empty()) {
        const auto loaded = app::load_rules(call.config);
        for (const auto& fault : loaded.faults) {
            show(config::format(fault) + "\n");
        }
        if (!loaded.ok()) {
            return kExitUsage;
        }
        app::install_rules(loaded.config);
    }
    return canonicalise(read_from(STDIN_FILENO, "standard input"), out);
}

/// The verbs that need no daemon and no store; nothing for the others.
std::optional<Result<int, ClientError>> run_alone(const Invocation& call, Output& out) {
    if (const auto* verb = std::get_if<ParseVerb>(&call.verb)) {
        return run_parse(*verb, out);
    }
    if (std::holds_alternative<CanonVerb>(call.verb)) {
        return run_canon(call, out);
    }
    if (const auto* verb = std::get_if<CheckVerb>(&call.verb)) {
        return run_check(*verb, call, out);
    }
    if (const auto* verb = std::get_if<CompletionVerb>(&call.verb)) {
        out.write(completion_script(verb->shell));
        return kExitOk;
    }
    if (const auto* verb = std::get_if<AbsentVerb>(&call.verb)) {
        return absent_verb(*verb, call);
    }
    return std::nullopt;
}

/// Whether a verb is of no use without the daemon.
bool follows(const Verb& verb) {
    const auto* events = std::get_if<EventsVerb>(&verb);
    return std::holds_alternative<FollowVerb>(verb) || (events != nullptr && events->follow);
}

/// The verbs that have the daemon do something; nothing for the others.
std::optional<Result<int, ClientError>> run_as_operator(
    const Verb& verb, OperatorSession& session
) {
    return std::visit(
        [&](const auto& own) -> std::optional<Result<int, ClientError>> {
            if constexpr (requires { run_verb(own, session); }) {
                return run_verb(own, session);
            } else {
                return std::nullopt;
            }
        },
        verb
    );
}

Result<int, ClientError> run_call(const Invocation& call, Output& out) {
    if (auto done = run_alone(call, out)) {
        return *done;
    }
    const auto places = find_places(call, config::process_environment());
    if (!places) {
        return places.error();
    }
    if (!places->notice.empty()) {
        tell(places->notice);
    }
    const auto look = detect_look();
    OperatorSession operators{
        .open = [&places] { return connect_operators(*places); },
        .out = out,
        .look = look,
        .json = call.json,
        .tell = tell,
        .show = show,
        .confirm = confirm,
    };
    if (auto done = run_as_operator(call.verb, operators)) {
        return *std::move(done);
    }
    const auto transport = connect(*places, wall_clock());
    if (!transport) {
        return transport.error();
    }
    const auto elsewhere =
        (*transport)->is_daemon() ? std::string() : daemon_elsewhere(*places, places->sockets);
    if (!elsewhere.empty() && !follows(call.verb)) {
        tell(elsewhere + "; this is from its store");
    }
    Session session{
        .transport = **transport,
        .out = out,
        .look = look,
        .json = call.json,
        .store = (*transport)->is_daemon() ? std::string() : places->store,
        .tell = tell,
        .clock = wall_clock,
        .sleep = [](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); },
        .show = show,
        .errors_on_terminal = ::isatty(STDERR_FILENO) == 1,
        .elsewhere = elsewhere,
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
            } else if (early->text.ends_with('\n')) {
                show(early->text);
            } else {
                tell(early->text);
            }
            return early->code;
        }
        const auto result = run_call(std::get<Invocation>(parsed), out);
        out.flush();
        if (!result) {
            const auto& error = result.error();
            // What the command line says of a time is told as it was written.
            tell(
                error.kind == ClientFault::kUsage ? error.message
                                                  : localise_times(error.message, detect_look())
            );
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
