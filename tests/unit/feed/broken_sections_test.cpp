#include "broken_case.hpp"

#include <string>
#include <vector>

// CDATA sections, comments and instructions without an end, or inside of each other.
namespace wireroom::feed::broken {
namespace {

std::vector<BrokenCase> sections() {
    return {
        {"EndMarkInText",
         rss(item("A ]]> B")),
         "T: A ]]> B",
         "]]> in text taken literally (at 2:16)"},
        {"Nested",
         rss(item("<![CDATA[A <![CDATA[B]]> C]]>")),
         "T: A B C",
         "CDATA sections inside of each other read as one (at 2:14)"},
        {"NestedTwice",
         rss(item("<![CDATA[A <![CDATA[B <![CDATA[C]]> D]]> E]]>") + item("F")),
         "T: A B C D E, F",
         "CDATA sections inside of each other read as one (2 times, first at 2:14)"},
        {"NestedAndClosedOnce",
         rss(item("<![CDATA[A <![CDATA[B]]>") + item("C")),
         "T: A B, C",
         "a CDATA section holds the start of another; an end mark may be missing (at 2:25)"},
        {"WithoutAnyEnd",
         rss(item("<![CDATA[A") + item("B") + item("C")),
         "T: A, B, C",
         "not well-formed (at 2:23): a CDATA section without an end\n"
         "unclosed CDATA section closed (at 2:14)"},
        {"WithHalfAnEnd",
         rss(item("<![CDATA[A]>") + item("<![CDATA[B]]")),
         "T: A, B",
         "not well-formed (at 2:23): a CDATA section without an end\n"
         "unclosed CDATA section closed (2 times, first at 2:14)"},
        {"WithASpacedEnd",
         rss(item("<![CDATA[A]] >") + item("B")),
         "T: A, B",
         "not well-formed (at 2:23): a CDATA section without an end\n"
         "unclosed CDATA section closed (at 2:14)"},
        {"WithoutEndBeforeAnother",
         rss(item("<![CDATA[A") + item("<![CDATA[B]]>") + item("C & <b>D")),
         "T: A, B, C & D",
         "unclosed CDATA section closed (at 2:14)\n"
         "bare & taken literally (at 2:95)\n"
         "unclosed or crossed elements closed (at 2:97)"},
        {"WithoutEndBeforeTheSameFieldOfTheNextItem",
         rss("<item><title>A</title><description><![CDATA[a</description></item>\n"
             "<item><title>B</title><description><![CDATA[b]]></description></item>" +
             item("C")),
         "T: A, B, C",
         "unclosed CDATA section closed (at 2:36)"},
        {"WithoutEndBeforeOtherFields",
         rss("<item><title><![CDATA[A</title><author>x</author></item> <item><link>y</link>"
             "<title><![CDATA[B]]></title></item>"),
         "T: A, B",
         "unclosed CDATA section closed (at 2:14)"},
        {"QuotesOfWholeItems",
         rss("<item><title>A</title><description><![CDATA[<item><description><![CDATA[x]]&gt;"
             "</description></item><item>]]></description></item>" +
             item("B")),
         "T: A, B",
         "a CDATA section holds the start of another; an end mark may be missing (at 2:64)"},
        {"QuotesOfTheEndsOfItems",
         rss("<item><title>A</title><description><![CDATA[Write </item> and then <item> with "
             "<![CDATA[x in </description></item><item>]]></description></item>" +
             item("B")),
         "T: A, B",
         "a CDATA section holds the start of another; an end mark may be missing (at 2:80)"},
        {"QuotesOfAChangeToAFeed",
         rss("<item><title>A</title><description><![CDATA[@@ -10,7 +10,7 @@\n"
             " text</description>\n </item>\n <item>\n-  <title><![CDATA[Old\n"
             "+  <title>New</title>]]></description><pubDate>Mon, 01 Jan 2024 00:00:00 "
             "GMT</pubDate>"
             "</item>" +
             item("B")),
         "T: A, B",
         "a CDATA section holds the start of another; an end mark may be missing (at 6:11)"},
        {"QuotesOfAChangeToTheSameField",
         rss("<item><title>A</title><description><![CDATA[@@ -1,9 +1,9 @@\n"
             " text</description>\n </item>\n <item>\n <description><![CDATA[Old\n"
             "+</description>]]></description></item>" +
             item("B")),
         "T: A, B",
         "a CDATA section holds the start of another; an end mark may be missing (at 6:15)"},
        {"QuotesOfAChangeThatIsCutOff",
         rss("<item><title>A</title><description><![CDATA[@@ -1,9 +1,9 @@\n"
             " text</description>\n </item>\n <item>\n+<link>y</link>\n"
             "+<description><![CDATA[Old…]]></description></item>" +
             item("B")),
         "T: A, B",
         "a CDATA section holds the start of another; an end mark may be missing (at 7:15)"},
        {"LowerCase",
         rss(item("<![cdata[A]]>")),
         "T: A",
         "not well-formed (at 2:17): a CDATA section without an end"},
        {"SplitEndMark", rss(item("<![CDATA[A ]]]]><![CDATA[> B]]>")), "T: A ]]> B", ""},
        {"Empty", rss(item("<![CDATA[]]>A")), "T: A", ""},
        {"OutsideOfTheRoot",
         "<![CDATA[x]]>" + rss(item("A")),
         "T: A",
         "text before the document ignored (at 1:1)"},
        {"ControlCharacters",
         rss(item("A\x02\x1F"
                  "B")),
         "T: AB",
         "2 control character(s) dropped"},
        {"Nul", rss(item(std::string("A\0B", 3))), "T: AB", "1 control character(s) dropped"},
    };
}

INSTANTIATE_TEST_SUITE_P(Sections, Broken, testing::ValuesIn(sections()), broken_name);

}  // namespace
}  // namespace wireroom::feed::broken
