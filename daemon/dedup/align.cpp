#include "dedup/align.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace wireroom::dedup {
namespace {

constexpr int kMaxDistance = 700;

/// The matches of an edit script, as pairs of indexes, newest first; nothing when a bound was
/// reached.
class Myers {
public:
    /// @param work  steps that it may take; what is left of them afterwards.
    Myers(const std::uint64_t* before, int n, const std::uint64_t* after, int m, std::size_t& work)
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
    std::size_t& work_;
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

/// Part of both sequences.
struct Window {
    std::size_t before_begin = 0;
    std::size_t before_end = 0;
    std::size_t after_begin = 0;
    std::size_t after_end = 0;
};

class Aligner {
public:
    Aligner(
        const std::vector<std::uint64_t>& before,
        const std::vector<std::uint64_t>& after,
        std::size_t& work
    )
        : before_(before), after_(after), work_(work) {}

    std::vector<Run> run() {
        const auto middle = strip({0, before_.size(), 0, after_.size()});
        same(0, middle.before_begin, 0);
        if (!search(middle)) {
            between_anchors(middle);
        }
        same(middle.before_end, before_.size(), middle.after_end);
        return std::move(runs_);
    }

private:
    Window strip(Window window) const {
        while (window.before_begin < window.before_end && window.after_begin < window.after_end &&
               before_[window.before_begin] == after_[window.after_begin]) {
            ++window.before_begin;
            ++window.after_begin;
        }
        while (window.before_begin < window.before_end && window.after_begin < window.after_end &&
               before_[window.before_end - 1] == after_[window.after_end - 1]) {
            --window.before_end;
            --window.after_end;
        }
        return window;
    }

    void same(std::size_t before_begin, std::size_t before_end, std::size_t after_begin) {
        append(
            runs_,
            {true, before_begin, before_end, after_begin, after_begin + (before_end - before_begin)}
        );
    }

    void differing(const Window& window) {
        append(
            runs_,
            {false, window.before_begin, window.before_end, window.after_begin, window.after_end}
        );
    }

    /// Finds the shortest script; false, and nothing done, when that takes too many steps.
    bool search(const Window& window) {
        const auto n = window.before_end - window.before_begin;
        const auto m = window.after_end - window.after_begin;
        if (n == 0 || m == 0) {
            differing(window);
            return true;
        }
        Myers search(
            before_.data() + window.before_begin,
            static_cast<int>(n),
            after_.data() + window.after_begin,
            static_cast<int>(m),
            work_
        );
        if (!search.run()) {
            return false;
        }
        auto rest = window;
        const auto pairs = search.matches();
        for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
            const auto x = window.before_begin + static_cast<std::size_t>(pair->first);
            const auto y = window.after_begin + static_cast<std::size_t>(pair->second);
            differing({rest.before_begin, x, rest.after_begin, y});
            same(x, x + 1, y);
            rest.before_begin = x + 1;
            rest.after_begin = y + 1;
        }
        differing(rest);
        return true;
    }

    /// Texts with many edits: what stands once in both holds the rest in place (patience), and
    /// between such places little is left to search.
    void between_anchors(const Window& window) {
        auto rest = window;
        for (const auto& [x, y] : anchors(window)) {
            gap({rest.before_begin, x, rest.after_begin, y});
            same(x, x + 1, y);
            rest.before_begin = x + 1;
            rest.after_begin = y + 1;
        }
        gap(rest);
    }

    void gap(const Window& window) {
        const auto middle = strip(window);
        same(window.before_begin, middle.before_begin, window.after_begin);
        if (work_ == 0 || !search(middle)) {
            differing(middle);
        }
        same(middle.before_end, window.before_end, middle.after_end);
    }

    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

    /// Places that hold the rest: single elements where enough of them are unique, else rows of
    /// them, because long texts repeat their words but seldom their phrases.
    Pairs anchors(const Window& window) const {
        constexpr std::size_t kRow = 6;
        constexpr std::size_t kEnough = 32;  // one of so many
        auto single = anchors_of(window, 1);
        const auto shorter = std::min(
            window.before_end - window.before_begin, window.after_end - window.after_begin
        );
        if (single.size() * kEnough >= shorter) {
            return single;
        }
        auto rows = anchors_of(window, kRow);
        return rows.size() > single.size() ? rows : single;
    }

