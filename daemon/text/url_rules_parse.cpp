// The text of rules: one a line. What can be read is read; every fault is told with its line.
#include "base/text.hpp"
#include "text/url_parts.hpp"
#include "text/url_rule_tables.hpp"
#include "text/url_rules.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace wireroom::text {
namespace {

using Words = std::vector<std::string_view>;
using Value = ParameterRule::Value;

constexpr std::size_t kMaxLineBytes = 4096;
constexpr std::size_t kMaxNameBytes = 64;

std::string in_quotes(std::string_view text) {
    return "\"" + printable(text, 80) + "\"";
}

Words words_of(std::string_view line) {
    Words words;
    std::size_t at = 0;
    while (at < line.size()) {
        while (at < line.size() && is_space(line[at])) {
            ++at;
        }
        if (at >= line.size() || line[at] == '#') {
            break;
        }
        const auto start = at;
        while (at < line.size() && !is_space(line[at])) {
            ++at;
        }
        words.push_back(line.substr(start, at - start));
    }
    return words;
}

bool is_plain(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        const auto c = decode_at(line, at);
        if (!c.valid || is_hidden_control(c.value)) {
            return false;
        }
        at += c.bytes;
    }
    return true;
}

std::string joined(const Words& words) {
    std::string out;
    for (const auto word : words) {
        out += out.empty() ? "" : " ";
        out += word;
    }
    return out;
}

class RulesParser {
public:
    explicit RulesParser(UrlRules::Tables& tables) : tables_(tables) {}

    void run(std::string_view text) {
        if (text.size() > UrlRules::kMaxBytes) {
            fault("larger than 1 MiB");
            return;
        }
        if (text.starts_with("\xEF\xBB\xBF")) {
            text.remove_prefix(3);
        }
        for (const auto line : split(text, '\n')) {
            ++line_;
            read(line);
            if (full_) {
                return;
            }
        }
    }

    std::vector<UrlRuleFault> take_faults() { return std::move(faults_); }

private:
    void fault(std::string message) {
        if (full_) {
            return;  // one line may have more of them than there is room for
        }
        if (faults_.size() + 1 == UrlRules::kMaxFaults) {
            message = "there are more faults than these";
            full_ = true;
        }
        faults_.push_back({line_, std::move(message)});
    }

    void read(std::string_view line) {
        if (line.size() > kMaxLineBytes) {
            fault("longer than 4096 bytes");
            return;
        }
        if (!is_plain(line)) {
            fault("is no plain text in UTF-8");
            return;
        }
        const auto words = words_of(line);
        if (words.empty()) {
            return;
        }
        if (++tables_.size > UrlRules::kMaxRules) {
            fault("more than 20000 rules");
            full_ = true;
            return;
        }
        tables_.said += joined(words) + '\n';
        const auto verb = words.front();
        const Words rest(words.begin() + 1, words.end());
        if (verb == "drop" || verb == "keep" || verb == "fragment") {
            parameters(verb, rest);
        } else if (verb == "channel" || verb == "channel-only") {
            channels(verb == "channel" ? tables_.channels : tables_.whole_channels, rest);
        } else if (verb == "unwrap") {
            unwrap(rest);
        } else if (verb == "alias") {
            alias(rest);
        } else {
            fault(
                "no rule begins with " + in_quotes(verb) +
                "; drop, keep, fragment, channel, channel-only, unwrap and alias do"
            );
        }
    }

    /// `NAME… [on HOST[/PATH]…]`, `HOST/PATH…`
    void parameters(std::string_view verb, const Words& words) {
        const bool keep = verb == "keep";
        const auto on = std::ranges::find(words, "on");
        const Words names(words.begin(), on);
        const std::string name(verb);
        if (names.empty()) {
            fault(name + " names no parameter; write for example: " + name + " ref on example.org");
            return;
        }
        ParameterRule rule{.keep = keep, .text = {}, .where = {}};
        if (on != words.end() && !read_where(Words(on + 1, words.end()), rule.where)) {
            return;
        }
        for (const auto word : names) {
            if (keep && word.find('/') != std::string_view::npos) {
                keep_address(word, rule);
            } else if (verb == "fragment" && word.find('=') != std::string_view::npos) {
                fault("fragment takes plain names, not " + in_quotes(word));
            } else if (const auto parameter = parameter_of(word, rule)) {
                if (verb != "fragment") {
                    add(tables_.query, *parameter);
                }
                if (verb == "fragment" || (keep && parameter->second.value == Value::kAny)) {
                    add(tables_.fragment, *parameter);
                }
            }
        }
    }

