#include "base/hash.hpp"

#include <gtest/gtest.h>

#include <set>

namespace wireroom {
namespace {

TEST(Sha256, IsTheFirstHalfOfTheStandardsDigest) {
    // FIPS 180-4 examples: the empty message and "abc".
    EXPECT_EQ(to_hex(sha256_128("")), "e3b0c44298fc1c149afbf4c8996fb924");
    EXPECT_EQ(to_hex(sha256_128("abc")), "ba7816bf8f01cfea414140de5dae2223");
}

TEST(Hash64, IsStable) {
    // Stored in databases: these values must never change.
    EXPECT_EQ(hash64(""), 0x2d06800538d394c2ULL);
    EXPECT_NE(hash64("a"), hash64("b"));
    EXPECT_NE(hash64("a", 1), hash64("a", 2));
}

TEST(RandomId, Is16CharactersOfBase32AndNeverTheSame) {
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i) {
        const auto id = random_id();
        EXPECT_EQ(id.size(), 16U);
        EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567"), std::string::npos)
            << id;
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 1000U);
}

}  // namespace
}  // namespace wireroom
