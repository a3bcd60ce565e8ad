#include "app/daemon.hpp"
#include "base/log.hpp"
#include "config/config.hpp"
#include "config/paths.hpp"

#include <fmt/format.h>
#include <getopt.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>

namespace {

using namespace wireroom;

constexpr int kUsage = 2;

constexpr const char* kHelp = R"(usage: wireroomd [--config FILE] [--once] [--check-config]

The wireroom daemon: polls the configured feeds, keeps every story and every revision, and tells
what is new on a local socket. Runs in the foreground and logs to standard error.

  --config FILE    default: $WIREROOM_CONFIG, $XDG_CONFIG_HOME/wireroom/wireroom.yaml,
                   /etc/wireroom/wireroom.yaml
  --once           poll every feed exactly once, whatever the schedule says, print a line for
                   each, and exit: 0, or 1 when a feed failed; opens no socket
  --check-config   read the configuration, print all its faults, and exit: 0 or 1
  --debug          log more
  --help, --version

Signals: SIGTERM and SIGINT stop it within ten seconds.
Testing aids: WIREROOM_NOW=<RFC 3339> pins the clock; with WIREROOM_CLOCK_SCALE=N it starts there
and runs N times as fast (network deadlines stay real).
)";

struct Options {
    std::optional<std::string> config;
    bool once = false;
    bool check_config = false;
    bool debug = false;
    std::optional<int> exit;  ///< nothing more to do
};

Options parse_options(int argc, char** argv) {
    enum Long { kConfig = 1, kOnce, kCheckConfig, kDebug, kHelpOption, kVersion };
    const option options[] = {
        {"config", required_argument, nullptr, kConfig},
        {"once", no_argument, nullptr, kOnce},
        {"check-config", no_argument, nullptr, kCheckConfig},
        {"debug", no_argument, nullptr, kDebug},
        {"help", no_argument, nullptr, kHelpOption},
        {"version", no_argument, nullptr, kVersion},
        {nullptr, 0, nullptr, 0},
    };
    Options out;
    int choice = 0;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before any thread
    while ((choice = getopt_long(argc, argv, "h", options, nullptr)) != -1) {
        switch (choice) {
            case kConfig:
                out.config = optarg;
                break;
            case kOnce:
                out.once = true;
                break;
            case kCheckConfig:
                out.check_config = true;
                break;
            case kDebug:
                out.debug = true;
                break;
            case kHelpOption:
            case 'h':
                fmt::print("{}", kHelp);
                out.exit = 0;
                return out;
            case kVersion:
                fmt::print("wireroomd {}\n", WIREROOM_VERSION);
                out.exit = 0;
                return out;
            default:
                fmt::print(stderr, "wireroomd --help lists the options\n");
                out.exit = kUsage;
                return out;
        }
    }
    if (optind < argc) {
        fmt::print(
            stderr, "wireroomd: '{}' is not an option; wireroomd --help lists them\n", argv[optind]
        );
        out.exit = kUsage;
    }
    return out;
}

int run(const Options& options) {
    const auto environment = config::process_environment();
    const auto path = config::find_config(options.config, environment);
    if (!path) {
        std::string places;
        for (const auto& candidate : config::config_candidates(environment)) {
            places += (places.empty() ? "" : ", ") + candidate;
        }
        fmt::print(
            stderr, "wireroomd: no configuration at {}; name one with --config FILE\n", places
        );
        return kUsage;
    }
    const auto loaded = config::load(*path);
    for (const auto& fault : loaded.faults) {
        fmt::print(stderr, "{}\n", config::format(fault));
    }
    if (!loaded.ok()) {
        const auto count = loaded.faults.size();
        fmt::print(
            stderr,
            "wireroomd: {} fault{} in {}; nothing was started\n",
            count,
            count == 1 ? "" : "s",
            *path
        );
        return 1;
    }
    if (options.check_config) {
        fmt::print("{}: {} feeds, no faults\n", *path, loaded.config.feeds.size());
        return 0;
    }
    return options.once ? app::run_once(loaded.config, environment)
                        : app::run_daemon(loaded.config, environment);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a file size limit is SQLite's "disk full", not our end
    try {
        const auto options = parse_options(argc, argv);
        if (options.exit) {
            return *options.exit;
        }
        if (options.debug) {
            log::set_level(log::Level::kDebug);
        }
        return run(options);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "wireroomd: {}\n", fault.what());
        return 1;
    }
}
