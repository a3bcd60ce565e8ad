#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::feed {

/// Tolerated faults of one document, each said once, in the order found. Bounded: a hostile
/// document cannot fill it.
class Problems {
public:
    static constexpr std::size_t kMost = 64;

    void add(std::string problem) {
        if (list_.size() < kMost && std::ranges::find(list_, problem) == list_.end()) {
            list_.push_back(std::move(problem));
        }
    }

    std::vector<std::string> take() { return std::move(list_); }

private:
    std::vector<std::string> list_;
};

}  // namespace wireroom::feed
