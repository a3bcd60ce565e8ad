#include "app/rules.hpp"
#include "base/text.hpp"
#include "cli/verbs.hpp"
#include "config/config.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {
namespace {

std::string counted(std::size_t number, std::string_view noun) {
    return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

JsonObject json_of(const config::Fault& fault) {
    JsonObject out{{"file", fault.file}};
    if (fault.line > 0) {
        out["line"] = fault.line;
        out["column"] = fault.column;
    }
    out["message"] = fault.message;
    if (!fault.suggestion.empty()) {
        out["suggestion"] = fault.suggestion;
    }
    return out;
}

JsonArray json_of(const std::vector<config::Fault>& faults) {
    JsonArray out;
    for (const auto& fault : faults) {
        out.push_back(json_of(fault));
    }
    return out;
}

}  // namespace

int check_config(
    const std::string& file,
    bool json,
    Output& out,
    const std::function<void(std::string_view)>& show
) {
    const auto loaded = app::load_config(file);
    const int code = loaded.ok() ? kExitOk : kExitUsage;
    if (json) {
        JsonObject answer{
            {"file", file},
            {"feeds", loaded.config.feeds.size()},
            {"monitors", loaded.config.monitors.size()},
        };
        answer["faults"] = json_of(loaded.faults);
        answer["warnings"] = json_of(loaded.warnings);
        out.line(json_line(answer));
        return code;
    }
    for (const auto& fault : loaded.faults) {
        show(config::format(fault) + "\n");
    }
    for (const auto& warning : loaded.warnings) {
        show(config::format(warning) + " (warning)\n");
    }
    if (loaded.ok()) {
        out.line(
            printable(file, 4096) + ": " + counted(loaded.config.feeds.size(), "feed") + ", " +
            counted(loaded.config.monitors.size(), "monitor") + ", no faults" +
            (loaded.warnings.empty() ? "" : ", " + counted(loaded.warnings.size(), "warning"))
        );
    } else {
        show(printable(file, 4096) + ": " + counted(loaded.faults.size(), "fault") + "\n");
    }
    return code;
}

}  // namespace wireroom::cli
