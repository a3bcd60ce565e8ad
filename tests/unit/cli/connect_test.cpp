#include "cli/connect.hpp"

#include "store/lock.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace wireroom::cli {
namespace {

class Connect : public testing::Test {
protected:
    std::string folder;
    std::map<std::string, std::string, std::less<>> variables;

    void SetUp() override {
        std::string pattern = testing::TempDir() + "wireroom-connect-XXXXXX";
        folder = ::mkdtemp(pattern.data());
        variables = {{"HOME", folder}, {"XDG_CONFIG_HOME", folder + "/config"}};
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    config::Environment environment() {
        return [this](std::string_view name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        };
    }
    std::string write(const std::string& name, const std::string& text) {
        const auto path = folder + "/" + name;
        std::ofstream(path) << text;
        return path;
    }
    /// A listening socket that nobody accepts from.
    static int listen_at(const std::string& path) {
        const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, path.size());
        EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(listener, 1), 0);
        return listener;
    }
    Places places(const Invocation& call) {
        const auto found = find_places(call, environment());
        EXPECT_TRUE(found) << (found ? "" : found.error().message);
        return found ? *found : Places{};
    }
};

TEST_F(Connect, ANamedSocketIsTheOnlyPlaceAndNoConfigurationIsRead) {
    variables["WIREROOM_CONFIG"] = write("broken.yaml", "feeds: [");

    const auto found = places({.socket = "/somewhere/s.sock", .verb = StatusVerb{}});

    EXPECT_EQ(found.sockets, std::vector<std::string>{"/somewhere/s.sock"});
    EXPECT_EQ(found.store, "");
}

TEST_F(Connect, AConfiguredSocketIsTheOnlyOneAskedAndItsStoreIsTheFallBack) {
    const auto file = write(
        "wireroom.yaml",
        "store:\n  path: " + folder + "/a.db\nsocket:\n  path: " + folder + "/a.sock\n"
    );
    variables["XDG_RUNTIME_DIR"] = folder;

    const auto found = places({.config = file, .verb = StatusVerb{}});

    EXPECT_EQ(found.sockets, std::vector<std::string>{folder + "/a.sock"});
    EXPECT_EQ(found.store, folder + "/a.db");
}

TEST_F(Connect, WithoutAConfigurationTheUsualPlacesAreTried) {
    variables["XDG_RUNTIME_DIR"] = folder + "/runtime";
    variables["XDG_STATE_HOME"] = folder + "/state";

    const auto found = places({.verb = StatusVerb{}});

    EXPECT_EQ(
        found.sockets,
        (std::vector<std::string>{
            folder + "/runtime/wireroom/wireroom.sock", "/run/wireroom/wireroom.sock"})
    );
    EXPECT_EQ(found.store, folder + "/state/wireroom/wireroom.db");
}

TEST_F(Connect, AFaultyConfigurationIsOneLineWithItsPlaceAndTheUsualPlacesAreAsked) {
    variables["XDG_RUNTIME_DIR"] = folder + "/runtime";
    const auto file = write("wireroom.yaml", "store:\n  paht: /x.db\nsocket: { streem: 1 }\n");

    const auto found = places({.config = file, .verb = StatusVerb{}});

    EXPECT_TRUE(found.notice.starts_with(file + ":2:3: ")) << found.notice;
    EXPECT_NE(found.notice.find("(and 1 more;"), std::string::npos) << found.notice;
    EXPECT_TRUE(found.notice.ends_with("; looking in the usual places")) << found.notice;
    EXPECT_EQ(found.notice.find('\n'), std::string::npos);
    EXPECT_EQ(found.sockets.front(), folder + "/runtime/wireroom/wireroom.sock");
    EXPECT_EQ(found.operator_sockets.front(), folder + "/runtime/wireroom/operator.sock");
}

TEST_F(Connect, WhatIsNoYamlKeepsNobodyFromAskingEither) {
    variables["WIREROOM_CONFIG"] = write("wireroom.yaml", "store:\n  path: [\nfeeds:\n");

    const auto found = places({.verb = ReloadVerb{}});

    EXPECT_NE(found.notice.find(": not YAML: "), std::string::npos) << found.notice;
    EXPECT_EQ(found.sockets.back(), "/run/wireroom/wireroom.sock");
}

