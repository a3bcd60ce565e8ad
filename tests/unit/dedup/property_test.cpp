#include "support/newsrooms.hpp"
#include "text/url_key.hpp"
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
                                 : news(text * 2, static_cast<std::size_t>(pick(3)) + 1);
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

// -- publishers over many hours -------------------------------------------------------------------

constexpr unsigned kNewsrooms = 4;
constexpr int kHours = 10;

std::vector<PreparedItem> prepared(const testing::ShownFeed& feed) {
    std::vector<PreparedItem> items;
    for (const auto& shown : feed.items) {
        items.push_back(made(
            {.guid = shown.guid,
             .url = shown.url,
             .title = shown.title,
             .html = shown.html,
             .published = shown.published},
            feed.url.c_str()
        ));
        items.back().item.raw_hash = 0;  // every item is decided
    }
    return items;
}

/// What became of everything that was ever shown: article → stories, story → articles.
struct Played {
    MemoryStore store;
    std::map<int, std::set<std::size_t>> stories_of;
    std::map<std::size_t, std::set<int>> articles_of;
    std::vector<MemoryStore::Event> events;

    void show(const testing::ShownFeed& feed, Timestamp now) {
        for (auto& event : store.poll(feed.feed, now, prepared(feed))) {
            events.push_back(std::move(event));
        }
        ASSERT_EQ(store.last_stories().size(), feed.items.size());
        for (std::size_t i = 0; i < feed.items.size(); ++i) {
            ASSERT_LT(store.last_stories()[i], store.stories().size()) << "an item was lost";
            stories_of[feed.items[i].article].insert(store.last_stories()[i]);
            articles_of[store.last_stories()[i]].insert(feed.items[i].article);
        }
    }
};

/// Which articles share a story: what must not depend on how the polls fell.
std::set<std::set<int>> shared(const Played& played) {
    std::set<std::set<int>> groups;
    for (const auto& [story, articles] : played.articles_of) {
        groups.insert(articles);
    }
    return groups;
}

TEST(Property, EveryArticleIsOneStoryWhateverItsPublisherDoes) {
    for (unsigned seed = 1; seed <= kNewsrooms; ++seed) {
        testing::Newsrooms newsrooms(seed);
        Played played;
        for (int hour = 0; hour < kHours; ++hour) {
            for (const auto& feed : newsrooms.step()) {
                played.show(feed, newsrooms.now());
            }
        }

        for (const auto& [article, stories] : played.stories_of) {
            EXPECT_EQ(stories.size(), 1U) << "seed " << seed << ": article " << article;
        }
        for (const auto& [story, articles] : played.articles_of) {
            EXPECT_EQ(articles.size(), 1U) << "seed " << seed << ": story " << story << " holds "
                                           << ::testing::PrintToString(articles);
        }
        EXPECT_EQ(played.store.stories().size(), newsrooms.shown_articles()) << "seed " << seed;
    }
}

TEST(Property, TheOrderOfPollsWithinAStepDoesNotChangeTheStories) {
    for (unsigned seed = 1; seed <= kNewsrooms; ++seed) {
        testing::Newsrooms newsrooms(seed);
        std::mt19937 random(seed);
        Played straight;
        Played shuffled;
        for (int hour = 0; hour < kHours; ++hour) {
            auto feeds = newsrooms.step();
            for (const auto& feed : feeds) {
                straight.show(feed, newsrooms.now());
            }
            std::ranges::shuffle(feeds, random);
            for (const auto& feed : feeds) {
                shuffled.show(feed, newsrooms.now());
            }
        }

        EXPECT_EQ(shared(straight), shared(shuffled)) << "seed " << seed;
        EXPECT_EQ(straight.store.stories().size(), shuffled.store.stories().size())
            << "seed " << seed;
    }
}

TEST(Property, ReplayingAllSnapshotsAddsNothing) {
    for (unsigned seed = 1; seed <= kNewsrooms; ++seed) {
        testing::Newsrooms newsrooms(seed);
        Played played;
        std::vector<testing::ShownFeed> history;
        for (int hour = 0; hour < kHours; ++hour) {
            for (auto& feed : newsrooms.step()) {
                played.show(feed, newsrooms.now());
                history.push_back(std::move(feed));
            }
        }
        const auto stories = played.store.stories();
        played.events.clear();

        for (const auto& feed : history) {
            played.show(feed, newsrooms.now() + std::chrono::hours(1));
        }

        EXPECT_EQ(played.store.stories().size(), stories.size()) << "seed " << seed;
        for (std::size_t s = 0; s < stories.size(); ++s) {
            EXPECT_EQ(played.store.stories()[s].revisions.size(), stories[s].revisions.size())
                << "seed " << seed << ": story " << s;
        }
        EXPECT_EQ(count(played.events, MemoryStore::Kind::kNew), 0U) << "seed " << seed;
    }
}

