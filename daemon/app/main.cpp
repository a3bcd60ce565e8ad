#include "app/daemon.hpp"
#include "app/rules.hpp"
#include "app/words.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "config/paths.hpp"

#include <fmt/format.h>
#include <getopt.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace wireroom;

constexpr int kUsage = 2;

constexpr const char* kHelp = R"(usage: wireroomd [--config FILE] [--log-level LEVEL] [--once]
       wireroomd [--config FILE] --check-config | --print-config

The wireroom daemon: polls the configured feeds, keeps every story and every revision, and tells
what is new on a local socket. Runs in the foreground and logs to standard error.

  --config FILE      default: $WIREROOM_CONFIG, $XDG_CONFIG_HOME/wireroom/wireroom.yaml,
                     /etc/wireroom/wireroom.yaml
  --once             poll every feed exactly once, whatever the schedule says, print a line for
                     each, and exit: 0, or 1 when a feed failed; opens no socket
  --check-config     read the configuration, print all its faults, and exit: 0 or 2
  --print-config     print the configuration in force, with every default, as YAML, and exit;
                     passwords in URLs are shown
  --log-level LEVEL  error, warning, info (the default) or debug
  --debug            the same as --log-level debug
  --help, --version

Signals: SIGTERM and SIGINT stop it within ten seconds; SIGHUP reads the configuration again.
Exit status: 0 after an orderly stop, 1 when something failed, 2 for a wrong use or a
faulty configuration.
Testing aids: WIREROOM_NOW=<RFC 3339> pins the clock; with WIREROOM_CLOCK_SCALE=N it starts there
and runs N times as fast (network deadlines stay real).
)";

struct Options {
    std::optional<std::string> config;
    bool once = false;
    bool check_config = false;
    bool print_config = false;
    log::Level level = log::Level::kInfo;
    std::optional<int> exit;  ///< nothing more to do
};

std::optional<log::Level> level_of(std::string_view name) {
    using log::Level;
    for (const auto& [word, level] :
         {std::pair("error", Level::kError),
          std::pair("warning", Level::kWarning),
          std::pair("info", Level::kInfo),
          std::pair("debug", Level::kDebug)}) {
        if (name == word) {
            return level;
        }
    }
    return std::nullopt;
}

Options parse_options(int argc, char** argv) {
    enum Long {
        kConfig = 1,
        kOnce,
        kCheckConfig,
        kPrintConfig,
        kLogLevel,
        kDebug,
        kHelpOption,
        kVersion
    };
    const option options[] = {
        {"config", required_argument, nullptr, kConfig},
        {"once", no_argument, nullptr, kOnce},
        {"check-config", no_argument, nullptr, kCheckConfig},
        {"print-config", no_argument, nullptr, kPrintConfig},
        {"log-level", required_argument, nullptr, kLogLevel},
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
            case kPrintConfig:
                out.print_config = true;
                break;
            case kLogLevel: {
                const auto level = level_of(optarg);
                if (!level) {
                    fmt::print(
                        stderr,
                        "wireroomd: '{}' is no log level; error, warning, info and debug are\n",
                        printable(optarg, 100)
                    );
                    out.exit = kUsage;
                    return out;
                }
                out.level = *level;
                break;
            }
            case kDebug:
                out.level = log::Level::kDebug;
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
    } else if (out.once + out.check_config + out.print_config > 1) {
        fmt::print(
            stderr, "wireroomd: --once, --check-config and --print-config do not go together\n"
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
            stderr,
            "wireroomd: no configuration at {}; copy the sample config/wireroom.yaml there, or "
            "name one with --config FILE\n",
            places
        );
        return kUsage;
    }
    const auto loaded = app::load_config(*path);
    for (const auto& fault : loaded.faults) {
        fmt::print(stderr, "{}\n", config::format(fault));
    }
    if (!loaded.ok()) {
        fmt::print(
            stderr,
            "wireroomd: {} in {}; nothing was {}\n",
            app::count_of(loaded.faults.size(), "fault"),
            *path,
            options.print_config ? "printed" : "started"
        );
        return kUsage;  // trying again would not help: the service is not restarted
    }
    const auto& config = loaded.config;
    if (options.print_config) {
        fmt::print("{}", config::print(config));
        return 0;
    }
    for (const auto& warning : loaded.warnings) {
        if (options.check_config) {
            fmt::print(stderr, "{} (warning)\n", config::format(warning));
        } else {
            log::warning("config.warning", {{"what", config::format(warning)}});
        }
    }
    if (options.check_config) {
        fmt::print(
            "{}: {}, {}, {}\n",
            *path,
            app::count_of(config.feeds.size(), "feed"),
            app::count_of(config.monitors.size(), "monitor"),
            loaded.warnings.empty()
                ? "no faults"
                : "no faults, " + app::count_of(loaded.warnings.size(), "warning")
        );
        return 0;
    }
    app::install_rules(loaded.config);
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
        log::set_level(options.level);
        return run(options);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "wireroomd: {}\n", fault.what());
        return 1;
    }
}
