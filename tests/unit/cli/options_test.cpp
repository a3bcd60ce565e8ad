#include "cli/options.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace wireroom::cli {
namespace {

using Arguments = std::vector<std::string>;

template <class V>
V verb_of(const Arguments& arguments) {
    const auto parsed = parse_options(arguments);
    const auto* early = std::get_if<EarlyExit>(&parsed);
    EXPECT_EQ(early, nullptr) << (early == nullptr ? "" : early->text);
    return early == nullptr ? std::get<V>(std::get<Invocation>(parsed).verb) : V{};
}

EarlyExit refusal_of(const Arguments& arguments) {
    const auto parsed = parse_options(arguments);
    const auto* early = std::get_if<EarlyExit>(&parsed);
    EXPECT_NE(early, nullptr);
    return early == nullptr ? EarlyExit{} : *early;
}

TEST(Options, GlobalOptionsStandBeforeOrBehindTheVerb) {
    for (const auto& arguments :
         {Arguments{"--config", "c.yaml", "--socket", "s", "--json", "status"},
          Arguments{"status", "--config", "c.yaml", "--socket", "s", "--json"}}) {
        const auto parsed = parse_options(arguments);

        const auto& call = std::get<Invocation>(parsed);
        EXPECT_EQ(call.config, "c.yaml");
        EXPECT_EQ(call.socket, "s");
        EXPECT_TRUE(call.json);
        EXPECT_TRUE(std::holds_alternative<StatusVerb>(call.verb));
    }
}

TEST(Options, StoriesTakeEveryFilter) {
    const auto verb = verb_of<StoriesVerb>(
        {"stories",
         "--feed",
         "f",
         "--tag",
         "war",
         "--group",
         "g",
         "--since",
         "3d",
         "--limit",
         "0",
         "--order",
         "revised"}
    );

    EXPECT_EQ(verb.feed, "f");
    EXPECT_EQ(verb.tag, "war");
    EXPECT_EQ(verb.group, "g");
    EXPECT_EQ(verb.since, "3d");
    EXPECT_EQ(verb.limit, 0);
    EXPECT_EQ(verb.order, "revised");
}

TEST(Options, DefaultsAreThoseOfTheManual) {
    EXPECT_EQ(verb_of<StoriesVerb>({"stories"}).limit, 50);
    EXPECT_EQ(verb_of<FollowVerb>({"follow"}).after, "now");
    EXPECT_FALSE(verb_of<DiffVerb>({"diff", "abc"}).from);
    EXPECT_FALSE(verb_of<ShowVerb>({"show", "abc"}).revisions);
}

TEST(Options, PositionalArgumentsGoToTheVerb) {
    EXPECT_EQ(verb_of<ExplainVerb>({"explain", "abc"}).id, "abc");
    const auto merge = verb_of<MergeVerb>({"merge", "abc", "def"});
    EXPECT_EQ(merge.id, "abc");
    EXPECT_EQ(merge.into, "def");
    EXPECT_EQ(verb_of<SplitVerb>({"split", "abc"}).feed, "");
    const auto split = verb_of<SplitVerb>(
        {"split", "abc", "--feed", "ki", "--guid", "g", "--url", "https://x.example/"}
    );
    EXPECT_EQ(split.id, "abc");
    EXPECT_EQ(split.feed, "ki");
    EXPECT_EQ(split.guid, "g");
    EXPECT_EQ(split.url, "https://x.example/");
    EXPECT_FALSE(verb_of<ForgetVerb>({"forget", "abc"}).yes);
    EXPECT_TRUE(verb_of<ForgetVerb>({"forget", "--yes", "abc"}).yes);
    const auto diff = verb_of<DiffVerb>({"diff", "abc", "1", "3"});
    EXPECT_EQ(diff.id, "abc");
    EXPECT_EQ(diff.from, 1);
    EXPECT_EQ(diff.to, 3);
    EXPECT_EQ(verb_of<WhyVerb>({"why", "kyiv"}).feed, "kyiv");
    EXPECT_EQ(verb_of<ParseVerb>({"parse", "--url", "http://a/", "-"}).file, "-");
    EXPECT_EQ(verb_of<EventsVerb>({"events", "--since", "12", "--json"}).since, "12");
}

TEST(Options, HelpAndVersionWorkEverywhere) {
    for (const auto& arguments :
         {Arguments{"--help"}, {"stories", "--help"}, {"parse", "--help"}}) {
        const auto exit = refusal_of(arguments);
        EXPECT_EQ(exit.code, kExitOk);
        EXPECT_NE(exit.text.find("Exit status: 0 done; 1"), std::string::npos) << exit.text;
    }
    for (const auto& arguments : {Arguments{"--version"}, {"stories", "--version"}}) {
        EXPECT_EQ(refusal_of(arguments).text, "wireroom " WIREROOM_VERSION "\n");
    }
    EXPECT_NE(refusal_of({"stories", "--help"}).text.find("--order"), std::string::npos);
}

TEST(Options, AMistypedVerbIsNamedWithTheOneThatWasMeant) {
    EXPECT_EQ(
        refusal_of({"--config", "c.yaml", "stoires"}).text,
        "stoires is no verb; did you mean stories?; see wireroom --help"
    );
    EXPECT_EQ(refusal_of({"--json", "xyzzy"}).text, "xyzzy is no verb; see wireroom --help");
}

TEST(Options, WithoutAVerbThereIsAShortHelp) {
    for (const auto& arguments : {Arguments{}, {"--json"}, {"--config", "c.yaml"}}) {
        const auto exit = refusal_of(arguments);
        EXPECT_EQ(exit.code, kExitUsage);
        EXPECT_EQ(exit.text.find("usage: wireroom "), 0U);
        for (const auto* verb : {"  follow ", "  refresh ", "  monitor ", "  completion "}) {
            EXPECT_NE(exit.text.find(verb), std::string::npos) << verb;
        }
        EXPECT_TRUE(exit.text.ends_with("wireroom(1).\n"));
        EXPECT_LT(exit.text.size(), 1600U);
    }
}

TEST(Options, VerbsOfOperatorsTakeTheirOptions) {
    const auto refresh = verb_of<RefreshVerb>({"refresh", "a", "--no-wait", "b"});
    EXPECT_EQ(refresh.feeds, (Arguments{"a", "b"}));
    EXPECT_TRUE(refresh.no_wait);
    EXPECT_TRUE(verb_of<RefreshVerb>({"refresh"}).feeds.empty());
    EXPECT_FALSE(verb_of<ReloadVerb>({"reload"}).force);
    EXPECT_TRUE(verb_of<ReloadVerb>({"reload", "--force"}).force);
    EXPECT_EQ(verb_of<CheckVerb>({"check", "w.yaml"}).file, "w.yaml");
    EXPECT_EQ(verb_of<CheckVerb>({"check"}).file, "");
    EXPECT_EQ(verb_of<CompletionVerb>({"completion", "zsh"}).shell, "zsh");
    EXPECT_EQ(refusal_of({"completion", "tcsh"}).code, kExitUsage);
    verb_of<ExportVerb>({"export"});
}

TEST(Options, MonitorsHaveVerbsOfTheirOwn) {
    verb_of<MonitorListVerb>({"monitor", "list", "--json"});
    const auto test = verb_of<MonitorTestVerb>(
        {"monitor", "test", "--last", "7d", "a OR \"b c\"", "--limit", "1000"}
    );
    EXPECT_EQ(test.query, "a OR \"b c\"");
    EXPECT_EQ(test.last, "7d");
    EXPECT_EQ(test.limit, 1000);
    EXPECT_EQ(verb_of<MonitorTestVerb>({"monitor", "test", "--", "-a b"}).query, "-a b");
    EXPECT_EQ(verb_of<MonitorTestVerb>({"monitor", "test", "a"}).last, "30d");
    EXPECT_EQ(verb_of<StoriesVerb>({"stories", "--monitor", "m"}).monitor, "m");
    EXPECT_EQ(verb_of<FollowVerb>({"follow", "--monitor", "m"}).monitor, "m");

    EXPECT_EQ(
        refusal_of({"monitor"}).text,
        "say wireroom monitor list, or wireroom monitor test QUERY; see wireroom monitor --help"
    );
    EXPECT_NE(
        refusal_of({"monitor", "test"}).text.find("see wireroom monitor test --help"),
        std::string::npos
    );
    EXPECT_NE(
        refusal_of({"monitor", "test", "a", "--limit", "1001"})
            .text.find("\"1001\" is no whole number 1-1000"),
        std::string::npos
    );
}

TEST(Options, WhatThisVersionDoesNotDoIsNoMistake) {
    for (const auto* word : {"add", "remove", "import"}) {
        const auto parsed =
            parse_options(Arguments{"--config", "c.yaml", word, "https://a/", "-x"});

        const auto& call = std::get<Invocation>(parsed);
        EXPECT_EQ(call.config, "c.yaml");
        EXPECT_EQ(std::get<AbsentVerb>(call.verb).word, word);
    }
}

TEST(Options, AQueryThatLooksLikeAnOptionIsToldOfTheTwoDashes) {
    for (const auto& arguments : {
             Arguments{"monitor", "test", "-football"},
             {"monitor", "test", "--last", "7d", "-football"},
             {"--config", "monitor", "monitor", "test", "-football"},
         }) {
        const auto exit = refusal_of(arguments);
        EXPECT_EQ(exit.code, kExitUsage);
        EXPECT_TRUE(exit.text.starts_with("-football is no option; ")) << exit.text;
        EXPECT_NE(exit.text.find("monitor test -- \"-football\""), std::string::npos) << exit.text;
    }
    EXPECT_EQ(refusal_of({"monitor", "test", "-h"}).code, kExitOk);
    EXPECT_EQ(
        refusal_of({"monitor", "test", "a", "--limit", "-1"}).text.find("is no option"),
        std::string::npos
    );
}

TEST(Options, HelpSaysHowTheCompletionIsLoaded) {
    EXPECT_NE(
        refusal_of({"completion", "--help"}).text.find("source <(wireroom completion bash)"),
        std::string::npos
    );
}

TEST(Options, NumbersThatAreNoneAreQuoted) {
    EXPECT_NE(
        refusal_of({"stories", "--limit", "-1"}).text.find("\"-1\" is no whole number from 0 on"),
        std::string::npos
    );
    EXPECT_NE(
        refusal_of({"diff", "abc", "1", "x"}).text.find("\"x\" is no whole number from 1 on"),
        std::string::npos
    );
}

TEST(Options, HelpNamesTheColumnsOfLists) {
    EXPECT_NE(
        refusal_of({"stories", "--help"}).text.find("id, time, feeds, revision, title, url"),
        std::string::npos
    );
    EXPECT_EQ(refusal_of({"stories", "--help"}).text.find("INT in"), std::string::npos);
}

TEST(Options, WrongUsageIsOneLineThatSaysWhereHelpIs) {
    const Arguments wrong[] = {
        {"nonsense"},
        {"show"},
        {"show", "a", "b"},
        {"events"},
        {"stories", "--limit", "-1"},
        {"stories", "--limit", "many"},
        {"stories", "--order", "newest"},
        {"diff", "abc", "zero"},
        {"diff", "abc", "0"},
        {"status", "--colour\n\x1b[31m"},
    };
    for (const auto& arguments : wrong) {
        const auto exit = refusal_of(arguments);
        EXPECT_EQ(exit.code, kExitUsage);
        EXPECT_EQ(exit.text.find_first_of("\n\x1b"), std::string::npos) << exit.text;
        EXPECT_NE(exit.text.find("--help"), std::string::npos) << exit.text;
    }
}

TEST(Options, HelpIsAVerbForWhoeverTriesIt) {
    for (const auto& [arguments, words] :
         {std::pair(Arguments{"help", "explain"}, "Say why all this is one story"),
          std::pair(Arguments{"help", "monitor", "test"}, "monitor test"),
          std::pair(Arguments{"--config", "f", "--json", "help", "why"}, "polled next"),
          std::pair(Arguments{"help"}, "Verbs:")}) {
        const auto told = refusal_of(arguments);

        EXPECT_EQ(told.code, kExitOk);
        EXPECT_NE(told.text.find(words), std::string::npos) << told.text;
    }
}

}  // namespace
}  // namespace wireroom::cli
