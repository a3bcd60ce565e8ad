#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace wireroom::log {

enum class Level { kDebug, kInfo, kWarning, kError };

/// One `key=value` of a log line. Values with spaces, quotes or `=` are quoted; foreign bytes are
/// made printable.
struct Field {
    std::string_view key;
    std::string value;
};

/// Lines below this level are dropped. Set once by `main` before any thread starts; the default is
/// info.
void set_level(Level level);

/// Writes one line to standard error: `info poll.ok feed=kyiv-independent status=200 new=3`, with
/// the syslog prefix `<6>` instead of the level's name when systemd reads it (`$JOURNAL_STREAM`).
/// One write(2) a line, safe from any thread.
/// @param event stable name, `subject.verb`: programs may match on it.
void write(Level level, std::string_view event, std::initializer_list<Field> fields);

inline void debug(std::string_view event, std::initializer_list<Field> fields) {
    write(Level::kDebug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields) {
    write(Level::kInfo, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields) {
    write(Level::kWarning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields) {
    write(Level::kError, event, fields);
}

}  // namespace wireroom::log
