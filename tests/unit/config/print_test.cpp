#include "config/config.hpp"
#include "unit/config/folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace wireroom::config {
namespace {

using namespace std::chrono_literals;

/// Whether two configurations mean the same. Not by `difference`, which masks passwords.
void expect_same(const Config& a, const Config& b) {
    EXPECT_EQ(a.fetch, b.fetch);
    EXPECT_EQ(a.store, b.store);
    EXPECT_EQ(a.socket, b.socket);
    EXPECT_EQ(a.dedup, b.dedup);
    EXPECT_EQ(a.monitors, b.monitors);
    ASSERT_EQ(a.feeds.size(), b.feeds.size());
    for (std::size_t i = 0; i < a.feeds.size(); ++i) {
        EXPECT_EQ(a.feeds[i].name, b.feeds[i].name);
        EXPECT_EQ(a.feeds[i].url, b.feeds[i].url);
        EXPECT_EQ(a.feeds[i].groups, b.feeds[i].groups);
        EXPECT_EQ(a.feeds[i].interval, b.feeds[i].interval);
        EXPECT_EQ(a.feeds[i].dedup, b.feeds[i].dedup);
    }
}

void expect_round_trip(const Config& config) {
    const auto text = print(config);
    const auto again = parse(text, "/another/folder/w.yaml");

    EXPECT_EQ(faults_of(again), "") << text;
    expect_same(config, again.config);
    auto renamed = again.config;
    renamed.file = config.file;
    EXPECT_EQ(print(renamed), text);
}

TEST(Print, TheDefaultsAreAllThere) {
    EXPECT_EQ(
        print(parse("", "/etc/wireroom/wireroom.yaml").config),
        R"(# /etc/wireroom/wireroom.yaml, with every default; what it includes is written out.
fetch:
  # contact: none
  concurrency: 32
  floor: 1h
  floor_without_validators: 1d
  per_host: { connections: 1, spacing: 1s }
  per_address: { connections: 4 }
  hosts: {}
  allow_private: []
  # ca_file: the system's authorities alone

store:
  # path: from the environment
  retention: none

socket:
  # path: from the environment
  # operator_path: operator.sock beside the other
  streams: 256
  streams_per_uid: 32

dedup:
  # url_rules: ours alone
  # notes: ours alone

feeds: []

monitors: []
)"
    );
    expect_round_trip(Config());
}

TEST(Print, EverythingIsReadAgainAsItWas) {
    const auto loaded = parse(
        R"(
fetch:
  contact: "https://example.org/our-fetcher"
  concurrency: 8
  floor: 10m
  floor_without_validators: 2d
  hosts: { "127.0.0.1": { connections: 8 }, "Example.ORG:8443": { spacing: 250ms }, "::1": {}, "[::1]:80": {} }
  per_host: { connections: 2, spacing: 1500ms }
  per_address: { connections: 3 }
  allow_private: [ 10.0.0.0/8, "fd00::/8", 192.168.1.7 ]
  ca_file: certs/../ca.pem
store: { path: w.db, retention: none }
socket: { path: run/w.sock, operator_path: /run/op.sock, streams: 7, streams_per_uid: 6 }
feeds:
  - { name: kyiv-independent, url: "https://kyivindependent.com/news-archive/rss/", groups: [ukraine] }
  - { name: o1, url: "http://me:pass%20word@127.0.0.1:8080/x.xml?a=1&b=#c", interval: 90s, groups: [a, "b c"] }
monitors:
  - { name: ukraine-war-latest, query: '"ukraine war latest" OR tag:"Ukraine war" OR (kremlin NEAR/10 peskov)', on: [retracted, new] }
  - { name: quiet, query: peskov, on: [] }
)",
        "/etc/wireroom/wireroom.yaml"
    );
    ASSERT_EQ(faults_of(loaded), "");

    expect_round_trip(loaded.config);
    EXPECT_NE(
        print(loaded.config)
            .find("  - { name: kyiv-independent, url: \"https://kyivindependent.com/news-archive/"
                  "rss/\", groups: [ ukraine ] }\n"),
        std::string::npos
    );
    EXPECT_NE(print(loaded.config).find("interval: 90s"), std::string::npos);
    EXPECT_NE(
        print(loaded.config)
            .find("    query: '\"ukraine war latest\" OR tag:\"Ukraine war\" OR (kremlin NEAR/10 "
                  "peskov)'\n"),
        std::string::npos
    );
}

