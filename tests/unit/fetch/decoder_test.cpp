#include "fetch/decoder.hpp"

#include "unit/fetch/codings.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::fetch {
namespace {

struct Decoded {
    std::string body;
    std::string error;  ///< empty, unknown, broken, truncated, too-large or bomb
    std::size_t notes = 0;
};

std::string word_of(DecodeFault fault) {
    switch (fault) {
        case DecodeFault::kUnknown:
            return "unknown";
        case DecodeFault::kBroken:
            return "broken";
        case DecodeFault::kTruncated:
            return "truncated";
        case DecodeFault::kTooLarge:
            return "too-large";
        case DecodeFault::kBomb:
            return "bomb";
    }
    return "?";
}

Decoded decode(
    std::string_view coding,
    std::string_view wire,
    std::size_t step = 4096,
    std::size_t budget = 1000,
    const DecodeLimits& limits = {}
) {
    Decoded out;
    auto decoder = Decoder::create(coding, limits);
    if (!decoder) {
        out.error = word_of(decoder.error().kind);
        return out;
    }
    while (!wire.empty() && out.error.empty()) {
        auto piece = wire.substr(0, step);
        wire.remove_prefix(piece.size());
        while (true) {
            const auto done = decoder->decode(piece, out.body, budget);
            if (!done) {
                out.error = word_of(done.error().kind);
            }
            if (!done || *done) {
                break;
            }
        }
    }
    if (out.error.empty()) {
        const auto finished = decoder->finish(out.body);
        out.error = finished ? "" : word_of(finished.error().kind);
    }
    out.notes = decoder->notes().size();
    return out;
}

std::string text() {
    std::string out;
    for (int i = 0; i < 1000; ++i) {
        out += "<item>" + std::to_string(i * 7919) + "</item>\n";
    }
    return out;
}

struct Case {
    const char* name;
    const char* coding;
    std::string wire;
    std::string body;
    std::size_t notes;
};

TEST(Decoder, DecodesWhateverThePiecesAre) {
    const auto plain = text();
    const auto small = std::string("<rss/>");
    const std::vector<Case> cases = {
        {"identity", "", plain, plain, 0},
        {"identity by name", "identity", plain, plain, 0},
        {"empty", "", "", "", 0},
        {"one byte of a magic number", "", "\x1f", "\x1f", 0},
        {"empty with a coding", "gzip", "", "", 0},
        {"empty with br", "br", "", "", 0},
        {"gzip", "gzip", gzip(plain), plain, 0},
        {"any case", "GZip", gzip(plain), plain, 0},
        {"x-gzip", "x-gzip", gzip(plain), plain, 0},
        {"empty elements of the list", ", gzip ,", gzip(plain), plain, 0},
        {"gzip of nothing", "gzip", gzip(""), "", 0},
        {"two members", "gzip", gzip(plain) + gzip(small), plain + small, 0},
        {"empty members between",
         "gzip",
         gzip("") + gzip(small) + gzip("") + gzip(small),
         small + small,
         0},
        {"padding behind", "gzip", gzip(small) + std::string(5000, '\0'), small, 1},
        {"one byte behind", "gzip", gzip(small) + "x", small, 1},
        {"a lie", "gzip", plain, plain, 1},
        {"a lie of one byte", "gzip", "x", "x", 1},
        {"a lie beginning like the truth",
         "gzip",
         "\x1f"
         "abc",
         "\x1f"
         "abc",
         1},
        {"unsaid gzip", "", gzip(plain), plain, 1},
        {"br", "br", brotli(small), small, 0},
        {"bytes behind br", "br", brotli(small) + "rest", small, 1},
        {"gzip in gzip", "gzip, gzip", gzip(gzip(plain)), plain, 0},
        {"br in gzip", "br, gzip", gzip(brotli(small)), small, 0},
        {"gzip in br", "gzip, br", brotli(gzip(plain)), plain, 0},
        {"a lie in gzip", "gzip, gzip", gzip(plain), plain, 1},
    };
    for (const auto& test : cases) {
        for (const std::size_t step : {1UL, 2UL, 5UL, 4096UL, 1UL << 20U}) {
            const auto decoded = decode(test.coding, test.wire, step);
            EXPECT_EQ(decoded.error, "") << test.name << ", in steps of " << step;
            EXPECT_TRUE(decoded.body == test.body)
                << test.name << ", in steps of " << step << ": " << decoded.body.size()
                << " bytes for " << test.body.size();
            EXPECT_EQ(decoded.notes, test.notes) << test.name << ", in steps of " << step;
        }
    }
}

TEST(Decoder, RefusesWhatItDoesNotKnow) {
    for (const auto* coding :
         {"zstd", "deflate", "compress", "gzip, zstd", "gzip, gzip, gzip", "utf-8", "\x1b[31m"}) {
        EXPECT_EQ(decode(coding, "x").error, "unknown") << coding;
    }
    std::string many;
    for (int i = 0; i < 200; ++i) {
        many += "gzip, ";
    }
    EXPECT_EQ(decode(many, "x").error, "unknown");
}

TEST(Decoder, EveryCutOfAStreamIsTruncated) {
    const auto gzipped = gzip("some text that is long enough to be cut at many places");
    for (std::size_t size = 2; size < gzipped.size(); ++size) {
        EXPECT_EQ(decode("gzip", gzipped.substr(0, size)).error, "truncated") << "gzip at " << size;
    }
    const auto brotlied = brotli("some text");
    for (std::size_t size = 1; size < brotlied.size(); ++size) {
        EXPECT_EQ(decode("br", brotlied.substr(0, size)).error, "truncated") << "br at " << size;
    }
    EXPECT_EQ(decode("gzip", gzipped + gzipped.substr(0, 20)).error, "truncated")
        << "in the second member";
    EXPECT_EQ(decode("gzip, gzip", gzip(gzipped.substr(0, 20))).error, "truncated")
        << "the inner one";
}

TEST(Decoder, ChecksumAndLengthAreChecked) {
    const auto good = gzip("some text");
    for (std::size_t back = 1; back <= 8; ++back) {
        auto bad = good;
        bad[bad.size() - back] = static_cast<char>(bad[bad.size() - back] ^ 1);
        EXPECT_EQ(decode("gzip", bad).error, "broken") << "byte " << back << " from the end";
    }
}

TEST(Decoder, EveryFlippedBitIsSurvived) {
    const auto plain = text().substr(0, 2000);
    for (const auto& wire : {gzip(plain), brotli(plain)}) {
        for (std::size_t bit = 0; bit < wire.size() * 8; bit += 23) {
            auto bad = wire;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ 1 << bit % 8);
            const auto decoded = decode(wire.starts_with('\x1f') ? "gzip" : "br", bad, 100);
            EXPECT_LE(decoded.body.size(), 32U << 20U) << bit;
        }
    }
}

