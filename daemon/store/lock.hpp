#pragma once

#include <optional>
#include <string>

namespace wireroom::store {

/// Keeps a second daemon out of a store: an open-file-description lock on `<database>.lock`, which
/// also holds our pid for people to read. The kernel drops the lock with the process, however it
/// ends; the file stays.
class DaemonLock {
public:
    /// @throws StoreError another process holds it (its pid is named), or the file cannot be
    /// opened.
    explicit DaemonLock(const std::string& database_path);
    ~DaemonLock();
    DaemonLock(const DaemonLock&) = delete;
    DaemonLock& operator=(const DaemonLock&) = delete;

private:
    int descriptor_;
};

/// True when some process holds the lock of this database. Only looks: takes no lock itself, so
/// that it can never be in a starting daemon's way.
bool daemon_holds(const std::string& database_path);

/// The pid of the process that certainly holds it, as it wrote that itself, or `unknown`; nothing
/// when none does or the file may not be read. Only looks, too.
std::optional<std::string> lock_holder(const std::string& database_path);

}  // namespace wireroom::store
