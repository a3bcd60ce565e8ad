#include "text/url_rules.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "text/url_key.hpp"
#include "text/url_parts.hpp"
#include "text/url_rule_tables.hpp"
#include "text/url_rules_shipped.hpp"
#include "text/url_unwrap.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace wireroom::text {
namespace {

using Tables = UrlRules::Tables;

/// The operator's rules, then ours.
struct InForce {
    UrlRules own;
    UrlRules shipped = UrlRules::shipped();
    std::string name = std::to_string(kKeyRules);
    unsigned generation = 1;

    std::array<const Tables*, 2> tables() const { return {&own.tables(), &shipped.tables()}; }
};

/// Changed before there are threads, read ever after.
InForce& in_force() {
    static InForce rules;
    return rules;
}

/// A parameter or pair to be judged; what is costly is made when a rule asks.
class Parameter {
public:
    Parameter(const rules::Page& page, std::string_view name, std::string_view value)
        : page_(page), name_(name), raw_(value) {}

    std::string_view name() const { return name_; }

    bool is_on(const std::vector<ParameterRule::Where>& where) const {
        return where.empty() || std::ranges::any_of(where, [&](const auto& place) {
                   return (place.path.empty() || page_path(page_.path) == place.path) &&
                          host_matches(page_.host, place.host);
               });
    }

    const std::string& value() {
        if (!value_) {
            value_ = to_lower(query_text(raw_));
        }
        return *value_;
    }

private:
    rules::Page page_;
    std::string_view name_;
    std::string_view raw_;
    std::optional<std::string> value_;
};

/// `feeds.example.org`, but not `report.pdf` or `2025.04.11`.
bool is_host_like(std::string_view value) {
    constexpr auto kFileEndings =
        std::to_array<std::string_view>({"jpg",  "jpeg", "png", "gif",  "webp", "svg",  "pdf",
                                         "html", "htm",  "php", "asp",  "aspx", "jsp",  "xml",
                                         "json", "txt",  "doc", "docx", "xls",  "xlsx", "zip",
                                         "mp3",  "mp4",  "css", "js",   "md"});
    const auto dot = value.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || value.size() > 253) {
        return false;
    }
    const auto end = value.substr(dot + 1);
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_host_char = [&](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '.';
    };
    return end.size() >= 2 && std::ranges::all_of(end, is_letter) &&
           std::ranges::all_of(value, is_host_char) &&
           std::ranges::find(kFileEndings, end) == kFileEndings.end();
}

bool is_flag(std::string_view value) {
    return value.empty() || value == "1" || value == "true" || value == "yes" || value == "y" ||
           value == "on";
}

