#include "unit/cli/scripted_transport.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::cli {
namespace {

/// What a daemon's operators' socket answers, by method and path; asked from several threads.
struct Desk {
    std::map<std::string, std::pair<int, std::string>> answers;
    std::mutex mutex;
    std::vector<std::string> asked;
    std::vector<std::string> bodies;
};

class DeskTransport final : public Transport {
public:
    explicit DeskTransport(Desk& desk) : desk_(desk) {}

    Result<serve::Reply, ClientError> ask(const serve::Request& request) override {
        const std::lock_guard lock(desk_.mutex);
        const auto key = request.method + " " + target(request);
        desk_.asked.push_back(key);
        desk_.bodies.push_back(request.body);
        const auto found = desk_.answers.find(key);
        if (found == desk_.answers.end()) {
            return ClientError(ClientFault::kLost, "no answer to " + key);
        }
        serve::Reply reply;
        reply.status = found->second.first;
        reply.body = found->second.second;
        return reply;
    }
    Result<serve::Reply, ClientError> stream(
        const serve::Request& request, const LineSink& /*sink*/, const IdleCall& /*idle*/
    ) override {
        return ask(request);
    }
    bool is_daemon() const override { return true; }

private:
    Desk& desk_;
};

class Operators : public testing::Test {
protected:
    Desk desk;
    std::string printed;
    std::string shown;
    std::vector<std::string> told;
    Look look = pipe_look();
    Output out{[this](std::string_view text) { printed += text; }};
    OperatorSession session{
        .open = [this]() -> Result<std::unique_ptr<Transport>, ClientError> {
            return std::unique_ptr<Transport>(std::make_unique<DeskTransport>(desk));
        },
        .out = out,
        .look = look,
        .tell = [this](std::string_view text) { told.emplace_back(text); },
        .show = [this](std::string_view text) { shown += text; },
    };

    template <class V>
    Result<int, ClientError> run(const V& verb) {
        auto result = run_verb(verb, session);
        out.flush();
        return result;
    }
    /// @param results  of the feeds, without brackets.
    static std::string feeds(const std::string& results) { return "{\"feeds\":[" + results + "]}"; }
};

TEST_F(Operators, RefreshSaysInWordsWhatCameOfIt) {
    const std::pair<std::string, std::string> cases[] = {
        {R"("done":true,"outcome":"updated","status":200,"items":9,"new":3,"revised":1,"sighted":0,
            "next_poll":"2025-04-11T13:00:00.000Z")",
         "3 new, 1 revised; next poll in 1 h"},
        {R"("done":true,"outcome":"updated","new":0,"revised":0,"sighted":2)",
         "2 known from elsewhere"},
        {R"("done":true,"outcome":"unchanged","status":304)", "unchanged"},
        {R"("done":true,"outcome":"server-error","status":503,
            "error":"fetch https://f.example/rss: HTTP status 503",
            "next_poll":"2025-04-11T14:00:00.000Z")",
         "failed: HTTP status 503; next attempt in 2 h"},
        {R"("done":true,"outcome":"dns-error","error":"no\nsuch\u001b host")",
         "failed: no?such? host"},
        {R"("done":false,"next_poll":"2025-04-11T14:03:00.000Z")",
         "not yet: its host is asked at 14:03"},
        {R"("done":false,"next_poll":"2025-04-12T14:03:00.000Z")",
         "not yet: its host is asked at 2025-04-12 14:03"},
        {R"("done":false,"error":"the machine is offline")", "not yet: the machine is offline"},
        {R"("done":false)", "not yet: its poll has not ended; wireroom why says how it is"},
    };
    for (const auto& [members, words] : cases) {
        desk.answers["POST /v1/feeds/refresh?wait=60"] = {
            200, feeds(R"({"feed":"lantern",)" + members + "}")};
        printed.clear();

        ASSERT_TRUE(run(RefreshVerb{}));

        EXPECT_EQ(printed, "lantern: " + words + "\n");
    }
}

