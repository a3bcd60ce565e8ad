#pragma once

#include "base/hash.hpp"
#include "base/time.hpp"
#include "dedup/prepare.hpp"
#include "store/reader.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::store {

inline Timestamp at(const char* rfc3339) {
    return parse_rfc3339(rfc3339).value();
}

/// A folder of its own that goes away with the object.
class TempFolder {
public:
    TempFolder() {
        auto name = (std::filesystem::temp_directory_path() / "wireroom-store-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        path_ = name;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// What a publisher writes; the rest follows.
struct Article {
    std::string id;
    std::string url;
    std::string title;
    std::string body;
    std::optional<Timestamp> published;
    std::vector<std::string> tags;
    std::vector<model::Author> authors;
    std::vector<model::Attachment> attachments;
    std::string noise;  ///< changes the raw bytes and nothing that is read
};

/// An article whose text shares no words with that of another number.
inline Article article(int number) {
    const auto n = std::to_string(number);
    std::string body;
    for (int i = 0; i < 60; ++i) {
        body += "word" + n + "x" + std::to_string(i) + " ";
    }
    return {
        .id = "urn:article:" + n,
        .url = "https://news.example.org/articles/story-" + n,
        .title = "Headline" + n + " about subject" + n + " and matter" + n,
        .body = "<p>" + body + "</p>",
        .published = at("2025-04-11T08:00:00Z") + std::chrono::minutes(number % 1000),
    };
}

inline model::MonitorSpec watch_for(
    const std::string& name,
    const std::string& query,
    std::vector<std::string> on = model::kDefaultMonitorKinds
) {
    return {.name = name, .query = query, .on = std::move(on)};
}

/// The article with a paragraph more at its end: an expansion.
inline Article expanded(Article article, const std::string& words) {
    article.body += "<p>Editor's note: The story was expanded with a comment.</p><p>" + words +
                    " told reporters on Friday that the two would discuss the settlement at "
                    "length and that nobody should expect a breakthrough this week.</p>";
    return article;
}

/// Over all bytes of the article, as the parser's is.
inline std::uint64_t raw_hash(const Article& article) {
    std::string bytes;
    for (const auto* part :
         {&article.id, &article.url, &article.title, &article.body, &article.noise}) {
        bytes += *part + '\n';
    }
    return hash64(bytes);
}

inline dedup::PreparedItem prepared(const Article& article) {
    model::Item item;
    item.id = article.id;
    item.url = article.url;
    item.title = article.title;
    item.content = {.value = article.body, .type = model::Markup::Type::kHtml};
    item.date_published = article.published;
    item.tags = article.tags;
    item.authors = article.authors;
    item.attachments = article.attachments;
    item.raw_hash = raw_hash(article);
    return dedup::prepare(std::move(item), "https://news.example.org/feed.xml");
}

class StoreTest : public ::testing::Test {
protected:
    static constexpr const char* kUrl = "https://news.example.org/feed.xml";

    std::vector<model::Feed> configure(
        std::vector<model::FeedSpec> specs, std::vector<model::MonitorSpec> monitors = {}
    ) {
        return store().configure(
            {.feeds = std::move(specs), .monitors = std::move(monitors)}, now_
        );
    }

    /// One feed called `wire`.
    model::FeedId feed(std::vector<model::MonitorSpec> monitors = {}) {
        return configure({{.name = "wire", .url = kUrl, .groups = {"world"}}}, std::move(monitors))
            .front()
            .id;
    }
    /// The feed of `feed()` is polled already: what comes now is news.
    model::FeedId warm_feed(std::vector<model::MonitorSpec> monitors = {}) {
        const auto id = feed(std::move(monitors));
        commit(id, {article(900)});
        return id;
    }

    PollCommit poll(model::FeedId id, const std::vector<Article>& articles = {}) {
        PollCommit commit{.feed = id, .now = now_, .status = 200, .etag = "\"v1\""};
        commit.body_hash = 42;
        commit.schedule = [due = now_ + std::chrono::hours(1)](int) {
            return model::ScheduleState{.next_due = due, .reason = model::DueReason::kFloor};
        };
        commit.document.emplace();
        const auto known = store().known_raw_hashes(id);
        for (const auto& written : articles) {
            const auto hash = raw_hash(written);
            if (std::ranges::find(known, hash) != known.end()) {
                commit.document->unchanged_hashes.push_back(hash);
            } else {
                commit.document->items.push_back(prepared(written));
            }
        }
        return commit;
    }

    PollReport commit(model::FeedId id, const std::vector<Article>& articles) {
        return store().commit(poll(id, articles));
    }

    /// A poll without a document: 304 or a failure.
    PollCommit bare(model::FeedId id, int status, model::FeedState state, std::string error) {
        auto commit = poll(id);
        commit.document.reset();
        commit.status = status;
        commit.state = state;
        commit.error = std::move(error);
        return commit;
    }

    Store& store() {
        if (!store_) {
            store_ = std::make_unique<Store>(path_);
        }
        return *store_;
    }
    void close() { store_.reset(); }
    Reader reader() { return Reader(path_); }

    std::vector<model::Event> events() { return reader().events({.limit = 1000}).events; }
    std::vector<std::string> event_types() {
        std::vector<std::string> types;
        for (const auto& event : events()) {
            types.push_back(event.type);
        }
        return types;
    }

    /// Of the log after `seq`.
    std::vector<model::Event> events_after(std::int64_t seq) {
        return reader().events({.after = seq, .limit = 1000}).events;
    }

    /// A second connection, for looking at rows and for sabotage.
    void sabotage(const std::string& sql) {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec(sql);
    }
    std::int64_t count(const std::string& sql) {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        return database.execAndGet(sql).getInt64();
    }

    TempFolder folder_;
    std::string path_ = folder_.file("wireroom.db");
    Timestamp now_ = at("2025-04-12T10:00:00Z");

private:
    std::unique_ptr<Store> store_;
};

}  // namespace wireroom::store
