#include "text/fold.hpp"
#include "text/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::text {
namespace {

using testing::ElementsAre;

TEST(Fold, UnifiesWhatEditorsAndSystemsChange) {
    const std::pair<const char*, const char*> cases[] = {
        {"  Hello\t\n WORLD ", "hello world"},
        {"“Don’t” – «stop» — it’s", "\"don't\" - \"stop\" - it's"},
        {"Straße ＡＢＣ ﬁn Ⅳ", "strasse abc fin iv"},
        {"Cafe\xCC\x81", "caf\xC3\xA9"},
        {"co\xC2\xADoperate zero\xE2\x80\x8Bwidth \xE2\x80\x8Frtl", "cooperate zerowidth rtl"},
        {"a\xC2\xA0\xE2\x80\xAF"
         "b",
         "a b"},
        {"ЄВРОПА Іван", "європа іван"},
        {"don\xC2\xB4t", "don't"},
        {"bad \xFF byte", "bad \xEF\xBF\xBD byte"},
        {"", ""},
    };
    for (const auto& [input, expected] : cases) {
        EXPECT_EQ(fold(input), expected) << input;
    }
}

TEST(Fold, PointingIsNoPartOfAWord) {
    const std::pair<const char*, const char*> cases[] = {
        {"مُحَمَّدٌ", "محمد"},
        {"ســـلام", "سلام"},
        {"ﻣﺤﻤﺪ ﷺ", "محمد صلى الله عليه وسلم"},
        {"שָׁלוֹם", "שלום"},
        {"בְּרֵאשִׁ֖ית", "בראשית"},
        {"ג׳ורג׳ צה״ל תל־אביב", "ג'ורג' צה\"ל תל-אביב"},
        {"\u0627\u0640\u0654", "أ"},  // a hamza that stood on the stroke combines
        {"آب ؤ ئ", "آب ؤ ئ"},
    };
    for (const auto& [input, expected] : cases) {
        EXPECT_EQ(fold(input), expected) << input;
        EXPECT_EQ(fold(fold(input)), fold(input)) << input;
    }
    EXPECT_EQ(fold("مُحَمَّدٌ", 1), "مُحَمَّدٌ") << "the first rules kept it";
    EXPECT_EQ(fold("“Don’t”", 1), fold("“Don’t”"));
}

TEST(Fold, IsIdempotentOnAnything) {
    std::mt19937 random(1);
    for (int round = 0; round < 5000; ++round) {
        std::string input;
        for (int i = 0; i < 12; ++i) {
            const auto block = random() % 4;
            const char32_t c = block == 0   ? random() % 0x300
                               : block == 1 ? 0x2000 + random() % 0x100
                               : block == 2 ? 0x300 + random() % 0x70
                                            : random() % 0x11000;
            input +=
                c < 0x80 ? std::string(1, static_cast<char>(c))
                : c < 0x800
                    ? std::
                          string{static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))}
                    : std::string{
                          static_cast<char>(0xE0 | ((c >> 12) & 15)),
                          static_cast<char>(0x80 | ((c >> 6) & 63)),
                          static_cast<char>(0x80 | (c & 63))};
        }
        const auto once = fold(input);
        ASSERT_EQ(fold(once), once) << testing::PrintToString(input);
    }
}

