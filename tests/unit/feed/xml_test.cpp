#include "base/hash.hpp"
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
    EXPECT_TRUE(scan_xml("<rss>a & b</rss>", limits).faults.count(XmlFault::kBareAmpersand) > 0);
    EXPECT_TRUE(scan_xml("x<rss/>", limits).faults.count(XmlFault::kTextBefore) > 0);
    EXPECT_TRUE(scan_xml("<rss></rss>x", limits).faults.count(XmlFault::kJunkAfter) > 0);
    EXPECT_FALSE(
        scan_xml("<rss></rss>\n<!-- x -->", limits).faults.count(XmlFault::kJunkAfter) > 0
    );
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

TEST(Scan, FindsEveryItem) {
    const std::string inner = "<item>b</item>";
    const std::string outer = "<item>" + inner + "</item>";

    const auto scan = scan_xml("<rss><item>a</item><x:entry/>" + outer + "</rss>", Limits{});

    ASSERT_THAT(scan.items, SizeIs(4));
    EXPECT_TRUE(scan.nested_items);
    EXPECT_EQ(scan.items[0].name_at, 6U);
    EXPECT_EQ(scan.items[0].hash, hash64("<item>a</item>"));
    EXPECT_EQ(scan.items[1].hash, hash64("<x:entry/>"));
    EXPECT_EQ(scan.items[2].hash, hash64(outer));
    EXPECT_EQ(scan.items[3].hash, hash64(inner));
}

TEST(References, AreClassified) {
    using Type = Reference::Type;
    EXPECT_EQ(classify_reference("&amp;x").type, Type::kXml);
    EXPECT_EQ(classify_reference("&amp;x").length, 5U);
    EXPECT_EQ(classify_reference("&#65;").type, Type::kXml);
    EXPECT_EQ(classify_reference("&#x41;").type, Type::kXml);
    EXPECT_EQ(classify_reference("&hellip;").type, Type::kHtml);
    EXPECT_EQ(classify_reference("&#X41;").type, Type::kHtml);
    EXPECT_EQ(classify_reference("&unknown;").type, Type::kUnknown);
    EXPECT_EQ(classify_reference("&unknown;").length, 1U);
    EXPECT_EQ(classify_reference("&#128;").type, Type::kRemapped);
    EXPECT_EQ(classify_reference("&#0;").type, Type::kIllegal);
    EXPECT_EQ(classify_reference("&#xD800;").type, Type::kIllegal);
    EXPECT_EQ(classify_reference("&#99999999999;").type, Type::kIllegal);
    for (const auto* text : {"&", "&;", "& x;", "&copy=2", "&#;", "&#x;", "&#12a;", "&a b;"}) {
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

TEST(Faults, SayHowOftenAndWhereAsAnEditorDoes) {
    XmlFaults faults;
    const std::string_view text = "<a>\r\n\rÄ & &</a>";
    faults.note(XmlFault::kBareAmpersand, text.find('&'));
    faults.note(XmlFault::kBareAmpersand, text.rfind('&'));
    faults.note(XmlFault::kTextBefore, 0);
    faults.note(XmlFault::kTruncated, 10'000);
    Problems problems;

    faults.report(text, problems);

    EXPECT_THAT(
        problems.take(),
        testing::ElementsAre(
            "text before the document ignored (at 1:1)",
            "bare & taken literally (2 times, first at 3:3)",
            "the document ends before its root element does (at 3:10)"
        )
    );
}

TEST(Entities, AreBoundedInNumberSizeAndSum) {
    std::string doctype = "<!DOCTYPE rss [<!ENTITY long '" + std::string(2000, 'x') + "'>";
    doctype += "<!ENTITY amp 'no'><!ENTITY a 'first'><!ENTITY a 'second'>";
    doctype += "<!ENTITY big '" + std::string(1000, 'x') + "'>";
    for (int i = 0; i < 1000; ++i) {
        doctype += "<!ENTITY e" + std::to_string(i) + " 'x'>";
    }
    const Entities entities(doctype + "]>");
    std::string references;
    for (int i = 0; i < 1000; ++i) {
        references += "&big;";
    }
    XmlFaults faults;

    EXPECT_EQ(entities.find("long"), nullptr);
    EXPECT_EQ(entities.find("amp"), nullptr);
    ASSERT_NE(entities.find("a"), nullptr);
    EXPECT_EQ(*entities.find("a"), "first");
    EXPECT_NE(entities.find("e0"), nullptr);
    EXPECT_EQ(entities.find("e999"), nullptr);
    EXPECT_LE(
        expand_entities(references, entities, faults).size(),
        references.size() + Entities::kMaxTotal
    );
    EXPECT_EQ(faults.count(XmlFault::kEntityLimits), 1000U - Entities::kMaxTotal / 1000);
}

TEST(Doctype, EndsBehindItsSubsetWhateverStandsInIt) {
    for (const std::string text :
         {"<!DOCTYPE rss>",
          "<!DOCTYPE rss SYSTEM '>'>",
          "<!DOCTYPE rss [<!ENTITY a ']>'><!-- ']> --><?x ']> ?>]>",
          "<!DOCTYPE rss [ [ ] ] >"}) {
        EXPECT_EQ(skip_doctype(text + "<rss/>'", 0), text.size()) << text;
    }
    EXPECT_EQ(skip_doctype("<!DOCTYPE rss [ <a> <b>", 0), 19U);
    EXPECT_EQ(skip_doctype("<!DOCTYPE rss", 0), 13U);
}

TEST(Declaration, IsGoodAsXmlHasItOnly) {
    for (const auto* good :
         {" version='1.0'", " version=\"1.1\" encoding = 'x' standalone='no' "}) {
        EXPECT_TRUE(is_good_declaration(good)) << good;
    }
    for (const auto* bad :
         {"",
          " ",
          "version='1.0'",
          " version=1.0",
          " encoding='x'",
          " version='1.0",
          " version='1' x='y'",
          " version='1'encoding='x'",
          "?xml version='1.0'"}) {
        EXPECT_FALSE(is_good_declaration(bad)) << bad;
    }
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
