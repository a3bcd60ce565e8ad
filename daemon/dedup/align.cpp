#include "dedup/align.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace wireroom::dedup {
namespace {

constexpr int kMaxDistance = 700;

/// The matches of an edit script, as pairs of indexes, newest first; nothing when a bound was
/// reached.
class Myers {
public:
    Myers(const std::uint64_t* before, int n, const std::uint64_t* after, int m, std::size_t work)
        : before_(before), n_(n), after_(after), m_(m), work_(work) {}

    bool run() {
        const int limit = std::min(kMaxDistance, n_ + m_);
        furthest_.assign(2 * static_cast<std::size_t>(limit) + 3, 0);
        offset_ = limit + 1;
        for (int distance = 0; distance <= limit; ++distance) {
            // Only the diagonals that this step can touch are remembered for the way back.
            trace_.emplace_back(
                furthest_.begin() + (offset_ - distance - 1),
                furthest_.begin() + (offset_ + distance + 2)
            );
            for (int k = -distance; k <= distance; k += 2) {
                if (extend(k, distance)) {
                    return true;
                }
                if (work_ == 0) {
                    return false;
                }
            }
        }
        return false;
    }

    std::vector<std::pair<int, int>> matches() const {
        std::vector<std::pair<int, int>> pairs;
        int x = n_;
        int y = m_;
        for (int distance = static_cast<int>(trace_.size()) - 1; distance >= 0; --distance) {
            const auto& row = trace_[static_cast<std::size_t>(distance)];
            const auto at = [&](int k) {
                const int place = k + distance + 1;
                return row[static_cast<std::size_t>(place)];
            };
            const int k = x - y;
            const bool down = k == -distance || (k != distance && at(k - 1) < at(k + 1));
            const int previous_k = down ? k + 1 : k - 1;
            const int previous_x = distance == 0 ? 0 : at(previous_k);
            const int previous_y = distance == 0 ? 0 : previous_x - previous_k;
            while (x > previous_x && y > previous_y) {
                pairs.emplace_back(--x, --y);
            }
            x = previous_x;
            y = previous_y;
        }
        return pairs;
    }

private:
    bool extend(int k, int distance) {
        const auto at = [&](int diagonal) -> int& {
            const int place = offset_ + diagonal;
            return furthest_[static_cast<std::size_t>(place)];
        };
        const bool down = k == -distance || (k != distance && at(k - 1) < at(k + 1));
        int x = down ? at(k + 1) : at(k - 1) + 1;
        int y = x - k;
        work_ -= std::min<std::size_t>(work_, 1);
        while (x < n_ && y < m_ && before_[x] == after_[y] && work_ > 0) {
            ++x;
            ++y;
            --work_;
        }
        at(k) = x;
        return x >= n_ && y >= m_;
    }

    const std::uint64_t* before_;
    int n_;
    const std::uint64_t* after_;
    int m_;
    std::size_t work_;
    int offset_ = 0;
    std::vector<int> furthest_;
    std::vector<std::vector<int>> trace_;
};

void append(std::vector<Run>& runs, const Run& run) {
    if (run.before_begin == run.before_end && run.after_begin == run.after_end) {
        return;
    }
    if (!runs.empty() && runs.back().same == run.same) {
        runs.back().before_end = run.before_end;
        runs.back().after_end = run.after_end;
        return;
    }
    runs.push_back(run);
}

}  // namespace

std::vector<Run> align(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t work
) {
    const auto shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    const auto n = before.size() - head - tail;
    const auto m = after.size() - head - tail;

    std::vector<Run> runs;
    append(runs, {true, 0, head, 0, head});
    auto x = head;
    auto y = head;
    if (n > 0 && m > 0) {
        Myers search(
            before.data() + head,
            static_cast<int>(n),
            after.data() + head,
            static_cast<int>(m),
            work
        );
        if (search.run()) {
            const auto pairs = search.matches();
            for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
                const auto match_x = head + static_cast<std::size_t>(pair->first);
                const auto match_y = head + static_cast<std::size_t>(pair->second);
                append(runs, {false, x, match_x, y, match_y});
                append(runs, {true, match_x, match_x + 1, match_y, match_y + 1});
                x = match_x + 1;
                y = match_y + 1;
            }
        }
    }
    append(runs, {false, x, head + n, y, head + m});
    append(runs, {true, head + n, before.size(), head + m, after.size()});
    return runs;
}

double overlap(std::vector<std::uint64_t> a, std::vector<std::uint64_t> b) {
    if (a.empty() || b.empty()) {
        return 0;
    }
    std::ranges::sort(a);
    std::ranges::sort(b);
    std::vector<std::uint64_t> common;
    std::ranges::set_intersection(a, b, std::back_inserter(common));
    return static_cast<double>(common.size()) / static_cast<double>(std::max(a.size(), b.size()));
}

}  // namespace wireroom::dedup
