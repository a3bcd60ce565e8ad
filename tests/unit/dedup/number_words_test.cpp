#include "dedup/number_words.hpp"

#include "dedup/compare.hpp"
#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

std::vector<std::string> numbers_of(std::string_view text) {
    const auto folded = text::fold(text);
    const auto words = text::words(folded);
    return numbers_between(words, 0, words.size());
}

bool changes(std::string_view before, std::string_view after) {
    const auto old_text = text::fold(before);
    const auto new_text = text::fold(after);
    return compare_words(text::words(old_text), text::words(new_text)).number_changed;
}

TEST(NumberWords, WhatIsWrittenOutIsANumber) {
    for (const auto& [text, number] : std::vector<std::pair<const char*, const char*>>{
             {"twelve people died there", "12"},
             {"zwölf Menschen starben dort", "12"},
             {"douze personnes sont mortes", "12"},
             {"doce personas murieron allí", "12"},
             {"dwanaście osób zginęło tam", "12"},
             {"dodici persone sono morte", "12"},
             {"doze pessoas morreram ali", "12"},
             {"twaalf mensen kwamen om", "12"},
             {"dvanáct lidí tam zemřelo", "12"},
             {"дванадцять людей загинули там", "12"},
             {"двенадцать человек погибли там", "12"},
             {"tolv människor dog där", "12"},
             {"yirmi kişi orada öldü", "20"},
             {"عشرون شخصا لقوا حتفهم", "20"},
             {"חמישה בני אדם נהרגו", "5"},
             {"다섯 명이 거기서 숨졌다", "5"},
             {"十二人死亡", "12"},
             {"三十五人が死亡", "35"},
             {"二〇二五年", "2025"},
             {"三百二十人", "320"},
             {"1万2000人", "12000"},
             {"3.5万人", "35000"},
             {"两千五百万人", "25000000"},
             {"百人", "100"},
             {"๑๒ คน", "12"},
             {"१२,३४,५६७ लोग", "1234567"},
             {"١٢٬٤٨٠ قتيلا", "12480"},
             {"٣٫٥ مليار", "3.5"}}) {
        ASSERT_FALSE(numbers_of(text).empty()) << text;
        EXPECT_EQ(numbers_of(text).front(), number) << text;
    }
}

TEST(NumberWords, ArticlesAreNumbersOnlyWhereLittleElseDiffers) {
    EXPECT_TRUE(changes("un mort dans l'incendie", "deux morts dans l'incendie"));
    EXPECT_TRUE(changes("ein Toter bei Brand", "drei Tote bei Brand"));
    EXPECT_TRUE(changes("一人死亡", "三人死亡"));
    EXPECT_TRUE(numbers_of("un incendie a détruit la grange hier soir").empty());
    EXPECT_FALSE(changes("he went due south", "he went right south"));
}

TEST(NumberWords, AnotherWayToWriteItIsNoChange) {
    EXPECT_FALSE(changes("at least twelve people", "at least 12 people"));
    EXPECT_FALSE(changes("死者は十二人", "死者は12人"));
    EXPECT_FALSE(changes("三万人避难", "30000人避难"));
    EXPECT_FALSE(changes("12,480 readers", "12 480 readers"));
    EXPECT_FALSE(changes("1,00,000 लोग", "100000 लोग"));
    EXPECT_FALSE(changes("١٢ قتيلا", "12 قتيلا"));
    EXPECT_FALSE(changes("3.5 percent", "3,5 percent"));
}

TEST(NumberWords, AnotherNumberIsOneInAnyScript) {
    EXPECT_TRUE(changes("死者は十二人", "死者は十五人"));
    EXPECT_TRUE(changes("三座仓库受损", "五座仓库受损"));
    EXPECT_TRUE(changes("٢ قتيلا", "٣ قتيلا"));
    EXPECT_TRUE(changes("ผู้เสียชีวิต 12 คน", "ผู้เสียชีวิต 15 คน"));
    EXPECT_TRUE(changes("3.5 percent", "35 percent"));
    EXPECT_TRUE(changes("12 убитых", "пятнадцать убитых"));
}

TEST(NumberWords, HostileRunsOfNumeralsStayBounded) {
    std::string run;
    for (int i = 0; i < 20'000; ++i) {
        run += i % 3 == 0 ? "万" : "九";
    }
    EXPECT_FALSE(numbers_of(run).empty());
    EXPECT_FALSE(numbers_of(std::string(100'000, '9') + "万").empty());
}

}  // namespace
}  // namespace wireroom::dedup
