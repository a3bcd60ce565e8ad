// Deciding alone, without a store, and what it is made of. See README.md of this folder.

#include "base/hash.hpp"
#include "bench/articles.hpp"
#include "dedup/decide.hpp"
#include "text/url_key.hpp"
#include "text/words.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
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

// What a publisher could send to keep the store's thread busy: documents of up to 32 MiB and 2,000
// items, most of them beside a known text that is not quite theirs. Each iteration is one document.

struct Hostile {
    std::vector<std::string> before;  ///< bodies that are known
    std::vector<std::string> after;   ///< bodies of the document
    bool by_key = true;               ///< each item has the guid and link of its story
    int text_rules = text::kTextRules;
};

std::string repeated(const std::string& part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        text += part;
    }
    return text;
}

/// One word of `each` becomes another.
std::string edited(const std::string& text, std::mt19937_64& random, std::size_t each) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        const auto word = std::string_view(text).substr(at, end - at);
        const bool markup = word.find('<') != std::string_view::npos;
        result += !markup && random() % each == 0 ? "x" + std::to_string(random() % 1'000)
                                                  : std::string(word);
        result += end < text.size() ? " " : "";
        at = end + 1;
    }
    return result;
}

Hostile hostile(const std::string& kind) {
    constexpr std::size_t kItems = 2'000;
    constexpr std::size_t kShare = 16'000;  // bytes of 32 MiB for each of them
    std::mt19937_64 random(kSeed);
    const Language language(kSeed);
    Hostile result;
    const auto add = [&](std::string before, std::string after) {
        result.before.push_back(std::move(before));
        result.after.push_back(std::move(after));
    };
    const auto article = [&](std::size_t bytes) {
        std::string html;
        while (html.size() < bytes) {
            html += "<p>" + language.paragraph(random, 500) + "</p>";
        }
        return html;
    };
    if (kind == "megabytes") {
        for (int i = 0; i < 12; ++i) {
            const auto text = article(1'000'000);
            add(text, edited(text, random, 20));
        }
        return result;
    }
    for (std::size_t i = 0; i < kItems; ++i) {
        if (kind == "walls of one word") {
            add("<p>" + repeated("go ", kShare - i % 700 * 3) + "</p>",
                "<p>" + repeated("go ", kShare - 2'200 - i % 500 * 3) + "stop</p>");
        } else if (kind == "lines of one word") {
            add(repeated("<p>go</p>", kShare - i % 700 * 9),
                repeated("<p>go</p><p>on</p>", kShare / 2));
        } else if (kind == "characters") {
            std::string old_text;
            std::string new_text;
            for (std::size_t k = 0; k < kShare / 3; ++k) {
                const std::string point = {
                    '\xE4',
                    static_cast<char>(0xB8 + random() % 8),
                    static_cast<char>(0x80 + random() % 64)};
                old_text += point;
                new_text += random() % 12 == 0 ? "\xE4\xB8\xAD" : point;
            }
            add("<p>" + old_text + "</p>", "<p>" + new_text + "</p>");
        } else if (kind == "other words") {
            add(article(kShare - 1'000), article(kShare - 1'000));
        } else {
            const auto text = article(kind == "many near" || kind == "changed" ? 6'000 : 15'000);
            add(text, edited(text, random, 25));
        }
    }
    result.by_key = kind != "many near";
    result.text_rules = kind == "older rules" ? 1 : text::kTextRules;
    return result;
}

dedup::Snapshot snapshot_of(const Hostile& document) {
    Newsrooms newsrooms(kSeed);
    std::vector<Written> before;
    std::vector<Written> after;
    for (std::size_t i = 0; i < document.after.size(); ++i) {
        auto article = newsrooms.write(0, kNow);
        article.html = document.before[i];
        before.push_back(article);
        article.html = document.after[i];
        if (!document.by_key) {
            article.guid += "-new";
            article.url += "/new";
        }
        after.push_back(article);
    }
    auto snapshot = snapshot_of(after);
    for (std::size_t i = 0; i < before.size(); ++i) {
        snapshot.stories.push_back(
            known(prepared(before[i], kFeedUrl), static_cast<std::int64_t>(i) + 1)
        );
        snapshot.stories.back().revisions.front().print.text_rules = document.text_rules;
        auto& candidates = snapshot.candidates[i];
        if (document.by_key) {
            candidates.by_guid = {i};
            candidates.by_url = {i};
            continue;
        }
        for (std::size_t k = 0; k < 64; ++k) {
            candidates.by_near.push_back((i + k) % before.size());
        }
    }
    return snapshot;
}

void DecideHostile(benchmark::State& state, const std::string& kind) {
    const auto snapshot = snapshot_of(hostile(kind));
    for (auto _ : state) {
        benchmark::DoNotOptimize(dedup::decide(snapshot));
    }
}
BENCHMARK_CAPTURE(DecideHostile, changed, "changed")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, changed_large, "changed large")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, other_words, "other words")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, walls_of_one_word, "walls of one word")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, lines_of_one_word, "lines of one word")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, characters, "characters")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, megabytes, "megabytes")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, older_rules, "older rules")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(DecideHostile, many_near, "many near")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

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
