#include "config/monitors.hpp"

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "config/feeds.hpp"
#include "config/values.hpp"
#include "monitor/query.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wireroom::config {

namespace {

/// The words of `on`, in the order in which people are told of them.
const std::vector<std::string_view> kKinds = {
    "new", "expanded", "shortened", "corrected", "retracted", "retitled", "cosmetic"};

std::string all_kinds() {
    std::string text;
    for (const auto kind : kKinds) {
        text += (text.empty() ? "" : kind == kKinds.back() ? " or " : ", ") + std::string(kind);
    }
    return text;
}

}  // namespace

void MonitorsSection::monitor(const YamlNode& node, const std::string& where) {
    if (node.kind == YamlNode::Kind::kNull || node.kind == YamlNode::Kind::kScalar) {
        reader_.fault(node, where + " must be a mapping", "write { name: …, query: … }");
        return;
    }
    model::MonitorSpec spec;
    spec.on = model::kDefaultMonitorKinds;
    bool named = false;
    bool asked = false;
    reader_.map(
        node,
        where,
        {
            {"name",
             [&](const YamlNode& value, const std::string& place) {
                 named = true;
                 name(value, place, spec.name);
             }},
            {"query",
             [&](const YamlNode& value, const std::string& place) {
                 asked = true;
                 query(value, place, spec.query);
             }},
            {"on",
             [&](const YamlNode& value, const std::string& place) {
                 kinds(value, place, spec.on);
             }},
            {"webhook", {}, "use wireroom follow --monitor with a command that tells the others"},
        }
    );
    if (node.kind != YamlNode::Kind::kMap) {
        return;
    }
    if (!named) {
        reader_.fault(node, where + " has no name");
    }
    if (!asked) {
        reader_.fault(node, where + " has no query");
    }
    if (spec.name.empty() || spec.query.empty()) {
        return;
    }
    if (set_.monitors.size() >= kMaxMonitors) {
        reader_.fault(
            node,
            where + " is one monitor too many; at most " + std::to_string(kMaxMonitors) +
                " look at every story"
        );
        return;
    }
    set_.monitors.push_back(std::move(spec));
}

void MonitorsSection::name(const YamlNode& node, const std::string& where, std::string& target) {
    std::string text;
    if (!read_name(reader_, node, where, text)) {
        return;
    }
    const auto [used, is_new] = set_.names.emplace(text, reader_.place(node));
    if (!is_new) {
        reader_.fault(
            node,
            "monitor name " + in_quotes(text) + " is used twice, first " +
                reader_.shown(used->second)
        );
        return;
    }
    target = text;
}

void MonitorsSection::query(const YamlNode& node, const std::string& where, std::string& target) {
    // A long query may stand in several lines. Byte for byte, so that columns stay what they are.
    YamlNode line = node;
    std::ranges::replace_if(line.text, is_space, ' ');
    const auto text = reader_.scalar(line, where);
    if (!text) {
        return;
    }
    const auto query = monitor::Query::compile(*text);
    if (query) {
        target = trim(*text);
        return;
    }
    const auto& fault = query.error();
    reader_.fault_inside(line, where, fault.column, fault.message, fault.suggestion);
}

void MonitorsSection::kinds(
    const YamlNode& node, const std::string& where, std::vector<std::string>& target
) {
    if (node.kind == YamlNode::Kind::kNull) {
        return;  // the default
    }
    if (node.kind == YamlNode::Kind::kScalar) {
        reader_.fault(
            node, where + " must be a list", "write [ " + printable(node.text, 40) + " ]"
        );
        return;
    }
    std::vector<std::string> kinds;
    reader_.list(node, where, 100, [&](const YamlNode& each, const std::string& place) {
        const auto word = reader_.scalar(each, place);
        if (!word) {
            return;
        }
        if (std::ranges::find(kKinds, *word) == kKinds.end()) {
            const auto meant = closest(*word, kKinds);
            reader_.fault(
                each,
                place + " must be " + all_kinds() + ", not " + in_quotes(*word),
                meant ? "did you mean " + in_quotes(*meant) + "?" : ""
            );
        } else if (std::ranges::find(kinds, *word) == kinds.end()) {
            kinds.emplace_back(*word);
        }
    });
    target = std::move(kinds);
}

}  // namespace wireroom::config
