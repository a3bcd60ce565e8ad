#include "config/config.hpp"

#include "unit/config/folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

namespace wireroom::config {
namespace {

using namespace std::chrono_literals;

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

    EXPECT_EQ(loaded.faults.size(), 1U) << "the file is not read any further";
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST(Hostile, SpacesAroundAUrlCountForItsLength) {
    const std::string spaces(9'000, ' ');

    const auto loaded = parse("feeds: [ { name: a, url: \"http://h/" + spaces + "\" } ]", "w.yaml");

    EXPECT_EQ(
        faults_of(loaded), "w.yaml:1:26: feeds[0].url: URL of 9009 bytes; at most 8192 are followed"
    );
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