bool is_session(std::string_view value) {
    return value.size() >= 26 &&
           std::ranges::all_of(value, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_channel(std::string_view value) {
    return std::ranges::any_of(in_force().tables(), [&](const auto* tables) {
        return tables->channels.contains(value) || tables->whole_channels.contains(value);
    });
}

bool begins_with_channel(std::string_view value) {
    const auto first = value.substr(0, value.find_first_of("-_.:|+ /"));
    return std::ranges::any_of(in_force().tables(), [&](const auto* tables) {
        return tables->channels.contains(first);
    });
}

bool has_value(const ParameterRule& rule, Parameter& parameter) {
    using Value = ParameterRule::Value;
    switch (rule.value) {
        case Value::kText:
            return parameter.value() == rule.text;
        case Value::kSource:
            return is_channel(parameter.value()) || begins_with_channel(parameter.value()) ||
                   is_host_like(parameter.value());
        case Value::kChannel:
            return is_channel(parameter.value());
        case Value::kFlag:
            return is_flag(parameter.value());
        case Value::kSession:
            return is_session(parameter.value());
        case Value::kAny:
            break;
    }
    return true;
}

/// What one file says of a parameter.
enum class Say { kNothing, kDrop, kKeep };

Say say(const ParameterRules& rules, Parameter& parameter) {
    auto said = Say::kNothing;
    const auto ask = [&](const ParameterRule& rule) {
        const bool new_word = rule.keep ? said != Say::kKeep : said == Say::kNothing;
        if (new_word && parameter.is_on(rule.where) && has_value(rule, parameter)) {
            said = rule.keep ? Say::kKeep : Say::kDrop;
        }
    };
    const auto name = parameter.name();
    if (const auto exact = rules.exact.find(name); exact != rules.exact.end()) {
        std::ranges::for_each(exact->second, ask);
    }
    if (const auto found = rules.prefixes.find(name.front()); found != rules.prefixes.end()) {
        for (const auto& prefix : found->second) {
            if (name.size() > prefix.start.size() && name.starts_with(prefix.start)) {
                ask(prefix.rule);
            }
        }
    }
    std::ranges::for_each(rules.every, ask);
    return said;
}

bool is_dropped_by(ParameterRules Tables::*rules, Parameter parameter) {
    if (parameter.name().empty()) {
        return false;
    }
    for (const auto* tables : in_force().tables()) {
        if (const auto said = say(tables->*rules, parameter); said != Say::kNothing) {
            return said == Say::kDrop;
        }
    }
    return false;
}

/// `com`, `de`, `co.uk`: what stands behind a name in every country.
bool is_country(std::string_view end) {
    const auto dot = end.find('.');
    const auto letters = [](std::string_view label, std::size_t most) {
        return label.size() >= 2 && label.size() <= most &&
               std::ranges::all_of(label, [](char c) { return c >= 'a' && c <= 'z'; });
    };
    return letters(end.substr(0, dot), 3) &&
           (dot == std::string_view::npos || letters(end.substr(dot + 1), 2));
}

/// The URL in the first of the parameters that holds one.
std::optional<std::string> target_in(
    const std::vector<std::string>& names, const std::vector<QueryPair>& pairs
) {
    for (const auto& name : names) {
        for (const auto& pair : pairs) {
            if (!iequals(pair.name, name) || pair.whole.size() <= name.size()) {
                continue;
            }
            auto target = trimmed_url(percent_decoded(pair.whole.substr(name.size() + 1)));
            if (iequals(target.substr(0, 7), "http://") ||
                iequals(target.substr(0, 8), "https://")) {
                return target;
            }
        }
    }
    return std::nullopt;
}

/// `…/c/s/news.example/a`: the rest of the path is host and path.
std::optional<std::string> target_in_path(const UrlParts& parts, std::size_t from) {
    const auto rest = std::string_view(parts.path).substr(from);
    if (rest.substr(0, rest.find('/')).find('.') == std::string_view::npos) {
        return std::nullopt;
    }
    return "https://" + std::string(rest) + (parts.query.empty() ? "" : "?" + parts.query) +
           (parts.fragment.empty() ? "" : "#" + parts.fragment);
}

bool is_taken_back(const std::string& host, const std::string& path) {
    const auto& kept = in_force().own.tables().kept;
    return !kept.empty() &&
           (kept.contains(host + path) || (path.empty() && kept.contains(host + '/')));
}

/// What the wrappers of one host make of a page.
std::optional<std::string> unwrapped_by(
    const Tables& tables, std::string_view host, const UrlParts& parts
) {
    const auto found = tables.wrappers.find(host);
    if (found == tables.wrappers.end()) {
        return std::nullopt;
    }
    for (const auto& rule : found->second) {
        if (!parts.path.starts_with(rule.path)) {
            continue;
        }
        auto target = rule.names.empty() ? target_in_path(parts, rule.path.size())
                                         : target_in(rule.names, pairs_of(parts.query));
        if (target && !is_taken_back(found->first, rule.path)) {
            return target;
        }
    }
    return std::nullopt;
}

const AliasRule* alias_of(const UrlParts& parts) {
    for (const auto* tables : in_force().tables()) {
        const auto found = tables->aliases.find(parts.host);
        if (found == tables->aliases.end()) {
            continue;
        }
        for (const auto& rule : found->second) {
            const bool fits = rule.path.empty() || (parts.path.starts_with(rule.path) &&
                                                    parts.path.size() > rule.path.size());
            if (fits && !is_taken_back(found->first, rule.path)) {
                return &rule;
            }
        }
    }
    return nullptr;
}

}  // namespace

std::string_view page_path(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path.empty() ? "/" : path;
}

bool host_matches(std::string_view host, std::string_view suffix) {
    if (!suffix.ends_with(".*")) {
        return host.ends_with(suffix) &&
               (host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.');
    }
    const auto stem = suffix.substr(0, suffix.size() - 1);
    for (auto at = host.find(stem); at != std::string_view::npos; at = host.find(stem, at + 1)) {
        if ((at == 0 || host[at - 1] == '.') && is_country(host.substr(at + stem.size()))) {
            return true;
        }
    }
    return false;
}

UrlRules::UrlRules() : tables_(std::make_shared<Tables>()) {}

const UrlRules& UrlRules::shipped() {
    static const UrlRules kRules = [] {
        auto parsed = parse(shipped_url_rules());
        if (!parsed) {
            const auto faults = parsed.error();
            const auto& fault = faults.front();
            throw std::logic_error(
                "config/url-rules.txt:" + std::to_string(fault.line) + ": " + fault.message
            );
        }
        return *std::move(parsed);
    }();
    return kRules;
}

std::size_t UrlRules::size() const {
    return tables_->size;
}

std::string UrlRules::hash() const {
    return tables_->said.empty() ? std::string() : to_hex(sha256_128(tables_->said)).substr(0, 16);
}

void install_url_rules(UrlRules rules) {
    auto& all = in_force();
    const auto hash = rules.hash();
    all.name = std::to_string(kKeyRules) + (hash.empty() ? "" : "+" + hash);
    all.own = std::move(rules);
    ++all.generation;
}

std::string key_rules() {
    return in_force().name;
}

namespace rules {

bool is_dropped(const Page& page, std::string_view name, std::string_view value) {
    return is_dropped_by(&Tables::query, {page, name, value});
}

bool is_dropped_mark(const Page& page, std::string_view name) {
    return is_dropped_by(&Tables::fragment, {page, name, {}});
}

std::optional<std::string> wrapped_url(const UrlParts& parts) {
    for (const auto* tables : in_force().tables()) {
        for (std::string_view host = parts.host;;) {
            if (auto target = unwrapped_by(*tables, host, parts)) {
                return target;
            }
            const auto dot = host.find('.');
            if (dot == std::string_view::npos) {
                break;
            }
            host.remove_prefix(dot + 1);
        }
        for (const auto& star : tables->stars) {
            if (host_matches(parts.host, star)) {
                if (auto target = unwrapped_by(*tables, star, parts)) {
                    return target;
                }
            }
        }
    }
    return std::nullopt;
}

bool mentions_pages_of(std::string_view host, std::string_view key) {
    return std::ranges::any_of(in_force().tables(), [&](const auto* tables) {
        for (std::string_view suffix = host;;) {
            if (tables->wrappers.contains(suffix)) {
                return true;
            }
            const auto dot = suffix.find('.');
            if (dot == std::string_view::npos) {
                break;
            }
            suffix.remove_prefix(dot + 1);
        }
        return tables->aliases.contains(key) ||
               std::ranges::any_of(tables->stars, [&](const auto& star) {
                   return host_matches(host, star);
               });
    });
}

unsigned generation() {
    return in_force().generation;
}

void apply_aliases(UrlParts& parts) {
    // A host of several names may, under its proper one, have several addresses of a page.
    constexpr int kMaxRounds = 3;
    for (int round = 0; round < kMaxRounds; ++round) {
        const auto* rule = alias_of(parts);
        if (rule == nullptr) {
            return;
        }
        const bool moved = parts.host != rule->new_host;
        parts.host = rule->new_host;
        if (rule->path.empty()) {
            // the whole host
        } else if (rule->new_path.ends_with('=')) {
            const auto rest = parts.path.substr(rule->path.size());
            const auto mark = rule->new_path.find('?');
            parts.path = rule->new_path.substr(0, mark);
            parts.query = rule->new_path.substr(mark + 1) + rest.substr(0, rest.find('/')) +
                          (parts.query.empty() ? "" : "&" + parts.query);
        } else {
            parts.path = rule->new_path + parts.path.substr(rule->path.size());
        }
        if (!moved) {
            return;
        }
    }
}

}  // namespace rules
}  // namespace wireroom::text