/// What folding makes of ASCII, a character at a time.
std::string folded_slowly(const std::string& ascii) {
    std::string out;
    bool space = false;
    for (const char c : ascii) {
        if (c <= ' ' || c == 0x7F) {
            space = !out.empty();
            continue;
        }
        out += space ? " " : "";
        space = false;
        out += c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

TEST(Fold, AsciiIsTidiedAtAnyPlaceAsItIsCharacterByCharacter) {
    std::mt19937 random(3);
    const std::string_view characters = "abcXYZ09.,-@[`{\x7F\x1F\t\n";
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const auto blanks = 2 + random() % 10;
        const auto oddities = round % 2 == 0 ? 14 : characters.size();
        for (auto count = random() % 40; count > 0; --count) {
            text += random() % blanks == 0 ? ' ' : characters[random() % oddities];
        }
        const auto inside = folded_slowly("x" + text + "x");

        ASSERT_EQ(fold(text), folded_slowly(text)) << testing::PrintToString(text);
        // Among other letters it goes another way.
        ASSERT_EQ(fold("ї" + text + "ї"), "ї" + inside.substr(1, inside.size() - 2) + "ї")
            << testing::PrintToString(text);
    }
}

TEST(Fold, TextsOfSeveralScriptsFoldAsTheirPartsDo) {
    std::mt19937 random(4);
    const std::vector<std::string> marks = {"\xCC\x81", "\xC2\xAD\xCC\x88",
                                            "\u20E3",   "e\xCC\x81",
                                            "É",        "ß",
                                            "ﬁ",        "“",
                                            "…",        "新",
                                            "がﾞ",      "ที่",
                                            "שָׁ",        "مُ",
                                            "한",       "ᄀ",
                                            "가",       "İ",
                                            "Ⅳ",        "Иван",
                                            "\u0345",   "\u1AB0",
                                            "\u0F71",   "\u1161",
                                            "🙂",       "\u200D",
                                            "\xFF"};
    for (int round = 0; round < 3000; ++round) {
        std::string far;   // long runs of ASCII stand between
        std::string near;  // the same with short ones
        for (auto count = 1 + random() % 6; count > 0; --count) {
            const std::string run(2 + random() % 100, static_cast<char>('A' + random() % 26));
            auto mark = marks[random() % marks.size()];
            mark += random() % 3 == 0 ? marks[random() % marks.size()] : "";
            far += run + mark;
            near += run.substr(0, 2) + mark;
        }
        const auto folded = fold(far);

        // What the runs are shortened to must not matter to what stands around them.
        std::string shortened;
        for (const char c : folded) {
            const bool again = !shortened.empty() && shortened.back() == c && c >= 'a' && c <= 'z';
            shortened += again ? "" : std::string(1, c);
        }
        std::string expected;
        for (const char c : fold(near)) {
            const bool again = !expected.empty() && expected.back() == c && c >= 'a' && c <= 'z';
            expected += again ? "" : std::string(1, c);
        }
        ASSERT_EQ(shortened, expected) << testing::PrintToString(far);
    }
}

TEST(Words, NumbersLettersAndIdeographs) {
    EXPECT_THAT(
        words("it's 12,480 of 3.5 - don't!"), ElementsAre("it's", "12,480", "of", "3.5", "don't")
    );
    EXPECT_THAT(
        words("covid19 'quoted' end. 5,"), ElementsAre("covid", "19", "quoted", "end", "5")
    );
    EXPECT_THAT(words("本文已更新abc"), ElementsAre("本", "文", "已", "更", "新", "abc"));
    EXPECT_THAT(words("на сході م"), ElementsAre("на", "сході", "م"));
    EXPECT_THAT(words("ที่นี่"), ElementsAre("ที่", "นี่"));
    EXPECT_THAT(words("ក្ដី"), ElementsAre("ក្", "ដី"));
    EXPECT_THAT(words("한국어 뉴스"), ElementsAre("한국어", "뉴스"));
    EXPECT_THAT(words("ข่าววันนี้"), ElementsAre("ข่", "า", "ว", "วั", "น", "นี้"));
    EXPECT_THAT(words("ຂ່າວ"), ElementsAre("ຂ່", "າ", "ວ"));
    EXPECT_THAT(words("သတင်း"), ElementsAre("သ", "တ", "င်း"));
    EXPECT_THAT(words("ꦮꦂꦠ"), ElementsAre("ꦮꦂ", "ꦠ"));
    EXPECT_THAT(words("東京で12人が"), ElementsAre("東", "京", "で", "12", "人", "が"));
    EXPECT_THAT(words("𠮷野家"), ElementsAre("𠮷", "野", "家"));
    EXPECT_THAT(words("والوزير قال"), ElementsAre("والوزير", "قال"));
    EXPECT_THAT(words("तमिल समाचार"), ElementsAre("तमिल", "समाचार"));
    EXPECT_TRUE(words(" .,;-\"' \xFF 🙂").empty());
}

TEST(Words, NumbersOfEveryScriptAreOneWord) {
    EXPECT_THAT(words("١٢٬٤٨٠ قتيلا ٣٫٥"), ElementsAre("١٢٬٤٨٠", "قتيلا", "٣٫٥"));
    EXPECT_THAT(words("۱۲۳ नफर १२,३४५"), ElementsAre("۱۲۳", "नफर", "१२,३४५"));
    EXPECT_THAT(words("๑๒ คน"), ElementsAre("๑๒", "ค", "น"));
}

TEST(Words, DigitsOfEveryScriptHaveAValue) {
    for (const auto* seven : {"7", "٧", "۷", "७", "৭", "๗", "៧", "၇", "༧", "𝟕"}) {
        const auto digit = leading_digit(seven);
        ASSERT_TRUE(digit) << seven;
        EXPECT_EQ(digit->ascii, '7') << seven;
        EXPECT_EQ(digit->bytes, std::string_view(seven).size()) << seven;
    }
    for (const auto* none : {"", "x", "七", "½", " 7", "\xFF"}) {
        EXPECT_FALSE(leading_digit(none)) << none;
    }
}

TEST(Words, OneByOneTheyAreTheSame) {
    std::mt19937 random(11);
    const std::vector<std::string> pieces = {
        "word", "don't", "'",        "12", ",", ".",  "٬", "٣", " ",  " ",    "-",
        "ї",    "é",     "\xCC\x81", "߿",  "ࠀ", "新", "ก", "े",  "🙂", "\xFF", "\xE2\x82"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count) {
            text += pieces[random() % pieces.size()];
        }
        const auto all = words(text);
        std::vector<std::string_view> one_by_one;
        WordReader reader(text);
        for (std::string_view word; reader.next(word);) {
            one_by_one.push_back(word);
        }
        EXPECT_EQ(one_by_one, all) << text;
        EXPECT_EQ(count_words(text), all.size()) << text;
        // What stands alone is split as it is among others: no place in a text is special.
        for (const auto word : all) {
            EXPECT_THAT(words(word), ElementsAre(word)) << text;
        }
    }
}

