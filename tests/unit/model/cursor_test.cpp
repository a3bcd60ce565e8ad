#include "model/event.hpp"

#include <gtest/gtest.h>

namespace wireroom::model {
namespace {

TEST(Cursor, SurvivesTheWire) {
    const Cursor cursor{.epoch = "ab2c", .seq = 9'007'199'254'740'993};

    EXPECT_EQ(format_cursor(cursor), "ab2c-9007199254740993");
    EXPECT_EQ(parse_cursor(format_cursor(cursor)), cursor);
}

TEST(Cursor, RefusesWhatWeNeverWrote) {
    for (const auto* text :
         {"",
          "-",
          "7",
          "ab-",
          "-7",
          "ab--7",
          "AB-7",
          "ab-7x",
          "ab-99999999999999999999",
          "a b-7",
          "ab-+7"}) {
        EXPECT_FALSE(parse_cursor(text)) << text;
    }
}

TEST(ChangeKind, HasAName) {
    for (const auto kind :
         {ChangeKind::kRetracted,
          ChangeKind::kCorrected,
          ChangeKind::kExpanded,
          ChangeKind::kShortened,
          ChangeKind::kRetitled,
          ChangeKind::kCosmetic}) {
        EXPECT_EQ(change_kind_of(name_of(kind)), kind);
    }
    EXPECT_FALSE(change_kind_of("rewritten"));
}

}  // namespace
}  // namespace wireroom::model
