#include "cli/verbs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace wireroom::cli {
namespace {

/// `text` in pieces of at most `step` bytes.
ByteSource source(std::string text, std::size_t step = 7) {
    return
        [text = std::move(text), step, at = std::size_t{0}](char* data, std::size_t size) mutable {
            const auto count = std::min({size, step, text.size() - at});
            std::memcpy(data, text.data() + at, count);
            at += count;
            return count;
        };
}

TEST(Canon, AnswersOneLineForEachLineEvenTheBadOnes) {
    std::string printed;
    Output out([&](std::string_view text) { printed += text; });

    const int code = canonicalise(
        source("\"https://Example.org/a?utm_source=x\"\n\n{}\nnonsense\n\"http://example.org/a\""),
        out
    );
    out.flush();

    EXPECT_EQ(code, kExitFailed);
    EXPECT_EQ(std::ranges::count(printed, '\n'), 5);
    EXPECT_EQ(printed.find("\"key\":\"\""), std::string::npos);
    EXPECT_NE(
        printed.find(R"({"url":null,"key":null,"error":"not a JSON string"})"), std::string::npos
    );
    const auto key = [&](std::size_t line) {
        std::size_t at = 0;
        while (line-- > 0) {
            at = printed.find('\n', at) + 1;
        }
        const auto begin = printed.find("\"key\":", at);
        return printed.substr(begin, printed.find('}', begin) - begin);
    };
    EXPECT_EQ(key(0), key(4)) << printed;
}

TEST(Canon, ALineOfAnyLengthIsOneLine) {
    std::string printed;
    Output out([&](std::string_view text) { printed += text; });

    const int code = canonicalise(
        source('"' + std::string(3U << 20U, 'a') + "\"\n\"http://example.org/\"\n", 60'000), out
    );
    out.flush();

    EXPECT_EQ(code, kExitFailed);
    EXPECT_TRUE(printed.starts_with(
        "{\"url\":null,\"key\":null,\"error\":\"longer than 1 MiB\"}\n{\"url\":\"http"
    )) << printed.substr(0, 200);
    EXPECT_EQ(std::ranges::count(printed, '\n'), 2);
}

TEST(Canon, NothingInIsNothingOut) {
    std::string printed;
    Output out([&](std::string_view text) { printed += text; });

    EXPECT_EQ(canonicalise(source(""), out), kExitOk);
    out.flush();

    EXPECT_EQ(printed, "");
}

const auto kNow = parse_rfc3339("2025-04-11T12:00:00Z").value();

TEST(Parse, PrintsOneJsonFeed) {
    std::string printed;
    Output out([&](std::string_view text) { printed += text; });
    const std::string rss =
        "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><link>/a</link></item>"
        "</channel></rss>";

    const auto code =
        parse_document({.file = "-", .url = "https://example.org/feed"}, source(rss), out, kNow);
    out.flush();

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_EQ(*code, kExitOk);
    EXPECT_EQ(std::ranges::count(printed, '\n'), 1);
    EXPECT_NE(printed.find("\"https://example.org/a\""), std::string::npos) << printed;
    EXPECT_NE(printed.find("rss-2.0"), std::string::npos) << printed;
}

TEST(Parse, SaysThatADateIsInTheFuture) {
    std::string printed;
    Output out([&](std::string_view text) { printed += text; });
    const std::string rss =
        "<rss version='2.0'><channel><title>T</title><item><guid>1</guid>"
        "<pubDate>Fri, 11 Apr 2025 15:00:00 GMT</pubDate></item></channel></rss>";

    const auto code = parse_document({.file = "-"}, source(rss), out, kNow);
    out.flush();

    ASSERT_TRUE(code) << code.error().message;
    EXPECT_NE(printed.find("1 item is dated in the future"), std::string::npos) << printed;
    EXPECT_NE(printed.find(R"("date_published":"2025-04-11T15:00:00)"), std::string::npos);
}

TEST(Parse, ReadsWhatIsStillCompressed) {
    // `<rss version='2.0'><channel><title>Packed</title></channel></rss>`, by gzip.
    constexpr std::string_view kPacked(
        "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\xB3\x29\x2A\x2E\x56\x28\x4B\x2D\x2A\xCE"
        "\xCC\xCF\xB3\x55\x37\xD2\x33\x50\xB7\xB3\x49\xCE\x48\xCC\xCB\x4B\xCD\xB1\xB3\x29"
        "\xC9\x2C\xC9\x49\xB5\x0B\x48\x4C\xCE\x4E\x4D\xB1\xD1\x87\xF0\x6C\xF4\xE1\xD2\xFA"
        "\x40\xBD\x76\x00\xAD\x60\x28\xCA\x41\x00\x00\x00",
        72
    );
    const auto read = [&](std::string_view bytes) {
        std::string printed;
        Output out([&](std::string_view text) { printed += text; });
        const auto code = parse_document({.file = "-"}, source(std::string(bytes)), out, kNow);
        out.flush();
        return code ? printed : code.error().message;
    };

    EXPECT_NE(read(kPacked).find(R"("title":"Packed")"), std::string::npos);
    const auto cut = read(kPacked.substr(0, kPacked.size() / 2));
    EXPECT_TRUE(cut.starts_with("parse standard input: ")) << cut;
}

TEST(Parse, WhatIsNoFeedIsOneLineOfError) {
    const std::string documents[] = {
        "", "<html><body>hello\x1b\n</body></html>", std::string("\x00\xFF\xFE binary", 10), "{}"};
    for (const auto& text : documents) {
        std::string printed;
        Output out([&](std::string_view piece) { printed += piece; });

        const auto code = parse_document({.file = "odd\nname.xml"}, source(text), out, kNow);
        out.flush();

        ASSERT_FALSE(code) << text;
        EXPECT_EQ(code.error().kind, ClientFault::kFailed);
        EXPECT_TRUE(code.error().message.starts_with("parse odd?name.xml: "))
            << code.error().message;
        EXPECT_EQ(code.error().message.find_first_of("\n\x1b"), std::string::npos);
        EXPECT_EQ(printed, "");
    }
}

TEST(Parse, ADocumentThatNeverEndsIsRefused) {
    Output out([](std::string_view) {});
    std::size_t given = 0;

    const auto code = parse_document(
        {.file = "-"},
        [&](char* data, std::size_t size) {
            std::memset(data, ' ', size);
            given += size;
            return size;
        },
        out,
        kNow
    );

    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().message, "parse standard input: larger than 32 MiB");
    EXPECT_LT(given, 34U << 20U);
}

}  // namespace
}  // namespace wireroom::cli
