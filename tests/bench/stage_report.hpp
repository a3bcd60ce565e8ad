#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace wireroom::bench {

/// The arguments with this program's defaults before them: five rounds, in which the stages take
/// turns, so that what else the machine does falls on all of them alike.
std::vector<char*> with_defaults(int argc, char** argv);

/// Collects CPU times of one thread and prints medians, as throughput and beside raw pugixml.
class StageReport : public benchmark::BenchmarkReporter {
public:
    /// The stages are printed in the order of these calls.
    void announce(const std::string& name) { order_.push_back(name); }
    /// What an iteration of the benchmark `name` reads.
    void expect(
        const std::string& name, std::size_t bytes, std::size_t items, std::size_t documents
    );
    /// What an iteration of every other one reads.
    void otherwise(std::size_t bytes, std::size_t items, std::size_t documents);

    void print_stages() const;
    /// A line as of a stage: what `whole` takes beyond its `parts`.
    void print_rest(
        const char* label, const std::string& whole, const std::vector<std::string>& parts
    ) const;
    /// Time of `over` ÷ time of `under`; nothing when either did not run.
    void print_ratio(
        const char* label, const std::string& over, const std::string& under, const char* meaning
    ) const;

    bool ReportContext(const Context& context) override;     // NOLINT(*-identifier-naming): theirs
    void ReportRuns(const std::vector<Run>& runs) override;  // NOLINT(*-identifier-naming): theirs

private:
    struct Load {
        std::size_t bytes = 0;
        std::size_t items = 0;
        std::size_t documents = 0;
    };

    void print_line(const std::string& name, const Load& load, double time) const;
    /// The median of an iteration's seconds; 0 when it did not run.
    double seconds(const std::string& name) const;

    std::vector<std::string> order_;
    std::map<std::string, std::vector<double>> times_;
    std::map<std::string, Load> loads_;
    Load usual_;
};

}  // namespace wireroom::bench
