#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {

struct UrlParts;

/// One thing wrong in a file of rules.
struct UrlRuleFault {
    int line = 0;  ///< from 1; 0 = the file as a whole
    std::string message;
};

/// Rules about URLs, read from a text: which parameters do not say which page is meant, which pages
/// only lead to another one, which hosts have several names. Immutable; copies share their tables.
///
/// One rule a line; what stands behind `#` at the beginning of a word is a comment. Names of
/// parameters are compared without case, hosts as keys have them.
///
///   `drop NAME… [on HOST[/PATH]…]`
///       these parameters do not say which page is meant: anywhere, on these hosts, on one page
///   `keep NAME… [on HOST[/PATH]…]`
///       these do: goes before `drop`
///   `keep HOST/PATH…`           takes back `unwrap` and `alias` of this very address
///   `fragment NAME… [on HOST[/PATH]…]`
///       as `drop`, for pairs in fragments
///   `channel WORD…`             a way on which readers come: a value, or its first word
///   `channel-only WORD…`        the same, as the whole value only
///   `unwrap HOST/PATH [from NAME…]`
///       leads to the URL in one of these parameters; without any, to the rest of the path
///   `alias HOST to HOST`, `alias HOST/PATH to HOST/PATH`
///       another name of the same; a path that ends in `?NAME=` takes the next segment
///
/// NAME may end in `*` (any ending), and may have a value: `amp=1`, or one of a kind: `=@source` (a
/// channel, something that begins with one, or a host), `=@channel`, `=@flag` (nothing, 1, true …),
/// `=@session` (at least 26 hexadecimal digits). HOST stands for itself and what is below it;
/// `google.*` for a name in every country.
class UrlRules {
public:
    static constexpr std::size_t kMaxBytes = 1U << 20U;
    static constexpr std::size_t kMaxRules = 20'000;
    static constexpr std::size_t kMaxFaults = 50;

    /// Without rules.
    UrlRules();

    /// Linear in the size of the text.
    /// @return the rules, or what is wrong, in the order of the lines, at most `kMaxFaults`.
    static Result<UrlRules, std::vector<UrlRuleFault>> parse(std::string_view text);

    /// Those that come with the program (config/url-rules.txt).
    static const UrlRules& shipped();

    /// How many lines say something.
    std::size_t size() const;

    /// Of what the rules say: comments and spaces do not count. Empty without rules.
    std::string hash() const;

    struct Tables;
    const Tables& tables() const { return *tables_; }

private:
    std::shared_ptr<const Tables> tables_;
};

/// Makes the operator's rules hold before the shipped ones, in the whole process. To be called at
/// most once, before there are threads.
void install_url_rules(UrlRules rules);

/// Which rules make keys: the version of ours, and with rules of the operator's their hash:
/// `2+9f3c0a11d2e4b5a6`. Keys made under another name are made anew, never compared.
std::string key_rules();

namespace rules {

/// Where a parameter stands.
struct Page {
    std::string_view host;  ///< as keys have it
    std::string_view path;
};

/// True for a parameter of a query that does not say which page is meant.
/// @param name   percent-decoded, lower case
/// @param value  as written
bool is_dropped(const Page& page, std::string_view name, std::string_view value);

/// The same for a pair in a fragment.
bool is_dropped_mark(const Page& page, std::string_view name);

/// Where a page that only leads to another one leads, when its URL says so.
std::optional<std::string> wrapped_url(const UrlParts& parts);

/// True when a rule may say of a page of this host that it leads elsewhere or has another address.
/// @param key  the host as keys have it
bool mentions_pages_of(std::string_view host, std::string_view key);

/// Changes with the rules in force.
unsigned generation();

/// Brings a page with several addresses to one of them. `parts.host` is as keys have it.
void apply_aliases(UrlParts& parts);

}  // namespace rules
}  // namespace wireroom::text
