#include "dedup/contrast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wireroom::dedup {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Names, AreWordsThatBeginWithACapitalLetterInsideOfASentence) {
    const auto names = names_in("Rain over Tarnhill", "The rain came. It left Tarnhill on Friday.");

    EXPECT_THAT(names.title, UnorderedElementsAre("rain", "tarnhill"));
    EXPECT_THAT(names.text, UnorderedElementsAre("tarnhill", "friday"));
}

TEST(Names, AreNoWordsThatFoldingChangesOtherwise) {
    // A final sigma, a decomposed letter, a ligature, full-width letters.
    for (const auto* small : {"λόγος", "cafe\u0301", "ﬁsh", "ｒａｉｎ", "straße"}) {
        EXPECT_THAT(names_in("", std::string("They say ") + small + " here").text, IsEmpty())
            << small;
    }
}

TEST(Names, AreFoundInScriptsWithCapitals) {
    for (const auto& [written, folded] :
         {std::pair("Αθήνας", "αθήνασ"),
          std::pair("Київ", "київ"),
          std::pair("Éire", "éire"),
          std::pair("E\u0301ire", "éire"),
          std::pair("ǅemal", "džemal")}) {
        EXPECT_THAT(
            names_in("", std::string("they say ") + written + " here").text,
            UnorderedElementsAre(folded)
        );
    }
}

TEST(Names, HoldTypographicApostrophesAsFoldedTextDoes) {
    EXPECT_THAT(
        names_in("O’Brien wins", "They say O’Brien won.").text, UnorderedElementsAre("o'brien")
    );
    EXPECT_THAT(names_in("O’Brien wins", "").title, UnorderedElementsAre("o'brien"));
}

}  // namespace
}  // namespace wireroom::dedup
