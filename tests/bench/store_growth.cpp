// What a store costs as it grows: see README.md of this folder for what each figure means.

#include "base/hash.hpp"
#include "bench/articles.hpp"
#include "bench/disk_use.hpp"
#include "bench/plain_insert.hpp"
#include "bench/statement_counter.hpp"
#include "store/store.hpp"

#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::bench {
namespace {

constexpr int kFeeds = 400;
constexpr int kOutlets = 200;
constexpr int kDocument = 25;  ///< items; the upper quartile of live feeds
/// A feed publishes 25 stories a day: 10,000 a day in all.
constexpr auto kBetweenPolls = std::chrono::milliseconds(std::chrono::hours(24)) / kFeeds;
constexpr int kProbes = 40;  ///< documents that are timed at each size
constexpr unsigned kSeed = 20250411;

struct Clock {
    double wall = 0;  ///< seconds
    double cpu = 0;

    Clock operator-(const Clock& other) const { return {wall - other.wall, cpu - other.cpu}; }
    Clock& operator+=(const Clock& other) {
        wall += other.wall;
        cpu += other.cpu;
        return *this;
    }
};

Clock now() {
    timespec cpu{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    const auto wall = std::chrono::steady_clock::now().time_since_epoch();
    return {
        std::chrono::duration<double>(wall).count(),
        static_cast<double>(cpu.tv_sec) + static_cast<double>(cpu.tv_nsec) * 1e-9};
}

template <class Function>
Clock timed(Function function) {
    const auto before = now();
    function();
    return now() - before;
}

/// What was found out at one size.
struct Sample {
    std::int64_t stories = 0;
    double growth = 0;      ///< items/s of wall time, since the size before
    double growth_cpu = 0;  ///< items/s of CPU time
    Clock per_new;          ///< seconds an item
    Clock per_revised;
    Clock per_unchanged;
    Work of_new;  ///< of a document
    Work of_revised;
    Work of_unchanged;
    std::vector<Used> disk;
    std::int64_t file = 0;
    double raw = 0;  ///< bytes that the publishers sent for what is stored
};

/// The stories of all feeds, in the order of their publication, and the store that takes them.
class Growth {
public:
    explicit Growth(std::string folder) : folder_(std::move(folder)), newsrooms_(kSeed) { open(); }

    /// Up to `target` stories, each fourth of them with a second revision.
    void grow(std::int64_t target, Sample& sample) {
        Clock spent;
        std::int64_t items = 0;
        while (stories_ < target) {
            auto document = next_document();
            for (auto& [feed, article] : due_revisions_) {
                if (feed == document.feed) {
                    document.articles.push_back(newsrooms_.expand(article));
                }
            }
            std::erase_if(due_revisions_, [&](const auto& due) {
                return due.first == document.feed;
            });
            for (int i = 0; i < kDocument; i += 4) {
                due_revisions_.emplace_back(
                    document.feed, document.articles[static_cast<std::size_t>(i)]
                );
            }
            items += static_cast<std::int64_t>(document.articles.size());
            spent += commit(document);
        }
        sample.growth = static_cast<double>(items) / spent.wall;
        sample.growth_cpu = static_cast<double>(items) / spent.cpu;
    }

    /// Times documents of one kind, then counts what SQLite does for as many more.
    void probe(Sample& sample) {
        std::vector<Document> fresh;
        for (int i = 0; i < kProbes; ++i) {
            fresh.push_back(next_document());
        }
        const auto half = static_cast<std::size_t>(kProbes / 2);
        sample.per_new = each(fresh, 0, half);
        sample.of_new = counted(fresh, half);
        sample.per_unchanged = each(fresh, 0, half, true);
        sample.of_unchanged = counted(fresh, half, true);
        for (auto& document : fresh) {
            for (auto& article : document.articles) {
                article = newsrooms_.expand(article);
            }
        }
        sample.per_revised = each(fresh, 0, half);
        sample.of_revised = counted(fresh, half);
    }

    /// Closes the store, so that its file holds everything, looks, and opens it again.
    void weigh(Sample& sample) {
        store_.reset();
        sample.disk = disk_use(path());
        sample.file = static_cast<std::int64_t>(std::filesystem::file_size(path()));
        sample.stories = stories_;
        sample.raw = raw_;
        open();
    }

    /// Items/s of rows that nothing was decided about, for as many documents as a probe has.
    double plain() {
        PlainStore plain(folder_ + "/plain.db");
        Clock spent;
        for (int i = 0; i < kProbes; ++i) {
            const auto document = next_document();
            const auto items = prepared_of(document);
            spent += timed([&] { plain.insert(items); });
        }
        return kProbes * kDocument / spent.wall;
    }

private:
    struct Document {
        int feed = 0;
        Timestamp time{};
        std::vector<Written> articles;
    };

    std::string path() const { return folder_ + "/wireroom.db"; }
    static std::string feed_url(int feed) {
        return "https://www.paper-" + std::to_string(feed % kOutlets) + ".example/feed-" +
               std::to_string(feed / kOutlets);
    }

    void open() {
        store_ = std::make_unique<store::Store>(path());
        model::Subscriptions wanted;
        for (int feed = 0; feed < kFeeds; ++feed) {
            wanted.feeds.push_back({.name = "feed-" + std::to_string(feed), .url = feed_url(feed)});
        }
        for (const auto& feed : store_->configure(wanted, time_)) {
            ids_[feed.spec.name] = feed.id;
        }
    }

    Document next_document() {
        Document document{.feed = feed_, .time = time_};
        for (int i = 0; i < kDocument; ++i) {
            // Over the day before the poll.
            const auto published = time_ - std::chrono::minutes(57) * i;
            document.articles.push_back(newsrooms_.write(feed_ % kOutlets, published));
        }
        feed_ = (feed_ + 1) % kFeeds;
        time_ += kBetweenPolls;
        return document;
    }

    std::vector<dedup::PreparedItem> prepared_of(const Document& document) {
        std::vector<dedup::PreparedItem> items;
        for (const auto& article : document.articles) {
            items.push_back(prepared(article, feed_url(document.feed)));
        }
        return items;
    }

    /// @param unchanged the feed shows what it showed before
    Clock commit(const Document& document, bool unchanged = false) {
        store::PollCommit poll;
        poll.feed = ids_.at("feed-" + std::to_string(document.feed));
        poll.now = document.time;
        poll.status = 200;
        poll.etag = "\"" + std::to_string(stories_) + "\"";
        poll.schedule = [due = document.time + std::chrono::hours(1)](int) {
            return model::ScheduleState{.next_due = due, .reason = model::DueReason::kFloor};
        };
        poll.document.emplace();
        if (unchanged) {
            for (const auto& article : document.articles) {
                poll.document->unchanged_hashes.push_back(hash64(raw_item(article)));
            }
        } else {
            poll.document->items = prepared_of(document);
            for (const auto& article : document.articles) {
                raw_ += static_cast<double>(raw_item(article).size());
            }
        }
        store::PollReport report;
        const auto spent = timed([&] {
            // The poller asks before it prepares anything.
            store_->known_raw_hashes(poll.feed);
            report = store_->commit(std::move(poll));
        });
        if (unchanged && report.unchanged != static_cast<int>(document.articles.size())) {
            throw std::runtime_error("an unchanged document was not taken as one");
        }
        stories_ += report.new_stories;
        return spent;
    }

    /// Seconds an item over `count` documents.
    Clock each(
        const std::vector<Document>& documents,
        std::size_t first,
        std::size_t count,
        bool unchanged = false
    ) {
        Clock spent;
        for (std::size_t i = first; i < first + count; ++i) {
            spent += commit(documents[i], unchanged);
        }
        const double items = static_cast<double>(count) * kDocument;
        return {spent.wall / items, spent.cpu / items};
    }

    Work counted(
        const std::vector<Document>& documents, std::size_t first, bool unchanged = false
    ) {
        StatementCounter::counting(true);
        each(documents, first, documents.size() - first, unchanged);
        const auto work = StatementCounter::take();
        StatementCounter::counting(false);
        const auto count = static_cast<std::int64_t>(documents.size() - first);
        return {
            .look_ups = work.look_ups / count,
            .writes = work.writes / count,
            .rows = work.rows / count,
            .pages_read = work.pages_read / count,
            .pages_written = work.pages_written / count,
            .scanned = work.scanned / count};
    }

    std::string folder_;
    Newsrooms newsrooms_;
    std::unique_ptr<store::Store> store_;
    std::map<std::string, model::FeedId> ids_;
    std::deque<std::pair<int, Written>> due_revisions_;
    Timestamp time_ = *parse_rfc3339("2025-01-01T00:00:00Z");
    int feed_ = 0;
    std::int64_t stories_ = 0;
    double raw_ = 0;
};

void print_work(const char* what, const Work& work) {
    fmt::print(
        "  {:22} {:8.2f} {:8.2f} {:8.2f} {:10.2f} {:12.2f} {:8.2f}\n",
        what,
        static_cast<double>(work.look_ups) / kDocument,
        static_cast<double>(work.writes) / kDocument,
        static_cast<double>(work.rows) / kDocument,
        static_cast<double>(work.pages_read) / kDocument,
        static_cast<double>(work.pages_written) / kDocument,
        static_cast<double>(work.scanned) / kDocument
    );
}

void print(const Sample& sample) {
    const auto microseconds = [](double seconds) { return seconds * 1e6; };
    fmt::print("\n{} stories\n", sample.stories);
    fmt::print(
        "  growing to here        {:8.0f} items/s wall, {:.0f} items/s CPU\n",
        sample.growth,
        sample.growth_cpu
    );
    const std::vector<std::pair<const char*, const Clock*>> kinds = {
        {"new", &sample.per_new},
        {"revised", &sample.per_revised},
        {"unchanged", &sample.per_unchanged}};
    for (const auto& [name, clock] : kinds) {
        fmt::print(
            "  a {:9} item       {:8.1f} µs wall {:8.1f} µs CPU\n",
            name,
            microseconds(clock->wall),
            microseconds(clock->cpu)
        );
    }
    fmt::print(
        "  {:22} {:>8} {:>8} {:>8} {:>10} {:>12} {:>8}\n",
        "SQLite, per item",
        "look-ups",
        "writes",
        "rows",
        "pages read",
        "pages written",
        "scanned"
    );
    print_work("new", sample.of_new);
    print_work("revised", sample.of_revised);
    print_work("unchanged", sample.of_unchanged);

    const auto stories = static_cast<double>(sample.stories);
    double tables = 0;
    double indexes = 0;
    for (const auto& used : sample.disk) {
        (used.index ? indexes : tables) += static_cast<double>(used.bytes);
    }
    fmt::print(
        "  disk: {:.1f} MB, {:.0f} bytes a story: {:.0f} in tables, {:.0f} in indexes; {:.2f} of "
        "the {:.0f} bytes that were sent\n",
        static_cast<double>(sample.file) / 1e6,
        static_cast<double>(sample.file) / stories,
        tables / stories,
        indexes / stories,
        static_cast<double>(sample.file) / sample.raw,
        sample.raw / stories
    );
    for (const auto& used : sample.disk) {
        if (static_cast<double>(used.bytes) / stories >= 1) {
            fmt::print(
                "    {:6} {:32} {:7.0f} bytes a story\n",
                used.index ? "index" : "table",
                used.name,
                static_cast<double>(used.bytes) / stories
            );
        }
    }
    std::fflush(stdout);
}

struct Wanted {
    std::vector<std::int64_t> sizes;
    bool keep = false;  ///< the database stays, to be looked at
};

Wanted wanted_by(int argc, char** argv) {
    Wanted wanted;
    auto& sizes = wanted.sizes;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--keep") {
            wanted.keep = true;
            continue;
        }
        sizes.push_back(static_cast<std::int64_t>(std::strtod(argv[i], nullptr)));
        if (sizes.back() < kDocument) {
            throw std::invalid_argument(fmt::format("not a number of stories: {}", argv[i]));
        }
    }
    if (sizes.empty()) {
        sizes = {10'000, 100'000};
    }
    return wanted;
}

