#include "text/slug.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wireroom::text {
namespace {

TEST(Slug, IsMadeOfTheWordsOfATitle) {
    const struct {
        const char* title;
        const char* slug;
    } cases[] = {
        {"BBC World", "bbc-world"},
        {"  The Register: Off-Prem  ", "the-register-off-prem"},
        {"Trump's envoy", "trumps-envoy"},
        {"Le Monde – Économie", "le-monde-economie"},
        {"Süddeutsche Straße", "suddeutsche-strasse"},
        {"Łódź & Ørsted", "lodz-orsted"},
        {"Ｆｕｌｌ Ｗｉｄｔｈ", "full-width"},
        {"C++ / 2024", "c-2024"},
        {"★ News ★", "news"},
        {"BBC News Укр", "bbc-news"},
        {"BBC News Русская служба", ""},
        {"Українська правда", ""},
        {"新华社 24", ""},
        {"", ""},
        {"---", ""},
        {"\xFF\xFE", ""},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(slug(each.title), each.slug) << each.title;
    }
}

TEST(Slug, IsCutBetweenWords) {
    EXPECT_EQ(
        slug("The very long title of a magazine about typewriters, telegraphs and telephones"),
        "the-very-long-title-of-a-magazine-about-typewriters-telegraphs"
    );
    EXPECT_EQ(slug(std::string(200, 'x')), std::string(kMaxSlugBytes, 'x'));
    EXPECT_LE(slug(std::string(1 << 20, 'y')).size(), kMaxSlugBytes);
}

TEST(Slug, OfASlugIsItself) {
    for (const char* title : {"BBC World", "Économie", "a-b-c-1"}) {
        EXPECT_EQ(slug(slug(title)), slug(title));
    }
}

}  // namespace
}  // namespace wireroom::text
