#include "config/config.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

namespace wireroom::config {
namespace {

using namespace std::chrono_literals;

/// Everything that is wrong, one fault a line.
std::string faults_of(const Loaded& loaded) {
    std::string text;
    for (const auto& fault : loaded.faults) {
        text += (text.empty() ? "" : "\n") + format(fault);
    }
    return text;
}

TEST(Config, AnEmptyFileIsAllDefaults) {
    for (const char* yaml :
         {"", "\n", "# nothing\n", "fetch:\nstore:\nsocket:\nfeeds:\n", "{}", "---\n"}) {
        const auto loaded = parse(yaml, "/etc/wireroom/wireroom.yaml");

        ASSERT_EQ(faults_of(loaded), "") << yaml;
        EXPECT_EQ(loaded.config.fetch, Config::Fetch());
        EXPECT_EQ(loaded.config.store, Config::Store());
        EXPECT_EQ(loaded.config.socket, Config::Socket());
        EXPECT_TRUE(loaded.config.feeds.empty());
        EXPECT_EQ(loaded.config.file, "/etc/wireroom/wireroom.yaml");
    }
}

TEST(Config, ReadsEveryKey) {
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
store: { path: /var/lib/wireroom/wireroom.db, retention: none }
socket: { path: run/w.sock, operator_path: /run/op.sock, streams: 7, streams_per_uid: 6 }
feeds:
  - { name: kyiv-independent, url: "https://kyivindependent.com/news-archive/rss/", groups: [ukraine] }
  - name: o1
    url: http://127.0.0.1:8080/x.xml
    interval: 5s
)",
        "/etc/wireroom/wireroom.yaml"
    );

    ASSERT_EQ(faults_of(loaded), "");
    const auto& fetch = loaded.config.fetch;
    EXPECT_EQ(fetch.contact, "https://example.org/our-fetcher");
    EXPECT_EQ(fetch.concurrency, 8);
    EXPECT_EQ(fetch.floor, 10min);
    EXPECT_EQ(fetch.floor_without_validators, 48h);
    EXPECT_EQ(fetch.per_host, (HostLimits{2, 1500ms}));
    EXPECT_EQ(fetch.per_address.connections, 3);
    const std::map<std::string, HostLimits, std::less<>> hosts{
        {"127.0.0.1", {8, 1500ms}},
        {"example.org:8443", {2, 250ms}},
        {"::1", {2, 1500ms}},
        {"[::1]:80", {2, 1500ms}}};
    EXPECT_EQ(
        fetch.hosts, hosts
    ) << "what an exception does not name is as per_host says, wherever that stands";
    EXPECT_EQ(
        fetch.allow_private, (std::vector<std::string>{"10.0.0.0/8", "fd00::/8", "192.168.1.7/32"})
    );
    EXPECT_EQ(fetch.ca_file, "/etc/wireroom/ca.pem");
    EXPECT_EQ(loaded.config.store, (Config::Store{"/var/lib/wireroom/wireroom.db", "none"}));
    EXPECT_EQ(
        loaded.config.socket, (Config::Socket{"/etc/wireroom/run/w.sock", "/run/op.sock", 7, 6})
    );
    ASSERT_EQ(loaded.config.feeds.size(), 2U);
    EXPECT_EQ(loaded.config.feeds[0].name, "kyiv-independent");
    EXPECT_EQ(loaded.config.feeds[0].url, "https://kyivindependent.com/news-archive/rss/");
    EXPECT_EQ(loaded.config.feeds[0].groups, std::vector<std::string>{"ukraine"});
    EXPECT_FALSE(loaded.config.feeds[0].interval);
    EXPECT_EQ(loaded.config.feeds[1].interval, 5s);
}

