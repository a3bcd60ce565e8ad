#include "store_fixture.hpp"

#include <gmock/gmock.h>

namespace wireroom::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// A store whose texts were normalised by other code: hashes and version are of another time.
class UpgradeTest : public StoreTest {
protected:
    void age() {
        close();
        sabotage(R"(
            UPDATE revision
            SET text_rules = 0, body_hash = randomblob(16), title_body_hash = randomblob(16),
                text_key = random(), title_body_h64 = random();
            UPDATE sighting
            SET text_rules = 0, text_hash = randomblob(16)
        )");
    }
    std::vector<Article> document(const std::string& noise = {}) {
        std::vector<Article> made = {article(1), article(2), article(3)};
        made[1].id.clear();
        made[2].url.clear();
        for (auto& one : made) {
            one.noise = noise;
        }
        return made;
    }
};

TEST_F(UpgradeTest, TheSameDocumentMakesNoEvent) {
    const auto feed_id = feed();
    commit(feed_id, document());
    age();
    const auto head = store().head_seq();

    commit(feed_id, document());

    EXPECT_THAT(events_after(head), IsEmpty());
}

TEST_F(UpgradeTest, TheSameTextsInOtherBytesMakeNoEvent) {
    const auto feed_id = feed();
    commit(feed_id, document());
    age();
    const auto head = store().head_seq();

    commit(feed_id, document("other bytes"));

    EXPECT_THAT(events_after(head), IsEmpty());
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 3);
}

TEST_F(UpgradeTest, TheSameItemsThatLeftAndComeBackMakeNoEventWithoutTheirTexts) {
    const auto feed_id = feed();
    commit(feed_id, document());
    commit(feed_id, {article(9)});  // they left the window: their bytes are looked at again
    age();
    sabotage("UPDATE revision SET content_id = NULL");
    const auto head = store().head_seq();

    commit(feed_id, document());

    EXPECT_THAT(events_after(head), IsEmpty()) << "the bytes are those that the text was made from";
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 4);
}

TEST_F(UpgradeTest, ARealEditIsStillARevision) {
    const auto feed_id = feed();
    commit(feed_id, document());
    age();
    const auto head = store().head_seq();
    auto edited = document("other bytes");
    edited[0] = expanded(edited[0], "The minister");

    commit(feed_id, edited);

    const auto told = events_after(head);
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].type, "story.revised");
    EXPECT_EQ(told[0].story.value().title, article(1).title);
}

TEST_F(UpgradeTest, AnotherFeedsOwnWordsInOtherBytesAreNoEdit) {
    const auto feeds = configure(
        {{.name = "wire", .url = kUrl},
         {.name = "world", .url = "https://news.example.org/world.xml"}}
    );
    auto own_words = article(1);
    own_words.body = own_words.body.substr(0, own_words.body.size() / 2) + "</p><p>";
    for (int i = 0; i < 35; ++i) {
        own_words.body += "own" + std::to_string(i) + " ";
    }
    own_words.body += "</p>";
    commit(feeds[0].id, {article(1)});
    commit(feeds[1].id, {own_words});
    own_words.noise = "1 comment";
    commit(feeds[1].id, {own_words});
    age();
    const auto head = store().head_seq();
    own_words.noise = "2 comments";

    commit(feeds[1].id, {own_words});

    EXPECT_THAT(events_after(head), IsEmpty());
    EXPECT_EQ(count("SELECT count(*) FROM revision"), 1);
}

}  // namespace
}  // namespace wireroom::store
