#pragma once

#include "text/url_rules.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wireroom::text {

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
template <class T>
using ByString = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;
using Strings = std::unordered_set<std::string, StringHash, std::equal_to<>>;

/// When a rule about a parameter holds.
struct ParameterRule {
    enum class Value : std::uint8_t { kAny, kText, kSource, kChannel, kFlag, kSession };
    struct Where {
        std::string host;
        std::string path;  ///< of one page, without a slash at its end; empty: the whole host
    };
    bool keep = false;
    Value value = Value::kAny;
    std::string text;          ///< for kText, lower case
    std::vector<Where> where;  ///< none = everywhere
};

/// Rules about parameters, found by their names.
struct ParameterRules {
    struct Prefix {
        std::string start;
        ParameterRule rule;
    };
    ByString<std::vector<ParameterRule>> exact;
    std::unordered_map<char, std::vector<Prefix>> prefixes;  ///< by their first character
    std::vector<ParameterRule> every;                        ///< for `*`
};

struct WrapperRule {
    std::string path;                ///< the path begins with this
    std::vector<std::string> names;  ///< to look for, in this order; none: the rest of the path
};

struct AliasRule {
    std::string path;  ///< the path begins with this; empty: the whole host
    std::string new_host;
    std::string new_path;
};

/// What a text of rules became.
struct UrlRules::Tables {
    ParameterRules query;
    ParameterRules fragment;
    Strings channels;                             ///< also as the first word of a value
    Strings whole_channels;                       ///< only as the whole
    ByString<std::vector<WrapperRule>> wrappers;  ///< by host; `google.*` under itself
    std::vector<std::string> stars;               ///< the hosts of `wrappers` that end in `.*`
    ByString<std::vector<AliasRule>> aliases;     ///< by host
    Strings kept;                                 ///< `host/path` of rules that are taken back
    std::size_t size = 0;
    std::string said;  ///< every rule, one a line, single spaces: what is hashed
};

/// A path as rules about one page have it: without slashes at its end, `/` for the home page.
std::string_view page_path(std::string_view path);

/// True when `host` is `suffix` or below it; `google.*` as in `UrlRules`.
bool host_matches(std::string_view host, std::string_view suffix);

}  // namespace wireroom::text
