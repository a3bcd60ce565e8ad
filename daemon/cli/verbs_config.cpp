#include "base/text.hpp"
#include "cli/verbs.hpp"
#include "config/config.hpp"

#include <string>
#include <utility>

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

}  // namespace

int check_config(
    const std::string& file,
    bool json,
    Output& out,
    const std::function<void(std::string_view)>& show
) {
    const auto loaded = config::load(file);
    const int code = loaded.ok() ? kExitOk : kExitUsage;
    if (json) {
        JsonObject answer{
            {"file", file},
            {"feeds", loaded.config.feeds.size()},
            {"monitors", loaded.config.monitors.size()},
        };
        JsonArray faults;
        for (const auto& fault : loaded.faults) {
            faults.push_back(json_of(fault));
        }
        answer["faults"] = std::move(faults);
        out.line(json_line(answer));
        return code;
    }
    for (const auto& fault : loaded.faults) {
        show(config::format(fault) + "\n");
    }
    if (loaded.ok()) {
        out.line(
            printable(file, 4096) + ": " + counted(loaded.config.feeds.size(), "feed") + ", " +
            counted(loaded.config.monitors.size(), "monitor") + ", no faults"
        );
    } else {
        show(printable(file, 4096) + ": " + counted(loaded.faults.size(), "fault") + "\n");
    }
    return code;
}

}  // namespace wireroom::cli
