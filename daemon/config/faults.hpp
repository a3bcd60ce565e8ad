#pragma once

#include "config/config.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wireroom::config {

/// A line of one of the files of a configuration.
struct Place {
    std::size_t file = 0;  ///< its number in a FaultList
    int line = 0;
};

/// Collects what is wrong in all files of one configuration.
/// Invariant: holds at most kMaxFaults − 1 faults, however many there are.
class FaultList {
public:
    /// @param overflow  what the last entry says when there were more.
    explicit FaultList(Fault overflow) : overflow_(std::move(overflow)) {}

    /// Takes up a further file; faults come in the order in which their files did.
    /// @return its number
    std::size_t add_file(std::string name);
    const std::string& name_of(std::size_t file) const { return files_[file]; }

    void add(std::size_t file, int line, int column, std::string message, std::string suggestion);

    /// True when a fault was already left out: whatever else is found changes nothing.
    bool overflown() const { return more_; }

    /// Everything found: by file, line and column. Leaves nothing behind.
    std::vector<Fault> take();

private:
    struct Entry {
        std::size_t file = 0;
        int line = 0;
        int column = 0;
        std::string message;
        std::string suggestion;
    };

    std::vector<std::string> files_;
    std::vector<Entry> entries_;
    Fault overflow_;
    bool more_ = false;
};

}  // namespace wireroom::config
