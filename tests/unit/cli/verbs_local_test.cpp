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
