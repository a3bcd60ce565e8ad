#include "store/commit.hpp"
#include "store/connection.hpp"
#include "store_fixture.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

namespace wireroom::store {
namespace {

class CommitCostTest : public StoreTest {
protected:
    struct Cost {
        int statements = 0;
        int rows = 0;
    };

    /// Of one poll, alone on its connection.
    Cost cost_of(PollCommit commit) {
        close();
        Connection connection(path_, Connection::Mode::kWriter);
        TextCodec codec;
        Sketches sketches(connection);
        Cost cost;
        auto* database = connection.database().getHandle();
        const auto before = connection.database().getTotalChanges();
        sqlite3_trace_v2(database, SQLITE_TRACE_STMT, &count_statement, &cost.statements);
        commit_poll(connection, codec, sketches, {}, std::move(commit));
        sqlite3_trace_v2(database, 0, nullptr, nullptr);
        cost.rows = connection.database().getTotalChanges() - before;
        return cost;
    }

    static std::vector<Article> articles(int count) {
        std::vector<Article> written;
        for (int i = count; i > 0; --i) {
            written.push_back(article(i));
        }
        return written;
    }

private:
    static int
    count_statement(unsigned /*type*/, void* count, void* /*statement*/, void* /*text*/) {
        ++*static_cast<int*>(count);
        return 0;
    }
};

TEST_F(CommitCostTest, AnUnchangedDocumentCostsTheSameHoweverLongItIs) {
    const auto feeds = configure(
        {{.name = "long", .url = kUrl}, {.name = "short", .url = "https://b.example/feed"}}
    );
    commit(feeds[0].id, articles(50));
    commit(feeds[1].id, articles(2));
    auto same_long = poll(feeds[0].id, articles(50));
    auto same_short = poll(feeds[1].id, articles(2));

    const auto of_fifty = cost_of(std::move(same_long));
    const auto of_two = cost_of(std::move(same_short));

    EXPECT_EQ(of_fifty.statements, of_two.statements) << "one look-up for all items";
    EXPECT_EQ(of_fifty.rows, 1) << "the feed's row alone";
    EXPECT_EQ(of_two.rows, 1);
}

TEST_F(CommitCostTest, AFloodOfDeletedEntriesIsLookedAtInPart) {
    const auto id = feed();
    commit(id, articles(5));
    auto flood = poll(id, articles(4));
    flood.document->deleted_guids = {article(5).id};
    for (int i = 0; i < 100'000; ++i) {
        flood.document->deleted_guids.push_back("urn:nobody:" + std::to_string(i));
    }

    const auto cost = cost_of(std::move(flood));

    EXPECT_LT(cost.statements, 1'100);
    EXPECT_EQ(count("SELECT count(*) FROM story WHERE withdrawn_ms IS NOT NULL"), 1);
}

TEST_F(CommitCostTest, ANewItemCostsTheSameHoweverManyStoriesThereAre) {
    const auto feeds = configure(
        {{.name = "wire", .url = kUrl}, {.name = "archive", .url = "https://b.example/feed"}}
    );
    commit(feeds[0].id, articles(5));
    const auto with_new = [&](int number) {
        auto window = articles(5);
        auto fresh = article(number);
        now_ += std::chrono::hours(4);
        fresh.published = now_;
        window.insert(window.begin(), fresh);
        return poll(feeds[0].id, window);
    };
    auto first = with_new(6);
    const auto with_few = cost_of(std::move(first));
    auto archive = articles(600);
    archive.resize(500);  // without those that the first feed carries
    for (auto& old : archive) {
        old.published = *old.published - std::chrono::days(30);
    }
    commit(feeds[1].id, archive);
    auto second = with_new(700);

    const auto with_many = cost_of(std::move(second));

    EXPECT_LE(with_many.statements, with_few.statements + 5) << "item 6 left the document";
    EXPECT_LE(with_few.statements, 70);
}

}  // namespace
}  // namespace wireroom::store
