#pragma once

#include "base/time.hpp"
#include "serve/message.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::serve {

/// The query parameters of one request, read by name and checked as they are read.
/// Invariant: `fault` is the first thing that was wrong, in words; empty when nothing was.
class Parameters {
public:
    /// A parameter that is not among `known`, or is given twice, is a fault: ignoring a misspelt
    /// filter would answer another question.
    Parameters(const Request& request, std::initializer_list<std::string_view> known);

    /// Nothing when absent. At most 1,024 bytes.
    std::optional<std::string> text(std::string_view name);
    std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
    /// `0` or `1`.
    std::optional<bool> flag(std::string_view name);
    /// RFC 3339, or a date alone (its midnight, UTC).
    std::optional<Timestamp> time(std::string_view name);
    /// Comma-separated words of `[A-Za-z0-9._-]{1,64}`, at most 32.
    std::vector<std::string> list(std::string_view name);
    /// The same, each of which is one of `allowed`; nothing when the parameter is absent.
    std::optional<std::vector<std::string>> list_of(
        std::string_view name, std::initializer_list<std::string_view> allowed
    );
    /// One of `allowed`.
    std::optional<std::string> choice(
        std::string_view name, std::initializer_list<std::string_view> allowed
    );

    const std::string& fault() const { return fault_; }

private:
    void fail(std::string_view name, std::string_view expected);

    const Request& request_;
    std::string fault_;
};

}  // namespace wireroom::serve
