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
    EXPECT_EQ(refusal_of({"--json"}).text.find("say what to do: status"), 0U);
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
        {},
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

}  // namespace
}  // namespace wireroom::cli
