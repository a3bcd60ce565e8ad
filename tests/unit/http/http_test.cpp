#include "http/head.hpp"
#include "http/request.hpp"
#include "http/response_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::http {
namespace {

struct Read {
    std::string error;  ///< empty, `protocol` or `too-large`
    int status = 0;
    std::string body;
    bool complete = false;
    bool excess = false;

    bool operator==(const Read&) const = default;
};

void PrintTo(const Read& read, std::ostream* out) {
    *out << "{" << read.error << " " << read.status << " '" << read.body
         << "' complete=" << read.complete << " excess=" << read.excess << "}";
}

/// Feeds `bytes` in pieces of `step` and then the end of the connection.
Read read_in_steps(std::string_view bytes, std::size_t step, const ResponseLimits& limits = {}) {
    ResponseReader reader(limits);
    Read out;
    const auto judge = [&out](const Result<void, HttpError>& result) {
        if (!result) {
            out.error = result.error().kind == HttpFault::kTooLarge ? "too-large" : "protocol";
        }
        return static_cast<bool>(result);
    };
    bool good = true;
    while (good && !bytes.empty() && !reader.is_complete()) {
        good = judge(reader.put(bytes.substr(0, step), out.body));
        bytes.remove_prefix(std::min(step, bytes.size()));
    }
    if (good) {
        judge(reader.end());
    }
    out.status = reader.status();
    out.complete = reader.is_complete();
    out.excess = reader.has_excess();
    return out;
}

struct Case {
    const char* name;
    std::string bytes;
    Read expected;
};

const Read kBad{"protocol", 0, "", false, false};

const std::vector<Case>& cases() {
    static const std::vector<Case> all = {
        {"content-length",
         "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
         {"", 200, "abc", true, false}},
        {"no reason phrase",
         "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx",
         {"", 200, "x", true, false}},
        {"reason with controls",
         "HTTP/1.1 200 \x1b[31m\x9b\r\nContent-Length: 1\r\n\r\nx",
         {"", 200, "x", true, false}},
        {"bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 1\n\nx", {"", 200, "x", true, false}},
        {"close-delimited",
         "HTTP/1.0 200 OK\r\n\r\nuntil the end",
         {"", 200, "until the end", true, false}},
        {"chunked",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
         "chunked\r\n\r\n3;ext=\"a\"\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: "
         "x\r\n\r\n",
         {"", 200, "abc0123456789", true, false}},
        {"chunked beats a length",
         "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: "
         "chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
         {"", 200, "ok", true, false}},
        {"the same length twice",
         "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
         {"", 200, "ok", true, false}},
        {"interim answers",
         "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "
         "OK\r\nContent-Length: "
         "2\r\n\r\nok",
         {"", 200, "ok", true, false}},
        {"204 has no body", "HTTP/1.1 204 No Content\r\n\r\n", {"", 204, "", true, false}},
        {"304 has no body whatever its length",
         "HTTP/1.1 304 Not Modified\r\nContent-Length: 999\r\n\r\n",
         {"", 304, "", true, false}},
        {"a line that is no field",
         "HTTP/1.1 200 OK\r\nwhat is this\r\nContent-Length: 1\r\n\r\nx",
         {"", 200, "x", true, false}},
    };
    return all;
}

TEST(ResponseReader, ReadsWhateverThePiecesAre) {
    for (const auto& test : cases()) {
        for (const std::size_t step : {1UL, 2UL, 3UL, 7UL, 4096UL}) {
            EXPECT_EQ(read_in_steps(test.bytes, step), test.expected)
                << test.name << ", in steps of " << step;
        }
    }
}

TEST(ResponseReader, RefusesWhatCannotBeFramed) {
    const std::vector<std::pair<const char*, std::string>> bad = {
        {"no status line", "<rss version=\"2.0\"></rss>"},
        {"odd status", "HTTP/1.1 2OO YES\r\n\r\n"},
        {"long status", "HTTP/1.1 99999 X\r\n\r\n"},
        {"other protocol", "ICY 200 OK\r\n\r\n"},
        {"HTTP/2", "HTTP/2.0 200 OK\r\n\r\n"},
        {"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"},
        {"two lengths in one", "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nabc"},
        {"negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc"},
        {"length with a sign", "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na"},
        {"overflowing length",
         "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551626\r\n\r\nabc"},
        {"cut body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"},
        {"cut head", "HTTP/1.1 200 OK\r\nContent-Le"},
        {"cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"},
        {"no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"},
        {"chunk that is no number",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"},
        {"unasked-for transfer coding",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {"chunked twice",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"},
        {"nothing", ""},
    };
    for (const auto& [name, bytes] : bad) {
        for (const std::size_t step : {1UL, 4096UL}) {
            EXPECT_EQ(read_in_steps(bytes, step).error, "protocol")
                << name << ", in steps of " << step;
        }
    }
}

TEST(ResponseReader, RefusesALongBodyFromItsHeader) {
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 17000000\r\n\r\n";
    EXPECT_EQ(read_in_steps(head, 4096).error, "too-large");
}

TEST(ResponseReader, RefusesALongBodyWithoutALength) {
    ResponseLimits limits;
    limits.body_bytes = 10;
    EXPECT_EQ(read_in_steps("HTTP/1.1 200 OK\r\n\r\n0123456789a", 4, limits).error, "too-large");
    EXPECT_EQ(
        read_in_steps(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n8\r\n", 4, limits
        )
            .error,
        "too-large"
    );
    EXPECT_EQ(
        read_in_steps(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab", 4, limits
        )
            .error,
        "too-large"
    );
}

TEST(ResponseReader, AnErrorStatusIsWorthMoreThanItsLength) {
    const auto read =
        read_in_steps("HTTP/1.1 404 Not Found\r\nContent-Length: 99999999999\r\n\r\n", 4096);
    EXPECT_EQ(read.status, 404);
    EXPECT_EQ(read.error, "protocol") << "only because the connection ended; the head was accepted";
}

TEST(ResponseReader, CapsHeads) {
    const std::string start = "HTTP/1.1 200 OK\r\n";
    std::string many = start;
    for (int i = 0; i < 300; ++i) {
        many += "X: y\r\n";
    }
    EXPECT_EQ(read_in_steps(many + "\r\n", 4096).error, "too-large") << "fields";
    EXPECT_EQ(read_in_steps(start + "X: " + std::string(1U << 20U, 'x'), 4096).error, "too-large")
        << "one field";
    EXPECT_EQ(read_in_steps(start + std::string(1U << 17U, 'x'), 1U << 20U).error, "too-large")
        << "in one piece";
}

TEST(ResponseReader, CapsInterimAnswers) {
    std::string flood;
    for (int i = 0; i < 2000; ++i) {
        flood += "HTTP/1.1 103 Early Hints\r\n\r\n";
    }
    EXPECT_EQ(read_in_steps(flood + "HTTP/1.1 200 OK\r\n\r\n", 4096).error, "protocol");
}

TEST(ResponseReader, CapsChunkFraming) {
    const std::string start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;";
    EXPECT_EQ(read_in_steps(start + std::string(1U << 18U, 'x'), 4096).error, "too-large");
}

TEST(ResponseReader, NoticesWhatFollows) {
    const auto read =
        read_in_steps("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n\r\n", 4096);
    EXPECT_EQ(read, (Read{"", 200, "x", true, true}));
}

ResponseHead head_of(std::string_view bytes) {
    auto head = read_head(bytes, 256);
    EXPECT_TRUE(head);
    return *head;
}

TEST(Head, KeepsValidatorsByteForByte) {
    const std::string odd = "\"a, \\b \x80\xff 'c'\"";
    EXPECT_EQ(head_of("HTTP/1.1 200 OK\r\nETag:  " + odd + " \r\n\r\n").fields.value("etag"), odd);
}

TEST(Head, DropsValidatorsThatCannotBeSentBack) {
    const auto head = head_of(std::string_view(
        "HTTP/1.1 200 OK\r\nETag: \"a\0b\"\r\nLast-Modified: x\x1b[0m\r\nX: 1\r\n\r\n", 58
    ));
    EXPECT_EQ(head.fields.find("ETag"), nullptr);
    EXPECT_EQ(head.fields.find("Last-Modified"), nullptr);
    EXPECT_EQ(head.notes.size(), 1U);
}

TEST(Head, ControlsInOtherFieldsBecomeSpaces) {
    const auto head = head_of(
        "HTTP/1.1 200 OK\r\nContent-Type: text/\x1b"
        "xml\r\n\r\n"
    );
    EXPECT_EQ(head.fields.value("content-type"), "text/ xml");
}

TEST(Head, UnfoldsLines) {
    const auto head = head_of("HTTP/1.1 200 OK\r\nX: a\r\n  b\r\n\tc\r\nY: d\r\n\r\n");
    EXPECT_EQ(head.fields.value("X"), "a b c");
    EXPECT_EQ(head.fields.value("Y"), "d");
}

TEST(Head, JoinsRepeatedFields) {
    EXPECT_EQ(
        head_of("HTTP/1.1 200 OK\r\nA: 1\r\nB: x\r\na: 2\r\n\r\n").fields.joined("A"), "1, 2"
    );
}

TEST(Request, IsRenderedByteForByte) {
    Fields fields;
    fields.add("Host", "example.org");
    fields.add("If-None-Match", "W/\"\xe9, x\"");
    EXPECT_EQ(
        render_get("/a?b", fields),
        "GET /a?b HTTP/1.1\r\nHost: example.org\r\nIf-None-Match: W/\"\xe9, x\"\r\n\r\n"
    );
}

TEST(Request, RefusesWhatWouldBreakIt) {
    for (const auto* bad : {"a\r\nX: y", "a\nb", " a", "a ", "\x7f"}) {
        Fields fields;
        fields.add("X", bad);
        EXPECT_THROW(render_get("/", fields), std::invalid_argument) << bad;
    }
    EXPECT_THROW(render_get("/a b", {}), std::invalid_argument);
    EXPECT_THROW(render_get("/a\r\nb", {}), std::invalid_argument);
    EXPECT_THROW(render_get("", {}), std::invalid_argument);
}

}  // namespace
}  // namespace wireroom::http