    bool read_where(const Words& words, std::vector<ParameterRule::Where>& where) {
        if (words.empty()) {
            fault("no host stands behind on");
            return false;
        }
        for (const auto word : words) {
            auto address = address_of(word, true);
            if (!address) {
                return false;
            }
            auto& path = address->second;
            if (path.find_first_of("?#") != std::string::npos) {
                fault("a page behind on has a host and a path: " + in_quotes(word));
                return false;
            }
            if (!path.empty()) {
                path = std::string(page_path(path));
            }
            where.push_back({std::move(address->first), std::move(path)});
        }
        return true;
    }

    void keep_address(std::string_view word, const ParameterRule& rule) {
        if (!rule.where.empty()) {
            fault("an address, as " + in_quotes(word) + ", does not go with on");
        } else if (auto address = address_of(word, true)) {
            tables_.kept.insert(address->first + address->second);
        }
    }

    /// A name, perhaps with a `*` at its end, and its rule.
    std::optional<std::pair<std::string, ParameterRule>> parameter_of(
        std::string_view word, ParameterRule rule
    ) {
        const auto equals = word.find('=');
        auto name = to_lower(word.substr(0, equals));
        if (equals != std::string_view::npos && !read_value(word.substr(equals + 1), rule)) {
            return std::nullopt;
        }
        const auto plain = std::string_view(name).substr(0, name.size() - name.ends_with('*'));
        if (name.empty() || name.size() > kMaxNameBytes ||
            plain.find_first_of("*/?&#") != std::string_view::npos) {
            fault(
                in_quotes(word) +
                " is no name of a parameter: at most 64 bytes, a * only at its end, none of /?&#"
            );
            return std::nullopt;
        }
        if (plain.empty() && rule.where.empty()) {
            fault("a * alone is every parameter, and needs hosts: drop * on example.org");
            return std::nullopt;
        }
        return std::pair(std::move(name), std::move(rule));
    }

    static void add(ParameterRules& rules, const std::pair<std::string, ParameterRule>& parameter) {
        const auto& [name, rule] = parameter;
        const auto start = name.substr(0, name.size() - name.ends_with('*'));
        if (start.size() == name.size()) {
            rules.exact[name].push_back(rule);
        } else if (!start.empty()) {
            rules.prefixes[start.front()].push_back({start, rule});
        } else {
            rules.every.push_back(rule);
        }
    }

    bool read_value(std::string_view word, ParameterRule& rule) {
        static constexpr std::pair<std::string_view, Value> kKinds[] = {
            {"@source", Value::kSource},
            {"@channel", Value::kChannel},
            {"@flag", Value::kFlag},
            {"@session", Value::kSession},
        };
        if (!word.starts_with('@')) {
            rule.value = Value::kText;
            rule.text = to_lower(word);
            return true;
        }
        const auto* kind =
            std::ranges::find(kKinds, word, [](const auto& each) { return each.first; });
        if (kind == std::end(kKinds)) {
            fault(
                "no kind of value is called " + in_quotes(word) +
                "; @source, @channel, @flag and @session are"
            );
            return false;
        }
        rule.value = kind->second;
        return true;
    }

    void channels(Strings& into, const Words& words) {
        if (words.empty()) {
            fault("channel names no word; write for example: channel newsletter");
        }
        for (const auto word : words) {
            if (word.size() > kMaxNameBytes) {
                fault(in_quotes(word) + " is longer than 64 bytes");
            } else {
                into.insert(to_lower(word));
            }
        }
    }

