#include "unit/dedup/items.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace wireroom::dedup {
namespace {

using testing::MemoryStore;

constexpr unsigned kSeeds = 25;

/// A document of a feed with bad habits: keys repeat, vanish and are shared; texts change or recur.
std::vector<Written> document(std::mt19937& random) {
    const auto pick = [&](int count) {
        return static_cast<int>(random() % static_cast<unsigned>(count));
    };
    std::vector<Written> items(static_cast<std::size_t>(2 + pick(9)));
    for (auto& item : items) {
        const auto text = static_cast<std::size_t>(pick(6));
        item.guid = pick(5) == 0 ? "" : "g" + std::to_string(pick(8));
        item.url = pick(6) == 0   ? ""
                   : pick(8) == 0 ? "https://www.example.org/"
                                  : "https://www.example.org/" + std::to_string(pick(8));
        item.title =
            "Story of kind number " + std::to_string(text) + (pick(4) == 0 ? " again" : "");
        item.html = pick(5) == 0 ? "<p>Alert. Go to the shelter.</p>"
                                 : news(text * 2, static_cast<std::size_t>(1 + pick(3)));
        if (pick(4) == 0) {
            item.html += "<p>Correction: the figure was " + std::to_string(pick(9)) + ".</p>";
        }
        item.published = kMorning + std::chrono::hours(pick(4) * 7);
    }
    return items;
}

/// What the items of one document became, without regard to their order: sets of equal stories.
std::set<std::multiset<std::string>> grouping(
    MemoryStore& store, int hour, const std::vector<Written>& items
) {
    std::vector<PreparedItem> prepared;
    for (const auto& item : items) {
        prepared.push_back(made(item));
        prepared.back().item.raw_hash = 0;  // every item is decided
    }
    store.poll(1, kMorning + std::chrono::hours(hour), prepared);
    std::map<std::size_t, std::multiset<std::string>> groups;
    for (std::size_t i = 0; i < items.size(); ++i) {
        groups[store.last_stories()[i]].insert(
            items[i].guid + '|' + items[i].url + '|' + items[i].title + '|' + items[i].html + '|' +
            format_rfc3339(*items[i].published)
        );
    }
    std::set<std::multiset<std::string>> result;
    for (auto& [story, group] : groups) {
        result.insert(std::move(group));
    }
    return result;
}

TEST(Property, TheOrderOfADocumentDoesNotMatter) {
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
        std::mt19937 random(seed);
        const auto first = document(random);
        auto second = document(random);
        auto shuffled_first = first;
        auto shuffled_second = second;
        std::ranges::shuffle(shuffled_first, random);
        std::ranges::shuffle(shuffled_second, random);
        MemoryStore straight;
        MemoryStore shuffled;

        ASSERT_EQ(grouping(straight, 0, first), grouping(shuffled, 0, shuffled_first)) << seed;
        ASSERT_EQ(grouping(straight, 1, second), grouping(shuffled, 1, shuffled_second)) << seed;
        ASSERT_EQ(straight.stories().size(), shuffled.stories().size()) << seed;
    }
}

TEST(Property, TheSameDocumentAgainAddsNothing) {
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
        std::mt19937 random(seed);
        MemoryStore store;
        shown(store, 1, 0, document(random));
        const auto items = document(random);
        shown(store, 1, 1, items);
        const auto stories = store.stories().size();

        EXPECT_TRUE(shown(store, 1, 2, items).empty()) << seed;
        EXPECT_EQ(store.stories().size(), stories) << seed;
    }
}

TEST(Property, NoItemIsLostAndNoStorySharedWithoutLinkAndTextBeingEqual) {
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
        std::mt19937 random(seed);
        MemoryStore store;
        for (int hour = 0; hour < 4; ++hour) {
            std::vector<PreparedItem> prepared;
            for (const auto& item : document(random)) {
                prepared.push_back(made(item));
                prepared.back().item.raw_hash = 0;
            }
            const auto copy = prepared;
            store.poll(1, kMorning + std::chrono::hours(hour), std::move(prepared));

            std::map<std::size_t, std::size_t> first_of;
            ASSERT_EQ(store.last_stories().size(), copy.size());
            for (std::size_t i = 0; i < copy.size(); ++i) {
                const auto s = store.last_stories()[i];
                ASSERT_LT(s, store.stories().size());
                const auto [seat, fresh] = first_of.emplace(s, i);
                if (!fresh) {
                    EXPECT_EQ(copy[i].url_key, copy[seat->second].url_key) << seed;
                    EXPECT_EQ(copy[i].print.title_body, copy[seat->second].print.title_body)
                        << seed;
                }
                ASSERT_FALSE(store.last().decisions[i].reasons.empty());
            }
        }
    }
}

}  // namespace
}  // namespace wireroom::dedup
