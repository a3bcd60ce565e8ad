#include "store/codec.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace wireroom::store {
namespace {

using testing::HasSubstr;

TEST(Codec, AuthorsAndAttachmentsComeBackAsTheyWent) {
    const std::vector<model::Author> authors{
        {.name = "Ада \"L\"", .url = "https://a.example/", .avatar = ""}, {.name = "B\\\n"}};
    const std::vector<model::Attachment> attachments{
        {.url = "https://a.example/1.mp3",
         .mime_type = "audio/mpeg",
         .title = "один",
         .size_in_bytes = std::numeric_limits<std::uint64_t>::max(),
         .duration_in_seconds = 12.5},
        {.url = "https://a.example/2.mp3", .duration_in_seconds = 3.0},
    };

    EXPECT_EQ(decode_authors(encode_authors(authors), "row"), authors);
    EXPECT_EQ(decode_attachments(encode_attachments(attachments), "row"), attachments);
}

TEST(Codec, AChangeComesBackAsItWent) {
    const model::Change change{
        .kind = model::ChangeKind::kExpanded,
        .material = true,
        .why = {"editors-note", "new-paragraph"},
        .fields = {"content"},
        .note = "Editor's note: expanded.",
        .words_added = 31,
        .words_removed = 2,
        .paragraphs_added = 1,
        .paragraphs_removed = 3,
    };

    EXPECT_EQ(decode_change(encode_change(change), "row"), change);
}

TEST(Codec, PollHintsComeBackAsTheyWent) {
    const model::PollHints hints{
        .fresh_for = std::chrono::seconds(60),
        .retry_after = std::chrono::seconds(-5),
        .ttl = std::chrono::hours(1),
        .skip_hours = {0, 23},
        .skip_days = {6},
    };

    const auto decoded = decode_hints(encode_hints(hints), "row");

    EXPECT_EQ(decoded.fresh_for, hints.fresh_for);
    EXPECT_EQ(decoded.retry_after, hints.retry_after);
    EXPECT_EQ(decoded.ttl, hints.ttl);
    EXPECT_EQ(decoded.update_period, std::nullopt);
    EXPECT_EQ(decoded.skip_hours, hints.skip_hours);
    EXPECT_EQ(decoded.skip_days, hints.skip_days);
}

TEST(Codec, BytesThatAreNoUtf8ComeBackAsTheyWent) {
    const std::vector<std::string> values{"\xff\xfe", std::string("a\0b", 3), ""};

    EXPECT_EQ(decode_strings(encode_strings(values), "row"), values);
}

TEST(Codec, AnInfiniteDurationIsLeftOut) {
    const std::vector<model::Attachment> attachments{
        {.url = "u", .duration_in_seconds = std::numeric_limits<double>::infinity()}};

    const auto decoded = decode_attachments(encode_attachments(attachments), "row");

    EXPECT_EQ(decoded.front().duration_in_seconds, std::nullopt);
}

TEST(Codec, DamagedJsonNamesItsRow) {
    constexpr const char* kDamaged[] = {"", "[", "{}", "[1]", "[\"a\"", "[[]]", "null", "[{}]x"};

    for (const auto* json : kDamaged) {
        try {
            decode_strings(json, "revision 3 of story abc");
            ADD_FAILURE() << json;
        } catch (const StoreError& error) {
            EXPECT_THAT(error.what(), HasSubstr("revision 3 of story abc")) << json;
        }
    }
    EXPECT_THROW(decode_change("{\"kind\":\"odd\",\"material\":true}", "row"), StoreError);
    EXPECT_THROW(decode_authors("[1]", "row"), StoreError);
    EXPECT_THROW(decode_attachments("[{\"url\":1}]", "row"), StoreError);
    EXPECT_THROW(decode_hints("{\"ttl\":\"x\"}", "row"), StoreError);
    EXPECT_THROW(decode_hints("{\"skip_hours\":[99999999999]}", "row"), StoreError);
}

TEST(TextCodec, TextsComeBackAsTheyWentAlsoEmptyOnes) {
    TextCodec codec;
    const std::string html = "<p>Зустріч 11 квітня</p>" + std::string(5000, 'x');
    const std::string text("a\0b", 3);

    for (const auto& [h, t] :
         {std::pair(html, text),
          {std::string(), text},
          {html, std::string()},
          {std::string(), std::string()}}) {
        const auto frame = codec.compress(h, t);
        const auto stored = codec.decompress(frame, std::ssize(h), std::ssize(t), "content 1");
        EXPECT_EQ(stored.html, h);
        EXPECT_EQ(stored.text, t);
    }
}

TEST(TextCodec, EveryDamagedByteIsNoticed) {
    TextCodec codec;
    const std::string html = "<p>Trump's envoy Witkoff to meet Putin on April 11</p>";
    const auto frame = codec.compress(html, "");

    for (std::size_t i = 0; i < frame.size(); ++i) {
        auto damaged = frame;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        std::string result = html;
        try {
            result = codec.decompress(damaged, std::ssize(html), 0, "content 9").html;
            EXPECT_EQ(result, html) << "byte " << i;
        } catch (const StoreError& error) {
            EXPECT_THAT(error.what(), HasSubstr("content 9"));
        }
    }
    EXPECT_THROW(codec.decompress(frame, std::ssize(html) + 1, 0, "r"), StoreError);
    EXPECT_THROW(codec.decompress(frame, 1, 0, "r"), StoreError);
    EXPECT_THROW(codec.decompress(frame, -1, 0, "r"), StoreError);
    EXPECT_THROW(codec.decompress(frame, std::int64_t{1} << 60, 0, "r"), StoreError);
    EXPECT_THROW(codec.decompress("", 3, 0, "r"), StoreError);
}

TEST(Codec, ReasonsKeepSinceWhenTheyHold) {
    const std::vector<dedup::Reason> reasons = {
        {.code = "new", .story = std::nullopt, .text = "Nothing is like it."},
        {.code = "text-walled",
         .story = dedup::StoryKey(7),
         .text = "A pay wall went up.",
         .since = from_ms(1744358400000)}};

    const auto read = decode_reasons(encode_reasons(reasons), "a row");

    ASSERT_EQ(read.size(), 2U);
    EXPECT_FALSE(read[0].since);
    EXPECT_EQ(read[1].since, from_ms(1744358400000));
}

}  // namespace
}  // namespace wireroom::store