TEST_F(Operators, RefreshSucceedsWhenEveryPollDid) {
    const auto good = R"({"feed":"a","done":true,"outcome":"unchanged"})";
    const auto bad = R"({"feed":"b","done":true,"outcome":"gone","error":"HTTP status 410"})";
    const auto late = R"({"feed":"c","done":false})";
    const std::tuple<std::string, bool, int> cases[] = {
        {good, false, kExitOk},
        {std::string(good) + "," + bad, false, kExitFailed},
        {std::string(good) + "," + late, false, kExitFailed},
        {std::string(good) + "," + late, true, kExitOk},
    };
    for (const auto& [results, no_wait, code] : cases) {
        desk.answers["POST /v1/feeds/refresh?wait=60"] = {202, feeds(results)};
        desk.answers["POST /v1/feeds/refresh?wait=0"] = {202, feeds(results)};

        const auto ended = run(RefreshVerb{.no_wait = no_wait});

        ASSERT_TRUE(ended);
        EXPECT_EQ(*ended, code) << results;
    }
    EXPECT_NE(printed.find("c: its poll begins now\n"), std::string::npos) << printed;
}

TEST_F(Operators, EveryNamedFeedIsAskedForOnceAndToldInOrder) {
    std::string expected;
    RefreshVerb verb;
    for (int i = 0; i < 40; ++i) {
        const auto name = "f" + std::to_string(i);
        desk.answers["GET /v1/feeds/" + name] = {200, R"({"name":")" + name + R"("})"};
        desk.answers["POST /v1/feeds/" + name + "/refresh?wait=60"] = {
            200, feeds(R"({"feed":")" + name + R"(","done":true})")};
        expected += name + ": unchanged\n";
        verb.feeds.push_back(name);
    }
    verb.feeds.push_back("f0");

    const auto code = run(verb);

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(*code, kExitOk);
    EXPECT_EQ(printed, expected);
}

TEST_F(Operators, AFeedThatIsRefusedDoesNotSilenceTheOthers) {
    for (const auto* name : {"a", "b"}) {
        desk.answers["GET /v1/feeds/" + std::string(name)] = {
            200, R"({"name":")" + std::string(name) + R"("})"};
    }
    desk.answers["POST /v1/feeds/a/refresh?wait=60"] = {409, R"({"detail":"a is retired\u001b"})"};
    desk.answers["POST /v1/feeds/b/refresh?wait=60"] = {200, feeds(R"({"feed":"b","done":true})")};

    const auto code = run(RefreshVerb{.feeds = {"a", "b"}});

    ASSERT_TRUE(code);
    EXPECT_EQ(*code, kExitFailed);
    EXPECT_EQ(printed, "b: unchanged\n");
    EXPECT_EQ(told, std::vector<std::string>{"a is retired?"});
}

TEST_F(Operators, AnUnknownFeedPollsNothing) {
    desk.answers["GET /v1/feeds/x"] = {404, R"({"detail":"there is no feed x"})"};

    const auto code = run(RefreshVerb{.feeds = {"x"}});

    ASSERT_FALSE(code);
    EXPECT_EQ(
        code.error().message, "there is no feed named x; wireroom feeds shows those there are"
    );
    EXPECT_EQ(desk.asked.size(), 1U);
}

TEST_F(Operators, RefreshAsJsonIsOneObjectAFeed) {
    session.json = true;
    desk.answers["POST /v1/feeds/refresh?wait=60"] = {
        200, feeds(R"({"feed":"a","done":true},{"feed":"b","done":true})")};

    ASSERT_TRUE(run(RefreshVerb{}));

    EXPECT_EQ(printed, "{\"feed\":\"a\",\"done\":true}\n{\"feed\":\"b\",\"done\":true}\n");
}

