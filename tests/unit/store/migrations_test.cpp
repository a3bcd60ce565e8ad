#include "store/migrations.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using testing::HasSubstr;

template <class Work>
std::string error_of(Work work) {
    try {
        work();
    } catch (const StoreError& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST(Migrations, AreNumberedFromOneWithoutGaps) {
    int expected = 1;

    for (const auto& migration : migrations()) {
        EXPECT_EQ(migration.number, expected++);
        EXPECT_FALSE(migration.sql.empty());
    }

    EXPECT_GE(expected, 6);
}

TEST(Migrations, BringAnEmptyDatabaseToTheLastVersionWithAnEpoch) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);

    migrate(database, migrations());

    EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), migrations().back().number);
    EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), kApplicationId);
    EXPECT_EQ(database.execAndGet("SELECT length(epoch) FROM meta").getInt(), 16);
    EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
}

TEST(Migrations, EveryTableIsStrict) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations());

    SQLite::Statement loose(
        database,
        "SELECT name FROM pragma_table_list "
        "WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"
    );

    EXPECT_FALSE(loose.executeStep()) << loose.getColumn(0).getString();
}

TEST(Migrations, RunOnlyWhatIsMissingAndKeepTheRows) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations());
    const auto epoch = database.execAndGet("SELECT epoch FROM meta").getString();
    database.exec("INSERT INTO feed (name, config_url, url) VALUES ('a', 'http://a/', 'http://a/')"
    );
    std::vector<Migration> longer(migrations().begin(), migrations().end());
    const int next = longer.back().number + 1;
    longer.push_back({next, "next", "ALTER TABLE feed ADD COLUMN note TEXT NOT NULL DEFAULT 'x'"});

    migrate(database, longer);

    EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), next);
    EXPECT_EQ(database.execAndGet("SELECT note FROM feed WHERE name = 'a'").getString(), "x");
    EXPECT_EQ(database.execAndGet("SELECT epoch FROM meta").getString(), epoch);
}

TEST(Migrations, TheFourthKeepsStoriesAndEventsAndKnowsWhenEachWasUpdated) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations().first(3));
    database.exec(R"(
        PRAGMA foreign_keys = ON;
        INSERT INTO feed (name, config_url, url) VALUES ('a', 'http://a/', 'http://a/');
        INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms,
                           initial)
        VALUES ('aaaaaaaaaaaaaaaa', 'a', 1, 1, 10, 10, 1),
               ('bbbbbbbbbbbbbbbb', 'a', 3, 3, 20, 23, 0),
               ('cccccccccccccccc', 'a', 2, 2, 30, 31, 0),
               ('dddddddddddddddd', 'a', 1, 1, 40, 40, 0);
        INSERT INTO revision
        SELECT story, number, seen, 't', 'u', NULL, zeroblob(16), zeroblob(16), 0, 0, 1, 1, 0, '',
               '[]', '[]', '[]', '', '', '', NULL, NULL, change
        FROM (SELECT 1 AS story, 1 AS number, 10 AS seen, NULL AS change
              UNION ALL SELECT 2, 1, 20, NULL
              UNION ALL SELECT 2, 2, 22, '{"kind":"expanded"}'
              UNION ALL SELECT 2, 3, 23, '{"kind":"cosmetic"}'
              UNION ALL SELECT 3, 1, 30, NULL
              UNION ALL SELECT 3, 2, 31, '{"kind":"cosmetic"}');
        INSERT INTO event (time_ms, type, story_id, revision, feed_id, data)
        VALUES (20, 'story.new', 2, 1, 1, NULL), (22, 'story.revised', 2, 2, 1, '{"previous":1}');
    )");

    migrate(database, migrations());

    const auto updated = [&](const std::string& id) {
        return database.execAndGet("SELECT updated_ms FROM story WHERE public_id = '" + id + "'")
            .getInt64();
    };
    EXPECT_EQ(updated("aaaaaaaaaaaaaaaa"), 10);
    EXPECT_EQ(updated("bbbbbbbbbbbbbbbb"), 22) << "the cosmetic one does not count";
    EXPECT_EQ(updated("cccccccccccccccc"), 30);
    EXPECT_EQ(updated("dddddddddddddddd"), 40) << "a story whose revisions are gone";
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM event").getInt(), 2);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM event WHERE monitor IS NULL").getInt(), 2);
    EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
    SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
    EXPECT_FALSE(dangling.executeStep());
}

