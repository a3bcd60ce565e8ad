#include "config/config.hpp"
#include "config/opml_feeds.hpp"
#include "unit/config/folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::config {
namespace {

using namespace std::chrono_literals;

/// `name group,group url` of each feed.
std::string feeds_of(const Config& config) {
    std::string text;
    for (const auto& feed : config.feeds) {
        text += feed.name + " ";
        for (const auto& group : feed.groups) {
            text += group + ",";
        }
        text += " " + feed.url + "\n";
    }
    return text;
}

std::string included(const Folder& folder, const Config& config) {
    std::string text;
    for (const auto& file : config.included) {
        text += file + " ";
    }
    return folder.relative(text);
}

TEST(Include, FilesAreAppendedInTheOrderOfTheirNames) {
    const Folder folder({
        {"w.yaml",
         "include: [ \"feeds.d/*.yaml\", last.yml ]\n"
         "feeds: [ { name: main, url: \"http://h/main\" } ]\n"
         "monitors: [ { name: m, query: x } ]\n"},
        {"feeds.d/20-b.yaml", "feeds: [ { name: b, url: \"http://h/b\" } ]"},
        {"feeds.d/10-a.yaml",
         "feeds: [ { name: a, url: \"http://h/a\" } ]\nmonitors: [ { name: n, query: y } ]"},
        {"feeds.d/.hidden.yaml", "nonsense"},
        {"feeds.d/notes.txt", "nonsense"},
        {"last.yml", "feeds: [ { name: z, url: \"http://h/z\" } ]"},
    });

    const auto loaded = load(folder.path("w.yaml"));

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(
        feeds_of(loaded.config),
        "main  http://h/main\na  http://h/a\nb  http://h/b\nz  http://h/z\n"
    );
    ASSERT_EQ(loaded.config.monitors.size(), 2U);
    EXPECT_EQ(loaded.config.monitors[1].name, "n");
    EXPECT_EQ(included(folder, loaded.config), "feeds.d/10-a.yaml feeds.d/20-b.yaml last.yml ");
}

TEST(Include, APatternMayMatchNothing) {
    const Folder folder({{"w.yaml", "include: [ \"feeds.d/*.yaml\", \"nowhere/*/x.yaml\" ]"}});

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_TRUE(loaded.config.included.empty());
}

TEST(Include, AFileIsReadOnceHoweverOftenAndHoweverItIsNamed) {
    const Folder folder({
        {"w.yaml", "include: [ \"*.yaml\", a.yaml, \"./sub/../a.yaml\", link.yaml, w.yaml ]"},
        {"a.yaml", "feeds: [ { name: a, url: \"http://h/a\" } ]"},
        {"sub/x", ""},
    });
    std::filesystem::create_symlink("a.yaml", folder.path("link.yaml"));

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(included(folder, loaded.config), "a.yaml ");
}

TEST(Include, OneUrlInTwoFilesIsOneFeedWithBothGroups) {
    const Folder folder({
        {"w.yaml", "include: [ a.yaml ]\nfeeds: [ { name: x, url: \"http://h/\", groups: [p] } ]"},
        {"a.yaml", "feeds: [ { name: y, url: \"http://H:80/\", groups: [q], interval: 2h } ]"},
    });

    const auto loaded = load(folder.path("w.yaml"));

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(feeds_of(loaded.config), "x p,q, http://h/\n");
    EXPECT_EQ(loaded.config.feeds[0].interval, 2h);
}

TEST(Include, AFolderWhoseNameHasWildcardsIsTakenLiterally) {
    const Folder folder({
        {"[my] feeds*/w.yaml", "include: [ \"*.d/*.yaml\" ]"},
        {"[my] feeds*/x.d/a.yaml", "feeds: [ { name: a, url: \"http://h/a\" } ]"},
        {"m feeds/x.d/b.yaml", "feeds: [ { name: b, url: \"http://h/b\" } ]"},
    });

    const auto loaded = load(folder.path("[my] feeds*/w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(feeds_of(loaded.config), "a  http://h/a\n");
}

TEST(Include, WhatCannotBeReadIsAFault) {
    const Folder folder({
        {"w.yaml", "include:\n  - pipe\n  - \"closed/*.yaml\"\n  - large.yaml\n"},
        {"closed/a.yaml", ""},
        {"large.yaml", std::string(kMaxFileBytes + 1, '#')},
    });
    ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
    std::filesystem::permissions(folder.path("closed"), std::filesystem::perms::none);

    const auto loaded = load(folder.path("w.yaml"));
    std::filesystem::permissions(folder.path("closed"), std::filesystem::perms::owner_all);

    const bool root = ::geteuid() == 0;  // whom no permission stops
    EXPECT_EQ(
        folder.relative(faults_of(loaded)),
        std::string("w.yaml:2:5: include[0]: \"pipe\" is not a regular file\n") +
            (root ? ""
                  : "w.yaml:3:5: include[1]: \"closed/*.yaml\" cannot be read: Permission denied\n"
            ) +
            "w.yaml:4:5: include[2]: \"large.yaml\" is larger than 4 MiB"
    );
}

TEST(Include, FilesAreBoundedInNumber) {
    const Folder folder({{"w.yaml", "include: [ \"d/*\" ]"}});
    for (std::size_t i = 0; i <= kMaxFiles; ++i) {
        folder.write("d/" + std::to_string(i), "");
    }

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(
        folder.relative(faults_of(loaded)),
        "w.yaml:1:12: include[0]: more than 1000 files are included"
    );
    EXPECT_EQ(loaded.config.included.size(), kMaxFiles);
}

TEST(Include, FilesAreBoundedInSizeTogether) {
    const Folder folder(
        {{"w.yaml", "feeds: [ { opml: 1 }, { opml: 2 }, { opml: 3 }, { opml: 4 } ]"}}
    );
    for (const char* name : {"1", "2", "3", "4"}) {
        folder.write(name, "\x1f\x8b");  // refused by its first bytes, whatever its size
        std::filesystem::resize_file(folder.path(name), kMaxListBytes - 1'000'000);
    }

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(
        folder.relative(faults_of(loaded)),
        "w.yaml:1:18: feeds[0].opml: \"1\": a binary or compressed file, not an OPML list\n"
        "w.yaml:1:31: feeds[1].opml: \"2\": a binary or compressed file, not an OPML list\n"
        "w.yaml:1:44: feeds[2].opml: with \"3\" all files together are larger than 64 MiB"
    );
}

TEST(Include, FaultsOfManyFilesAreBounded) {
    const Folder folder({{"w.yaml", "include: [ \"d/*\" ]"}});
    for (int i = 0; i < 100; ++i) {
        folder.write("d/" + std::to_string(i), "a: 1\nb: 2\nc: 3\nd: 4\n");
    }

    const auto loaded = load(folder.path("w.yaml"));

    ASSERT_EQ(loaded.faults.size(), kMaxFaults);
    EXPECT_EQ(
        folder.relative(format(loaded.faults.back())),
        "w.yaml: there are more faults than these; mend these first"
    );
}

TEST(Include, AnAbsolutePathOrPatternIsTakenAsItIs) {
    const Folder other(
        {{"a.yaml", "feeds: [ { name: a, url: \"http://h/a\" } ]"},
         {"b.yml", "feeds: [ { name: b, url: \"http://h/b\" } ]"}}
    );
    const Folder folder(
        {{"w.yaml",
          "include: [ \"" + other.path("*.yaml") + "\", \"" + other.path("b.yml") + "\" ]"}}
    );

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(feeds_of(loaded.config), "a  http://h/a\nb  http://h/b\n");
}

TEST(Places, AreReadWhateverElseIsWrong) {
    const Folder folder({
        {"w.yaml",
         "include: [ missing.yaml ]\nstore: { path: x.db }\nfeeds: [ nonsense ]\nnews: 1\n"
         "socket: { path: /run/w.sock, operator_path: o.sock }\nmonitors: { x: y }\n"},
    });

    const auto loaded = load_places(folder.path("w.yaml"));

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.store.path, folder.path("x.db"));
    EXPECT_EQ(loaded.config.socket.path, "/run/w.sock");
    EXPECT_EQ(loaded.config.socket.operator_path, folder.path("o.sock"));
    EXPECT_TRUE(loaded.config.included.empty());
}

TEST(Places, MustThemselvesBeInOrder) {
    const Folder folder({{"a", "store: { pth: x }"}, {"b", "store: ["}, {"c", "- x"}});

    EXPECT_EQ(
        folder.relative(faults_of(load_places(folder.path("a")))),
        "a:1:10: unknown key \"pth\" in store; did you mean \"path\"?"
    );
    EXPECT_FALSE(load_places(folder.path("b")).ok());
    EXPECT_FALSE(load_places(folder.path("c")).ok());
    EXPECT_EQ(
        folder.relative(faults_of(load_places(folder.path("d")))),
        "d: cannot be read: No such file or directory"
    );
}

constexpr const char* kOpml = R"(<?xml version="1.0"?>
<opml version="2.0"><body>
<outline text="BBC World" xmlUrl="https://bbc.example/world"/>
<outline text="News">
  <outline text="Українська правда" xmlUrl="https://www.pravda.example/rss"/>
  <outline text="BBC World" xmlUrl="https://bbc.example/other"/>
  <outline text="Files" xmlUrl="ftp://files.example/x"/>
  <outline text="Mine" xmlUrl="https://mine.example/"/>
</outline>
<outline text="script" xmlUrl="|/usr/bin/fetch-it"/>
</body></opml>
)";

TEST(OpmlList, IsReadBehindTheFeedsThatHaveNames) {
    const Folder folder({
        {"w.yaml",
         "feeds:\n"
         "  - { opml: list.opml, groups: [imported], interval: 2h }\n"
         "  - { name: bbc-world, url: \"http://other.example/\" }\n"
         "  - { name: mine, url: \"https://MINE.example\", groups: [own], interval: 5m }\n"},
        {"list.opml", kOpml},
    });

    const auto loaded = load(folder.path("w.yaml"));

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(
        feeds_of(loaded.config),
        "bbc-world  http://other.example/\n"
        "mine own,imported,News, https://mine.example\n"
        "bbc-world-2 imported, https://bbc.example/world\n"
        "pravda-example imported,News, https://www.pravda.example/rss\n"
        "bbc-world-3 imported,News, https://bbc.example/other\n"
    );
    EXPECT_EQ(loaded.config.feeds[1].interval, 5min) << "what is written out goes before the list";
    EXPECT_EQ(loaded.config.feeds[2].interval, 2h);
    EXPECT_EQ(included(folder, loaded.config), "list.opml ");
}

TEST(OpmlList, ItsIntervalIsForTheFeedsThatItAdds) {
    const Folder folder({
        {"w.yaml",
         "feeds:\n"
         "  - { name: own, url: \"http://h/own\" }\n"
         "  - { opml: first }\n"
         "  - { opml: second, interval: 3h }\n"},
        {"first", "<opml><outline text='a' xmlUrl='http://h/a'/></opml>"},
        {"second",
         "<opml><outline text='x' xmlUrl='http://h/own'/><outline text='a' xmlUrl='http://h/a'/>"
         "<outline text='b' xmlUrl='http://h/b'/></opml>"},
    });

    const auto loaded = load(folder.path("w.yaml"));

    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_EQ(feeds_of(loaded.config), "own  http://h/own\na  http://h/a\nb  http://h/b\n");
    EXPECT_EQ(loaded.config.feeds[0].interval, std::nullopt);
    EXPECT_EQ(loaded.config.feeds[1].interval, std::nullopt);
    EXPECT_EQ(loaded.config.feeds[2].interval, 3h);
}

TEST(OpmlList, ThatIsTooDeepToBeReadToItsEndIsAFault) {
    std::string deep = "<opml>";
    for (int i = 0; i < 300; ++i) {
        deep += "<outline text='a'>";
    }
    deep += "<outline text='x' xmlUrl='http://h/'/>";
    for (int i = 0; i < 300; ++i) {
        deep += "</outline>";
    }
    const Folder folder({{"w.yaml", "feeds: [ { opml: l } ]"}, {"l", deep + "</opml>"}});

    EXPECT_EQ(
        folder.relative(faults_of(load(folder.path("w.yaml")))),
        "w.yaml:1:18: feeds[0].opml: \"l\": folders nested deeper than 256 levels"
    );
}

TEST(OpmlList, WhatCannotBePolledIsLeftOutWithAWarning) {
    const Folder folder({{"w.yaml", "feeds: [ { opml: list.opml } ]"}, {"list.opml", kOpml}});

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.feeds.size(), 4U);
    EXPECT_EQ(
        folder.relative(lines_of(loaded.warnings)),
        "list.opml:7:3: feed \"Files\" is left out: scheme 'ftp' is not http or https\n"
        "list.opml:10:1: feed \"script\" is left out: not an absolute URL: %7C/usr/bin/fetch-it"
    );
}