int run(int argc, char** argv) {
    const auto wanted = wanted_by(argc, argv);
    auto folder = (std::filesystem::temp_directory_path() / "wireroom-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    StatementCounter::watch();
    std::vector<Sample> samples;
    double plain = 0;
    {
        Growth growth(folder);
        for (const auto size : wanted.sizes) {
            Sample sample;
            growth.grow(size, sample);
            growth.probe(sample);
            growth.weigh(sample);
            print(sample);
            samples.push_back(std::move(sample));
        }
        plain = growth.plain();
    }
    if (wanted.keep) {
        fmt::print("\nkept: {}\n", folder);
    } else {
        std::filesystem::remove_all(folder);
    }
    const auto& first = samples.front();
    const auto& last = samples.back();
    fmt::print(
        "\nlimit: {:.0f} items/s as plain rows with compressed texts, nothing decided; growing ran "
        "at {:.2f} of it\n",
        plain,
        last.growth / plain
    );
    fmt::print(
        "flatness, {} ÷ {} stories (CPU of an item): new {:.2f}, revised {:.2f}, unchanged "
        "{:.2f}\n",
        last.stories,
        first.stories,
        last.per_new.cpu / first.per_new.cpu,
        last.per_revised.cpu / first.per_revised.cpu,
        last.per_unchanged.cpu / first.per_unchanged.cpu
    );
    return 0;
}

}  // namespace
}  // namespace wireroom::bench

int main(int argc, char** argv) {
    try {
        return wireroom::bench::run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "store_growth_bench: {}\n", error.what());
        return 1;
    }
}
