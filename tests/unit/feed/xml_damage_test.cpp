#include "feed/json_feed_writer.hpp"
#include "feed/parse.hpp"
#include "feed/xml_repair.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

/// Well-formed feeds of every dialect, broken in every way at any place behind their first items:
/// what stands whole before the damage is always read.
namespace wireroom::feed {
namespace {

constexpr int kItems = 8;

struct Dialect {
    const char* name;
    std::string head;
    std::string item;  ///< `%` stands for its number
    std::string end_tag;
    std::string tail;
};

void PrintTo(const Dialect& dialect, std::ostream* out) {
    *out << dialect.name;
}

std::vector<Dialect> dialects() {
    const std::string rss_item =
        "<item>\n<title>Title %</title><link>https://e.example/?a=%&amp;b=2</link>"
        "<guid isPermaLink=\"false\">id-%</guid><description>&lt;p&gt;Caf&#233; %&lt;/p&gt;"
        "</description><content:encoded><![CDATA[<p>Text <b>%</b> &amp; more</p>]]>"
        "</content:encoded><enclosure url='https://e.example/%.mp3' type='audio/mpeg'/></item>";
    const std::string atom_item =
        "<entry><id>id-%</id><title type=\"html\">Title %</title><link href='https://e.example/%'/>"
        "<updated>2026-01-0%T00:00:00Z</updated><content type=\"xhtml\">"
        "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Text <b>%</b><br/></p></div></content>"
        "<summary><![CDATA[x]]></summary></entry>";
    const std::string modules =
        " xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'";
    return {
        {"Rss20",
         "<?xml version='1.0'?>\n<rss version='2.0'" + modules + "><channel><title>T</title>\n",
         rss_item,
         "</item>",
         "\n</channel></rss>"},
        {"Rss091",
         "<!DOCTYPE rss SYSTEM 'x.dtd'><rss version='0.91'><channel><title>T</title>",
         "<item><title>Title %</title><link>https://e.example/%</link></item>\n",
         "</item>",
         "</channel></rss>"},
        {"Rss10",
         "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://purl.org/rss/1.0/'" +
             modules + "><channel rdf:about='x'><title>T</title></channel>",
         "<item rdf:about='id-%'><title>Title %</title><dc:date>2026-01-0%</dc:date></item>\n",
         "</item>",
         "</rdf:RDF>"},
        {"Atom10",
         "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>\n",
         atom_item,
         "</entry>",
         "</feed>"},
        {"Atom10Prefixed",
         "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title>\n",
         "<a:entry><a:id>id-%</a:id><a:title>Title %</a:title></a:entry>\r\n",
         "</a:entry>",
         "</a:feed>"},
        {"Atom03",
         "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>T</title>",
         atom_item,
         "</entry>",
         "</feed>"},
    };
}

std::string numbered(std::string text, int number) {
    for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at)) {
        text.replace(at, 1, std::to_string(number));
    }
    return text;
}

/// The same numbers on every machine.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state_ >> 33U) % bound;
    }

private:
    std::uint64_t state_;
};

/// What is put into a document; the last few change it in other ways.
const std::vector<std::string>& pieces() {
    static const std::vector<std::string> kPieces = {
        "&",
        "<",
        ">",
        "&nosuch;",
        "&nbsp;",
        "&#0;",
        "&#X41;",
        "&#",
        "\"",
        "'",
        "=",
        "/",
        "<b>",
        "</b>",
        "<br>",
        "<title>",
        "</title>",
        "<link",
        "</",
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "-- ",
        "<?x ",
        "<?xml version='1.0'?>",
        "?>",
        "<!",
        "<!DOCTYPE",
        "<!DOCTYPE x [",
        "</channel>",
        "</rss>",
        "</feed>",
        "<rss>",
        "<x:y>",
        "<:>",
        "<1>",
        "<a b=c d='e>",
        "\x01\x02",
        "\xEF\xBB\xBF",
        "\r",
        "\xC2\x85",
        " x=\"<\" ",
        std::string(1, '\0'),
        std::string(300, '<'),
        std::string(300, '&'),
        "<d><d><d><d>",
        "</ITEM>",
        "</Entry>"};
    return kPieces;
}