TEST(Decoder, ABombIsStoppedByItsRatio) {
    const auto bomb = gzip(std::string(16U << 20U, '\0'));
    ASSERT_LT(bomb.size(), 30'000U);

    const auto decoded = decode("gzip", bomb, 32'768, 1U << 20U);

    EXPECT_EQ(decoded.error, "bomb");
    EXPECT_LT(decoded.body.size(), 10U << 20U);
}

TEST(Decoder, ABombInABombIsStoppedInside) {
    const auto bomb = gzip(gzip(std::string(16U << 20U, '\0')));
    ASSERT_LT(bomb.size(), 2000U);

    const auto decoded = decode("gzip, gzip", bomb, 32'768, 1U << 20U);

    EXPECT_EQ(decoded.error, "bomb");
    EXPECT_LT(decoded.body.size(), 2U << 20U);
}

TEST(Decoder, ABombHiddenBehindTheInnerStreamIsStopped) {
    const auto bomb = gzip(gzip("small") + std::string(16U << 20U, 'x'));

    EXPECT_EQ(decode("gzip, gzip", bomb, 32'768, 1U << 20U).error, "bomb");
}

TEST(Decoder, SmallBodiesMayShrinkAsTheyLike) {
    const std::string blank(1U << 20U, ' ');
    EXPECT_EQ(decode("gzip", gzip(blank)).error, "");
}

TEST(Decoder, DecodedBytesAreLimited) {
    DecodeLimits limits;
    limits.decoded_bytes = 1000;
    EXPECT_EQ(decode("", std::string(1000, 'x'), 100, 100, limits).error, "");
    EXPECT_EQ(decode("", std::string(1001, 'x'), 100, 100, limits).error, "too-large");
    EXPECT_EQ(decode("gzip", gzip(std::string(1001, 'x')), 100, 100, limits).error, "too-large");
}

TEST(Decoder, OneCallStaysNearItsBudget) {
    auto decoder = Decoder::create("gzip", {});
    ASSERT_TRUE(decoder);
    const auto wire = gzip(std::string(900'000, 'x'));
    std::string_view input = wire;
    std::string out;

    const auto done = decoder->decode(input, out, 100'000);

    ASSERT_TRUE(done);
    EXPECT_FALSE(*done);
    EXPECT_GE(out.size(), 100'000U);
    EXPECT_LE(out.size(), 100'000U + 65'536U);
}

}  // namespace
}  // namespace wireroom::fetch
