#include "config/paths.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace wireroom::config {
namespace {

Environment with(std::map<std::string, std::string, std::less<>> variables) {
    return [variables](std::string_view name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

TEST(FindConfig, TheOptionWinsThenTheVariable) {
    const auto environment = with({{"WIREROOM_CONFIG", "/e.yaml"}});

    EXPECT_EQ(find_config("/o.yaml", environment), "/o.yaml");
    EXPECT_EQ(find_config(std::nullopt, environment), "/e.yaml");
}

TEST(FindConfig, LooksIntoTheUsersFolderWhenThereIsAFile) {
    const auto home =
        std::filesystem::temp_directory_path() / ("wireroom-paths-" + std::to_string(::getpid()));
    const auto environment = with({{"XDG_CONFIG_HOME", home.string()}, {"WIREROOM_CONFIG", ""}});
    std::filesystem::create_directories(home / "wireroom");
    const auto without = find_config(std::nullopt, environment);
    std::ofstream(home / "wireroom/wireroom.yaml") << "{}";

    const auto found = find_config(std::nullopt, environment);
    std::filesystem::remove_all(home);

    EXPECT_NE(without, (home / "wireroom/wireroom.yaml").string());
    EXPECT_EQ(found, (home / "wireroom/wireroom.yaml").string());
}

TEST(FindConfig, CandidatesEndInEtc) {
    EXPECT_EQ(
        config_candidates(with({{"HOME", "/home/u"}, {"XDG_CONFIG_HOME", "relative"}})),
        (std::vector<std::string>{
            "/home/u/.config/wireroom/wireroom.yaml", "/etc/wireroom/wireroom.yaml"})
    );
    EXPECT_EQ(config_candidates(with({})), std::vector<std::string>{"/etc/wireroom/wireroom.yaml"});
}

TEST(StorePath, FollowsTheOrderOfTheManual) {
    Config config;
    std::map<std::string, std::string, std::less<>> variables;
    EXPECT_EQ(store_path(config, with(variables)), "/var/lib/wireroom/wireroom.db");
    variables["HOME"] = "/home/u";
    EXPECT_EQ(store_path(config, with(variables)), "/home/u/.local/state/wireroom/wireroom.db");
    variables["XDG_STATE_HOME"] = "/home/u/state/";
    EXPECT_EQ(store_path(config, with(variables)), "/home/u/state/wireroom/wireroom.db");
    variables["STATE_DIRECTORY"] = "/var/lib/wireroom:/var/lib/other";
    EXPECT_EQ(store_path(config, with(variables)), "/var/lib/wireroom/wireroom.db");
    config.store.path = "/srv/w.db";
    EXPECT_EQ(store_path(config, with(variables)), "/srv/w.db");
}

TEST(ClientStorePath, IsTheServicesOnlyWhenThereIsNoOtherAndNoneIsConfigured) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("wireroom-stores-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "wireroom");
    const auto own = (folder / "wireroom/wireroom.db").string();
    const auto service = (folder / "service.db").string();
    const auto environment = with({{"XDG_STATE_HOME", folder.string()}});
    Config config;

    const auto with_none = client_store_path(config, environment, service);
    std::ofstream(service) << "";
    const auto with_the_services = client_store_path(config, environment, service);
    config.store.path = "/srv/nowhere/w.db";
    const auto configured = client_store_path(config, environment, service);
    config.store.path.clear();
    std::ofstream(own) << "";
    const auto with_both = client_store_path(config, environment, service);
    std::filesystem::remove_all(folder);

    EXPECT_EQ(with_none, own);
    EXPECT_EQ(with_the_services, service);
    EXPECT_EQ(configured, "/srv/nowhere/w.db");
    EXPECT_EQ(with_both, own);
}

TEST(SocketPath, FollowsTheOrderOfTheManual) {
    Config config;
    config.store.path = "/srv/w/w.db";
    EXPECT_EQ(socket_path(config, with({})), "/srv/w/run/wireroom.sock");
    EXPECT_EQ(operator_socket_path(config, with({})), "/srv/w/run/operator.sock");
    const auto session = with({{"XDG_RUNTIME_DIR", "/run/user/1000"}});
    EXPECT_EQ(socket_path(config, session), "/run/user/1000/wireroom/wireroom.sock");
    EXPECT_EQ(operator_socket_path(config, session), "/run/user/1000/wireroom/operator.sock");
    config.socket.path = "/tmp/a.sock";
    EXPECT_EQ(socket_path(config, session), "/tmp/a.sock");
    EXPECT_EQ(operator_socket_path(config, session), "/tmp/operator.sock");
    config.socket.operator_path = "/tmp/b.sock";
    EXPECT_EQ(operator_socket_path(config, session), "/tmp/b.sock");
    EXPECT_EQ(
        client_socket_candidates(config, session),
        (std::vector<std::string>{"/tmp/a.sock", "/run/wireroom/wireroom.sock"})
    );
}

}  // namespace
}  // namespace wireroom::config
