#include "text/utf8.hpp"

#include "text/charset.hpp"
#include "text/html.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {
namespace {

/// What `valid_utf8_prefix` promises, said by the decoder of single characters.
std::size_t prefix_by_characters(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto c = decode_at(text, at);
        if (!c.valid) {
            break;
        }
        at += c.bytes;
    }
    return at;
}

std::vector<std::string> pieces() {
    std::vector<std::string> list;
    const std::string_view edges("\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xFF", 9);
    for (int lead = 0x80; lead < 0x100; ++lead) {
        for (const char second : edges) {
            const std::string two = {static_cast<char>(lead), second};
            list.push_back(two);
            list.push_back(two + "\x80");
            list.push_back(two + "\xBF\xBF");
            list.push_back(
                two +
                "\xBF"
                "a"
            );
        }
    }
    return list;
}

TEST(Utf8, TheValidPrefixEndsWhereTheFirstWrongCharacterBegins) {
    for (const auto& piece : pieces()) {
        for (const std::size_t before : {0, 1, 7, 14, 15, 16, 63, 64, 77}) {
            for (const std::string_view around : {"a", "é", "–"}) {
                std::string text(before, 'x');
                text.append(around).append(piece).append(around).append(40, 'y');

                EXPECT_EQ(valid_utf8_prefix(text), prefix_by_characters(text))
                    << testing::PrintToString(piece) << " behind " << before;
                text.resize(before + around.size() + piece.size());
                EXPECT_EQ(valid_utf8_prefix(text), prefix_by_characters(text))
                    << testing::PrintToString(piece) << " at the end, behind " << before;
            }
        }
    }
}

TEST(Utf8, TheValidPrefixOfRandomBytesIsThatOfTheDecoder) {
    std::mt19937 random;
    const std::vector<std::string> parts = {
        "plain", "é", "–", "😀", "\xED\xA0\x80", "\xF4\x90\x80\x80"};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        while (text.size() < 200) {
            text += parts[random() % (i % 2 == 0 ? 4 : parts.size())];
        }
        for (auto damage = random() % 3; damage > 0; --damage) {
            text[random() % text.size()] = static_cast<char>(random());
        }

        ASSERT_EQ(valid_utf8_prefix(text), prefix_by_characters(text))
            << testing::PrintToString(text);
    }
}

TEST(Utf8, ALineThatCountsAsSettledIsLeftAsItIs) {
    std::size_t settled = 0;
    for (char32_t c = 1; c < 0x3100; ++c) {
        std::string character;
        append_utf8(character, c);
        for (const auto& line : {"a" + character + "b", character + "b", "a" + character}) {
            if (is_settled_line(line)) {
                ++settled;
                // With a space in front it is read in the long way.
                EXPECT_EQ(html_to_line(" " + line), line) << static_cast<unsigned>(c);
                EXPECT_EQ(collapse_space(" " + line), line) << static_cast<unsigned>(c);
            }
        }
    }
    EXPECT_GT(settled, 10'000U);
    for (const auto* line : {"“quoted” – and so on…", "3 °C, «été»", "naïve"}) {
        EXPECT_TRUE(is_settled_line(line)) << line;
    }
    for (const auto* line : {"a  b", " a", "a ", "a&b", "a<b", "\xE4", "a\xA0"}) {
        EXPECT_FALSE(is_settled_line(line)) << line;
    }
}

TEST(Utf8, TextThatIsUtf8AlreadyIsNotCopied) {
    const std::string bytes = "\xEF\xBB\xBF<rss>déjà vu</rss>";
    Decoded out;

    const auto text = decode(bytes, {}, out);

    EXPECT_EQ(text, "<rss>déjà vu</rss>");
    EXPECT_EQ(text.data(), bytes.data() + 3);
    EXPECT_EQ(out.encoding, "utf-8");
    EXPECT_EQ(decode(bytes, {}).text, text);
}

}  // namespace
}  // namespace wireroom::text
