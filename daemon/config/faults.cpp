#include "config/faults.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wireroom::config {

std::size_t FaultList::add_file(std::string name) {
    files_.push_back(std::move(name));
    return files_.size() - 1;
}

void FaultList::add(
    std::size_t file, int line, int column, std::string message, std::string suggestion
) {
    if (entries_.size() + 1 >= kMaxFaults) {
        more_ = true;
        return;
    }
    entries_.push_back({file, line, column, std::move(message), std::move(suggestion)});
}

std::vector<Fault> FaultList::take() {
    std::ranges::stable_sort(entries_, {}, [](const Entry& entry) {
        return std::tie(entry.file, entry.line, entry.column);
    });
    std::vector<Fault> faults;
    faults.reserve(entries_.size() + 1);
    for (auto& entry : entries_) {
        faults.push_back(
            {files_[entry.file],
             entry.line,
             entry.column,
             std::move(entry.message),
             std::move(entry.suggestion)}
        );
    }
    if (more_) {
        faults.push_back(overflow_);
    }
    entries_.clear();
    more_ = false;
    return faults;
}

}  // namespace wireroom::config
