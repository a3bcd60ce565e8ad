#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace wireroom::text::rules {

/// Parameters that never say which page is meant, whatever the host. Lower case; compared without
/// case.
bool is_tracker(std::string_view lower_name);

/// Parameters that are trackers only by their value: `ref=twitter`, `amp=1`. `lower_value` is
/// percent-decoded.
bool is_tracker_by_value(std::string_view lower_name, std::string_view lower_value);

/// What a site itself does with its parameters.
struct HostRule {
    std::string_view suffix;  ///< the host or its parent domains; `google.*` stands for every
                              ///< Google country domain
    std::string_view drop;    ///< parameters to remove, a space before and after each
};
std::span<const HostRule> host_rules();

/// A page that only leads to another one, named in a parameter or in the path.
struct Wrapper {
    std::string_view suffix;  ///< as in HostRule
    std::string_view path;    ///< the path begins with this
    std::string_view
        parameters;  ///< names to look for, in order; empty: the rest of the path is `host/path`
};
std::span<const Wrapper> wrappers();

/// Another name of a host, or another address of a page.
struct Alias {
    std::string_view host;  ///< exact, as it is after `www.` and `m.` went
    std::string_view path;  ///< the path begins with this; empty: the whole host
    std::string_view new_host;
    std::string_view new_path;  ///< instead of `path`; with `?name=` at its end the first segment
                                ///< becomes a parameter
};
std::span<const Alias> aliases();

/// True when `host` is `suffix` or below it (`google.*` as above).
bool host_matches(std::string_view host, std::string_view suffix);

}  // namespace wireroom::text::rules