TEST(OpmlList, TwiceWithOtherGroupsMakesOneFeedEach) {
    const Folder folder({
        {"w.yaml",
         "feeds:\n  - { opml: l, groups: [p] }\n  - { opml: l, groups: [q] }\n"
         "include: [ a.yaml ]"},
        {"a.yaml", "feeds: [ { opml: l, groups: [r] } ]"},
        {"l", "<opml><outline text='x' xmlUrl='http://h/'/></opml>"},
    });

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(feeds_of(loaded.config), "x p,q,r, http://h/\n");
}

TEST(OpmlList, NamesAreTheSameAtEveryReadingAndUniqueInAnySize) {
    std::string body = "<opml>";
    for (int i = 0; i < 3'000; ++i) {
        body += "<outline text='" + std::string(80, 'x') + "' xmlUrl='http://h/" +
                std::to_string(i) + "'/>";
    }
    const Folder folder({{"w.yaml", "feeds: [ { opml: l } ]"}, {"l", body + "</opml>"}});

    const auto first = load(folder.path("w.yaml"));
    const auto second = load(folder.path("w.yaml"));

    ASSERT_EQ(first.config.feeds.size(), 3'000U);
    EXPECT_EQ(feeds_of(first.config), feeds_of(second.config));
    EXPECT_EQ(first.config.feeds[0].name, std::string(64, 'x'));
    EXPECT_EQ(first.config.feeds[1].name, std::string(62, 'x') + "-2");
    EXPECT_EQ(first.config.feeds.back().name, std::string(59, 'x') + "-3000");
}

TEST(OpmlList, WhatWasRepairedIsAWarning) {
    const Folder folder({
        {"w.yaml", "feeds: [ { opml: l } ]"},
        {"l", "<opml><outline text='Caf&eacute;' xmlUrl='http://h/'/>"},
    });

    const auto loaded = load(folder.path("w.yaml"));

    EXPECT_EQ(faults_of(loaded), "");
    ASSERT_EQ(loaded.config.feeds.size(), 1U);
    EXPECT_EQ(loaded.config.feeds[0].name, "cafe");
    EXPECT_FALSE(loaded.warnings.empty());
}

TEST(OpmlList, IsReadAsFarAsThereIsRoom) {
    feed::Opml opml;
    opml.feeds = {{.url = "http://h/1"}, {.url = "http://h/2"}, {.url = "http://H/1"}};
    Config config;
    config.feeds.resize(kMaxFeeds - 1);
    FeedSet feeds(config);
    FaultList warnings({});
    const auto file = warnings.add_file("l");

    EXPECT_FALSE(add_opml_feeds(opml, {}, feeds, warnings, file));
    EXPECT_EQ(config.feeds.size(), kMaxFeeds);
    std::swap(opml.feeds[1], opml.feeds[2]);
    opml.feeds.pop_back();
    EXPECT_TRUE(add_opml_feeds(opml, {}, feeds, warnings, file)) << "known URLs need no room";
}

}  // namespace
}  // namespace wireroom::config