TEST(Property, AnEditIsARevisionOnceAndNothingElseIs) {
    for (unsigned seed = 1; seed <= kNewsrooms; ++seed) {
        testing::Newsrooms newsrooms(seed);
        Played played;
        std::map<int, std::set<int>> texts;
        for (int hour = 0; hour < kHours; ++hour) {
            for (const auto& feed : newsrooms.step()) {
                played.show(feed, newsrooms.now());
                for (const auto& item : feed.items) {
                    texts[item.article].insert(item.text);
                }
            }
        }

        std::size_t edits = 0;
        for (const auto& [article, seen] : texts) {
            edits += seen.size() - 1;
            const auto story = *played.stories_of[article].begin();
            EXPECT_EQ(played.store.stories()[story].revisions.size(), seen.size())
                << "seed " << seed << ": article " << article;
        }
        EXPECT_GT(edits, 0U) << "seed " << seed << ": nothing was edited";
    }
}

// -- addresses ------------------------------------------------------------------------------------

/// Something like a URL, with the twists that publishers and attackers give them.
std::string address(std::mt19937& random) {
    static const std::vector<std::string> kPieces = {
        "https://",
        "HTTP://",
        "http:\\\\",
        "//",
        "www.",
        "m.",
        "amp.",
        "Bücher.example",
        "paper.example",
        "xn--bcher-kva.example",
        ":443",
        ":80",
        ":8080",
        "user:pw@",
        "/",
        "//",
        "/./",
        "/../",
        "%2e%2e/",
        "%2F",
        "%41",
        "%zz",
        "%",
        "a",
        "Straße",
        "index.html",
        "/amp",
        ".amp.html",
        ";jsessionid=1",
        "?",
        "&",
        "=",
        "utm_source=x",
        "fbclid=1",
        "ref=rss",
        "id=7",
        "PHPSESSID=0123456789abcdef0123456789",
        "+",
        "%20",
        " ",
        "\t",
        "&amp;",
        "#",
        "#comment-12",
        "#:~:text=a",
        "#more-3",
        "\xCC\x81",
        "é",
        "\xFF",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fpaper.example%2Fa",
        "https://www.google.com/url?q=",
        "https%3A%2F%2Fpaper.example%2Fb%3Fid%3D1",
        "https://paper-example.cdn.ampproject.org/c/s/",
        "youtu.be/x",
        "twitter.com/a/status/1",
        "tag:paper.example,2025:1",
        "urn:uuid:1",
        "mailto:a@b.example",
        "javascript:1",
        "feed:"};
    std::string url = random() % 4 == 0 ? "" : "https://";
    for (auto count = 1 + random() % 9; count > 0; --count) {
        url += kPieces[random() % kPieces.size()];
    }
    if (random() % 5 == 0 && !url.empty()) {
        url[random() % url.size()] = static_cast<char>(random() % 256);
    }
    return url;
}

TEST(Property, CanonicalisationIsIdempotent) {
    std::mt19937 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const auto url = address(random);
        const auto once = text::canonical_url(url);
        const auto twice = text::canonical_url(once.url);

        ASSERT_EQ(twice.url, once.url) << ::testing::PrintToString(url);
        ASSERT_EQ(twice.key, once.key) << ::testing::PrintToString(url);
    }
}

TEST(Property, TrackersAndDressNeverMakeAnotherPage) {
    std::mt19937 random(2);
    const std::vector<std::string> dress = {
        "?utm_source=rss", "?utm_medium=feed&utm_campaign=a", "?fbclid=AbC", "#:~:text=some", "/"};
    for (int i = 0; i < 2'000; ++i) {
        const auto path = "paper.example/2025/" + std::to_string(random() % 9999) + "/story-" +
                          std::to_string(random() % 9999);
        const auto key = text::canonical_url("https://" + path).key;
        const auto dressed = std::string(random() % 2 == 0 ? "http://" : "https://") +
                             (random() % 2 == 0 ? "www." : "") + path +
                             dress[random() % dress.size()];

        ASSERT_EQ(text::canonical_url(dressed).key, key) << dressed;
        ASSERT_NE(text::canonical_url("https://" + path + "?id=1").key, key);
        ASSERT_NE(text::canonical_url("https://" + path + "#comment-1").key, key);
    }
}

}  // namespace
}  // namespace wireroom::dedup
