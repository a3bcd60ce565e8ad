#include "feed/namespaces.hpp"
#include "feed/xml_repair.hpp"
#include "feed/xml_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wireroom::feed {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

std::string repaired(std::string_view text, const Limits& limits = {}) {
    Problems problems;
    return repair_xml(text, limits, problems);
}

TEST(Scan, SeesWhatPugixmlDoesNot) {
    const Limits limits;

    EXPECT_TRUE(scan_xml("<rss>&nbsp;</rss>", limits).bad_reference);
    EXPECT_TRUE(scan_xml("<rss a='&eacute;'/>", limits).bad_reference);
    EXPECT_TRUE(scan_xml("<rss>&#x2;</rss>", limits).bad_reference);
    EXPECT_TRUE(scan_xml("<rss>&#146;</rss>", limits).bad_reference);
    EXPECT_FALSE(scan_xml("<rss>&amp;&#8211;&#x2013;<![CDATA[&nbsp;]]><!--&nbsp;--></rss>", limits)
                     .bad_reference);
    EXPECT_TRUE(scan_xml("<rss>a & b</rss>", limits).bare_ampersand);
    EXPECT_TRUE(scan_xml("x<rss/>", limits).leading_junk);
    EXPECT_TRUE(scan_xml("<rss></rss>x", limits).trailing_junk);
    EXPECT_FALSE(scan_xml("<rss></rss>\n<!-- x -->", limits).trailing_junk);
    EXPECT_TRUE(scan_xml("<!DOCTYPE html><p>", limits).is_html);
    EXPECT_FALSE(scan_xml("<!-- <rss> --><![CDATA[<feed>]]><x/>", limits).has_root);
}

TEST(Scan, CountsDepthAndAttributesAgainstTheLimits) {
    Limits limits;
    limits.max_depth = 3;
    limits.max_attributes = 2;

    EXPECT_FALSE(scan_xml("<a><b><c/></b><b><c></c></b></a>", limits).too_deep);
    EXPECT_TRUE(scan_xml("<a><b><c><d></d></c></b></a>", limits).too_deep);
    EXPECT_FALSE(scan_xml("<a b='' c=\">\"/>", limits).too_many_attributes);
    EXPECT_TRUE(scan_xml("<a b='' c='' d=''/>", limits).too_many_attributes);
}

TEST(Scan, FindsTheOutermostItems) {
    const auto scan =
        scan_xml("<rss><item>a</item><x:entry/><item><item>b</item></item></rss>", Limits{});

    ASSERT_THAT(scan.items, SizeIs(3));
    EXPECT_EQ(scan.items[0].name_at, 6U);
    for (const auto& item : scan.items) {
        EXPECT_NE(item.hash, 0U);
    }
}

TEST(References, AreClassified) {
    using Type = Reference::Type;
    EXPECT_EQ(classify_reference("&amp;x").type, Type::kXml);
    EXPECT_EQ(classify_reference("&amp;x").length, 5U);
    EXPECT_EQ(classify_reference("&#65;").type, Type::kXml);
    EXPECT_EQ(classify_reference("&#x41;").type, Type::kXml);
    EXPECT_EQ(classify_reference("&hellip;").type, Type::kHtml);
    EXPECT_EQ(classify_reference("&#128;").type, Type::kRemapped);
    EXPECT_EQ(classify_reference("&#0;").type, Type::kIllegal);
    EXPECT_EQ(classify_reference("&#xD800;").type, Type::kIllegal);
    EXPECT_EQ(classify_reference("&#99999999999;").type, Type::kIllegal);
    for (const auto* text :
         {"&", "&;", "& x;", "&unknown;", "&copy=2", "&#;", "&#x;", "&#12a;", "&a b;"}) {
        EXPECT_EQ(classify_reference(text).type, Type::kBare) << text;
        EXPECT_EQ(classify_reference(text).length, 1U) << text;
    }
}

TEST(Repair, MakesWellFormedXmlOfWhatPeopleWrite) {
    struct Case {
        const char* text;
        const char* want;
    };
    const Case cases[] = {
        {"<a>x & y</a>", "<a>x &amp; y</a>"},
        {"<a>&eacute;&lt;&AMP;</a>", "<a>é&lt;&amp;</a>"},
        {"<a>1 < 2</a>", "<a>1 &lt; 2</a>"},
        {"<a b=c d='e' f>x</a>", "<a b=\"c\" d=\"e\" f=\"\">x</a>"},
        {"<a b='x\"<y'/>", "<a b=\"x&quot;&lt;y\"/>"},
        {"<a b=c/>", "<a b=\"c\"/>"},
        {"<a><b>x</a>", "<a><b>x</b></a>"},
        {"<a><b><i>x</b></i></a>", "<a><b><i>x</i></b></a>"},
        {"<a>x<br>y</br>z<img src=i></a>", "<a>x<br/>yz<img src=\"i\"/></a>"},
        {"<a>x</A>", "<a>x</a>"},
        {"<a></b>x</a>", "<a>x</a>"},
        {"junk<?x?><!-- c --><a/>", "<a/>"},
        {"<a><![CDATA[<b>&nbsp;]]></a>", "<a><![CDATA[<b>&nbsp;]]></a>"},
        {"<a><![CDATA[x", "<a><![CDATA[x]]></a>"},
        {"<rss></rss><x/>", "<rss></rss>"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(repaired(c.text), c.want) << c.text;
    }
}

TEST(Repair, ClosesAnItemBeforeTheNextOne) {
    EXPECT_EQ(
        repaired("<rss><item><title>a<item><title>b</title></item></rss>"),
        "<rss><item><title>a</title></item><item><title>b</title></item></rss>"
    );
}

TEST(Repair, FlattensWhatIsTooDeep) {
    Limits limits;
    limits.max_depth = 3;

    EXPECT_EQ(repaired("<a><b><c>x<d>y</d></c>z</b></a>", limits), "<a><b>xyz</b></a>");
}

TEST(Repair, NamesEachKindOfRepairOnce) {
    Problems problems;
    repair_xml("<a>& & &<b></a></x></y>", Limits{}, problems);
    const auto list = problems.take();

    EXPECT_THAT(list, SizeIs(3));
    EXPECT_THAT(list, Contains(HasSubstr("bare &")));
    EXPECT_THAT(list, Contains(HasSubstr("crossed")));
}

TEST(Namespaces, AreMatchedByUriWithNearMisses) {
    EXPECT_EQ(namespace_of_uri("http://purl.org/dc/elements/1.1/"), Ns::kDc);
    EXPECT_EQ(namespace_of_uri("https://purl.org/dc/elements/1.1"), Ns::kDc);
    EXPECT_EQ(namespace_of_uri(" HTTP://www.W3.org/2005/Atom "), Ns::kAtom);
    EXPECT_EQ(namespace_of_uri("http://search.yahoo.com/mrss"), Ns::kMedia);
    EXPECT_EQ(namespace_of_uri("http://purl.org/atom/ns#"), Ns::kAtom);
    EXPECT_EQ(namespace_of_uri("http://nowhere.example.org/"), Ns::kOther);
    EXPECT_EQ(namespace_of_uri(""), Ns::kOther);
    EXPECT_EQ(namespace_of_uri(std::string(100'000, '/')), Ns::kOther);
}

}  // namespace
}  // namespace wireroom::feed
