#include "bench/stage_report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom::bench {

std::vector<char*> with_defaults(int argc, char** argv) {
    static std::string rounds = "--benchmark_repetitions=5";
    static std::string turns = "--benchmark_enable_random_interleaving=true";
    static std::string least = "--benchmark_min_time=0.05";
    std::vector<char*> arguments = {argv[0], rounds.data(), turns.data(), least.data()};
    arguments.insert(arguments.end(), argv + 1, argv + argc);
    return arguments;
}

void StageReport::expect(
    const std::string& name, std::size_t bytes, std::size_t items, std::size_t documents
) {
    loads_[name] = {bytes, items, documents};
}

void StageReport::otherwise(std::size_t bytes, std::size_t items, std::size_t documents) {
    usual_ = {bytes, items, documents};
}

bool StageReport::ReportContext(const Context& /*context*/) {
    return true;
}

void StageReport::ReportRuns(const std::vector<Run>& runs) {
    for (const auto& run : runs) {
        if (run.run_type != Run::RT_Iteration || run.error_occurred || run.iterations == 0) {
            continue;
        }
        times_[run.run_name.function_name].push_back(
            run.cpu_accumulated_time / static_cast<double>(run.iterations)
        );
    }
}

double StageReport::seconds(const std::string& name) const {
    const auto found = times_.find(name);
    if (found == times_.end()) {
        return 0;
    }
    auto times = found->second;
    std::ranges::sort(times);
    return times[times.size() / 2];
}

void StageReport::print_stages() const {
    fmt::print(
        "{} documents, {:.1f} MB, {} items; medians of CPU time\n",
        usual_.documents,
        static_cast<double>(usual_.bytes) / 1e6,
        usual_.items
    );
    fmt::print(
        "{:<12}{:>10}{:>12}{:>14}{:>16}\n", "", "MB/s", "items/s", "us/document", "of raw pugixml"
    );
    for (const auto& name : order_) {
        if (times_.contains(name)) {
            const auto own = loads_.find(name);
            print_line(name, own == loads_.end() ? usual_ : own->second, seconds(name));
        }
    }
}

void StageReport::print_rest(
    const char* label, const std::string& whole, const std::vector<std::string>& parts
) const {
    double rest = seconds(whole);
    for (const auto& part : parts) {
        rest = seconds(part) > 0 ? rest - seconds(part) : 0;
    }
    if (rest > 0) {
        print_line(label, usual_, rest);
    }
}

void StageReport::print_line(const std::string& name, const Load& load, double time) const {
    // Throughputs are compared, not times: JSON and broken XML are other documents.
    const double limit =
        seconds("pugixml") > 0 ? static_cast<double>(usual_.bytes) / seconds("pugixml") : 0;
    time = std::max(time, 1e-12);
    const double rate = static_cast<double>(load.bytes) / time;
    fmt::print(
        "{:<12}{:>10.1f}{:>12.0f}{:>14.1f}{:>16}\n",
        name,
        rate / 1e6,
        static_cast<double>(load.items) / time,
        time / static_cast<double>(std::max<std::size_t>(load.documents, 1)) * 1e6,
        limit > 0 ? fmt::format("{:.3f}", rate / limit) : "-"
    );
}

void StageReport::print_ratio(
    const char* label, const std::string& over, const std::string& under, const char* meaning
) const {
    if (seconds(over) > 0 && seconds(under) > 0) {
        fmt::print("{:<6}{:.3f}  {}\n", label, seconds(over) / seconds(under), meaning);
    }
}

}  // namespace wireroom::bench