TEST(Config, BlockStyleAndLoopbackFeedsAreFine) {
    const auto loaded = parse(
        "fetch:\n  per_host: { connections: 8, spacing: 0s }\n"
        "store:\n  path: /tmp/x/wireroom.db\n  retention: none\n"
        "socket:\n  path: /tmp/x/wireroom.sock\n"
        "feeds:\n  - { name: main, url: \"http://127.0.0.1:41234/x.xml\" }\n"
        "  - { name: gn, url: \"http://127.0.0.1:41234/gn.xml\" }\n",
        "/tmp/x/wireroom.yaml"
    );

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.fetch.per_host, (HostLimits{8, 0ms}));
    EXPECT_EQ(loaded.config.feeds.at(1).name, "gn");
}

TEST(Config, AnInternationalHostIsAskedUnderItsAsciiName) {
    const auto loaded = parse(
        "feeds:\n"
        "  - { name: a, url: \"https://M\xC3\xBCnchen.example/f\", groups: [x] }\n"
        "  - { name: b, url: \"https://xn--mnchen-3ya.example/f\", groups: [y] }\n",
        "w.yaml"
    );

    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_EQ(loaded.config.feeds.size(), 1U);
    EXPECT_EQ(loaded.config.feeds[0].url, "https://xn--mnchen-3ya.example/f");
    EXPECT_EQ(loaded.config.feeds[0].groups, (std::vector<std::string>{"x", "y"}));
}

TEST(Config, OneUrlTwiceIsOneFeedWithBothGroups) {
    const auto loaded = parse(
        "feeds:\n"
        "  - { name: a, url: \"https://Example.org:443/f\", groups: [x, y] }\n"
        "  - { name: b, url: \"https://example.org/f\", groups: [y, z], interval: 2h }\n",
        "w.yaml"
    );

    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_EQ(loaded.config.feeds.size(), 1U);
    EXPECT_EQ(loaded.config.feeds[0].name, "a");
    EXPECT_EQ(loaded.config.feeds[0].groups, (std::vector<std::string>{"x", "y", "z"}));
    EXPECT_EQ(loaded.config.feeds[0].interval, 2h);
}

TEST(Config, AnchorsAndAliasesWork) {
    const auto loaded = parse(
        "feeds:\n"
        "  - { name: a, url: \"https://example.org/a\", groups: &g [x, y] }\n"
        "  - { name: b, url: \"https://example.org/b\", groups: *g }\n",
        "w.yaml"
    );

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.feeds.at(1).groups, (std::vector<std::string>{"x", "y"}));
}

TEST(Config, RelativePathsStartAtTheFilesFolder) {
    const auto loaded = parse("store: { path: db/w.db }", "some/folder/w.yaml");

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(
        loaded.config.store.path, (std::filesystem::current_path() / "some/folder/db/w.db").string()
    );
}

struct Case {
    const char* yaml;
    const char* faults;
};

void PrintTo(const Case& faulty, std::ostream* out) {
    *out << faulty.yaml;
}

class FaultTable : public testing::TestWithParam<Case> {};

TEST_P(FaultTable, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(faults_of(parse(GetParam().yaml, "w.yaml")), GetParam().faults);
}

INSTANTIATE_TEST_SUITE_P(
    Keys,
    FaultTable,
    testing::Values(
        Case{"fech: {}", "w.yaml:1:1: unknown key \"fech\"; did you mean \"fetch\"?"},
        Case{"zebra: 1", "w.yaml:1:1: unknown key \"zebra\""},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/a\", intervall: 5m }",
            "w.yaml:2:35: unknown key \"intervall\" in feeds[0]; did you mean \"interval\"?"},
        Case{
            "fetch:\n  per_host:\n    spacign: 1s",
            "w.yaml:3:5: unknown key \"spacign\" in fetch.per_host; did you mean \"spacing\"?"},
        Case{"fetch: { floor: 1h, floor: 2h }", "w.yaml:1:21: key \"floor\" stands twice in fetch"},
        Case{"store: {}\nstore: {}", "w.yaml:2:1: key \"store\" stands twice"},
        Case{"? [a]\n: 1", "w.yaml:1:3: a key must be a single word"},
        Case{"monitors: []", "w.yaml:1:1: monitors is not supported by this version"},
        Case{
            "http: { listen: x }",
            "w.yaml:1:1: http is not supported by this version; use the socket"},
        Case{
            "include: [ a.yaml ]",
            "w.yaml:1:1: include is not supported by this version; write the feeds into this file"},
        Case{
            "feeds:\n  - { opml: a.opml, groups: [x] }",
            "w.yaml:2:7: feeds[0].opml is not supported by this version; write the feeds into "
            "this file"},
        Case{"- a\n- b", "w.yaml:1:1: the file must be a mapping of keys to values"},
        Case{"just text", "w.yaml:1:1: the file must be a mapping of keys to values"},
        Case{"fetch: 7", "w.yaml:1:8: fetch must be a mapping of keys to values"},
        Case{"feeds: { name: a }", "w.yaml:1:8: feeds must be a list"}
    )
);