TEST_F(Operators, ReloadPrintsTheDifference) {
    desk.answers["POST /v1/reload"] = {200, R"({"file":"/w.yaml","changes":[
        {"subject":"feed","kind":"added","name":"x","to":"https://x.example/rss"},
        {"subject":"feed","kind":"removed","name":"y","from":"https://y.example/rss"},
        {"subject":"feed","kind":"renamed","name":"z","from":"w","to":"z"},
        {"subject":"feed","kind":"moved","name":"v","from":"http://a/","to":"http://b/"},
        {"subject":"feed","kind":"changed","name":"v","member":"interval","from":"1h","to":"2h"},
        {"subject":"feed","kind":"changed","name":"v","member":"groups","to":"war"},
        {"subject":"monitor","kind":"added","name":"m","to":"peskov\u001b[2J"},
        {"subject":"monitor","kind":"removed","name":"n"},
        {"subject":"setting","kind":"changed","name":"fetch.floor","from":"1h","to":"2h"},
        {"subject":"setting","kind":"changed","name":"store.path","from":"/a","to":"/b",
         "needs_restart":true}]})"};

    const auto code = run(ReloadVerb{});

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(
        printed,
        "+ feed x  https://x.example/rss\n"
        "- feed y (retired; its stories stay)\n"
        "~ feed z renamed from w\n"
        "~ feed v moved: http://a/ → http://b/\n"
        "~ feed v interval 1h → 2h\n"
        "~ feed v groups nothing → war\n"
        "+ monitor m  peskov?[2J\n"
        "- monitor n\n"
        "~ fetch.floor 1h → 2h\n"
        "! store.path /a → /b needs a restart\n"
    );
    EXPECT_EQ(desk.bodies.back(), "");
}

TEST_F(Operators, AReloadThatChangesNothingSaysSo) {
    desk.answers["POST /v1/reload"] = {200, R"({"file":"/w.yaml","changes":[]})"};

    ASSERT_TRUE(run(ReloadVerb{.force = true}));

    EXPECT_EQ(printed, "nothing changed\n");
    EXPECT_EQ(desk.bodies.back(), R"({"force":true})");
}

TEST_F(Operators, AFaultyFileIsToldFaultByFaultAndIsTheUsersToCorrect) {
    desk.answers["POST /v1/reload"] = {409, R"({"detail":"2 faults in /w.yaml","faults":[
        {"file":"/w.yaml","line":3,"column":5,"message":"unknown key \"intervall\"",
         "suggestion":"did you mean \"interval\"?"},
        {"file":"/w\u001b.yaml","message":"cannot be read"}]})"};

    const auto code = run(ReloadVerb{});

    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().kind, ClientFault::kUsage);
    EXPECT_EQ(code.error().message, "2 faults in /w.yaml; the old configuration stays in force");
    EXPECT_EQ(
        shown,
        "/w.yaml:3:5: unknown key \"intervall\"; did you mean \"interval\"?\n"
        "/w?.yaml: cannot be read\n"
    );
}

TEST_F(Operators, AReloadThatIsRefusedForAnotherReasonFailed) {
    desk.answers["POST /v1/reload"] = {
        409, R"({"detail":"would retire 8 of 9 feeds; say --force"})"};

    const auto code = run(ReloadVerb{});

    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().kind, ClientFault::kFailed);
    EXPECT_EQ(shown, "");
}

TEST_F(Operators, ADoorThatIsShutIsTheAnswer) {
    session.open = []() -> Result<std::unique_ptr<Transport>, ClientError> {
        return ClientError(ClientFault::kUnreachable, "wireroomd is not running");
    };

    EXPECT_EQ(run(ReloadVerb{}).error().message, "wireroomd is not running");
    EXPECT_EQ(run(RefreshVerb{}).error().kind, ClientFault::kUnreachable);
}

TEST_F(Operators, MergeAndSplitPrintWhatWasDone) {
    desk.answers["POST /v1/stories/a/merge"] = {
        200, R"({"message":"a is a part of b now","story":"b","seq":9})"};
    desk.answers["POST /v1/stories/a/split"] = {
        200, R"({"message":"a is a story of its own again","story":"a","seq":10})"};

    EXPECT_EQ(run(MergeVerb{.id = "a", .into = "b"}).value(), kExitOk);
    EXPECT_EQ(run(SplitVerb{.id = "a"}).value(), kExitOk);

    EXPECT_EQ(printed, "a is a part of b now\na is a story of its own again\n");
    EXPECT_EQ(desk.bodies, (std::vector<std::string>{R"({"into":"b"})", "{}"}));
}

