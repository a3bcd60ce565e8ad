#include "base/url.hpp"
#include "config/config.hpp"
#include "config/settings.hpp"
#include "config/values.hpp"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wireroom::config {

namespace {

using model::ConfigChange;
using model::FeedSpec;
using model::MonitorSpec;
using Kind = ConfigChange::Kind;
using Subject = ConfigChange::Subject;

std::string shown(const std::optional<std::chrono::seconds>& interval) {
    return interval ? format_duration(*interval) : std::string();
}

Kind kind_of(const std::string& from, const std::string& to) {
    return from.empty() ? Kind::kAdded : to.empty() ? Kind::kRemoved : Kind::kChanged;
}

/// Which feed of one list became which of the other: the rule by which the store knows a feed
/// again.
class Pairs {
public:
    Pairs(const std::vector<FeedSpec>& before, const std::vector<FeedSpec>& after)
        : before_(before), taken_(before.size()), partner_(after.size()) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            by_name_.emplace(before[i].name, i);
            by_url_.emplace(before[i].url, i);
        }
        pass(after, [this](const FeedSpec& feed) {
            const auto found = find(by_name_, feed.name);
            return found && before_[*found].url == feed.url ? found : std::nullopt;
        });
        pass(after, [this](const FeedSpec& feed) { return find(by_url_, feed.url); });
        pass(after, [this](const FeedSpec& feed) { return find(by_name_, feed.name); });
    }

    /// What a feed of `after` was; nothing when it is new.
    const FeedSpec* of(std::size_t after) const {
        const auto& partner = partner_[after];
        return partner ? &before_[*partner] : nullptr;
    }

    bool is_gone(std::size_t before) const { return !taken_[before]; }

private:
    using Index = std::unordered_map<std::string, std::size_t>;

    static std::optional<std::size_t> find(const Index& index, const std::string& key) {
        const auto found = index.find(key);
        return found == index.end() ? std::nullopt : std::optional(found->second);
    }

    template <class Find>
    void pass(const std::vector<FeedSpec>& after, const Find& candidate) {
        for (std::size_t i = 0; i < after.size(); ++i) {
            const auto found = partner_[i] ? std::nullopt : candidate(after[i]);
            if (found && !taken_[*found]) {
                taken_[*found] = true;
                partner_[i] = found;
            }
        }
    }

    const std::vector<FeedSpec>& before_;
    Index by_name_;
    Index by_url_;
    std::vector<bool> taken_;
    std::vector<std::optional<std::size_t>> partner_;
};

/// Adds a changed member, if it did change.
void member(
    std::vector<ConfigChange>& out,
    Subject subject,
    const std::string& name,
    const char* key,
    std::string from,
    std::string to
) {
    if (from != to) {
        out.push_back({subject, Kind::kChanged, name, key, std::move(from), std::move(to)});
    }
}

struct PinPair {
    const char* key;
    std::string from;
    std::string to;
};

std::array<PinPair, 4> pins(const model::DedupPins& was, const model::DedupPins& now) {
    const auto on = [](bool value) { return value ? "on" : "off"; };
    return {{
        {"dedup.guid", model::name_of(was.guid), model::name_of(now.guid)},
        {"dedup.link", model::name_of(was.link), model::name_of(now.link)},
        {"dedup.near", on(was.near), on(now.near)},
        {"dedup.cluster", on(was.cluster), on(now.cluster)},
    }};
}

void feeds(
    std::vector<ConfigChange>& out,
    const std::vector<FeedSpec>& before,
    const std::vector<FeedSpec>& after
) {
    const Pairs pairs(before, after);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto& now = after[i];
        const auto* const was = pairs.of(i);
        if (was == nullptr) {
            out.push_back({Subject::kFeed, Kind::kAdded, now.name, {}, {}, mask_userinfo(now.url)});
            continue;
        }
        if (was->name != now.name) {
            out.push_back({Subject::kFeed, Kind::kRenamed, now.name, {}, was->name, now.name});
        }
        if (was->url != now.url) {
            out.push_back(
                {Subject::kFeed,
                 Kind::kMoved,
                 now.name,
                 {},
                 mask_userinfo(was->url),
                 mask_userinfo(now.url)}
            );
        }
        member(out, Subject::kFeed, now.name, "groups", joined(was->groups), joined(now.groups));
        member(
            out, Subject::kFeed, now.name, "interval", shown(was->interval), shown(now.interval)
        );
        for (const auto& [key, from, to] : pins(was->dedup, now.dedup)) {
            member(out, Subject::kFeed, now.name, key, from, to);
        }
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (pairs.is_gone(i)) {
            out.push_back(
                {Subject::kFeed,
                 Kind::kRemoved,
                 before[i].name,
                 {},
                 mask_userinfo(before[i].url),
                 {}}
            );
        }
    }
}

void monitors(
    std::vector<ConfigChange>& out,
    const std::vector<MonitorSpec>& before,
    const std::vector<MonitorSpec>& after
) {
    std::unordered_map<std::string, const MonitorSpec*> gone;
    for (const auto& each : before) {
        gone.emplace(each.name, &each);
    }
    for (const auto& now : after) {
        const auto was = gone.find(now.name);
        if (was == gone.end()) {
            out.push_back({Subject::kMonitor, Kind::kAdded, now.name, {}, {}, now.query});
            continue;
        }
        member(out, Subject::kMonitor, now.name, "query", was->second->query, now.query);
        member(out, Subject::kMonitor, now.name, "on", joined(was->second->on), joined(now.on));
        gone.erase(was);
    }
    for (const auto& each : before) {
        if (gone.contains(each.name)) {
            out.push_back({Subject::kMonitor, Kind::kRemoved, each.name, {}, each.query, {}});
        }
    }
}

void settings(
    std::vector<ConfigChange>& out, std::vector<Setting> before, const std::vector<Setting>& after
) {
    std::unordered_map<std::string, Setting*> gone;
    for (auto& each : before) {
        gone.emplace(each.key, &each);
    }
    const auto add = [&](const Setting& setting, std::string from, std::string to) {
        const auto kind = kind_of(from, to);
        out.push_back(
            {Subject::kSetting,
             kind,
             setting.key,
             {},
             std::move(from),
             std::move(to),
             setting.needs_restart}
        );
    };
    for (const auto& now : after) {
        const auto was = gone.find(now.key);
        const auto from = was == gone.end() ? std::string() : was->second->value;
        if (was != gone.end()) {
            gone.erase(was);
        }
        if (from != now.value) {
            add(now, from, now.value);
        }
    }
    for (const auto& each : before) {
        if (gone.contains(each.key)) {
            add(each, each.value, {});
        }
    }
}

}  // namespace

std::vector<ConfigChange> difference(const Config& before, const Config& after) {
    std::vector<ConfigChange> out;
    feeds(out, before.feeds, after.feeds);
    monitors(out, before.monitors, after.monitors);
    settings(out, settings_of(before), settings_of(after));
    return out;
}

}  // namespace wireroom::config
