#include "config/document.hpp"

#include "config/faults.hpp"
#include "config/reader.hpp"
#include "unit/config/folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::config {
namespace {

std::string fault_of(const std::string& yaml, Document& document) {
    const auto fault = read_document(yaml, "w.yaml", document);
    return fault ? format(*fault) : "";
}

TEST(Document, RefusesBracketsBeforeTheyCostMuch) {
    for (const std::string text : {"[", "{", "[a,", "[[],", "feeds: [[{"}) {
        std::string yaml;
        while (yaml.size() < 100'000) {
            yaml += text;
        }
        Document document;

        const auto fault = read_document(yaml, "w.yaml", document);

        ASSERT_TRUE(fault) << text;
        EXPECT_EQ(fault->message, "values are nested too deeply") << text;
        EXPECT_EQ(document.root, nullptr) << text;
    }
}

TEST(Document, CountsWhatItsAliasesStandFor) {
    Document document;

    ASSERT_EQ(fault_of("[ &a { k: v }, *a, &b [ *a, x ], *b, &c y, *c ]", document), "");

    EXPECT_EQ(document.nodes.size(), 7U) << "as it is written: aliases share their nodes";
    EXPECT_EQ(document.values, 1U + 3 + 3 + 5 + 5 + 1 + 1);
}

TEST(Document, RefusesAliasesThatStandForTooMuch) {
    // Each line has ten times what the one before has: ten billion values in 400 bytes.
    std::string yaml = "a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n";
    for (int i = 1; i < 10; ++i) {
        const auto before = " *a" + std::to_string(i - 1);
        const auto name = "a" + std::to_string(i);
        yaml += name + ": &" + name + " [";
        for (int j = 0; j < 10; ++j) {
            yaml += (j == 0 ? "" : ",") + before;
        }
        yaml += " ]\n";
    }
    Document document;

    const auto fault = fault_of(yaml, document);

    EXPECT_TRUE(fault.starts_with("w.yaml:7:")) << fault;
    EXPECT_NE(fault.find("more than 2000000 values"), std::string::npos) << fault;
    EXPECT_LE(document.values, Document::kMaxValues);
}

TEST(Document, MayHaveManyAliasesOfASmallValue) {
    std::string yaml = "groups: &g [ a, b ]\nfeeds:\n";
    for (int i = 0; i < 5'000; ++i) {
        yaml += "- { groups: *g }\n";
    }
    Document document;

    EXPECT_EQ(fault_of(yaml, document), "");
}

/// How many entries of `yaml` are met when each of them is a fault.
int entries_met(const std::string& yaml) {
    Document document;
    EXPECT_EQ(fault_of(yaml, document), "");
    FaultList faults({"w.yaml", 0, 0, "more", {}});
    Reader reader(faults, "w.yaml", yaml);
    int met = 0;
    reader.list(*document.root, "x", 1'000'000, [&](const YamlNode& each, const std::string& at) {
        reader.entries(
            each,
            at,
            [&](const YamlNode& key, const YamlNode& /*value*/, const std::string& where) {
                ++met;
                reader.fault(key, where);
            }
        );
    });
    EXPECT_EQ(faults.take().size(), kMaxFaults);
    return met;
}

TEST(Reader, LeavesWhatIsLeftOnceFaultsAreLeftOut) {
    std::string yaml = "[ &x {";
    for (int i = 0; i < 500; ++i) {
        yaml += " k" + std::to_string(i) + ": 1,";
    }
    yaml += " }";
    for (int i = 0; i < 500; ++i) {
        yaml += ", *x";
    }

    EXPECT_EQ(entries_met(yaml + " ]"), static_cast<int>(kMaxFaults));
}

}  // namespace
}  // namespace wireroom::config