std::string damaged(std::string text, std::size_t at, std::size_t way, Numbers& numbers) {
    if (way < pieces().size()) {
        return text.insert(at, pieces()[way]);
    }
    switch (way - pieces().size()) {
        case 0:
            text.resize(at);
            break;
        case 1:
            text.erase(at, 1);
            break;
        case 2:
            text.erase(at, 1 + numbers.below(60));
            break;
        case 3:
            text.insert(at, text.substr(at / 2, numbers.below(200)));
            break;
        default:
            text[at] = static_cast<char>(numbers.below(256));
    }
    return text;
}

constexpr std::size_t kOtherWays = 5;

class Damaged : public testing::TestWithParam<Dialect> {};

TEST_P(Damaged, KeepsTheItemsThatStandBeforeTheDamage) {
    const auto& dialect = GetParam();
    auto text = dialect.head;
    std::vector<std::size_t> ends;  // of the items
    for (int i = 0; i < kItems; ++i) {
        text += numbered(dialect.item, i);
        ends.push_back(text.rfind(dialect.end_tag) + dialect.end_tag.size());
    }
    text += dialect.tail;
    Numbers numbers(text.size());

    for (std::size_t way = 0; way < pieces().size() + kOtherWays; ++way) {
        for (int turn = 0; turn < 6; ++turn) {
            const auto at = ends.front() + numbers.below(text.size() - ends.front());
            const auto whole = static_cast<std::size_t>(std::ranges::count_if(ends, [&](auto end) {
                return end <= at;
            }));
            const auto body = damaged(text, at, way, numbers);

            const auto feed = parse(body, "application/xml; charset=utf-8", "https://e.example/");

            ASSERT_TRUE(feed) << feed.error().message << "\n" << body;
            ASSERT_EQ(feed->title, "T") << body;
            ASSERT_GE(feed->items.size(), whole) << body;
            for (std::size_t i = 0; i < whole; ++i) {
                ASSERT_EQ(feed->items[i].title, "Title " + std::to_string(i)) << body;
            }
            ASSERT_EQ(
                to_json_feed(*feed, true),
                to_json_feed(
                    *parse(body, "application/xml; charset=utf-8", "https://e.example/"), true
                )
            );
        }
    }
}

TEST_P(Damaged, IsWellFormedAndNotMuchLargerBehindTheRepair) {
    const auto& dialect = GetParam();
    auto text = dialect.head;
    for (int i = 0; i < kItems; ++i) {
        text += numbered(dialect.item, i);
    }
    text += dialect.tail;
    Numbers numbers(text.size() + 1);

    for (std::size_t turn = 0; turn < 300; ++turn) {
        auto body = text;
        for (std::size_t times = 1 + numbers.below(5); times > 0 && !body.empty(); --times) {
            const auto way = numbers.below(pieces().size() + kOtherWays);
            body = damaged(body, numbers.below(body.size()), way, numbers);
        }
        std::erase_if(body, [](char c) { return c >= 0 && c < 0x20 && c != '\n' && c != '\r'; });
        Problems problems;

        const auto repaired = repair_xml(body, Limits{}, problems);
        const auto feed = parse(repaired, "application/xml; charset=utf-8", "https://e.example/");

        ASSERT_LE(repaired.size(), 8 * body.size()) << body;
        for (const auto& problem : feed ? feed->problems : std::vector<std::string>()) {
            ASSERT_FALSE(problem.starts_with("not well-formed")) << problem << "\n" << repaired;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Dialects, Damaged, testing::ValuesIn(dialects()), [](const auto& info) {
    return std::string(info.param.name);
});

}  // namespace
}  // namespace wireroom::feed