    static std::vector<std::uint64_t> rows_of(
        const std::vector<std::uint64_t>& values,
        std::size_t begin,
        std::size_t end,
        std::size_t length
    ) {
        std::vector<std::uint64_t> rows;
        rows.reserve(end - begin);
        for (auto i = begin; i + length <= end; ++i) {
            std::uint64_t hash = 0;
            for (std::size_t k = 0; k < length; ++k) {
                hash = (hash ^ values[i + k]) * 0x9E3779B97F4A7C15ULL;
                hash ^= hash >> 29U;
            }
            rows.push_back(hash);
        }
        return rows;
    }

    /// Rows that either side has once, the longest sequence of them that both have in this order.
    Pairs anchors_of(const Window& window, std::size_t length) const {
        struct Place {
            std::size_t before = 0;
            std::size_t after = 0;
            int before_count = 0;
            int after_count = 0;
        };
        const auto old_rows = rows_of(before_, window.before_begin, window.before_end, length);
        const auto new_rows = rows_of(after_, window.after_begin, window.after_end, length);
        std::unordered_map<std::uint64_t, Place> places;
        places.reserve(old_rows.size());
        for (std::size_t i = 0; i < old_rows.size(); ++i) {
            auto& place = places[old_rows[i]];
            place.before = i;
            ++place.before_count;
        }
        for (std::size_t k = 0; k < new_rows.size(); ++k) {
            const auto found = places.find(new_rows[k]);
            if (found != places.end()) {
                found->second.after = k;
                ++found->second.after_count;
            }
        }
        Pairs unique;
        for (std::size_t i = 0; i < old_rows.size(); ++i) {
            const auto& place = places.at(old_rows[i]);
            // Rows may be alike by chance; their first elements must be equal.
            if (place.before_count == 1 && place.after_count == 1 &&
                before_[window.before_begin + i] == after_[window.after_begin + place.after]) {
                unique.emplace_back(window.before_begin + i, window.after_begin + place.after);
            }
        }
        return longest_in_order(unique);
    }

    const std::vector<std::uint64_t>& before_;
    const std::vector<std::uint64_t>& after_;
    std::size_t& work_;
    std::vector<Run> runs_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> longest_in_order(
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs
) {
    constexpr auto kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> ends;  // by length: the pair with the smallest second that ends it
    std::vector<std::size_t> previous(pairs.size(), kNone);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto place = std::ranges::lower_bound(
            ends, pairs[i].second, {}, [&](std::size_t index) { return pairs[index].second; }
        );
        previous[i] = place == ends.begin() ? kNone : *std::prev(place);
        if (place == ends.end()) {
            ends.push_back(i);
        } else {
            *place = i;
        }
    }
    std::vector<std::pair<std::size_t, std::size_t>> result;
    for (auto i = ends.empty() ? kNone : ends.back(); i != kNone; i = previous[i]) {
        result.push_back(pairs[i]);
    }
    std::ranges::reverse(result);
    return result;
}

std::vector<Run> align_within(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t& work
) {
    return Aligner(before, after, work).run();
}

std::vector<Run> align_by(
    Effort& effort,
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t most
) {
    auto steps = effort.borrow(most);
    auto runs = align_within(before, after, steps);
    effort.give_back(steps);
    return runs;
}

std::vector<Run> align(
    const std::vector<std::uint64_t>& before,
    const std::vector<std::uint64_t>& after,
    std::size_t work
) {
    return align_within(before, after, work);
}

double sorted_overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t common = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        if (a[i] == b[k]) {
            ++common;
            ++i;
            ++k;
        } else if (a[i] < b[k]) {
            ++i;
        } else {
            ++k;
        }
    }
    const auto longer = std::max(a.size(), b.size());
    return longer == 0 ? 0 : static_cast<double>(common) / static_cast<double>(longer);
}

}  // namespace wireroom::dedup