TEST_F(Connect, ASocketThatIsNamedIsAskedWhateverTheConfigurationIs) {
    const auto file = write("wireroom.yaml", "feeds: [");

    const auto found = places({.config = file, .socket = "/a/s.sock", .verb = StatusVerb{}});

    EXPECT_EQ(found.sockets, std::vector<std::string>{"/a/s.sock"});
    EXPECT_TRUE(found.notice.ends_with("; going on without")) << found.notice;
}

TEST_F(Connect, AGoodConfigurationIsNoticedByNobody) {
    const auto file = write("wireroom.yaml", "feeds: []\n");

    EXPECT_EQ(places({.config = file, .verb = StatusVerb{}}).notice, "");
}

TEST_F(Connect, AFaultInAFeedKeepsNobodyFromAskingTheDaemon) {
    const auto file = write(
        "wireroom.yaml", "socket: { path: " + folder + "/a.sock }\nfeeds:\n  - { nmae: x }\n"
    );

    EXPECT_EQ(places({.config = file, .verb = StatusVerb{}}).sockets.front(), folder + "/a.sock");
}

TEST_F(Connect, ANamedConfigurationThatIsMissingIsAFault) {
    const auto found =
        find_places({.config = folder + "/none.yaml", .verb = StatusVerb{}}, environment());

    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ClientFault::kUsage);
}

TEST_F(Connect, NoDaemonAndNoStoreSaysWhatToDo) {
    const auto path = folder + "/none/wireroom.db";

    const auto transport =
        connect({.sockets = {folder + "/s.sock"}, .store = path}, at("2025-04-11T12:00:00Z"));

    ASSERT_FALSE(transport);
    EXPECT_EQ(transport.error().kind, ClientFault::kUnreachable);
    EXPECT_EQ(
        transport.error().message,
        "wireroomd is not running, and there is no store at " + path +
            " yet; start it "
            "(systemctl start wireroomd, or wireroomd)"
    );
}

TEST_F(Connect, AStoreThatIsNoneIsNamed) {
    const auto path = write("wireroom.db", std::string(8192, 'x'));

    const auto transport = connect({.sockets = {}, .store = path}, at("2025-04-11T12:00:00Z"));

    ASSERT_FALSE(transport);
    EXPECT_EQ(transport.error().kind, ClientFault::kUnreachable);
    EXPECT_TRUE(transport.error().message.starts_with("wireroomd is not running; start it "))
        << transport.error().message;
    EXPECT_NE(transport.error().message.find(path), std::string::npos) << transport.error().message;
}

TEST_F(Connect, NobodyAtANamedSocketIsAnErrorOfItsOwn) {
    const auto path = folder + "/s.sock";

    const auto transport = connect({.sockets = {path}, .store = ""}, at("2025-04-11T12:00:00Z"));

    ASSERT_FALSE(transport);
    EXPECT_EQ(
        transport.error().message,
        "nobody listens at " + path + "; start wireroomd or correct --socket"
    );
}

TEST_F(Connect, TheOperatorsSocketIsBesideTheReadersUnlessItIsNamed) {
    using Paths = std::vector<std::string>;
    variables["XDG_RUNTIME_DIR"] = folder + "/runtime";

    EXPECT_EQ(
        places({.socket = "/somewhere/s.sock", .verb = ReloadVerb{}}).operator_sockets,
        Paths{"/somewhere/operator.sock"}
    );
    EXPECT_EQ(
        places({.socket = "s.sock", .verb = ReloadVerb{}}).operator_sockets, Paths{"operator.sock"}
    );
    EXPECT_EQ(
        places({.verb = ReloadVerb{}}).operator_sockets,
        (Paths{folder + "/runtime/wireroom/operator.sock", "/run/wireroom/operator.sock"})
    );
    const auto file = write("wireroom.yaml", "socket: { operator_path: /run/elsewhere/o.sock }\n");
    EXPECT_EQ(
        places({.config = file, .verb = ReloadVerb{}}).operator_sockets,
        Paths{"/run/elsewhere/o.sock"}
    );
}