INSTANTIATE_TEST_SUITE_P(
    Values,
    FaultTable,
    testing::Values(
        Case{
            "fetch: { concurrency: many }",
            "w.yaml:1:23: fetch.concurrency must be a whole number from 1 to 1024, not \"many\""},
        Case{
            "fetch: { concurrency: 0 }",
            "w.yaml:1:23: fetch.concurrency must be a whole number from 1 to 1024, not \"0\""},
        Case{
            "fetch: { concurrency: 99999999999999999999 }",
            "w.yaml:1:23: fetch.concurrency must be a whole number from 1 to 1024, not "
            "\"99999999999999999999\""},
        Case{
            "fetch: { concurrency: [1] }", "w.yaml:1:23: fetch.concurrency must be a single value"},
        Case{"fetch:\n  concurrency:\n", "w.yaml:2:3: fetch.concurrency has no value"},
        Case{
            "fetch: { floor: 60 }",
            "w.yaml:1:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not \"60\""},
        Case{
            "fetch: { floor: 1 hour }",
            "w.yaml:1:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not \"1 "
            "hour\""},
        Case{
            "fetch: { floor: -1h }",
            "w.yaml:1:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not \"-1h\""},
        Case{
            "fetch: { floor: 0s }",
            "w.yaml:1:17: fetch.floor must be between 1s and 365d, not \"0s\""},
        Case{
            "fetch: { floor: 366d }",
            "w.yaml:1:17: fetch.floor must be between 1s and 365d, not \"366d\""},
        Case{
            "fetch: { floor: 1500ms }",
            "w.yaml:1:17: fetch.floor must be whole seconds, not \"1500ms\""},
        Case{
            "fetch: { per_host: { spacing: 2d } }",
            "w.yaml:1:31: fetch.per_host.spacing must be between 0s and 1d, not \"2d\""},
        Case{
            "fetch: { contact: \"me (at) home\" }",
            "w.yaml:1:19: fetch.contact must be a URL or a mail address of at most 200 ASCII "
            "characters, without parentheses"},
        Case{
            "fetch: { contact: \"a\\r\\nX-Evil: 1\" }",
            "w.yaml:1:19: fetch.contact contains a control character"},
        Case{
            "fetch: { allow_private: [ 10.0.0.0/33 ] }",
            "w.yaml:1:27: fetch.allow_private[0] must be a network such as 10.0.0.0/8 or fd00::/8, "
            "not \"10.0.0.0/33\""},
        Case{
            "fetch: { allow_private: [ 10.1.2.3/8 ] }",
            "w.yaml:1:27: fetch.allow_private[0] names an address inside a network: "
            "\"10.1.2.3/8\"; "
            "did you mean \"10.0.0.0/8\"?"},
        Case{
            "fetch: { allow_private: 10.0.0.0/8 }",
            "w.yaml:1:25: fetch.allow_private must be a list"},
        Case{
            "fetch:\n  hosts:\n    \"a b\": {}",
            "w.yaml:3:5: \"a b\" in fetch.hosts is no host name, address or host:port"},
        Case{
            "fetch: { hosts: { Example.org: {}, example.org: {} } }",
            "w.yaml:1:36: host \"example.org\" stands twice in fetch.hosts"},
        Case{
            "fetch: { hosts: { a: { connections: 0 } } }",
            "w.yaml:1:37: fetch.hosts.a.connections must be a whole number from 1 to 1000, not "
            "\"0\""},
        Case{
            "store: { retention: { stories: 365d } }",
            "w.yaml:1:21: store.retention by age is not supported by this version; "
            "write retention: none, which keeps every story and revision"},
        Case{
            "store: { retention: 30d }",
            "w.yaml:1:21: store.retention \"30d\" is not supported by this version; "
            "write retention: none, which keeps every story and revision"},
        Case{
            "store: { max_size: 10GB }",
            "w.yaml:1:20: store.max_size is not supported by this version; leave it out; nothing "
            "is deleted"},
        Case{
            "store: { path: \"\" }",
            "w.yaml:1:16: store.path is empty; leave the key out for the default"},
        Case{
            "store: { path: \"~/w.db\" }",
            "w.yaml:1:16: store.path begins with \"~\", which is not expanded here; write the "
            "whole path"},
        Case{
            "socket: { streams: 1.5 }",
            "w.yaml:1:20: socket.streams must be a whole number from 1 to 100000, not \"1.5\""}
    )
);

