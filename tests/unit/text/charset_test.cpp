#include "text/charset.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::text {
namespace {

using namespace std::string_literals;

std::string xml(std::string_view encoding, std::string_view body) {
    return "<?xml version=\"1.0\" encoding=\"" + std::string(encoding) + "\"?><a>" +
           std::string(body) + "</a>";
}

std::string wide(std::string_view ascii, bool big, std::size_t unit) {
    std::string out;
    for (const char c : ascii) {
        const std::string zeros(unit - 1, '\0');
        out += big ? zeros + c : c + zeros;
    }
    return out;
}

struct Case {
    std::string bytes;
    std::string content_type;
    std::string encoding;
    std::string ending;  ///< what the decoded text ends with
    bool problem;
};

TEST(Decode, ChoosesTheEncodingAsBrowsersAndXmlDo) {
    const Case cases[] = {
        {xml("utf-8", "é"), "", "utf-8", "é</a>", false},
        {"\xEF\xBB\xBF" + xml("iso-8859-1", "é"),
         "text/xml; charset=koi8-r",
         "utf-8",
         "é</a>",
         false},
        {xml("iso-8859-1", "\x93\xE9\x94"), "", "windows-1252", "“é”</a>", false},
        {xml("utf-8", "\xCF\xF0"),
         "text/xml; charset = \"windows-1251\"",
         "windows-1251",
         "Пр</a>",
         false},
        {xml("utf-8", "\xE9 only"), "application/xml", "windows-1252", "é only</a>", true},
        {xml("windows-1251", "\xCF\xF0"),
         "text/xml; charset=utf-8",
         "windows-1251",
         "Пр</a>",
         true},
        {"<a>caf\xE9</a>", "", "windows-1252", "café</a>", true},
        {xml("utf-16", "single bytes é"), "", "utf-8", "single bytes é</a>", true},
        {xml("euc-kr", "\xB3\xE2"), "", "euc-kr", "년</a>", false},
        {xml("shift_jis", "\x93\xFA\x96\x7B"), "", "shift_jis", "日本</a>", false},
        {xml("gb2312", "\xD6\xD0\xCE\xC4"), "", "gb18030", "中文</a>", false},
        {xml("big5", "\xA4\xA4\xA4\xE5"), "", "big5", "中文</a>", false},
        {xml("no-such-thing", "é"), "", "utf-8", "é</a>", true},
        {wide(xml("utf-16", "x"), true, 2), "", "utf-16be", "x</a>", false},
        {wide(xml("utf-16", "x"), false, 2), "", "utf-16le", "x</a>", false},
        {"\xFF\xFE" + wide(xml("utf-8", "x"), false, 2), "", "utf-16le", "x</a>", false},
        {"\0\0\xFE\xFF"s + wide(xml("utf-32", "x"), true, 4), "", "utf-32be", "x</a>", false},
        {wide(xml("utf-32", "x"), false, 4), "", "utf-32le", "x</a>", false},
        {"{\"a\":\"é\"}", "application/feed+json", "utf-8", "é\"}", false},
        {"", "", "utf-8", "", false},
    };
    for (const auto& c : cases) {
        const auto decoded = decode(c.bytes, c.content_type);

        EXPECT_EQ(decoded.encoding, c.encoding) << c.bytes;
        EXPECT_TRUE(decoded.text.ends_with(c.ending)) << decoded.text;
        EXPECT_EQ(!decoded.problems.empty(), c.problem) << c.bytes;
        EXPECT_FALSE(decoded.text.starts_with("\xEF\xBB\xBF"));
    }
}

TEST(Decode, ReadsWrongBytesInUtf8AsWindows1252AndSaysSo) {
    const auto decoded = decode("<a>caf\xC3\xA9 caf\xC3\xA9 \xFF</a>", "");

    EXPECT_EQ(decoded.text, "<a>café café ÿ</a>");
    EXPECT_EQ(decoded.encoding, "utf-8");
    ASSERT_EQ(decoded.problems.size(), 1U);
    EXPECT_NE(decoded.problems[0].find("offset 15"), std::string::npos) << decoded.problems[0];
}

TEST(Decode, DropsControls) {
    const auto decoded = decode("<a>\0x\x02y\tz\r\n</a>"s, "text/xml; charset=utf-8");

    EXPECT_EQ(decoded.text, "<a>xy\tz\r\n</a>");
    EXPECT_EQ(decoded.problems.size(), 1U);
}

TEST(Decode, DropsMarksBehindControls) {
    EXPECT_EQ(decode("\0\xEF\xBB\xBF\x01\xEF\xBB\xBF<a/>"s, "").text, "<a/>");
}

TEST(Decode, EveryBytePairIsDecodedToValidText) {
    for (int first = 0; first < 256; ++first) {
        for (const auto* label :
             {"utf-8", "shift_jis", "gb18030", "utf-16", "hz-gb-2312", "iso-2022-jp", "big5", ""}) {
            std::string bytes = xml(label, "");
            bytes += static_cast<char>(first);
            bytes += "\x80\xFF\xFE ab\xD8\xDC";
            const auto decoded = decode(bytes, first % 2 == 0 ? "" : "text/xml;charset="s + label);

            EXPECT_TRUE(decode(decoded.text, "x; charset=utf-8").problems.empty())
                << label << first;
            EXPECT_EQ(decoded.text.find('\0'), std::string::npos);
        }
    }
}

}  // namespace
}  // namespace wireroom::text
