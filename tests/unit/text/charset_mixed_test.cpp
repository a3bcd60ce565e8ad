#include "text/charset.hpp"
#include "text/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

// UTF-8 with wrong bytes in it, and labels that the bytes contradict.

namespace wireroom::text {
namespace {

using namespace std::string_literals;

struct Case {
    const char* about;
    std::string bytes;
    std::string text;
};

TEST(MixedBytes, AreReadOneByOneWhereUtf8IsWrong) {
    const Case cases[] = {
        {"a word of windows-1252", "Grüße, K\xF6ln, Grüße", "Grüße, Köln, Grüße"},
        {"its quotes and dash",
         "é \x93"
         "quoted\x94 \x96 é é",
         "é “quoted” – é é"},
        {"French quotes around an accent",
         "été été été \xAB"
         "caf\xE9\xBB été",
         "été été été «café» été"},
        {"cut in a Russian word", "Привет мир Привет \xD0</a>", "Привет мир Привет </a>"},
        {"cut in an apostrophe", "it’s it’s it’s it\xE2\x80 ", "it’s it’s it’s it "},
        {"cut in an emoji", "é é é \xF0\x9F\x98\"", "é é é \""},
        {"cut at the end", "中文中文\xE4\xB8", "中文中文"},
        {"a in the middle of a word", "it’s p\xE2te it’s it’s", "it’s pâte it’s it’s"},
        {"surrogates one by one", "é \xED\xA0\xBD\xED\xB8\x80 é", "é 😀 é"},
        {"half a pair", "é é \xED\xA0\xBD! é", "é é ! é"},
        {"overlong solidus", "é é \xE0\x80\xAF! é", "é é ! é"},
        {"NUL as Java writes it", "é é \xC0\x80! é", "é é ! é"},
        {"beyond Unicode", "é é é é \xF4\x90\x80\x80! é", "é é é é ! é"},
        {"the replacement character of the document stays",
         "é \xEF\xBF\xBD \xE9 ",
         "é \xEF\xBF\xBD é "},
    };
    for (const auto& c : cases) {
        for (const auto* type : {"", "text/xml; charset=utf-8"}) {
            const auto decoded = decode(c.bytes, type);

            EXPECT_EQ(decoded.text, c.text) << c.about;
            EXPECT_EQ(decoded.encoding, "utf-8") << c.about;
            EXPECT_EQ(decoded.problems.size(), 1U) << c.about;
        }
    }
}

TEST(MixedBytes, InUtf8ThatIsLabelledLatin1DoNotMakeItLatin1) {
    std::string document = "<?xml version='1.0' encoding='iso-8859-1'?>";
    for (int i = 0; i < 10; ++i) {
        document += "<t>Grüße aus Köln</t>";
    }
    const auto decoded = decode(document + "<t>K\xF6ln</t>", "");

    EXPECT_EQ(decoded.encoding, "utf-8");
    EXPECT_TRUE(decoded.text.ends_with("<t>Grüße aus Köln</t><t>Köln</t>")) << decoded.text;
    EXPECT_EQ(decoded.problems.size(), 2U);
}

TEST(MixedBytes, InCyrillicAmongUtf8AreCyrillic) {
    // "Новости дня: правительство приняло решение" in windows-1251, one item of many.
    const std::string item =
        "\xCD\xEE\xE2\xEE\xF1\xF2\xE8 \xE4\xED\xFF: "
        "\xEF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE "
        "\xEF\xF0\xE8\xED\xFF\xEB\xEE \xF0\xE5\xF8\xE5\xED\xE8\xE5";
    std::string document;
    for (int i = 0; i < 5; ++i) {
        document += "<t>Правительство приняло решение</t>";
    }
    const auto decoded = decode(document + "<t>" + item + "</t>" + document, "");

    EXPECT_EQ(decoded.encoding, "utf-8");
    EXPECT_NE(
        decoded.text.find("<t>Новости дня: правительство приняло решение</t>"), std::string::npos
    ) << decoded.text;
}

TEST(Labels, AreNotBelievedAgainstTheBytes) {
    struct Label {
        const char* about;
        std::string bytes;
        const char* type;
        const char* encoding;
        const char* text;
    };
    const Label cases[] = {
        {"the server's Latin-1 is UTF-8",
         "<a>Grüße</a>",
         "text/xml; charset=iso-8859-1",
         "utf-8",
         "<a>Grüße</a>"},
        {"the server's GB2312 against a document that says UTF-8",
         "<?xml version='1.0' encoding='utf-8'?><a>中</a>",
         "text/xml; charset=gb2312",
         "utf-8",
         "中</a>"},
        {"declared Latin-1, in fact UTF-8",
         "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>",
         "",
         "utf-8",
         "é</a>"},
        {"us-ascii is no reason against UTF-8",
         "<a>é</a>",
         "text/xml; charset=us-ascii",
         "utf-8",
         "é</a>"},
        {"a UTF-8 mark before windows-1251",
         "\xEF\xBB\xBF<?xml version='1.0' encoding='windows-1251'?><a>\xCF\xF0\xE8\xE2\xE5\xF2</a>",
         "",
         "windows-1251",
         "Привет</a>"},
        {"a UTF-16 mark before single bytes",
         "\xFF\xFE<?xml version='1.0'?><a>x</a>",
         "",
         "utf-8",
         "<a>x</a>"},
        {"UTF-7 is unknown",
         "<a>+ADw-b+AD4-</a>",
         "text/xml; charset=utf-7",
         "utf-8",
         "+ADw-b+AD4-</a>"},
        {"a label of ASCII is reported",
         "<a>x</a>",
         "text/xml; charset=iso-8859-15",
         "iso-8859-15",
         "<a>x</a>"},
        {"the server outranks the document",
         "<?xml version='1.0' encoding='koi8-r'?><a>\xCF\xF0</a>",
         "application/xml; charset=windows-1251",
         "windows-1251",
         "Пр</a>"},
        {"a quoted parameter after another one",
         "<a>\xCF\xF0</a>",
         "text/xml; profile=\"x; y\"; CharSet='CP1251'",
         "windows-1251",
         "Пр</a>"},
        {"an empty parameter", "<a>é</a>", "text/xml; charset=", "utf-8", "é</a>"},
    };
    for (const auto& c : cases) {
        const auto decoded = decode(c.bytes, c.type);

        EXPECT_EQ(decoded.encoding, c.encoding) << c.about;
        EXPECT_TRUE(decoded.text.ends_with(c.text)) << c.about << ": " << decoded.text;
    }
}

TEST(MixedBytes, ManyMarksAtTheFrontCostLinearTime) {
    std::string bytes;
    for (int i = 0; i < 1'000'000; ++i) {
        bytes += "\xEF\xBB\xBF";
    }

    EXPECT_EQ(decode(bytes + "<a/>", "").text, "<a/>");
}

TEST(MixedBytes, EveryTruncationOfUtf8IsValidText) {
    const std::string whole = "aé中😀é中😀\xED\xA0\xBD\xED\xB8\x80 \xE9z";
    for (std::size_t from = 0; from < whole.size(); ++from) {
        for (std::size_t length = 0; from + length <= whole.size(); ++length) {
            const auto text = decode(whole.substr(from, length), "").text;

            EXPECT_EQ(valid_utf8_prefix(text), text.size());
            EXPECT_EQ(text.find(kReplacement), std::string::npos);
        }
    }
}

TEST(Utf8, ValidatesLikeTheDecoderOfOneCharacter) {
    // All pairs and the edges of three and four bytes, each behind ASCII of every length to 40.
    const unsigned char edges[] = {
        0x00,
        0x7F,
        0x80,
        0x8F,
        0x90,
        0x9F,
        0xA0,
        0xBF,
        0xC0,
        0xC2,
        0xE0,
        0xED,
        0xF0,
        0xF4,
        0xF5,
        0xFF};
    std::size_t padding = 0;
    for (unsigned lead = 0; lead < 256; ++lead) {
        for (const auto second : edges) {
            for (const auto third : edges) {
                for (const auto fourth : {0x41, 0x80, 0xBF, 0xC2}) {
                    const std::string text = std::string(padding++ % 41, 'a') +
                                             static_cast<char>(lead) + static_cast<char>(second) +
                                             static_cast<char>(third) + static_cast<char>(fourth);
                    std::size_t expected = 0;
                    while (expected < text.size()) {
                        const auto c = decode_at(text, expected);
                        if (!c.valid) {
                            break;
                        }
                        expected += c.bytes;
                    }

                    ASSERT_EQ(valid_utf8_prefix(text), expected) << lead << ' ' << +second;
                }
            }
        }
    }
}

}  // namespace
}  // namespace wireroom::text