INSTANTIATE_TEST_SUITE_P(
    Feeds,
    FaultTable,
    testing::Values(
        Case{"feeds:\n  - { url: \"http://h/\" }", "w.yaml:2:5: feeds[0] has no name"},
        Case{"feeds:\n  - { name: a }", "w.yaml:2:5: feeds[0] has no url"},
        Case{
            "feeds:\n  - https://example.org/feed",
            "w.yaml:2:5: feeds[0] must be a mapping; write { name: \xE2\x80\xA6, url: \xE2\x80\xA6 "
            "}"},
        Case{
            "feeds:\n  - { name: BBC World, url: \"http://h/\" }",
            "w.yaml:2:13: feeds[0].name must be 1 to 64 of a-z, 0-9 and -, not \"BBC World\"; did "
            "you mean \"bbc-world\"?"},
        Case{
            "feeds:\n  - { name: \"\", url: \"http://h/\" }",
            "w.yaml:2:13: feeds[0].name must be 1 to 64 of a-z, 0-9 and -, not \"\""},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/a\" }\n  - { name: a, url: \"http://h/b\" }",
            "w.yaml:3:13: feed name \"a\" is used twice, first in line 2"},
        Case{
            "feeds:\n  - { name: a, url: \"ftp://h/a\" }",
            "w.yaml:2:21: feeds[0].url: scheme 'ftp' is not http or https"},
        Case{
            "feeds:\n  - { name: a, url: feed.xml }",
            "w.yaml:2:21: feeds[0].url: not an absolute URL: feed.xml"},
        Case{
            "feeds:\n  - { name: a, url: \"http://h:99999/\" }",
            "w.yaml:2:21: feeds[0].url: bad port in URL: http://h:99999/"},
        Case{
            "feeds:\n  - { name: a, url: \"http://exa<mple.org/\" }",
            "w.yaml:2:21: feeds[0].url: no host can have this name: \"http://exa<mple.org/\""},
        Case{
            "feeds:\n  - { name: a, url: \"http://me:secret@h:0/\" }",
            "w.yaml:2:21: feeds[0].url: bad port in URL: http://***@h:0/"},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/\", interval: 0s }",
            "w.yaml:2:44: feeds[0].interval must be between 1s and 365d, not \"0s\""},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/\", groups: world }",
            "w.yaml:2:42: feeds[0].groups must be a list"},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/\", groups: [\" x\"] }",
            "w.yaml:2:43: feeds[0].groups[0] must be 1 to 64 bytes of text without spaces at the "
            "ends"},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/\", interval: 1h }\n"
            "  - { name: b, url: \"http://h/\", interval: 2h }",
            "w.yaml:3:44: feeds[1].interval differs from that of feed \"a\", which has the same "
            "url"},
        Case{
            "feeds:\n  - { name: a, url: \"http://h/\", insecure: true }",
            "w.yaml:2:34: feeds[0].insecure is not supported by this version; use fetch.ca_file "
            "for a private authority"}
    )
);

