#include "feed/future.hpp"

#include <gmock/gmock.h>

namespace wireroom::feed {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const auto kNow = parse_rfc3339("2025-04-11T12:00:00Z").value();

ParsedFeed dated(std::vector<Timestamp> dates) {
    ParsedFeed feed;
    for (const auto date : dates) {
        feed.items.emplace_back().date_published = date;
    }
    feed.items.emplace_back();
    return feed;
}

TEST(FutureDates, AreToldOnceAndKept) {
    auto feed = dated({kNow + 24h, kNow - 24h, kNow + 2h});
    feed.items[1].date_modified = kNow + 48h;

    note_future_dates(feed, kNow);

    EXPECT_THAT(
        feed.problems,
        ElementsAre("3 items are dated in the future, up to 2025-04-13T12:00:00.000Z")
    );
    EXPECT_EQ(feed.items.front().date_published, kNow + 24h);
}

TEST(FutureDates, OfOneItem) {
    auto feed = dated({kNow + 61min});

    note_future_dates(feed, kNow);

    EXPECT_THAT(
        feed.problems, ElementsAre("1 item is dated in the future, up to 2025-04-11T13:01:00.000Z")
    );
}

TEST(FutureDates, AnHourIsTheClocks) {
    auto feed = dated({kNow + 1h, kNow});

    note_future_dates(feed, kNow);

    EXPECT_THAT(feed.problems, IsEmpty());
}

}  // namespace
}  // namespace wireroom::feed