/// The text with Cyrillic letters in place of the ASCII ones.
std::string in_cyrillic(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c >= 'a' && c <= 'z' ? std::string{'\xD0', static_cast<char>(0xB0 + (c - 'a') % 16)}
                                    : std::string(1, c);
    }
    return out;
}

TEST(Words, LettersOfAnyScriptAreReadAlikeAtAnyPlace) {
    std::mt19937 random(12);
    const std::vector<std::string> pieces = {"a",   "word", "abcdefghijklmnopqrstuvwxyz",
                                             "'",   "12",   ",",
                                             ".",   "٬",    "٣",
                                             " ",   "-",    "\xCC\x81",
                                             "ß",   "新",   "ก",
                                             "ี",    "م",    "ُ",
                                             "ש",   "ָ",     "🙂",
                                             "\xFF"};
    for (int round = 0; round < 3000; ++round) {
        std::string text(random() % 70, ' ');  // moves what follows over the ends of blocks
        for (auto count = random() % 40; count > 0; --count) {
            text += pieces[random() % pieces.size()];
        }
        std::vector<std::string> expected;
        for (const auto word : words(text)) {
            expected.push_back(in_cyrillic(word));
        }

        const auto cyrillic = in_cyrillic(text);
        const auto found = words(cyrillic);

        ASSERT_EQ(std::vector<std::string>(found.begin(), found.end()), expected)
            << testing::PrintToString(text);
    }
}

TEST(Words, ApostrophesAndSeparatorsStandInside) {
    EXPECT_THAT(
        words("'tis rock'n'roll' o''clock"), ElementsAre("tis", "rock'n'roll", "o", "clock")
    );
    EXPECT_THAT(words("п'ять д'été x'"), ElementsAre("п'ять", "д'été", "x"));
    EXPECT_THAT(words("1,2,,3 4. 5.6. ,7"), ElementsAre("1,2", "3", "4", "5.6", "7"));
    EXPECT_THAT(words("a1 1a"), ElementsAre("a", "1", "1", "a"));
}

}  // namespace
}  // namespace wireroom::text
