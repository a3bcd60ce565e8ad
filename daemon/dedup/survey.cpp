#include "dedup/survey.hpp"

#include "text/url_key.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_map>

namespace wireroom::dedup {
namespace {

/// An item of the document, new or unchanged, in one form.
struct Entry {
    std::string_view guid;
    std::string_view url_key;
    const PreparedItem* item = nullptr;      // when it is new or changed
    const PresentItem* unchanged = nullptr;  // otherwise
};

class Surveyor {
public:
    explicit Surveyor(const Snapshot& snapshot) {
        for (const auto& story : snapshot.stories) {
            stories_.emplace(story.key, &story);
        }
        for (const auto& item : snapshot.items) {
            entries_.push_back({item.guid, item.url_key, &item, nullptr});
        }
        for (const auto& item : snapshot.unchanged) {
            entries_.push_back({item.guid, item.url_key, nullptr, &item});
        }
        result_.guid_doubled.resize(snapshot.items.size());
        result_.link_shared.resize(snapshot.items.size());
        result_.link_home.resize(snapshot.items.size());
    }

    Survey run() {
        std::unordered_map<std::string_view, std::vector<std::size_t>> by_guid;
        std::unordered_map<std::string_view, std::vector<std::size_t>> by_link;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (!entries_[i].guid.empty()) {
                by_guid[entries_[i].guid].push_back(i);
            }
            if (!entries_[i].url_key.empty()) {
                by_link[entries_[i].url_key].push_back(i);
            }
        }
        for (const auto& [guid, group] : by_guid) {
            mark(group, true);
        }
        for (const auto& [link, group] : by_link) {
            mark(group, false);
            if (!text::is_home_page(link)) {
                continue;
            }
            for (const auto index : group) {
                if (index < result_.link_home.size()) {
                    result_.link_home[index] = true;
                }
            }
            result_.links_home = result_.links_home || differ_from_first(group);
        }
        return std::move(result_);
    }

private:
    /// Whether two entries are known to say different things. Two unchanged items do when they are
    /// two stories.
    bool texts_differ(const Entry& a, const Entry& b) const {
        if (a.item != nullptr && b.item != nullptr) {
            return a.item->print.title_body != b.item->print.title_body;
        }
        if (a.unchanged != nullptr && b.unchanged != nullptr) {
            return a.unchanged->story != b.unchanged->story;
        }
        const auto& item = a.item != nullptr ? *a.item : *b.item;
        const auto& unchanged = a.unchanged != nullptr ? *a.unchanged : *b.unchanged;
        const auto story = stories_.find(unchanged.story);
        return story == stories_.end() || !has_text(*story->second, item.print);
    }

    bool differ_from_first(const std::vector<std::size_t>& group) const {
        return std::ranges::any_of(group, [&](std::size_t index) {
            return texts_differ(entries_[group.front()], entries_[index]);
        });
    }

    /// Marks the members of a group with one guid (or link) that another member contradicts. Groups
    /// of many are all contradicted as soon as one pair is: that keeps it linear.
    void mark(const std::vector<std::size_t>& group, bool guids) {
        constexpr std::size_t kCompareAll = 16;
        if (group.size() < 2) {
            return;
        }
        const auto contradict = [&](const Entry& a, const Entry& b) {
            return texts_differ(a, b) && (!guids || a.url_key != b.url_key);
        };
        bool any = false;
        for (const auto index : group) {
            const auto& entry = entries_[index];
            const bool contradicted =
                group.size() <= kCompareAll
                    ? std::ranges::any_of(
                          group,
                          [&](std::size_t other) {
                              return other != index && contradict(entry, entries_[other]);
                          }
                      )
                    : contradict(entry, entries_[group.front()]) || index == group.front();
            any = any || contradicted;
            if (contradicted && index < result_.link_shared.size()) {
                (guids ? result_.guid_doubled : result_.link_shared)[index] = true;
            }
        }
        if (guids) {
            result_.guids_doubled = result_.guids_doubled || any;
        } else {
            result_.links_shared = result_.links_shared || any;
        }
    }

    std::vector<Entry> entries_;
    std::unordered_map<StoryKey, const KnownStory*> stories_;
    Survey result_;
};

}  // namespace

Survey survey(const Snapshot& snapshot) {
    return Surveyor(snapshot).run();
}

bool has_time_of_day(const std::vector<Timestamp>& dates, Timestamp date) {
    constexpr auto kDay = std::chrono::milliseconds(std::chrono::hours(24));
    const auto time = date.time_since_epoch() % kDay;
    if (time.count() == 0) {
        return false;
    }
    const auto others = std::ranges::count_if(dates, [&](Timestamp other) {
        return other != date && other.time_since_epoch() % kDay == time;
    });
    return others < 2;
}

bool has_text(const KnownStory& story, const Fingerprint& print) {
    return std::ranges::any_of(story.revisions, [&](const KnownRevision& revision) {
        return revision.print.text_rules == print.text_rules &&
               revision.print.title_body == print.title_body;
    });
}

}  // namespace wireroom::dedup