TEST(Print, OddTextsAreReadAgainAsTheyWere) {
    Config config;
    config.file = "a\nname: x";
    config.store.path = "/tmp/it's \"quoted\" \\ # : {} [] & * ! | > % @ `/\xD0\xB6.db";
    config.fetch.ca_file = "/tmp/- dash: #.pem";
    for (const char* name : {"null", "true", "1", "-", "1e3", "007", "no", "a-b", "0x10"}) {
        config.feeds.push_back(
            {name,
             std::string("http://h/") + name,
             {"null",
              "~",
              "# no comment",
              "a: b",
              "[x]",
              "\"",
              "'",
              "\\n",
              "x, y",
              "é 日本 😀",
              "-"},
             {},
             {}}
        );
    }
    for (const char* query : {
             "title:\"a \\\" b\"",
             "x OR \"# not: a comment\"",
             "'single'",
             "\xC2\xA0x",
             "путін NEAR/3 кремль",
         }) {
        const auto name = "m" + std::to_string(config.monitors.size());
        config.monitors.push_back({name, query, {"new"}});
    }

    // Only queries that compile come out of a file.
    std::erase_if(config.monitors, [](const auto& monitor) {
        const auto text = "monitors: [ { name: a, query: x } ]";
        auto probe = parse(text, "w.yaml").config;
        probe.monitors[0].query = monitor.query;
        return !parse(print(probe), "w.yaml").ok();
    });
    ASSERT_GE(config.monitors.size(), 3U);
    expect_round_trip(config);
}

TEST(Print, OddUrlsAreReadAgainAsTheyWere) {
    std::string yaml = "feeds:\n";
    int number = 0;
    for (const char* url : {
             "HTTP://Example.ORG:80",
             "https://[::1]:8443/x?y#z",
             "https://me:p%40ss@h/",
             "https://m\u00FCnchen.example/pf\u00E4d?q=\u00E4 b|c",
             "https://h/a/../b/./c//d",
             "https://h/%7Euser/%zz",
             "https://h/''quote''?x={}[]",
             "https://h\\back\\slash",
         }) {
        yaml += "  - { name: f" + std::to_string(number++) + ", url: '" + url + "' }\n";
    }
    const auto loaded = parse(yaml, "w.yaml");
    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_EQ(loaded.config.feeds.size(), 8U);

    expect_round_trip(loaded.config);
}

TEST(Print, NothingThatATerminalObeysIsPrinted) {
    Config config;
    config.file = "/x/\x1b[31m.yaml";
    config.store.path = "/tmp/\x1b[2J\xE2\x80\xAE\xC2\x9B.db";

    for (const char c : print(config)) {
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
    }
    EXPECT_EQ(print(config).find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_EQ(print(config).find("\xC2\x9B"), std::string::npos);
}

TEST(Print, IncludedFilesAndListsAreWrittenOut) {
    const Folder folder({
        {"w.yaml", "include: [ a.yaml ]\nfeeds: [ { opml: l, groups: [g], interval: 3h } ]"},
        {"a.yaml",
         "feeds: [ { name: a, url: \"http://h/a\" } ]\n"
         "monitors: [ { name: m, query: x } ]"},
        {"l",
         "<opml><outline text='Größe'><outline text='B' xmlUrl='http://h/b'/></outline></opml>"},
    });
    const auto loaded = load(folder.path("w.yaml"));
    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_EQ(loaded.config.feeds.size(), 2U);

    expect_round_trip(loaded.config);
}

TEST(Print, TheShippedConfigurationIsReadAgainAsItWas) {
    const auto loaded = load(WIREROOM_FIXTURES "/../../config/wireroom.yaml");
    ASSERT_EQ(faults_of(loaded), "");

    expect_round_trip(loaded.config);
}

}  // namespace
}  // namespace wireroom::config
