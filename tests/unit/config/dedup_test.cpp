#include "config/config.hpp"
#include "unit/config/folder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::config {
namespace {

using Key = model::DedupPins::Key;

/// Finds fault with every line that says `bad`.
std::vector<RuleFault> no_bad_lines(std::string_view text) {
    std::vector<RuleFault> faults;
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (text.substr(at, end - at) == "bad") {
            faults.push_back({line, "this is bad"});
        }
        at = end + 1;
    }
    return faults;
}

TEST(Pins, AreReadForFeedsListsAndIncludedFiles) {
    const Folder folder(
        {{"w.yaml",
          "feeds:\n"
          "  - { name: a, url: \"http://h/a\", dedup: { guid: ignore, link: trust, near: off } }\n"
          "  - { name: b, url: \"http://h/b\", dedup: { guid: auto, near: true, cluster: false } "
          "}\n"
          "  - { name: c, url: \"http://h/c\" }\n"
          "  - { name: listed, url: \"http://h/l1\" }\n"
          "  - { opml: list.opml, dedup: { guid: trust } }\n"
          "include: [ more.yaml ]\n"},
         {"more.yaml",
          "feeds:\n"
          "  - { name: d, url: \"http://h/d\", dedup: { cluster: no, link: ignore } }\n"
          "  - { name: again, url: \"http://h/c\", dedup: { near: no } }\n"},
         {"list.opml",
          "<opml><body><outline xmlUrl='http://h/l1'/><outline text='two' xmlUrl='http://h/l2'/>"
          "</body></opml>"}}
    );
    const auto loaded = load(folder.path("w.yaml"));
    const auto& feeds = loaded.config.feeds;

    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_EQ(feeds.size(), 6U);
    EXPECT_EQ(feeds[0].dedup, (model::DedupPins{Key::kIgnore, Key::kTrust, false, true}));
    EXPECT_EQ(feeds[1].dedup, (model::DedupPins{Key::kAuto, Key::kAuto, true, false}));
    EXPECT_EQ(feeds[2].dedup, (model::DedupPins{Key::kAuto, Key::kAuto, false, true}))
        << "one feed under two names has the pins that one of them has";
    EXPECT_EQ(feeds[3].dedup, model::DedupPins()) << "what is written out goes before the list";
    EXPECT_EQ(feeds[4].dedup, (model::DedupPins{Key::kAuto, Key::kIgnore, true, false}));
    EXPECT_EQ(feeds[5].dedup, (model::DedupPins{Key::kTrust, Key::kAuto, true, true}));
}

TEST(Pins, AreToldWhenTheyChangeAndNeedNoRestart) {
    Config before;
    before.feeds = {{"a", "http://h/a", {}, {}, {}}};
    auto after = before;
    after.feeds[0].dedup = {Key::kIgnore, Key::kTrust, false, true};

    const auto changes = difference(before, after);

    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].member, "dedup.guid");
    EXPECT_EQ(changes[0].from, "auto");
    EXPECT_EQ(changes[0].to, "ignore");
    EXPECT_EQ(changes[1].member, "dedup.link");
    EXPECT_EQ(changes[2].member, "dedup.near");
    EXPECT_EQ(changes[2].to, "off");
    EXPECT_FALSE(changes[2].needs_restart);
}

TEST(Pins, ArePrintedWhereTheyAreNotTheDefault) {
    const std::string feeds =
        "feeds:\n"
        "  - { name: a, url: \"http://h/a\", dedup: { guid: ignore, link: trust, near: off, "
        "cluster: off } }\n"
        "  - { name: b, url: \"http://h/b\", interval: 5m, dedup: { cluster: off } }\n"
        "  - { name: c, url: \"http://h/c\" }\n";
    const auto loaded = parse(feeds, "w.yaml");

    ASSERT_EQ(faults_of(loaded), "");
    const auto printed = print(loaded.config);
    EXPECT_NE(printed.find(feeds), std::string::npos) << printed;
}

