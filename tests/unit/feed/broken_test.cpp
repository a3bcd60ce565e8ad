#include "broken_case.hpp"

#include <string>
#include <vector>

// What stands before and behind the document, and documents that end too early.

namespace wireroom::feed::broken {

TEST_P(Broken, IsReadAndItsFaultsAreNamed) {
    const auto& c = GetParam();

    const auto feed = parse(c.body, "text/xml; charset=utf-8", "https://example.org/feed");

    EXPECT_EQ(shown(feed), c.want) << c.body;
    EXPECT_EQ(feed ? fmt::format("{}", fmt::join(feed->problems, "\n")) : "", c.problems) << c.body;
}

namespace {

std::vector<BrokenCase> before_the_document() {
    const auto whole = "<?xml version='1.0'?>\n" + rss(item("A"));
    return {
        {"BlankLine", "\n" + whole, "T: A", "white space before the XML declaration (at 1:1)"},
        {"BlankBeforeRootOnly", "\n \n" + rss(item("A")), "T: A", ""},
        {"Text",
         "oops\n" + whole,
         "T: A",
         "text before the document ignored (at 1:1)\n"
         "XML declaration that is not at the start ignored (at 2:1)"},
        {"PhpWarning",
         "<br />\n<b>Warning</b>: mysql_connect() in /x.php on line 3<br />\n" + whole,
         "T: A",
         "mark-up before the root element ignored (at 1:1)\n"
         "text before the document ignored (at 2:15)\n"
         "XML declaration that is not at the start ignored (at 3:1)"},
        {"UnclosedMarkup",
         "<p>Notice<div>" + whole,
         "T: A",
         "not well-formed (at 4:16): an end tag that does not match its start tag, or is missing\n"
         "mark-up before the root element ignored (at 1:1)\n"
         "XML declaration that is not at the start ignored (at 1:15)\n"
         "the document ends before its root element does (at 4:17)"},
        {"Comment",
         "<!-- cached -->\n" + whole,
         "T: A",
         "XML declaration that is not at the start ignored (at 2:1)"},
        {"ByteOrderMarkBehindBlank",
         "\n\xEF\xBB\xBF" + whole,
         "T: A",
         "text before the document ignored (at 2:1)\n"
         "XML declaration that is not at the start ignored (at 2:2)"},
        {"DeclarationWithoutQuestionMark",
         "<?xml version='1.0'>\n" + rss(item("A") + item("<![CDATA[<?php ?>]]>B")),
         "T: A, B",
         "malformed XML declaration ignored (at 1:1)"},
        {"DeclarationWithoutQuotes",
         "<?xml version=1.0?>" + rss(item("A")),
         "T: A",
         "malformed XML declaration ignored (at 1:1)"},
        {"DeclarationTwiceMarked",
         "<?xml?xml version='1.0'?"
         "?>" +
             rss(item("A")),
         "T: A",
         "malformed XML declaration ignored (at 1:1)"},
        {"DeclarationWithoutVersion",
         "<?xml encoding='utf-8'?>" + rss(item("A")),
         "T: A",
         "malformed XML declaration ignored (at 1:1)"},
        {"DeclarationTwice",
         "<?xml version='1.0'?><?xml version='1.0'?>" + rss(item("A")),
         "T: A",
         "XML declaration that is not at the start ignored (at 1:22)"},
        {"StylesheetWithoutEnd",
         "<?xml version='1.0'?><?xml-stylesheet href='x.css'>\n" + rss(item("A")),
         "T: A",
         "unclosed processing instruction ignored (at 1:22)"},
        {"CommentWithoutEnd",
         "<!-- made by x >\n" + rss(item("A")),
         "T: A",
         "unclosed comment ignored (at 1:1)\n"
         "text before the document ignored (at 1:6)"},
        {"CommentEndingWithOneDash",
         "<!-- made by x ->\n" + rss("<!-- ok -->" + item("A")),
         "T: A",
         "unclosed comment ignored (at 1:1)\n"
         "text before the document ignored (at 1:6)"},
        {"DashesInComment",
         "<!-- a -- b -->" + rss(item("A")),
         "T: A",
         "-- inside of a comment (at 1:8)"},
        {"DoctypeWithoutEnd",
         "<!DOCTYPE rss [\n" + rss(item("A")),
         "T: A",
         "not well-formed (at 2:1): a DOCTYPE without an end\n"
         "end tag that closes nothing ignored (at 4:11)"},
        {"DoctypeWithOpenQuote",
         "<!DOCTYPE rss SYSTEM \"x.dtd>\n" + rss(item("A")),
         "T: A",
         "not well-formed (at 4:16): a DOCTYPE without an end"},
        {"WebPageAround",
         "<html><body><h1>x</h1>" + rss(item("A")) + "</body></html>",
         "T: A",
         "the feed stands inside of a web page (at 1:23)"},
        {"BrokenWebPageAround",
         "<!DOCTYPE html><html><body><p>x<br>" + rss(item("A")) + "</html>",
         "T: A",
         "not well-formed (at 3:19): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 1:22)\n"
         "HTML element without an end closed (at 1:32)\n"
         "the feed stands inside of a web page (at 1:36)"},
        {"SectionAround",
         "<![CDATA[" + rss(item("<![CDATA[A]]>")) + "]]>",
         "T: A",
         "text before the document ignored (at 1:1)\n"
         "text or mark-up after the root element ignored (at 3:17)"},
        {"OtherElementAround", "<wrap>" + rss(item("A")) + "</wrap>", "T: A", ""},
    };
}

std::vector<BrokenCase> behind_the_document() {
    const auto whole = rss(item("A") + item("B"));
    const auto cut = [&](const char* at) { return whole.substr(0, whole.find(at)); };
    return {
        {"Text",
         whole + "\nbye",
         "T: A, B",
         "text or mark-up after the root element ignored (at 4:1)"},
        {"Comment", whole + "\n<!-- 0.2 s -->\n", "T: A, B", ""},
        {"Script",
         whole + "<script>x()</script>",
         "T: A, B",
         "text or mark-up after the root element ignored (at 3:17)"},
        {"EndTag",
         whole + "</rss>",
         "T: A, B",
         "not well-formed (at 3:19): an end tag that does not match its start tag, or is missing\n"
         "end tag that closes nothing ignored (at 3:17)"},
        {"SecondRoot",
         whole + rss(item("C")),
         "T: A, B",
         "a second document behind the first ignored (at 3:17)"},
        {"SecondDocument",
         whole + "<?xml version='1.0'?>" + rss(item("C")),
         "T: A, B",
         "a second document behind the first ignored (at 3:38)"},
        {"CutInAnEndTag",
         cut("item>\n"),
         "T: A",
         "not well-formed (at 2:53): a malformed tag\n"
         "incomplete last item dropped (at 2:30)\n"
         "the document ends before its root element does (at 2:54)"},
        {"CutInATitle",
         cut("B</title>") + "B",
         "T: A",
         "not well-formed (at 2:43): an end tag that does not match its start tag, or is missing\n"
         "incomplete last item dropped (at 2:30)\n"
         "the document ends before its root element does (at 2:44)"},
        {"CutInAStartTag",
         cut("itle>B"),
         "T: A",
         "not well-formed (at 2:37): a malformed tag\n"
         "incomplete last item dropped (at 2:30)\n"
         "unclosed tag closed (at 2:38)\n"
         "the document ends before its root element does (at 2:38)"},
        {"CutBehindAnItem",
         cut("\n</channel>"),
         "T: A, B",
         "not well-formed (at 2:58): an end tag that does not match its start tag, or is missing\n"
         "the document ends before its root element does (at 2:59)"},
        {"CutInTheOnlyItem",
         rss("<item><title>A</title><link>x").substr(0, 68),
         "T: ",
         "not well-formed (at 2:23): an end tag that does not match its start tag, or is missing\n"
         "incomplete last item dropped (at 2:1)\n"
         "the document ends before its root element does (at 2:24)"},
        {"CutInTheTitleOfTheFeed",
         "<rss><channel><link>l</link><title>Half",
         ": ",
         "not well-formed (at 1:39): an end tag that does not match its start tag, or is missing\n"
         "incomplete last element dropped (at 1:29)\n"
         "the document ends before its root element does (at 1:40)"},
        {"CutInAComment",
         cut("\n</channel>") + "<!-- ",
         "T: A, B",
         "not well-formed (at 2:63): a comment without an end\n"
         "unclosed comment ignored (at 2:59)\n"
         "the document ends before its root element does (at 2:64)"},
        {"CutInAReference",
         cut("B</title>") + "B &am",
         "T: A",
         "not well-formed (at 2:47): an end tag that does not match its start tag, or is missing\n"
         "incomplete last item dropped (at 2:30)\n"
         "bare & taken literally (at 2:45)\n"
         "the document ends before its root element does (at 2:48)"},
        {"CutInAnEntry",
         "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>A</title>"
         "</entry><entry><title>B</title><content type='xhtml'><div>x",
         "T: A",
         "not well-formed (at 1:140): an end tag that does not match its start tag, or is missing\n"
         "incomplete last item dropped (at 1:90)\n"
         "the document ends before its root element does (at 1:141)"},
        {"CutInTheOnlyEntryOfAll",
         "<entry xmlns='http://www.w3.org/2005/Atom'><title>A",
         "error: broken XML in which nothing of a feed is complete",
         ""},
        {"CutInTheRootTag",
         "<rss versi",
         ": ",
         "not well-formed (at 1:11): a malformed attribute\n"
         "attribute without a value (at 1:11)\n"
         "unclosed tag closed (at 1:11)\n"
         "the document ends before its root element does (at 1:11)"},
        {"NothingButAComment",
         "<!-- <rss> -->",
         "error: mark-up, but no feed: no element named rss, feed or RDF",
         ""},
    };
}

INSTANTIATE_TEST_SUITE_P(Before, Broken, testing::ValuesIn(before_the_document()), broken_name);
INSTANTIATE_TEST_SUITE_P(Behind, Broken, testing::ValuesIn(behind_the_document()), broken_name);

}  // namespace
}  // namespace wireroom::feed::broken
