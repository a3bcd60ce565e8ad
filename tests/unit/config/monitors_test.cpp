#include "config/config.hpp"
#include "unit/config/folder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::config {
namespace {

using Words = std::vector<std::string>;

TEST(Monitors, AreReadWithTheirQueriesAndKinds) {
    const auto loaded = parse(
        R"(monitors:
  - name: ukraine-war-latest
    query: '"ukraine war latest" OR tag:"Ukraine war" OR (kremlin NEAR/10 peskov)'
    on: [ new, expanded, corrected, retracted, new ]
  - { name: peskov, query: peskov }
  - { name: first-only, query: kremlin, on: [] }
  - { name: empty, query: kremlin, on: }
  - name: lines
    query: >
      peskov OR
      kremlin
)",
        "w.yaml"
    );

    ASSERT_EQ(faults_of(loaded), "");
    const auto& monitors = loaded.config.monitors;
    ASSERT_EQ(monitors.size(), 5U);
    EXPECT_EQ(monitors[0].name, "ukraine-war-latest");
    EXPECT_EQ(
        monitors[0].query,
        R"("ukraine war latest" OR tag:"Ukraine war" OR (kremlin NEAR/10 peskov))"
    );
    EXPECT_EQ(monitors[0].on, (Words{"new", "expanded", "corrected", "retracted"}));
    EXPECT_EQ(monitors[1].on, model::kDefaultMonitorKinds);
    EXPECT_EQ(monitors[2].on, Words{});
    EXPECT_EQ(monitors[3].on, model::kDefaultMonitorKinds);
    EXPECT_EQ(monitors[4].query, "peskov OR kremlin");
}

TEST(Monitors, AreBounded) {
    std::string yaml = "monitors:\n";
    for (std::size_t i = 0; i < kMaxMonitors; ++i) {
        yaml += "  - { name: m" + std::to_string(i) + ", query: x }\n";
    }
    EXPECT_EQ(faults_of(parse(yaml, "w.yaml")), "");

    EXPECT_EQ(
        faults_of(parse(yaml + "  - { name: more, query: x }\n", "w.yaml")),
        "w.yaml:2:3: monitors has 1001 entries, at most 1000"
    );
}

/// The column of the parenthesis in a query that is written as `value`, with `lead` before it.
std::string column_of(const std::string& lead, const std::string& value) {
    const auto loaded = parse("monitors:\n  - name: a\n" + lead + value + "\n", "w.yaml");
    return loaded.faults.size() == 1 ? std::to_string(loaded.faults[0].line) + ":" +
                                           std::to_string(loaded.faults[0].column)
                                     : faults_of(loaded);
}

TEST(Monitors, AFaultInAQueryIsPointedAtHoweverItIsWritten) {
    const std::string lead = "    query: ";
    for (const std::string value : {
             "x (",
             "\"x (\"",
             "'x ('",
             "'it''s ('",
             R"("\"a\" (")",
             R"("\u00e9\u0436\u20ac\U0001F600 \x41 (")",
             "\xC3\xA9 \xD0\xB6 (",
             "&anchor x (",
             "!!str 'x ('",
             "x (   # and a comment",
         }) {
        const auto expected = lead.size() + value.find('(') + 1;

        EXPECT_EQ(column_of(lead, value), "3:" + std::to_string(expected)) << value;
    }
}

TEST(Monitors, AFaultInALaterLineOfAQueryIsSaidWithItsColumn) {
    const auto loaded =
        parse("monitors:\r\n  - name: a\r\n    query: \"x\r\n      (\"\r\n", "w.yaml");

    EXPECT_EQ(
        faults_of(loaded),
        "w.yaml:3:12: monitors[0].query, column 3: a parenthesis is not closed; add a \")\""
    );
}

TEST(Monitors, PlacesHoldBehindAByteOrderMarkAndWindowsLineEnds) {
    const auto loaded = parse(
        "\xEF\xBB\xBFmonitors:\r\n  # \xD0\xB6\r\n  - name: a\r\n    query: 'x ('\r\n", "w.yaml"
    );

    EXPECT_EQ(
        faults_of(loaded),
        "w.yaml:4:15: monitors[0].query: a parenthesis is not closed; add a \")\""
    );
}

TEST(Monitors, AnAliasedQueryIsPointedAtWhereItStands) {
    const auto loaded = parse(
        "monitors:\n  - { name: a, query: &q 'x (' }\n  - { name: b, query: *q }\n", "w.yaml"
    );

    EXPECT_EQ(
        faults_of(loaded),
        "w.yaml:2:29: monitors[0].query: a parenthesis is not closed; add a \")\"\n"
        "w.yaml:2:29: monitors[1].query: a parenthesis is not closed; add a \")\""
    );
}

}  // namespace
}  // namespace wireroom::config
