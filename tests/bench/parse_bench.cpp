// From a document's bytes to prepared items, by stage, beside raw pugixml. See README.md of this
// folder.

#include "base/hash.hpp"
#include "bench/corpus.hpp"
#include "bench/stage_report.hpp"
#include "dedup/normalise.hpp"
#include "dedup/prepare.hpp"
#include "dedup/sketch.hpp"
#include "feed/parse.hpp"
#include "feed/problems.hpp"
#include "feed/xml_document.hpp"
#include "text/charset.hpp"
#include "text/html.hpp"
#include "text/url_key.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wireroom::bench {
namespace {

constexpr std::size_t kChangedOneIn = 25;
const std::string kFeedUrl = "https://www.paper.example/feed";

/// One document and what each stage begins with.
struct Prepared {
    const Source* source = nullptr;
    std::string text;
    feed::ParsedFeed feed;
    std::vector<text::Document> bodies;
    std::unordered_set<std::uint64_t> known;  ///< raw hashes of all items but one in 25
};

/// The documents of one kind.
struct Group {
    std::vector<Prepared> documents;
    std::size_t bytes = 0;
    std::size_t items = 0;
    std::size_t largest = 0;
};

text::Document sanitised(const model::Markup& markup) {
    return markup.type == model::Markup::Type::kText ? text::from_plain_text(markup.value)
                                                     : text::sanitise(markup.value, markup.base);
}

void add(Group& group, const Source& source, feed::ParsedFeed feed) {
    Prepared made{
        .source = &source, .text = text::decode(source.bytes, {}).text, .feed = std::move(feed)};
    for (const auto& item : made.feed.items) {
        made.bodies.push_back(sanitised(item.content));
        if (++group.items % kChangedOneIn != 0) {
            made.known.insert(item.raw_hash);
        }
    }
    group.bytes += source.bytes.size();
    group.largest = std::max(group.largest, source.bytes.size());
    group.documents.push_back(std::move(made));
}

/// Measures `work`, which is given every document of the group once an iteration.
template <class Work>
void stage(StageReport& report, const std::string& name, const Group& group, const Work& work) {
    report.announce(name);
    benchmark::RegisterBenchmark(name.c_str(), [&group, work](benchmark::State& state) {
        for (auto _ : state) {
            for (const auto& document : group.documents) {
                work(document);
            }
        }
    })->Unit(benchmark::kMillisecond);
}

feed::ParsedFeed parsed(const Prepared& document) {
    return *feed::parse(document.source->bytes, {}, kFeedUrl);
}

/// P1: everything but the bodies. The raw hash of every item is a part of `feed::parse`.
feed::ParsedFeed keyed(const Prepared& document) {
    auto feed = parsed(document);
    for (const auto& item : feed.items) {
        benchmark::DoNotOptimize(text::canonical_url(item.url, kFeedUrl));
    }
    return feed;
}

/// What a worker does to an answer: see `app/poller_answer.cpp`.
void work_off(const Prepared& document, const std::unordered_set<std::uint64_t>& known) {
    benchmark::DoNotOptimize(hash64(document.source->bytes));
    auto feed = parsed(document);
    for (auto& item : feed.items) {
        if (!known.contains(item.raw_hash)) {
            benchmark::DoNotOptimize(dedup::prepare(std::move(item), kFeedUrl));
        }
    }
}

void register_limits(StageReport& report, const Group& xml, std::string& buffer) {
    stage(report, "memcpy", xml, [&](const Prepared& document) {
        std::memcpy(buffer.data(), document.source->bytes.data(), document.source->bytes.size());
        benchmark::DoNotOptimize(buffer.data());
    });
    stage(report, "pugixml", xml, [&](const Prepared& document) {
        const auto& bytes = document.source->bytes;
        std::memcpy(buffer.data(), bytes.data(), bytes.size());
        pugi::xml_document tree;
        const auto result = tree.load_buffer_inplace(
            buffer.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8
        );
        benchmark::DoNotOptimize(result.status);
    });
}

void register_stages(StageReport& report, const Group& xml) {
    stage(report, "decode", xml, [](const Prepared& document) {
        benchmark::DoNotOptimize(text::decode(document.source->bytes, {}));
    });
    stage(report, "xml", xml, [](const Prepared& document) {
        feed::Problems problems;
        benchmark::DoNotOptimize(feed::XmlDocument::read(document.text, {}, problems));
    });
    stage(report, "parse", xml, [](const Prepared& document) {
        benchmark::DoNotOptimize(parsed(document));
    });
    stage(report, "url", xml, [](const Prepared& document) {
        for (const auto& item : document.feed.items) {
            benchmark::DoNotOptimize(text::canonical_url(item.url, kFeedUrl));
        }
    });
    stage(report, "sanitise", xml, [](const Prepared& document) {
        for (const auto& item : document.feed.items) {
            benchmark::DoNotOptimize(sanitised(item.content));
        }
    });
    stage(report, "hash", xml, [](const Prepared& document) {
        for (const auto& body : document.bodies) {
            benchmark::DoNotOptimize(sha256_128(body.text));
        }
    });
    stage(report, "normalise", xml, [](const Prepared& document) {
        for (std::size_t i = 0; i < document.bodies.size(); ++i) {
            benchmark::DoNotOptimize(dedup::normalise_blocks(
                document.feed.items[i].title, document.bodies[i].blocks, "paper.example"
            ));
        }
    });
    stage(report, "prepare", xml, [](const Prepared& document) {
        for (const auto& item : document.feed.items) {
            benchmark::DoNotOptimize(dedup::prepare(item, kFeedUrl));
        }
    });
}

void register_goals(StageReport& report, const Group& xml) {
    stage(report, "P1", xml, [](const Prepared& document) {
        benchmark::DoNotOptimize(keyed(document));
    });
    stage(report, "P2", xml, [](const Prepared& document) {
        const auto feed = keyed(document);
        for (const auto& item : feed.items) {
            const auto body = sanitised(item.content);
            benchmark::DoNotOptimize(sha256_128(body.text));
            if (!item.summary.value.empty()) {
                benchmark::DoNotOptimize(sanitised(item.summary));
            }
        }
    });
    stage(report, "P4", xml, [](const Prepared& document) { work_off(document, document.known); });
    stage(report, "whole", xml, [](const Prepared& document) { work_off(document, {}); });
}

/// P3: every document parses, with all of its items. Says which do not.
std::size_t parsed_whole(const std::vector<Source>& corpus) {
    std::size_t whole = 0;
    for (const auto& source : corpus) {
        const auto feed = feed::parse(source.bytes, {}, kFeedUrl);
        const auto items = feed ? feed->items.size() : 0;
        if (feed && items >= std::min(source.items, feed::Limits().max_items)) {
            ++whole;
        } else {
            fmt::print(
                "{}: {} of {} items{}\n",
                source.name,
                items,
                source.items,
                feed ? "" : ": " + feed.error().message
            );
        }
    }
    return whole;
}

bool is_well_formed(const Source& source) {
    return pugi::xml_document().load_buffer(source.bytes.data(), source.bytes.size()).status ==
           pugi::status_ok;
}

std::vector<Source> corpus_of(int argc, char** argv) {
    const char* variable = std::getenv("WIREROOM_CORPUS");  // NOLINT(concurrency-mt-unsafe): first
    const std::string folder = argc > 1 ? argv[1] : variable != nullptr ? variable : "";
    return folder.empty() ? made_corpus() : read_corpus(folder);
}

int run(int argc, char** argv) {
    auto arguments = with_defaults(argc, argv);
    argc = static_cast<int>(arguments.size());
    benchmark::Initialize(&argc, arguments.data());
    const auto corpus = corpus_of(argc, arguments.data());
    const auto whole = parsed_whole(corpus);

    Group xml;
    Group broken;
    Group json;
    for (const auto& source : corpus) {
        if (auto feed = feed::parse(source.bytes, {}, kFeedUrl)) {
            auto& group = source.json ? json : is_well_formed(source) ? xml : broken;
            add(group, source, std::move(*feed));
        }
    }
    std::string buffer(xml.largest, '\0');
    StageReport report;
    register_limits(report, xml, buffer);
    register_stages(report, xml);
    register_goals(report, xml);
    const auto read = [](const Prepared& document) { benchmark::DoNotOptimize(parsed(document)); };
    for (const auto& [name, group] : {std::pair("broken XML", &broken), std::pair("JSON", &json)}) {
        if (!group->documents.empty()) {
            report.expect(name, group->bytes, group->items, group->documents.size());
            stage(report, name, *group, read);
        }
    }
    report.otherwise(xml.bytes, xml.items, xml.documents.size());
    benchmark::RunSpecifiedBenchmarks(&report);

    report.print_stages();
    report.print_rest("map (rest)", "parse", {"decode", "xml"});
    report.print_ratio("P1", "pugixml", "P1", "parse, canonical URL and raw hash, of raw pugixml");
    report.print_ratio("P2", "pugixml", "P2", "and body, text and hash of every item, of pugixml");
    report.print_ratio("P4", "P4", "P1", "one item in 25 is new: time ÷ that of P1");
    fmt::print("P3    {} of {} documents parsed with all items\n", whole, corpus.size());
    return 0;
}

}  // namespace
}  // namespace wireroom::bench

int main(int argc, char** argv) {
    try {
        return wireroom::bench::run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "parse_bench: {}\n", error.what());
        return 1;
    }
}