TEST_F(Operators, VerdictsAreJsonOnDemand) {
    session.json = true;
    desk.answers["POST /v1/stories/a/merge"] = {200, R"({"message":"m","story":"b","seq":9})"};

    EXPECT_EQ(run(MergeVerb{.id = "a", .into = "b"}).value(), kExitOk);

    EXPECT_EQ(printed, "{\"message\":\"m\",\"story\":\"b\",\"seq\":9}\n");
}

TEST_F(Operators, SplitNamesASightingByAnyPartOfIt) {
    desk.answers["GET /v1/feeds/2"] = {200, R"({"name":"ki"})"};
    desk.answers["POST /v1/stories/a/split"] = {200, R"({"message":"m","story":"c","seq":9})"};

    EXPECT_EQ(run(SplitVerb{.id = "a", .feed = "2", .guid = "g", .url = "u"}).value(), kExitOk);

    EXPECT_EQ(desk.bodies.back(), R"({"sighting":{"feed":"ki","guid":"g","url":"u"}})");
}

TEST_F(Operators, AVerdictThatIsRefusedSaysWhy) {
    desk.answers["POST /v1/stories/a/merge"] = {409, R"({"detail":"a and b are one story"})"};
    desk.answers["POST /v1/stories/x/split"] = {404, R"({"detail":"there is no story x"})"};

    const auto merge = run(MergeVerb{.id = "a", .into = "b"});
    EXPECT_EQ(merge.error().kind, ClientFault::kFailed);
    EXPECT_EQ(merge.error().message, "a and b are one story");
    EXPECT_EQ(run(SplitVerb{.id = "x"}).error().kind, ClientFault::kMissing);
}

TEST_F(Operators, ForgetAsksFirst) {
    desk.answers["GET /v1/stories/a/explain"] = {200, R"({"title":"T","revisions":3})"};
    desk.answers["DELETE /v1/stories/a"] = {200, R"({"message":"a is forgotten","seq":9})"};
    std::vector<std::string> questions;
    bool yes = false;
    session.confirm = [&](std::string_view question) -> std::optional<bool> {
        questions.emplace_back(question);
        return yes;
    };

    EXPECT_EQ(run(ForgetVerb{.id = "a"}).value(), kExitFailed);
    EXPECT_EQ(told, std::vector<std::string>{"nothing was forgotten"});
    EXPECT_EQ(desk.asked.back(), "GET /v1/stories/a/explain");

    yes = true;
    EXPECT_EQ(run(ForgetVerb{.id = "a"}).value(), kExitOk);
    EXPECT_EQ(printed, "a is forgotten\n");
    EXPECT_EQ(questions.back(), "Forget “T” with its 3 revisions? It cannot be undone. [y/N] ");
}

TEST_F(Operators, ForgetDoesNothingWhereNobodyCanBeAsked) {
    desk.answers["GET /v1/stories/a/explain"] = {200, R"({"title":"T","revisions":1})"};

    const auto refused = run(ForgetVerb{.id = "a"});

    EXPECT_EQ(refused.error().kind, ClientFault::kUsage);
    EXPECT_NE(refused.error().message.find("--yes"), std::string::npos);
    EXPECT_EQ(desk.asked, std::vector<std::string>{"GET /v1/stories/a/explain"});
}

TEST_F(Operators, ForgetWithYesAsksNobody) {
    desk.answers["DELETE /v1/stories/a"] = {200, R"({"message":"a is forgotten","seq":9})"};

    EXPECT_EQ(run(ForgetVerb{.id = "a", .yes = true}).value(), kExitOk);

    EXPECT_EQ(desk.asked, std::vector<std::string>{"DELETE /v1/stories/a"});
}

TEST_F(Operators, ForgetDoesNotAskAboutWhatIsNotThere) {
    desk.answers["GET /v1/stories/a/explain"] = {410, R"({"detail":"story a was removed"})"};
    session.confirm = [](std::string_view) -> std::optional<bool> {
        ADD_FAILURE() << "asked";
        return true;
    };

    EXPECT_EQ(run(ForgetVerb{.id = "a"}).error().message, "story a was removed");
}

}  // namespace
}  // namespace wireroom::cli
