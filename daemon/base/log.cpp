#include "base/log.hpp"

#include "base/text.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

namespace wireroom::log {
namespace {

std::atomic<Level> g_level{
    Level::kInfo};  // NOLINT(readability-identifier-naming): the one global, set by main

constexpr std::size_t kMaxValue = 1000;

bool read_by_systemd() {
    static const bool kJournal =
        std::getenv("JOURNAL_STREAM") != nullptr;  // NOLINT(concurrency-mt-unsafe): read only
    return kJournal;
}

std::string_view prefix(Level level) {
    const bool journal = read_by_systemd();
    switch (level) {
        case Level::kDebug:
            return journal ? "<7>" : "debug ";
        case Level::kInfo:
            return journal ? "<6>" : "info ";
        case Level::kWarning:
            return journal ? "<4>" : "warning ";
        case Level::kError:
            return journal ? "<3>" : "error ";
    }
    return "";
}

void append_value(std::string& line, std::string_view value) {
    const auto safe = printable(value, kMaxValue);
    const bool quote = safe.empty() || safe.find_first_of(" \"=\\") != std::string::npos;
    if (!quote) {
        line += safe;
        return;
    }
    line += '"';
    for (const char c : safe) {
        if (c == '"' || c == '\\') {
            line += '\\';
        }
        line += c;
    }
    line += '"';
}

}  // namespace

void set_level(Level level) {
    g_level = level;
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    if (level < g_level) {
        return;
    }
    std::string line(prefix(level));
    line += event;
    for (const auto& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        append_value(line, field.value);
    }
    line += '\n';
    // A log that cannot be written must not stop the service: the result is looked at by nobody on
    // purpose.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace wireroom::log
