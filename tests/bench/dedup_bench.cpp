// Deciding alone, without a store, and what it is made of. See README.md of this folder.

#include "base/hash.hpp"
#include "bench/articles.hpp"
#include "dedup/decide.hpp"
#include "text/url_key.hpp"

#include <benchmark/benchmark.h>

#include <cstring>
#include <string>
#include <vector>

namespace wireroom::bench {
namespace {

constexpr int kDocument = 25;
constexpr unsigned kSeed = 7;
const Timestamp kNow = *parse_rfc3339("2025-04-11T08:00:00Z");
const std::string kFeedUrl = "https://www.paper-0.example/feed-0";

std::vector<Written> articles(int count) {
    Newsrooms newsrooms(kSeed);
    std::vector<Written> written;
    for (int i = 0; i < count; ++i) {
        written.push_back(newsrooms.write(i % 4, kNow - std::chrono::minutes(57) * i));
    }
    return written;
}

std::size_t bytes_of(const std::vector<Written>& written) {
    std::size_t bytes = 0;
    for (const auto& article : written) {
        bytes += raw_item(article).size();
    }
    return bytes;
}

void count_items(benchmark::State& state, const std::vector<Written>& written) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(written.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes_of(written)));
}

/// The story that an item began, as the store would know it.
dedup::KnownStory known(const dedup::PreparedItem& item, std::int64_t key) {
    dedup::KnownStory story;
    story.key = dedup::StoryKey{key};
    story.outlet = item.outlet;
    story.published = item.item.date_published;
    story.first_seen = kNow;
    story.url_keys = {item.url_key};
    story.guids = {item.guid};
    story.sightings.push_back(
        {.key = dedup::SightingKey{key},
         .feed = model::FeedId{1},
         .guid = item.guid,
         .url_key = item.url_key,
         .published = item.item.date_published}
    );
    story.revisions.push_back(
        {.number = 1, .title = item.title, .content_html = item.content_html, .print = item.print}
    );
    story.sketch = item.sketch;
    return story;
}

dedup::Snapshot snapshot_of(const std::vector<Written>& written) {
    dedup::Snapshot snapshot{.feed = model::FeedId{1}, .now = kNow};
    for (const auto& article : written) {
        snapshot.items.push_back(prepared(article, kFeedUrl));
    }
    snapshot.candidates.resize(written.size());
    return snapshot;
}

/// The limit: the bytes of the items copied, and hashed once.
void CopyAndHash(benchmark::State& state) {
    const auto written = articles(kDocument);
    std::string all;
    for (const auto& article : written) {
        all += raw_item(article);
    }
    std::string copy(all.size(), '\0');
    for (auto _ : state) {
        std::memcpy(copy.data(), all.data(), all.size());
        benchmark::DoNotOptimize(hash64(copy));
    }
    count_items(state, written);
}
BENCHMARK(CopyAndHash);

/// The limit of what fingerprints cost: SHA-256 once over the text.
void Sha256(benchmark::State& state) {
    const auto written = articles(kDocument);
    for (auto _ : state) {
        for (const auto& article : written) {
            benchmark::DoNotOptimize(sha256_128(article.html));
        }
    }
    count_items(state, written);
}
BENCHMARK(Sha256);

/// Sanitised, keyed, normalised, fingerprinted, sketched: on a worker thread.
void Prepare(benchmark::State& state) {
    const auto written = articles(kDocument);
    for (auto _ : state) {
        for (const auto& article : written) {
            benchmark::DoNotOptimize(prepared(article, kFeedUrl));
        }
    }
    count_items(state, written);
}
BENCHMARK(Prepare);

/// A document of stories that nobody has seen.
void DecideNew(benchmark::State& state) {
    const auto written = articles(kDocument);
    const auto snapshot = snapshot_of(written);
    for (auto _ : state) {
        benchmark::DoNotOptimize(dedup::decide(snapshot));
    }
    count_items(state, written);
}
BENCHMARK(DecideNew);

/// Every item has a paragraph more than the known text.
void DecideRevised(benchmark::State& state) {
    Newsrooms newsrooms(kSeed + 1);
    auto written = articles(kDocument);
    std::vector<dedup::KnownStory> stories;
    for (auto& article : written) {
        stories.push_back(
            known(prepared(article, kFeedUrl), static_cast<std::int64_t>(stories.size()) + 1)
        );
        article = newsrooms.expand(article);
    }
    auto snapshot = snapshot_of(written);
    snapshot.stories = std::move(stories);
    for (std::size_t i = 0; i < written.size(); ++i) {
        snapshot.candidates[i].by_guid = {i};
        snapshot.candidates[i].by_url = {i};
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(dedup::decide(snapshot));
    }
    count_items(state, written);
}
BENCHMARK(DecideRevised);

/// Addresses as feeds have them, with trackers, escapes, hosts in capitals and names in Unicode.
void CanonicalUrl(benchmark::State& state) {
    std::vector<std::string> urls;
    for (const auto& article : articles(kDocument)) {
        urls.push_back(article.url);
        urls.push_back(
            article.url + "&utm_campaign=x&fbclid=AbC#more-" + std::to_string(urls.size())
        );
        urls.push_back(
            "HTTP://WWW.Bücher.example:80/Straße/../a%2db/?id=" + std::to_string(urls.size())
        );
        urls.push_back("https://amp.paper.example/c/index.html?PHPSESSID=1&b=2&a=1");
    }
    for (auto _ : state) {
        for (const auto& url : urls) {
            benchmark::DoNotOptimize(text::canonical_url(url));
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(urls.size()));
}
BENCHMARK(CanonicalUrl);

}  // namespace
}  // namespace wireroom::bench

BENCHMARK_MAIN();
