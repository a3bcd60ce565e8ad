#include "config/config.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace wireroom::config {
namespace {

using namespace std::chrono_literals;

/// `kind subject name.member: from -> to`, one change a line.
std::string difference_of(const Config& before, const Config& after) {
    std::string text;
    for (const auto& change : difference(before, after)) {
        text += std::string(name_of(change.kind)) + " " + name_of(change.subject) + " " +
                change.name + (change.member.empty() ? "" : "." + change.member) + ": " +
                change.from + " -> " + change.to + (change.needs_restart ? " (restart)" : "") +
                "\n";
    }
    return text;
}

Config with_feeds(std::vector<model::FeedSpec> feeds) {
    Config config;
    config.feeds = std::move(feeds);
    return config;
}

Config with_monitors(std::vector<model::MonitorSpec> monitors) {
    Config config;
    config.monitors = std::move(monitors);
    return config;
}

TEST(Difference, OfEqualConfigurationsIsNothing) {
    auto config = with_feeds({{"a", "http://h/a", {"g"}, 5s, {}}});
    config.monitors = {{"m", "x", {"new"}}};
    config.fetch.hosts["h"] = {2, 0ms};
    auto other = config;
    other.file = "elsewhere.yaml";
    other.included = {"more.yaml"};

    EXPECT_EQ(difference_of(config, other), "");
}

TEST(Difference, FeedsComeAndGo) {
    EXPECT_EQ(
        difference_of(
            with_feeds({{"a", "http://h/a", {}, {}, {}}, {"b", "http://h/b", {}, {}, {}}}),
            with_feeds({{"c", "http://h/c", {}, {}, {}}, {"b", "http://h/b", {}, {}, {}}})
        ),
        "added feed c:  -> http://h/c\n"
        "removed feed a: http://h/a -> \n"
    );
}

TEST(Difference, AFeedIsKnownByItsUrlThenByItsName) {
    EXPECT_EQ(
        difference_of(
            with_feeds({{"a", "http://h/a", {}, {}, {}}, {"b", "http://h/b", {}, {}, {}}}),
            with_feeds({{"new-name", "http://h/a", {}, {}, {}}, {"b", "http://h/new", {}, {}, {}}})
        ),
        "renamed feed new-name: a -> new-name\n"
        "moved feed b: http://h/b -> http://h/new\n"
    );
}

TEST(Difference, TwoFeedsThatSwapTheirNamesAreRenamed) {
    EXPECT_EQ(
        difference_of(
            with_feeds({{"a", "http://h/1", {}, {}, {}}, {"b", "http://h/2", {}, {}, {}}}),
            with_feeds({{"b", "http://h/1", {}, {}, {}}, {"a", "http://h/2", {}, {}, {}}})
        ),
        "renamed feed b: a -> b\n"
        "renamed feed a: b -> a\n"
    );
}

TEST(Difference, AUrlUnderAnotherFeedsNameIsARenamingAndANewFeed) {
    // The URL is the surer sign: "a" is now called "b", and what was "b" is gone.
    EXPECT_EQ(
        difference_of(
            with_feeds({{"a", "http://h/1", {}, {}, {}}, {"b", "http://h/2", {}, {}, {}}}),
            with_feeds({{"b", "http://h/1", {}, {}, {}}})
        ),
        "renamed feed b: a -> b\n"
        "removed feed b: http://h/2 -> \n"
    );
}

TEST(Difference, MembersOfAFeedAreNamed) {
    EXPECT_EQ(
        difference_of(
            with_feeds({{"a", "http://h/", {"x", "y"}, {}, {}}, {"b", "http://i/", {}, 90s, {}}}),
            with_feeds({{"a", "http://h/", {"x", "z"}, 5min, {}}, {"b", "http://i/", {"g"}, {}, {}}}
            )
        ),
        "changed feed a.groups: x, y -> x, z\n"
        "changed feed a.interval:  -> 5m\n"
        "changed feed b.groups:  -> g\n"
        "changed feed b.interval: 90s -> \n"
    );
}

TEST(Difference, PasswordsAreMasked) {
    const auto text = difference_of(
        with_feeds(
            {{"a", "http://me:old@h/", {}, {}, {}}, {"gone", "http://me:secret@i/", {}, {}, {}}}
        ),
        with_feeds(
            {{"a", "http://me:new@h/", {}, {}, {}}, {"here", "http://me:secret@j/", {}, {}, {}}}
        )
    );

    EXPECT_EQ(
        text,
        "moved feed a: http://***@h/ -> http://***@h/\n"
        "added feed here:  -> http://***@j/\n"
        "removed feed gone: http://***@i/ -> \n"
    );
}

TEST(Difference, MonitorsAreKnownByTheirNames) {
    EXPECT_EQ(
        difference_of(
            with_monitors({{"gone", "x", {"new"}}, {"m", "x", {"new"}}, {"n", "y", {"new"}}}),
            with_monitors({{"n", "y", {"new", "expanded"}}, {"m", "z", {"new"}}, {"o", "q", {}}})
        ),
        "changed monitor n.on: new -> new, expanded\n"
        "changed monitor m.query: x -> z\n"
        "added monitor o:  -> q\n"
        "removed monitor gone: x -> \n"
    );
}

TEST(Difference, EverySettingIsSeen) {
    Config after;
    after.fetch = {
        .contact = "me@example.org",
        .concurrency = 8,
        .floor = 2h,
        .floor_without_validators = 48h,
        .per_host = {2, 250ms},
        .per_address = {5},
        .hosts = {{"h", {8, 0ms}}},
        .allow_private = {"10.0.0.0/8", "fd00::/8"},
        .ca_file = "/etc/ca.pem",
    };
    after.store.path = "/var/w.db";
    after.socket = {"/run/w.sock", "/run/o.sock", 7, 6};

    EXPECT_EQ(
        difference_of({}, after),
        "added setting fetch.contact:  -> me@example.org\n"
        "changed setting fetch.concurrency: 32 -> 8\n"
        "changed setting fetch.floor: 1h -> 2h\n"
        "changed setting fetch.floor_without_validators: 1d -> 2d\n"
        "changed setting fetch.per_host.connections: 1 -> 2\n"
        "changed setting fetch.per_host.spacing: 1s -> 250ms\n"
        "changed setting fetch.per_address.connections: 4 -> 5\n"
        "added setting fetch.hosts.h:  -> { connections: 8, spacing: 0s }\n"
        "added setting fetch.allow_private:  -> 10.0.0.0/8, fd00::/8\n"
        "added setting fetch.ca_file:  -> /etc/ca.pem\n"
        "added setting store.path:  -> /var/w.db (restart)\n"
        "added setting socket.path:  -> /run/w.sock (restart)\n"
        "added setting socket.operator_path:  -> /run/o.sock (restart)\n"
        "changed setting socket.streams: 256 -> 7\n"
        "changed setting socket.streams_per_uid: 32 -> 6\n"
    );
    EXPECT_EQ(difference(after, {}).size(), difference({}, after).size());
}

TEST(Difference, AnExceptionForAHostComesChangesAndGoes) {
    Config before;
    before.fetch.hosts = {{"a", {1, 1s}}, {"b", {2, 0ms}}};
    Config after;
    after.fetch.hosts = {{"b", {4, 0ms}}, {"c", {1, 0ms}}};

    EXPECT_EQ(
        difference_of(before, after),
        "changed setting fetch.hosts.b: { connections: 2, spacing: 0s } -> { connections: 4, "
        "spacing: 0s }\n"
        "added setting fetch.hosts.c:  -> { connections: 1, spacing: 0s }\n"
        "removed setting fetch.hosts.a: { connections: 1, spacing: 1s } -> \n"
    );
}

}  // namespace
}  // namespace wireroom::config
