#include "store/rekey.hpp"

#include "dedup/address.hpp"
#include "store/migrations.hpp"
#include "store_fixture.hpp"
#include "table_dump.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// Rules that no store has seen yet: every key ends otherwise.
std::string next_key(std::string_view url) {
    return "//next" + std::string(url.substr(url.find("//") + 1));
}

class RekeyTest : public StoreTest {
protected:
    void rekey_all(const std::string& rules, int version) {
        close();
        Connection connection(path_, Connection::Mode::kWriter);
        connection.use_write_ahead_log();
        rekey(connection, rules, version, next_key);
    }
    std::string rules() {
        SQLite::Database database(path_, SQLite::OPEN_READONLY);
        return database.execAndGet("SELECT key_rules FROM meta").getString();
    }
    /// Nothing but its address is as it was.
    static Article rewritten(Article written) {
        const auto other = article(77);
        written.title = other.title;
        written.body = other.body;
        return written;
    }
    /// As stored under rules that made other keys.
    void age() {
        close();
        sabotage(
            "UPDATE sighting SET url_key = '//old' || url_key, key_rules = 0;"
            "UPDATE meta SET key_rules = '0';"
            "DELETE FROM url_key;"
        );
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        SQLite::Statement insert(
            database, "INSERT OR IGNORE INTO url_key VALUES (:hash, :story, :key, 0)"
        );
        SQLite::Statement select(database, "SELECT story_id, url_key FROM sighting");
        while (select.executeStep()) {
            const auto key = select.getColumn(1).getString();
            insert.reset();
            insert.bind(":hash", static_cast<std::int64_t>(hash64(key)));
            insert.bind(":story", select.getColumn(0).getInt64());
            insert.bind(":key", key);
            insert.exec();
        }
    }
};

TEST_F(RekeyTest, EverySightingGetsItsNewKeyAndKeepsTheOldOneAsAnAlias) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});

    rekey_all("77+abc", 77);

    EXPECT_EQ(rules(), "77+abc");
    EXPECT_EQ(
        count("SELECT count(*) FROM sighting WHERE url_key LIKE '//next%' AND key_rules = 77"), 2
    );
    EXPECT_EQ(count("SELECT count(*) FROM url_key WHERE key_rules = 77"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM url_key WHERE key_rules <> 77"), 2);
}

TEST_F(RekeyTest, TheSameRulesWriteNothing) {
    const auto feed_id = feed();
    commit(feed_id, {article(1), article(2)});
    const auto before = dump_tables(path_);

    rekey_all(dedup::url_key_rules(), dedup::url_key_version());

    EXPECT_EQ(difference(before, dump_tables(path_)), "");
}

TEST_F(RekeyTest, ANewStoreNotesItsRules) {
    store();

    EXPECT_EQ(rules().empty() ? "1" : rules(), dedup::url_key_rules());
}

TEST_F(RekeyTest, ChangedRulesDuplicateNothing) {
    const auto feed_id = feed();
    auto nameless = article(3);  // nothing but its address leads to it
    nameless.id.clear();
    const std::vector<Article> document = {article(1), article(2), nameless};
    commit(feed_id, document);
    age();
    const auto head = store().head_seq();
    auto noisy = document;
    for (auto& one : noisy) {
        one.noise = "other bytes";
    }

    commit(feed_id, document);
    commit(feed_id, noisy);
    commit(feed_id, {noisy[0], noisy[1], rewritten(nameless)});

    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1)) << "the revision alone";
    EXPECT_EQ(told[0].type, "story.revised");
    EXPECT_EQ(count("SELECT count(*) FROM story"), 3);
    EXPECT_EQ(count("SELECT count(*) FROM sighting"), 3);
}

TEST_F(RekeyTest, WithoutNewKeysTheyWouldComeInTwice) {
    const auto feed_id = feed();
    auto nameless = article(3);
    nameless.id.clear();
    commit(feed_id, {nameless});
    age();
    sabotage("UPDATE meta SET key_rules = '" + dedup::url_key_rules() + "'");  // it lies

    const auto report = commit(feed_id, {rewritten(nameless)});

    EXPECT_EQ(report.new_stories, 1) << "the test before would catch a daemon that skips this";
}

TEST_F(RekeyTest, OneThatWasCutOffStartsOverAndGetsToTheSameEnd) {
    feed();
    close();
    sabotage(R"(
        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2500)
        INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms,
                           initial)
        SELECT printf('%016d', n), 'a', 1, 1, n, n, 0 FROM number;
        INSERT INTO sighting (feed_id, story_id, guid, guid_key, url, url_key, key_rules,
                              first_seen_ms, enclosures)
        SELECT 1, id, '', '', 'https://a.example/' || id, '//a.example/' || id, 1, id, '[]'
        FROM story;
        INSERT INTO url_key SELECT id, id, '//a.example/' || id, 1 FROM story;
    )");
    const auto at_first = folder_.file("copy.db");
    std::filesystem::copy_file(path_, at_first);
    if (std::filesystem::exists(path_ + "-wal")) {
        std::filesystem::copy_file(path_ + "-wal", at_first + "-wal");
    }
    rekey_all("77", 77);
    const auto whole = dump_tables(path_);

    path_ = at_first;
    static int calls = 0;
    calls = 0;
    {
        Connection connection(path_, Connection::Mode::kWriter);
        connection.use_write_ahead_log();
        EXPECT_THROW(
            rekey(
                connection,
                "77",
                77,
                [](std::string_view url) {
                    if (++calls > 2200) {  // in the second transaction
                        throw std::runtime_error("killed");
                    }
                    return next_key(url);
                }
            ),
            std::runtime_error
        );
    }
    EXPECT_EQ(count("SELECT count(*) FROM sighting WHERE key_rules = 77"), 2000);
    EXPECT_NE(rules(), "77");

    rekey_all("77", 77);

    EXPECT_EQ(rules(), "77");
    EXPECT_EQ(difference(whole, dump_tables(path_)), "");
}

TEST_F(RekeyTest, AStoreOfTheSchemaBeforeIsBroughtUpToDate) {
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, migrations().first(4));
        database.exec(R"(
            INSERT INTO feed (name, config_url, url) VALUES ('a', 'http://a/', 'http://a/');
            INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms,
                               initial)
            VALUES ('aaaaaaaaaaaaaaaa', 'a', 1, 1, 10, 10, 1);
            INSERT INTO revision VALUES (1, 1, 10, 'Title', 'https://a.example/1', NULL,
                zeroblob(16), zeroblob(16), 0, 0, 5, 1, 99, '', '[]', '[]', '[]', '', '', '', NULL,
                NULL, NULL);
            INSERT INTO sighting (feed_id, story_id, guid, guid_key, url, url_key, key_rules,
                                  first_seen_ms, enclosures)
            VALUES (1, 1, 'g', 'g', 'https://a.example/1', '//a.example/1', 1, 10, '[]');
            INSERT INTO url_key VALUES (1, 1, '//a.example/1', 1);
        )");
    }

    store();

    const auto story = reader().story("aaaaaaaaaaaaaaaa").value();
    EXPECT_EQ(story.title, "Title");
    EXPECT_EQ(story.sightings.size(), 1U);
    EXPECT_EQ(reader().place("aaaaaaaaaaaaaaaa").kind, model::StoryPlace::Kind::kHere);
    EXPECT_EQ(reader().explain("aaaaaaaaaaaaaaaa").value().sightings.size(), 1U);
    EXPECT_EQ(count("SELECT count(*) FROM sighting WHERE url_key = '//a.example/1'"), 1);
}

}  // namespace
}  // namespace wireroom::store
