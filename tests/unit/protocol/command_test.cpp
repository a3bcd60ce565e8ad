#include "protocol/command.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace wireroom::protocol {
namespace {

TEST(RenderRefresh, SaysNothingOfAPollThatIsUnderWay) {
    const std::string text = render_refresh({{.feed = "lantern", .items = 5}});

    EXPECT_EQ(text, R"({"feeds":[{"feed":"lantern","done":false}]})");
}

TEST(RenderRefresh, SaysWhyAPollCannotBeginAndWhenItMay) {
    PollResult waiting{.feed = "lantern", .error = "its host is asked later"};
    waiting.next_poll = from_ms(0);

    EXPECT_EQ(
        render_refresh({waiting}),
        R"({"feeds":[{"feed":"lantern","done":false,"error":"its host is asked later",)"
        R"("next_poll":"1970-01-01T00:00:00.000Z"}]})"
    );
}

TEST(RenderRefresh, TellsHowAPollWent) {
    PollResult good{.feed = "lantern", .done = true, .outcome = "updated", .status = 200};
    good.items = 5;
    good.new_stories = 2;
    good.revised = 1;
    good.sighted = 1;
    good.next_poll = from_ms(0);
    PollResult bad{.feed = "broken", .done = true, .outcome = "dns-error"};
    bad.error = "no\nsuch host";

    EXPECT_EQ(
        render_refresh({good, bad}),
        R"({"feeds":[{"feed":"lantern","done":true,"outcome":"updated","status":200,"items":5,)"
        R"("new":2,"revised":1,"sighted":1,"next_poll":"1970-01-01T00:00:00.000Z"},)"
        R"({"feed":"broken","done":true,"outcome":"dns-error","items":0,"new":0,"revised":0,)"
        R"("sighted":0,"error":"no\nsuch host"}]})"
    );
}

TEST(RenderReload, TellsEachDifference) {
    using Subject = model::ConfigChange::Subject;
    using Kind = model::ConfigChange::Kind;
    model::ConfigChange added{.subject = Subject::kFeed, .kind = Kind::kAdded, .name = "lantern"};
    added.to = "https://me:secret@lantern.example/rss";
    model::ConfigChange setting{.subject = Subject::kSetting, .name = "socket.path"};
    setting.from = "/a";
    setting.to = "/b";
    setting.needs_restart = true;
    model::ConfigChange monitor{.subject = Subject::kMonitor, .name = "m", .member = "query"};
    monitor.to = "see://a@b";

    EXPECT_EQ(
        render_reload("/etc/wireroom/wireroom.yaml", {added, setting, monitor}),
        R"({"file":"/etc/wireroom/wireroom.yaml","changes":[)"
        R"({"subject":"feed","kind":"added","name":"lantern","to":"https://***@lantern.example/rss"},)"
        R"({"subject":"setting","kind":"changed","name":"socket.path","from":"/a","to":"/b",)"
        R"("needs_restart":true},)"
        R"({"subject":"monitor","kind":"changed","name":"m","member":"query","to":"see://a@b"}]})"
    );
}

TEST(RenderReloadRefusal, ListsTheFaultsOfTheFile) {
    const auto body = boost::json::parse(render_reload_refusal(
        "nothing was changed",
        {{.file = "w.yaml", .line = 3, .column = 5, .message = "what?", .suggestion = "url"},
         {.file = "x.yaml", .message = "no such file"}}
    ));

    EXPECT_EQ(body.at("status"), 409);
    EXPECT_EQ(body.at("title"), "Conflict");
    EXPECT_EQ(body.at("detail"), "nothing was changed");
    EXPECT_EQ(
        boost::json::serialize(body.at("faults")),
        R"([{"file":"w.yaml","line":3,"column":5,"message":"what?","suggestion":"url"},)"
        R"({"file":"x.yaml","message":"no such file"}])"
    );
}

TEST(RenderReloadRefusal, HasNoListWhenTheFileIsNotToBlame) {
    const auto body = boost::json::parse(render_reload_refusal("half of the feeds", {}));

    EXPECT_FALSE(body.as_object().contains("faults"));
}

}  // namespace
}  // namespace wireroom::protocol