TEST(Migrations, TheSixthKeepsKeysAndTextsAndFindsTextsWithoutWordsByTheirTitle) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations().first(5));
    database.exec(R"(
        PRAGMA foreign_keys = ON;
        INSERT INTO feed (name, config_url, url) VALUES ('a', 'http://a/', 'http://a/');
        INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms,
                           initial)
        VALUES ('bbbbbbbbbbbbbbbb', 'a', 1, 1, 10, 10, 1),
               ('aaaaaaaaaaaaaaaa', 'a', 1, 1, 20, 20, 0);
        INSERT INTO content (id, hash, html_size, text_size, body)
        VALUES (3, zeroblob(16), 10, 9, x'aa'), (8, randomblob(16), 0, 0, x'bb');
        INSERT INTO revision (story_id, number, seen_ms, title, url, content_id, body_hash,
                              title_body_hash, body_h64, title_body_h64, tokens, text_rules,
                              raw_hash, summary, authors, tags, attachments, image, banner_image,
                              language)
        VALUES (1, 1, 10, 't', 'u', 3, zeroblob(16), zeroblob(16), 77, 78, 5, 2, 0, '', '[]', '[]',
                '[]', '', '', ''),
               (2, 1, 20, 't', 'u', 8, zeroblob(16), zeroblob(16), -9, 42, 0, 2, 0, '', '[]', '[]',
                '[]', '', '', '');
        INSERT INTO feed_guid VALUES (1, 5, 2, 'two'), (1, 6, 1, 'one'), (1, 7, 1, 'uno');
        INSERT INTO url_key VALUES (9, 2, 'b', 1), (-9, 1, 'a', 2);
    )");

    migrate(database, migrations());

    const auto rows = [&](const std::string& table) {
        SQLite::Statement all(database, "SELECT * FROM " + table);
        std::string text;
        while (all.executeStep()) {
            for (int i = 0; i < all.getColumnCount(); ++i) {
                text += all.getColumn(i).getString() + (i + 1 < all.getColumnCount() ? "|" : "\n");
            }
        }
        return text;
    };
    EXPECT_EQ(rows("feed_guid"), "1|6|1|one\n1|7|1|uno\n1|5|2|two\n") << "by story";
    EXPECT_EQ(rows("url_key"), "-9|1|a|2\n9|2|b|1\n") << "by story";
    EXPECT_EQ(rows("(SELECT id, html_size, hex(body) FROM content)"), "3|10|AA\n8|0|BB\n");
    EXPECT_EQ(
        rows("(SELECT story_id, text_key, title_body_h64 FROM revision ORDER BY story_id)"),
        "1|77|78\n2|42|42\n"
    ) << "no words: by title and body";
    EXPECT_EQ(database.execAndGet("PRAGMA foreign_keys").getInt(), 1) << "as it was";
    EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
    EXPECT_THROW(database.exec("DELETE FROM content WHERE id = 3"), SQLite::Exception)
        << "revisions refer to it still";
}

TEST(Migrations, OneThatLeavesARowWithoutWhatItRefersToIsUndone) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations());
    database.exec(R"(
        PRAGMA foreign_keys = ON;
        INSERT INTO feed (name, config_url, url) VALUES ('a', 'http://a/', 'http://a/');
        INSERT INTO event (time_ms, type, feed_id) VALUES (1, 'feed.gone', 1);
    )");
    std::vector<Migration> broken(migrations().begin(), migrations().end());
    broken.push_back({broken.back().number + 1, "forgetful", "DELETE FROM feed"});

    const auto error = error_of([&] { migrate(database, broken); });

    EXPECT_THAT(error, HasSubstr("a row of event refers to none of feed"));
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM feed").getInt(), 1);
    EXPECT_EQ(database.execAndGet("PRAGMA foreign_keys").getInt(), 1);
}

TEST(Migrations, WithoutRoomForThemBeginNothingAndSayWhatTheyNeed) {
    EXPECT_NO_THROW(require_space(1'000'000, 3'000'000));
    try {
        require_space(4'000'000'000, 11'999'999'999);
        FAIL();
    } catch (const StoreError& error) {
        EXPECT_THAT(error.what(), HasSubstr("4000 MB"));
        EXPECT_THAT(error.what(), HasSubstr("12000 MB more"));
        EXPECT_THAT(error.what(), HasSubstr("nothing was changed"));
    }
}

TEST(Migrations, AFailingOneLeavesNoTrace) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations());
    std::vector<Migration> broken(migrations().begin(), migrations().end());
    const int last = broken.back().number;
    broken.push_back({last + 1, "half", "CREATE TABLE half (a INTEGER) STRICT; SELECT nonsense;"});

    const auto error = error_of([&] { migrate(database, broken); });

    EXPECT_THAT(error, HasSubstr("half"));
    EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), last);
    EXPECT_FALSE(database.tableExists("half"));
}

TEST_F(StoreTest, ANewerDatabaseIsRefusedWithBothNumbers) {
    store();
    close();
    sabotage("PRAGMA user_version = 77");

    const auto last = std::to_string(migrations().back().number);
    const auto writing = error_of([&] { Store{path_}; });
    const auto reading = error_of([&] { Reader{path_}; });

    EXPECT_THAT(writing, HasSubstr("77"));
    EXPECT_THAT(writing, HasSubstr("up to " + last));
    EXPECT_THAT(reading, HasSubstr("77"));
}

TEST_F(StoreTest, AnOlderDatabaseIsNotReadButTheDaemonBringsItUpToDate) {
    {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, migrations().first(3));
    }

    const auto reading = error_of([&] { Reader{path_}; });
    store();

    EXPECT_THAT(reading, HasSubstr("schema 3"));
    EXPECT_THAT(reading, HasSubstr("start wireroomd"));
    EXPECT_THAT(reader().monitors(), testing::IsEmpty());
}

TEST_F(StoreTest, AnotherProgramsDatabaseIsRefusedAndNotTouched) {
    {
        SQLite::Database other(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("CREATE TABLE bookmarks (url TEXT)");
    }

    const auto error = error_of([&] { Store{path_}; });

    EXPECT_THAT(error, HasSubstr("another program"));
    SQLite::Database other(path_, SQLite::OPEN_READONLY);
    EXPECT_EQ(other.execAndGet("PRAGMA journal_mode").getString(), "delete");
    EXPECT_FALSE(other.tableExists("feed"));
}

TEST_F(StoreTest, AnotherApplicationIdIsRefused) {
    {
        SQLite::Database other(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("PRAGMA application_id = 252006674");
    }

    EXPECT_THAT(error_of([&] { Store{path_}; }), HasSubstr("another program"));
}

TEST_F(StoreTest, AFileThatIsNoDatabaseIsRefused) {
    std::ofstream(path_) << std::string(4096, 'x');

    EXPECT_THAT(error_of([&] { Store{path_}; }), HasSubstr(path_));
    EXPECT_THAT(error_of([&] { Reader{path_}; }), HasSubstr(path_));
}

}  // namespace
}  // namespace wireroom::store