TEST_F(Connect, NoOperatorsSocketSaysHowTheDaemonIsStarted) {
    const auto path = folder + "/operator.sock";

    const auto door = connect_operators({.sockets = {}, .store = "", .operator_sockets = {path}});

    ASSERT_FALSE(door);
    EXPECT_EQ(door.error().kind, ClientFault::kUnreachable);
    EXPECT_EQ(
        door.error().message,
        "wireroomd is not running: nobody listens at " + path +
            "; start it (systemctl start wireroomd, or wireroomd)"
    );
}

TEST_F(Connect, AnOperatorsSocketThatMayNotBeOpenedNamesItsGroupOrItsOwner) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may open everything";
    }
    const auto path = folder + "/operator.sock";
    const int listener = listen_at(path);

    std::filesystem::permissions(path, std::filesystem::perms(0060));
    const auto group = connect_operators({.sockets = {}, .store = "", .operator_sockets = {path}});
    std::filesystem::permissions(path, std::filesystem::perms(0));
    const auto owner = connect_operators({.sockets = {}, .store = "", .operator_sockets = {path}});
    ::close(listener);

    ASSERT_FALSE(group);
    EXPECT_EQ(group.error().kind, ClientFault::kUnreachable);
    EXPECT_NE(group.error().message.find("it is for the group "), std::string::npos)
        << group.error().message;
    ASSERT_FALSE(owner);
    EXPECT_NE(owner.error().message.find("its owner's alone"), std::string::npos)
        << owner.error().message;
}

TEST_F(Connect, ADaemonWhoseOperatorsSocketIsElsewhereIsSaidSo) {
    const auto path = folder + "/s.sock";
    const int listener = listen_at(path);

    const auto door = connect_operators(
        {.sockets = {path}, .store = "", .operator_sockets = {folder + "/operator.sock"}}
    );
    ::close(listener);

    ASSERT_FALSE(door);
    EXPECT_TRUE(door.error().message.starts_with("wireroomd answers at " + path))
        << door.error().message;
}

TEST_F(Connect, ADaemonThatListensElsewhereIsNotSaidToBeDown) {
    const auto store = folder + "/wireroom.db";
    const store::DaemonLock lock(store);
    const auto readers = folder + "/new.sock";
    const auto operators = folder + "/operator.sock";
    const Places places{.sockets = {readers}, .store = store, .operator_sockets = {operators}};
    const auto told = [](const std::string& where) {
        return "wireroomd (pid " + std::to_string(::getpid()) + ") runs, but not at " + where +
               ": was socket.path changed? restart it, or name its socket with --socket";
    };

    const auto transport = connect(places, at("2025-04-11T12:00:00Z"));
    const auto door = connect_operators(places);

    ASSERT_FALSE(transport);
    EXPECT_EQ(transport.error().kind, ClientFault::kUnreachable);
    EXPECT_EQ(transport.error().message, told(readers));
    ASSERT_FALSE(door);
    EXPECT_EQ(door.error().message, told(operators));
    EXPECT_EQ(daemon_elsewhere(places, {"/a/s", "/b/s"}), told("/a/s or /b/s"));
}

TEST_F(Connect, ALockThatADeadDaemonLeftSaysNothing) {
    const auto store = folder + "/wireroom.db";
    { const store::DaemonLock lock(store); }

    EXPECT_TRUE(std::filesystem::exists(store + ".lock"));
    EXPECT_EQ(daemon_elsewhere({.sockets = {}, .store = store}, {folder + "/s.sock"}), "");
}

TEST_F(Connect, WhoeverListensIsNotElsewhere) {
    const auto store = folder + "/wireroom.db";
    const store::DaemonLock lock(store);
    const auto path = folder + "/s.sock";
    const int listener = listen_at(path);

    EXPECT_EQ(daemon_elsewhere({.sockets = {path}, .store = store}, {path}), "");
    ::close(listener);
}

TEST_F(Connect, TheFirstSocketThatAnswersIsTheDaemon) {
    const auto path = folder + "/second.sock";
    const int listener = listen_at(path);

    const auto transport = connect(
        {.sockets = {folder + "/first.sock", path}, .store = folder + "/none.db"},
        at("2025-04-11T12:00:00Z")
    );
    ::close(listener);

    ASSERT_TRUE(transport) << transport.error().message;
    EXPECT_TRUE((*transport)->is_daemon());
}

}  // namespace
}  // namespace wireroom::cli
