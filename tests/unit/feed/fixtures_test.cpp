#include "feed/json_feed_writer.hpp"
#include "feed/parse.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace wireroom::feed {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// `topic/case.xml`, `topic/case.jsonfeed`, in a stable order.
std::vector<std::string> fixtures() {
    const fs::path root = fs::path(WIREROOM_FIXTURES) / "feeds";
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto ending = entry.path().extension();
        if (ending == ".xml" || ending == ".jsonfeed") {
            names.push_back(fs::relative(entry.path(), root).string());
        }
    }
    std::ranges::sort(names);
    return names;
}

fs::path path_of(const std::string& name) {
    return fs::path(WIREROOM_FIXTURES) / "feeds" / name;
}

class Fixture : public testing::TestWithParam<std::string> {};

TEST_P(Fixture, ParsesToTheDocumentBesideIt) {
    const auto path = path_of(GetParam());
    auto expected = path;
    expected.replace_extension(".json");

    const auto feed = parse(read_file(path), {}, "https://feeds.example.org/" + GetParam());

    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(to_json_feed(*feed, false) + "\n", read_file(expected));
}

INSTANTIATE_TEST_SUITE_P(Feeds, Fixture, testing::ValuesIn(fixtures()), [](const auto& info) {
    auto name = info.param;
    std::ranges::replace_if(
        name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_'
    );
    return name;
});

TEST(FixtureFolder, HoldsAtLeastADozenFeeds) {
    EXPECT_GE(fixtures().size(), 12U);
}

/// A small generator with a fixed seed: the same damage on every machine.
class Damage {
public:
    explicit Damage(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state_ >> 33U) % bound;
    }

    std::string apply(std::string text) {
        static constexpr std::string_view kPieces[] = {
            "<",
            ">",
            "&",
            "]]>",
            "<![CDATA[",
            "<!--",
            "</item>",
            "\"",
            "\0",
            "\xFF",
            "<item>",
            "&#x",
            "&#0;",
            "{",
            "}",
            "\xE2\x80"};
        const auto times = 1 + below(6);
        for (std::size_t i = 0; i < times && !text.empty(); ++i) {
            const auto at = below(text.size());
            switch (below(4)) {
                case 0:
                    text.resize(at);
                    break;
                case 1:
                    text.erase(at, 1 + below(40));
                    break;
                case 2:
                    text.insert(at, kPieces[below(std::size(kPieces))]);
                    break;
                default:
                    text[at] = static_cast<char>(below(256));
            }
        }
        return text;
    }

private:
    std::uint64_t state_;
};

/// What JSON Feed 1.1 demands of a document and its items.
void expect_valid_json_feed(const std::string& text) {
    boost::system::error_code error;
    boost::json::parse_options options;
    const auto document =
        boost::json::parse(text, error, {}, options);  // refuses invalid UTF-8, too
    ASSERT_FALSE(error) << error.message() << ": " << text;
    const auto& feed = document.as_object();
    EXPECT_EQ(feed.at("version").as_string(), "https://jsonfeed.org/version/1.1");
    EXPECT_TRUE(feed.at("title").is_string());
    for (const auto& value : feed.at("items").as_array()) {
        const auto& item = value.as_object();
        EXPECT_FALSE(item.at("id").as_string().empty());
        EXPECT_TRUE(item.contains("content_html") || item.contains("content_text"));
    }
}

TEST_P(Fixture, DamagedInManyWaysIsRefusedOrStillAValidFeed) {
    const auto text = read_file(path_of(GetParam()));
    Damage damage(std::hash<std::string>()(GetParam()));

    for (int i = 0; i < 200; ++i) {
        const auto body = damage.apply(text);
        const auto feed = parse(body, {}, "https://feeds.example.org/feed");
        if (feed) {
            expect_valid_json_feed(to_json_feed(*feed, false));
            expect_valid_json_feed(to_json_feed(*feed, true));
        } else {
            EXPECT_FALSE(feed.error().message.empty());
            EXPECT_EQ(feed.error().message.find('\n'), std::string::npos);
        }
    }
}

}  // namespace
}  // namespace wireroom::feed