TEST(Rules, AreReadFromBesideTheFileAndPrintedWithTheirPlace) {
    const Folder folder(
        {{"conf/w.yaml", "dedup: { url_rules: ../urls.txt, notes: notes.txt }\n"},
         {"urls.txt", "drop bridge_id\n"},
         {"conf/notes.txt", "fine\n"}}
    );
    const auto loaded = load(folder.path("conf/w.yaml"), no_bad_lines);

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.dedup.url_rules, folder.path("urls.txt"));
    EXPECT_EQ(loaded.config.dedup.url_rules_text, "drop bridge_id\n");
    EXPECT_EQ(loaded.config.dedup.notes, folder.path("conf/notes.txt"));
    EXPECT_EQ(loaded.config.dedup.notes_text, "fine\n");
    const auto again = parse(print(loaded.config), "/elsewhere/w.yaml", no_bad_lines);
    EXPECT_EQ(faults_of(again), "");
    EXPECT_EQ(again.config.dedup, loaded.config.dedup);
}

TEST(Rules, OfOtherContentsNeedARestart) {
    const Folder folder({{"w.yaml", "dedup: { url_rules: urls.txt }\n"}, {"urls.txt", "drop a\n"}});
    const auto before = load(folder.path("w.yaml"));
    EXPECT_TRUE(difference(before.config, load(folder.path("w.yaml")).config).empty());
    folder.write("urls.txt", "drop b\n");

    const auto changes = difference(before.config, load(folder.path("w.yaml")).config);

    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].name, "dedup.url_rules");
    EXPECT_TRUE(changes[0].needs_restart);
    EXPECT_TRUE(changes[0].from.starts_with(folder.path("urls.txt") + " (")) << changes[0].from;
    EXPECT_NE(changes[0].from, changes[0].to);
}

TEST(Rules, AreAllThatLoadRulesLooksAt) {
    const Folder folder(
        {{"w.yaml", "feeds: nonsense\ninclude: [ none.yaml ]\ndedup: { url_rules: urls.txt }\n"},
         {"urls.txt", "drop a\n"},
         {"bad.yaml", "dedup: { notes: notes.txt }\n"},
         {"notes.txt", "bad\n"}}
    );
    const auto loaded = load_rules(folder.path("w.yaml"), no_bad_lines);

    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.dedup.url_rules_text, "drop a\n");
    EXPECT_EQ(
        folder.relative(faults_of(load_rules(folder.path("bad.yaml"), no_bad_lines))),
        "notes.txt:1:1: this is bad"
    );
    EXPECT_FALSE(load_rules(folder.path("missing.yaml"), no_bad_lines).ok());
}

TEST(Rules, EveryFaultOfTheirFilesComesWithItsLine) {
    const Folder folder(
        {{"w.yaml", "dedup:\n  url_rules: r/urls.txt\n  notes: notes.txt\nfech: 1\n"},
         {"r/urls.txt", "# ours\ndorp x\ndrop y on nohost\n"},
         {"notes.txt", "fine\nbad\n"}}
    );

    EXPECT_EQ(
        folder.relative(faults_of(load(folder.path("w.yaml"), no_bad_lines))),
        R"(w.yaml:4:1: unknown key "fech"; did you mean "fetch"?
r/urls.txt:2:1: no rule begins with "dorp"; drop, keep, fragment, channel, channel-only, unwrap and alias do
r/urls.txt:3:1: "nohost" is no host; write example.org, or example.* for a name in every country
notes.txt:2:1: this is bad)"
    );
}

TEST(Rules, AFileThatCannotBeReadIsAFaultWhereItIsNamed) {
    const Folder folder(
        {{"w.yaml", "dedup: { url_rules: none.txt, notes: big.txt }\n"},
         {"big.txt", std::string((1U << 20U) + 1, '#')}}
    );

    EXPECT_EQ(
        folder.relative(faults_of(load(folder.path("w.yaml")))),
        R"(w.yaml:1:21: dedup.url_rules: "none.txt" cannot be read: No such file or directory
w.yaml:1:38: dedup.notes: "big.txt" is larger than 1 MiB)"
    );
}

}  // namespace
}  // namespace wireroom::config