INSTANTIATE_TEST_SUITE_P(
    Syntax,
    FaultTable,
    testing::Values(
        Case{"feeds: [\n  { name: a\n", "w.yaml:3:1: not YAML: end of map flow not found"},
        Case{
            "fetch: {}\n---\nstore: {}\n",
            "w.yaml:2:1: a second YAML document begins here; one file is one document"},
        Case{"fetch: *nowhere", "w.yaml:1:8: not YAML: the referenced anchor is not defined"},
        Case{
            "fetch: &a { hosts: *a }",
            "w.yaml:1:20: an alias stands inside the value that it refers to"},
        Case{"fetch: {}\n\x04ignored: 1\n", "w.yaml:2:1: a control character"},
        Case{"fetch: \"\xFF\xFE\"", "w.yaml:1:9: the text is not UTF-8"},
        Case{"fetch: \"\xED\xA0\x80\"", "w.yaml:1:9: the text is not UTF-8"}
    )
);

TEST(Faults, ComeAllAtOnceInTheOrderOfTheFile) {
    const auto loaded = parse(
        "feeds:\n"
        "  - { name: A, url: gopher://x }\n"
        "  - { nam: b, url: \"http://h/\" }\n"
        "fetch: { floor: soon, hosts: { x: { connections: none } } }\n"
        "sockets: {}\n",
        "w.yaml"
    );

    EXPECT_EQ(
        faults_of(loaded),
        "w.yaml:2:13: feeds[0].name must be 1 to 64 of a-z, 0-9 and -, not \"A\"; did you mean "
        "\"a\"?\n"
        "w.yaml:2:21: feeds[0].url: scheme 'gopher' is not http or https\n"
        "w.yaml:3:5: feeds[1] has no name\n"
        "w.yaml:3:7: unknown key \"nam\" in feeds[1]; did you mean \"name\"?\n"
        "w.yaml:4:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not \"soon\"\n"
        "w.yaml:4:50: fetch.hosts.x.connections must be a whole number from 1 to 1000, not "
        "\"none\"\n"
        "w.yaml:5:1: unknown key \"sockets\"; did you mean \"socket\"?"
    );
}

TEST(Faults, ASocketPathMustFitIntoAnAddress) {
    const auto path = "/run/" + std::string(102, 'w');

    EXPECT_EQ(faults_of(parse("socket: { path: " + path + " }", "w.yaml")), "");
    EXPECT_EQ(
        faults_of(parse("socket: { path: " + path + "w }", "w.yaml")),
        "w.yaml:1:17: socket.path is 108 bytes long as an absolute path, at most 107 make a socket"
    );
}

TEST(Faults, AreBounded) {
    std::string yaml = "feeds:\n";
    for (int i = 0; i < 10000; ++i) {
        yaml += "  - { wrong: 1 }\n";
    }
    const auto loaded = parse(yaml, "w.yaml");

    EXPECT_EQ(loaded.faults.size(), kMaxFaults);
    EXPECT_EQ(
        format(loaded.faults.back()), "w.yaml: there are more faults than these; mend these first"
    );
}

TEST(Faults, NeverCarryControlCharacters) {
    const auto loaded = parse("\"\\e[31mred\\n\\u202Egnp\": 1", "w\n.yaml");

    for (const char c : faults_of(loaded)) {
        EXPECT_GE(static_cast<unsigned char>(c), 0x20);
    }
    EXPECT_EQ(faults_of(loaded).find("\xE2\x80\xAE"), std::string::npos);
}

TEST(Hostile, DeepNestingIsRefused) {
    for (const int depth : {40, 600, 1'000'000}) {
        const auto size = static_cast<std::size_t>(depth);
        for (const auto& yaml :
             {std::string(size, '['), "fetch: " + std::string(size, '{'), std::string(size, '-')}) {
            const auto loaded = parse(yaml, "w.yaml");
            EXPECT_EQ(loaded.faults.size(), 1U) << depth;
        }
    }
}

