#include "cli/verbs.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace wireroom::cli {
namespace {

class Check : public testing::Test {
protected:
    std::string folder;
    std::string printed;
    std::string shown;

    void SetUp() override {
        std::string pattern = testing::TempDir() + "wireroom-check-XXXXXX";
        folder = ::mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string write(const std::string& text) {
        const auto path = folder + "/wireroom.yaml";
        std::ofstream(path) << text;
        return path;
    }
    int check(const std::string& file, bool json = false) {
        Output out([this](std::string_view text) { printed += text; });
        const auto code =
            check_config(file, json, out, [this](std::string_view text) { shown += text; });
        out.flush();
        return code;
    }
};

TEST_F(Check, CountsWhatIsRight) {
    const auto file = write("feeds:\n  - { name: a, url: \"https://a.example/rss\" }\n");

    EXPECT_EQ(check(file), kExitOk);

    EXPECT_EQ(printed, file + ": 1 feed, 0 monitors, no faults\n");
    EXPECT_EQ(shown, "");
}

TEST_F(Check, TellsEveryFaultWithItsPlace) {
    const auto file = write("fetch: { flor: 1h }\nstore: { paht: /x }\n");

    EXPECT_EQ(check(file), kExitUsage);

    EXPECT_EQ(printed, "");
    EXPECT_EQ(shown.find(file + ":1:10: "), 0U) << shown;
    EXPECT_NE(shown.find("\n" + file + ":2:10: "), std::string::npos) << shown;
    EXPECT_TRUE(shown.ends_with("\n" + file + ": 2 faults\n")) << shown;
}

TEST_F(Check, FaultsAsJsonAreMembersOfOneObject) {
    const auto file = write("fetch: { flor: 1h }\n");

    EXPECT_EQ(check(file, true), kExitUsage);

    const auto answer = parse_object(printed);
    ASSERT_TRUE(answer) << printed;
    const auto& fault = array_of(*answer, "faults").at(0).as_object();
    EXPECT_EQ(number_of(fault, "line"), 1);
    EXPECT_EQ(number_of(fault, "column"), 10);
    EXPECT_NE(text_of(fault, "suggestion").find("floor"), std::string::npos);
    EXPECT_EQ(shown, "");
}

TEST_F(Check, AFileThatIsMissingIsAFault) {
    EXPECT_EQ(check(folder + "/none.yaml"), kExitUsage);
    EXPECT_NE(shown.find("none.yaml"), std::string::npos);
}

TEST(Completion, EveryShellHasItsScript) {
    EXPECT_NE(completion_script("bash").find("complete -F _wireroom wireroom"), std::string::npos);
    EXPECT_TRUE(completion_script("zsh").starts_with("#compdef wireroom\n"));
    EXPECT_NE(completion_script("fish").find("complete -c wireroom"), std::string::npos);
    EXPECT_EQ(completion_script("tcsh"), "");
}

}  // namespace
}  // namespace wireroom::cli
