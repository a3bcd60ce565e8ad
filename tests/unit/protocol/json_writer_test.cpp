#include "protocol/json_writer.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace wireroom::protocol {
namespace {

std::string as_json(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST(JsonString, EscapesWhatJsonForbidsAndKeepsTheRest) {
    EXPECT_EQ(as_json("a\"b\\c\n\r\t\b\f/"), R"("a\"b\\c\n\r\t\b\f/")");
    EXPECT_EQ(as_json(std::string_view("\0\x01\x1f\x7f", 4)), R"("\u0000\u0001\u001f\u007f")");
    EXPECT_EQ(as_json("Київ 通信社 🗞"), "\"Київ 通信社 🗞\"");
}

TEST(JsonString, EscapesEveryLineBreakOfUnicode) {
    EXPECT_EQ(as_json("\xC2\x85|\xE2\x80\xA8|\xE2\x80\xA9|…"), R"("\u0085|\u2028|\u2029|…")");
}

TEST(JsonString, ReplacesEachInvalidByte) {
    const std::string bad = "\xEF\xBF\xBD";
    const std::pair<std::string_view, std::string> cases[] = {
        {"a\xFFz", "a" + bad + "z"},
        {"\xC0\xAF", bad + bad},                      // overlong
        {"\xE0\x80\xAF", bad + bad + bad},            // overlong
        {"\xED\xA0\x80", bad + bad + bad},            // surrogate
        {"\xF4\x90\x80\x80", bad + bad + bad + bad},  // beyond U+10FFFF
        {"\xE2\x82", bad + bad},                      // cut off
        {"\xD0", bad},
        {"\x80", bad},
    };
    for (const auto& [bytes, expected] : cases) {
        EXPECT_EQ(as_json(bytes), '"' + expected + '"');
    }
}

TEST(JsonString, IsValidJsonOnOneLineForRandomBytes) {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> any(0, 255);
    std::uniform_int_distribution<int> high(0xC0, 0xF7);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes;
        for (int i = 0; i < round % 23; ++i) {
            bytes += static_cast<char>(i % 3 == 0 ? high(random) : any(random));
        }

        const auto json = as_json(bytes);

        boost::system::error_code error;
        const auto value = boost::json::parse(json, error);  // refuses invalid UTF-8
        ASSERT_FALSE(error) << json;
        ASSERT_TRUE(value.is_string());
        ASSERT_EQ(json.find_first_of("\n\r"), std::string::npos);
    }
}

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    std::string out;
    JsonWriter json(out);

    json.begin_object().member("a", "x").key("b").begin_array();
    json.integer(-1).boolean(false).begin_object().end_object().raw("null").end_array();
    json.key("c").begin_array().end_array().member("d", std::vector<std::string>{"p", "q"});
    json.optional_member("e", "").optional_member("f", "y").end_object();

    EXPECT_EQ(out, R"({"a":"x","b":[-1,false,{},null],"c":[],"d":["p","q"],"f":"y"})");
}

TEST(JsonWriter, SaysZeroForNumbersThatJsonHasNot) {
    std::string out;
    JsonWriter json(out);

    json.begin_array().real(1.5).real(std::numeric_limits<double>::quiet_NaN());
    json.real(-std::numeric_limits<double>::infinity());
    json.unsigned_integer(18446744073709551615U).end_array();

    EXPECT_EQ(out, "[1.5,0,0,18446744073709551615]");
}

}  // namespace
}  // namespace wireroom::protocol