    /// `HOST/PATH [from NAME…]`
    void unwrap(const Words& words) {
        if (words.empty() || words.front().find('/') == std::string_view::npos ||
            (words.size() > 1 && (words[1] != "from" || words.size() == 2))) {
            fault(
                "unwrap needs a host with a path, and may name parameters: "
                "unwrap example.org/out from url"
            );
            return;
        }
        auto address = address_of(words.front(), false);
        if (!address) {
            return;
        }
        WrapperRule rule{.path = std::move(address->second), .names = {}};
        for (std::size_t i = 2; i < words.size(); ++i) {
            if (words[i].size() > kMaxNameBytes) {
                fault(in_quotes(words[i]) + " is longer than 64 bytes");
                return;
            }
            rule.names.emplace_back(words[i]);
        }
        if (address->first.ends_with(".*") && !tables_.wrappers.contains(address->first)) {
            tables_.stars.push_back(address->first);
        }
        tables_.wrappers[address->first].push_back(std::move(rule));
    }

    /// `HOST to HOST`, `HOST/PATH to HOST/PATH`
    void alias(const Words& words) {
        const auto has_path = [](std::string_view word) {
            return word.find('/') != std::string_view::npos;
        };
        if (words.size() != 3 || words[1] != "to" || has_path(words[0]) != has_path(words[2])) {
            fault(
                "alias needs two hosts, both with a path or none: alias example.com to "
                "example.org, alias example.com/s/ to example.org/story/"
            );
            return;
        }
        const auto from = address_of(words[0], true);
        const auto to = from ? address_of(words[2], true) : std::nullopt;
        if (!to) {
            return;
        }
        if (from->first.ends_with(".*") || to->first.ends_with(".*")) {
            fault("alias needs whole hosts, without a *");
            return;
        }
        const auto mark = to->second.find('?');
        if (mark != std::string::npos && !to->second.ends_with('=')) {
            fault("a parameter that takes a segment ends in =, as in example.org/watch?v=");
            return;
        }
        tables_.aliases[from->first].push_back({from->second, to->first, to->second});
    }

    /// A host, and the path behind it or nothing.
    std::optional<std::pair<std::string, std::string>> address_of(std::string_view word, bool key) {
        const auto slash = word.find('/');
        auto host = key ? key_host_of(word.substr(0, slash)) : host_of(word.substr(0, slash));
        if (!host) {
            return std::nullopt;
        }
        return std::pair(
            *std::move(host),
            slash == std::string_view::npos ? std::string() : std::string(word.substr(slash))
        );
    }

    /// Without `www.` and the like, as rules meet it.
    std::optional<std::string> key_host_of(std::string_view word) {
        auto host = host_of(word);
        return host && !host->ends_with('*') ? std::optional(key_host(*host)) : std::move(host);
    }

    std::optional<std::string> host_of(std::string_view word) {
        const bool star = word.ends_with(".*");
        const auto name = star ? word.substr(0, word.size() - 2) : word;
        auto host = name.empty() || name.find_first_of("*%:@?#=[]_") != std::string_view::npos
                        ? std::nullopt
                        : ascii_host(name);
        if (!host || host->empty() || (!star && host->find('.') == std::string::npos)) {
            fault(
                in_quotes(word) +
                " is no host; write example.org, or example.* for a name in every country"
            );
            return std::nullopt;
        }
        return star ? *host + ".*" : std::move(host);
    }

    UrlRules::Tables& tables_;
    std::vector<UrlRuleFault> faults_;
    int line_ = 0;
    bool full_ = false;
};

}  // namespace

Result<UrlRules, std::vector<UrlRuleFault>> UrlRules::parse(std::string_view text) {
    auto tables = std::make_shared<Tables>();
    RulesParser parser(*tables);
    parser.run(text);
    if (auto faults = parser.take_faults(); !faults.empty()) {
        return faults;
    }
    UrlRules rules;
    rules.tables_ = std::move(tables);
    return rules;
}

}  // namespace wireroom::text