TEST(Hostile, AliasesDoNotMultiply) {
    std::string yaml = "x0: &x0 [a,a,a,a,a,a,a,a,a,a]\n";
    for (int i = 1; i < 30; ++i) {
        const auto before = "*x" + std::to_string(i - 1);
        yaml += "x" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + before;
        for (int j = 1; j < 10; ++j) {
            yaml += "," + before;
        }
        yaml += "]\n";
    }
    yaml += "feeds: *x29\n";
    const auto start = std::chrono::steady_clock::now();

    const auto loaded = parse(yaml, "w.yaml");

    EXPECT_EQ(loaded.faults.size(), 40U) << "30 unknown keys, 10 feeds that are none";
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST(Hostile, AFileOfFourMebibytesIsReadAndALargerOneRefused) {
    std::string yaml = "feeds:\n";
    int feeds = 0;
    for (; yaml.size() + 100 < kMaxFileBytes / 4; ++feeds) {
        yaml += "  - { name: f" + std::to_string(feeds) + ", url: \"https://example.org/" +
                std::to_string(feeds) + "\", groups: [a, b] }\n";
    }
    const auto loaded = parse(yaml, "w.yaml");
    EXPECT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.feeds.size(), static_cast<std::size_t>(feeds));

    EXPECT_EQ(
        faults_of(parse(std::string(kMaxFileBytes + 1, '#'), "w.yaml")),
        "w.yaml: the file is larger than 4 MiB"
    );
}

TEST(Hostile, EveryPrefixOfAConfigIsReadOrRefused) {
    std::ifstream stream(WIREROOM_FIXTURES "/../../config/wireroom.yaml");
    const std::string yaml(std::istreambuf_iterator<char>(stream), {});
    ASSERT_GT(yaml.size(), 1000U);
    for (std::size_t size = 0; size < yaml.size(); size += 3) {
        for (const auto& fault : parse(yaml.substr(0, size), "w.yaml").faults) {
            EXPECT_FALSE(fault.message.empty());
        }
    }
}

TEST(Load, TheShippedConfigurationHasNoFault) {
    const auto loaded = load(WIREROOM_FIXTURES "/../../config/wireroom.yaml");

    ASSERT_EQ(faults_of(loaded), "");
    ASSERT_GE(loaded.config.feeds.size(), 8U);
    EXPECT_EQ(loaded.config.feeds[0].name, "kyiv-independent");
    EXPECT_EQ(loaded.config.feeds[0].url, "https://kyivindependent.com/news-archive/rss/");
    EXPECT_EQ(loaded.config.feeds[0].groups, std::vector<std::string>{"ukraine"});
    EXPECT_TRUE(std::ranges::all_of(loaded.config.feeds, [](const auto& feed) {
        return feed.url.starts_with("https://") && !feed.interval;
    }));
    EXPECT_EQ(loaded.config.store.path, "") << "an ordinary user can run it";
    EXPECT_EQ(loaded.config.socket.path, "");
}

TEST(Load, SaysWhyAFileCannotBeRead) {
    EXPECT_EQ(
        faults_of(load("/nonexistent/w.yaml")),
        "/nonexistent/w.yaml: cannot be read: No such file or directory"
    );
    EXPECT_EQ(faults_of(load("/tmp")), "/tmp: cannot be read: Is a directory");
}

TEST(Load, ReadsAFile) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("wireroom-config-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto path = folder / "wireroom.yaml";
    std::ofstream(path
    ) << "store: { path: here.db }\nfeeds: [ { name: main, url: \"http://127.0.0.1:1/x.xml\" } ]\n";

    const auto loaded = load(path.string());
    std::filesystem::remove_all(folder);

    ASSERT_EQ(faults_of(loaded), "");
    EXPECT_EQ(loaded.config.store.path, (folder / "here.db").string());
}

}  // namespace
}  // namespace wireroom::config
