#include "feed/parse.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

/// One broken document a line: what is read of it and what its publisher is told. The documents are
/// made by hand after faults that feeds have.
namespace wireroom::feed {
namespace {

/// A channel around `inside`, which begins at line 2, column 1.
std::string rss(const std::string& inside) {
    return "<rss version='2.0'><channel><title>T</title>\n" + inside + "\n</channel></rss>";
}

std::string item(const std::string& title) {
    return "<item><title>" + title + "</title></item>";
}

struct Case {
    const char* name;
    std::string body;
    const char* want;      ///< `feed title: item titles`, or what the error says
    const char* problems;  ///< one a line
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.name;
}

std::string shown(const Result<ParsedFeed, ParseError>& feed) {
    if (!feed) {
        return "error: " + feed.error().message;
    }
    std::vector<std::string> titles;
    for (const auto& one : feed->items) {
        titles.push_back(one.title);
    }
    return fmt::format("{}: {}", feed->title, fmt::join(titles, ", "));
}

class Broken : public testing::TestWithParam<Case> {};

TEST_P(Broken, IsReadAndItsFaultsAreNamed) {
    const auto& c = GetParam();

    const auto feed = parse(c.body, "text/xml; charset=utf-8", "https://example.org/feed");

    EXPECT_EQ(shown(feed), c.want) << c.body;
    EXPECT_EQ(feed ? fmt::format("{}", fmt::join(feed->problems, "\n")) : "", c.problems) << c.body;
}

std::vector<Case> before_the_document() {
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

std::vector<Case> references() {
    return {
        {"BareAmpersand",
         rss(item("A & B") + item("C&D")),
         "T: A & B, C&D",
         "bare & taken literally (2 times, first at 2:16)"},
        {"BareAmpersandInAttribute",
         rss("<item x='a&b=c'><title>A</title></item>"),
         "T: A",
         "bare & taken literally (at 2:11)"},
        {"UnknownEntity",
         rss(item("A &nosuch; B")),
         "T: A &nosuch; B",
         "unknown entity taken literally (at 2:16)"},
        {"HtmlEntity",
         rss(item("Caf&eacute; &hellip;")),
         "T: Café …",
         "HTML reference that XML does not know decoded (2 times, first at 2:17)"},
        {"HtmlEntityWithTwoCharacters",
         rss(item("&NotEqualTilde;")),
         "T: ≂̸",
         "HTML reference that XML does not know decoded (at 2:14)"},
        {"HtmlEntityInAttribute",
         rss("<item x='&nbsp;'><title>A</title></item>"),
         "T: A",
         "HTML reference that XML does not know decoded (at 2:10)"},
        {"HtmlEntityForMarkup",
         rss(item("1 &LT; 2 &AMP; 3")),
         "T: 1 < 2 & 3",
         "HTML reference that XML does not know decoded (2 times, first at 2:16)"},
        {"ReferenceWithoutSemicolon",
         rss(item("A &amp B")),
         "T: A & B",
         "bare & taken literally (at 2:16)"},
        {"C1Reference",
         rss(item("it&#146;s")),
         "T: it’s",
         "reference to a C1 control read as windows-1252 (at 2:16)"},
        {"CapitalX",
         rss(item("&#X41;")),
         "T: A",
         "HTML reference that XML does not know decoded (at 2:14)"},
        {"ForbiddenReference",
         rss(item("A&#0;&#x1F;&#xD800;&#xFFFF;B")),
         "T: AB",
         "reference to a character that XML forbids dropped (4 times, first at 2:15)"},
        {"ReferenceBeyondUnicode",
         rss(item("A&#x110000;B")),
         "T: AB",
         "reference to a character that XML forbids dropped (at 2:15)"},
        {"NotANumber",
         rss(item("A &#xyz; B")),
         "T: A &#xyz; B",
         "bare & taken literally (at 2:16)"},
        {"DoubleEscaped", rss(item("A &amp;amp;amp; B")), "T: A &amp; B", ""},
        {"Mojibake", rss(item("CafÃ©")), "T: CafÃ©", ""},
        {"EntityOfTheDocument",
         "<!DOCTYPE rss [<!ENTITY org 'Ships &#38; Sons'><!ENTITY x \"it's\">]>" +
             rss(item("&org; &x;")),
         "T: Ships & Sons it's",
         ""},
        {"EntityOfTheDocumentBeforeHtml",
         "<!DOCTYPE rss [<!ENTITY copy '(c)'>]>" + rss(item("&copy; 2026")),
         "T: (c) 2026",
         ""},
        {"EntityWithMarkup",
         "<!DOCTYPE rss [<!ENTITY x '<b>x</b>'>]>" + rss(item("A &x;")),
         "T: A &x;",
         "unknown entity taken literally (at 2:16)"},
        {"EntityOfEntities",
         "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + rss(item("&a; &b;")),
         "T: aaaa &b;",
         "unknown entity taken literally (at 2:19)"},
        {"ExternalEntity",
         "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + rss(item("A &x;")),
         "T: A &x;",
         "unknown entity taken literally (at 2:16)"},
        {"ParameterEntity",
         "<!DOCTYPE rss [<!ENTITY % x '<!ENTITY y \"no\">'>%x;]>" + rss(item("A &y;")),
         "T: A &y;",
         "unknown entity taken literally (at 2:16)"},
        {"EntityThatLooksLikeTheEnd",
         "<!DOCTYPE rss [<!-- ]> --><!ENTITY x ']>'>]>" + rss(item("A &x;")),
         "T: A ]>",
         ""},
    };
}

std::vector<Case> tags() {
    return {
        {"BareLess",
         rss(item("1 < 2 <3 >4")),
         "T: 1 < 2 <3 >4",
         "not well-formed (at 2:17): a malformed tag\n"
         "bare < taken literally (2 times, first at 2:16)"},
        {"UnquotedAttribute",
         rss("<item x=1 y=a/b><title>A</title></item>"),
         "T: A",
         "not well-formed (at 2:9): a malformed attribute\n"
         "attribute value without quotes (2 times, first at 2:9)"},
        {"UnquotedAttributeAtTheEnd",
         rss("<enclosure url=http://e.example/a/>" + item("A")),
         "T: A",
         "not well-formed (at 2:16): a malformed attribute\n"
         "attribute value without quotes (at 2:16)"},
        {"AttributeWithoutValue",
         rss("<item hidden><title>A</title></item>"),
         "T: A",
         "not well-formed (at 2:14): a malformed attribute\n"
         "attribute without a value (at 2:13)"},
        {"AttributeTwice",
         rss("<item x='1' x='2'><title>A</title></item>"),
         "T: A",
         "attribute given twice; the first counts (at 2:13)"},
        {"AttributeTwiceInOtherwiseBroken",
         rss("<item x='1' x='2'><title>A & <b>B</title></item>"),
         "T: A & B",
         "not well-formed (at 2:36): an end tag that does not match its start tag, or is missing\n"
         "attribute given twice; the first counts (at 2:13)\n"
         "bare & taken literally (at 2:28)\n"
         "unclosed or crossed elements closed (at 2:30)"},
        {"LessInAttribute",
         rss("<item x='a<b'><title>A</title></item>"),
         "T: A",
         "< in an attribute value taken literally (at 2:11)"},
        {"NewlineInAttribute", rss("<item x='a\n\nb'><title>A</title></item>"), "T: A", ""},
        {"NoSpaceBetweenAttributes",
         rss("<item x='1'y='2'><title>A</title></item>"),
         "T: A",
         "not well-formed (at 2:12): a malformed attribute\n"
         "no white space between attributes (at 2:12)"},
        {"OpenQuote",
         rss("<link href='https://e.example/>\n" + item("A") + "<x y='z'/>" + item("B")),
         "T: A, B",
         "not well-formed (at 3:36): a malformed attribute\n"
         "attribute value without its closing quote (at 2:12)"},
        {"OpenQuoteInATagWithMore",
         rss("<item><title>A</title><enclosure url=\"http://e.example/a type=\"audio/mpeg\"/>"
             "</item>" +
             item("B")),
         "T: A, B",
         "not well-formed (at 2:64): a malformed attribute\n"
         "attribute value without its closing quote (at 2:38)"},
        {"OpenQuoteToTheEnd",
         rss("<item x='1><title>A</title></item>" + item("B")),
         "T: A, B",
         "not well-formed (at 2:10): a malformed attribute\n"
         "attribute value without its closing quote (at 2:9)"},
        {"TagWithoutEnd",
         rss("<item><title>A</title\n><link</item>" + item("B")),
         "T: A, B",
         "not well-formed (at 3:8): a malformed tag\n"
         "unclosed or crossed elements closed (at 3:2)\n"
         "unclosed tag closed (at 3:7)"},
        {"EndTagWithoutEnd",
         rss("<item><title>A</title</item>" + item("B")),
         "T: A, B",
         "not well-formed (at 2:22): a malformed end tag\n"
         "unclosed tag closed (at 2:15)"},
        {"SpaceInEndTag", rss("<item><title>A</title ></item >"), "T: A", ""},
        {"AttributeInEndTag",
         rss("<item><title>A</title x='1'></item>"),
         "T: A",
         "not well-formed (at 2:23): a malformed end tag\n"
         "stray character in a tag dropped (at 2:22)"},
        {"NameThatBeginsWithADigit",
         rss("<1st>x</1st>" + item("A")),
         "T: A",
         "not well-formed (at 2:2): a malformed tag\n"
         "bare < taken literally (2 times, first at 2:1)"},
        {"EmptyTag",
         rss("<>" + item("A") + "</>"),
         "T: A",
         "not well-formed (at 2:2): a malformed tag\n"
         "bare < taken literally (2 times, first at 2:1)"},
        {"DollarInName",
         rss("<a$b>x</a$b>" + item("A")),
         "T: A",
         "not well-formed (at 2:4): a malformed tag\n"
         "stray character in a tag dropped (2 times, first at 2:3)\n"
         "attribute without a value (at 2:5)"},
        {"OtherCase",
         rss("<Item><TITLE>A</title></ITEM>"),
         "T: A",
         "not well-formed (at 2:17): an end tag that does not match its start tag, or is missing\n"
         "end tag in other letters than its start tag (2 times, first at 2:15)"},
        {"CapitalsAllOver",
         "<RSS><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>",
         "T: A",
         ""},
        {"UndeclaredPrefix",
         rss("<item><dc:creator>x</dc:creator><title>A</title></item>"),
         "T: A",
         "undeclared prefix read by convention (at 2:8)"},
        {"UndeclaredPrefixOfEverything",
         "<rss:rss><rss:channel><rss:title>T</rss:title><rss:item><rss:title>A</rss:title>"
         "</rss:item></rss:channel></rss:rss>",
         "T: A",
         "undeclared prefix read by convention (5 times, first at 1:2)"},
        {"EmptyPrefix", rss("<:item><:title>A</:title></:item>"), "T: A", ""},
        {"TwoColons",
         rss("<a:b:c>x</a:b:c>" + item("A")),
         "T: A",
         "undeclared prefix read by convention (at 2:2)"},
        {"NamespaceWithoutUri",
         "<rss xmlns:dc=''><channel><title>T</title><item><dc:title>A</dc:title></item></channel>"
         "</rss>",
         "T: A",
         ""},
        {"UnclosedTag",
         rss("<item><title>A<link>x</link></item>" + item("B")),
         "T: A, B",
         "not well-formed (at 2:31): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 2:7)"},
        {"UnclosedInChannel",
         rss("<link>x" + item("A") + item("B")),
         "T: A, B",
         "not well-formed (at 3:3): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 2:1)"},
        {"UnclosedItem",
         rss("<item><title>A</title>" + item("B")),
         "T: A, B",
         "not well-formed (at 3:3): an end tag that does not match its start tag, or is missing\n"
         "unclosed item closed before the next one (at 2:1)"},
        {"UnclosedItems",
         rss("<item><title>A</title><item><title>B</title><item><title>C</title>"),
         "T: A, B, C",
         "not well-formed (at 3:3): an end tag that does not match its start tag, or is missing\n"
         "unclosed item closed before the next one (2 times, first at 2:1)\n"
         "unclosed or crossed elements closed (at 2:45)"},
        {"UnclosedLastItem",
         rss(item("A") + "<item><title>B</title>"),
         "T: A, B",
         "not well-formed (at 3:3): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 2:30)"},
        {"Crossed",
         rss("<item><title>A <b>x <i>y</b> z</i></title></item>"),
         "T: A x y z",
         "not well-formed (at 2:27): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 2:21)\n"
         "end tag that closes nothing ignored (at 2:31)"},
        {"CrossedWithTheItem",
         rss("<item><title>A</item></title>" + item("B")),
         "T: A, B",
         "not well-formed (at 2:17): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 2:7)\n"
         "end tag that closes nothing ignored (at 2:22)"},
        {"StrayEndTag",
         rss("</div><item></p><title>A</b></title></item>"),
         "T: A",
         "not well-formed (at 2:3): an end tag that does not match its start tag, or is missing\n"
         "end tag that closes nothing ignored (3 times, first at 2:1)"},
        {"EndTagOfTheChannelsElementInAnItem",
         rss("<x><item><title>A</x></title><link>l</link></item></x>" + item("B")),
         "T: A, B",
         "not well-formed (at 2:20): an end tag that does not match its start tag, or is missing\n"
         "unclosed or crossed elements closed (at 2:1)\n"
         "end tag that closes nothing ignored (2 times, first at 2:18)"},
        {"HtmlInText",
         rss("<item><title>A<br>B</title></item>"),
         "T: A B",
         "not well-formed (at 2:22): an end tag that does not match its start tag, or is missing\n"
         "HTML element without an end closed (at 2:15)"},
        {"DoctypeInside",
         rss("<!DOCTYPE rss>" + item("A")),
         "T: A",
         "not well-formed (at 2:1): a DOCTYPE without an end\n"
         "bare < taken literally (at 2:1)"},
        {"InstructionInside", rss("<?php echo '</item>'; ?>" + item("A")), "T: A", ""},
        {"InstructionWithoutEndInside",
         rss("<?foo bar>" + item("A")),
         "T: A",
         "not well-formed (at 3:16): a processing instruction without an end\n"
         "unclosed processing instruction ignored (at 2:1)"},
        {"CarriageReturns",
         "<rss><channel>\r<title>T</title>\r\n<item>\r<title>A & B</title></item></channel></rss>",
         "T: A & B",
         "bare & taken literally (at 4:10)"},
    };
}

std::vector<Case> sections() {
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
         "not well-formed (at 2:103): an end tag that does not match its start tag, or is missing\n"
         "unclosed CDATA section closed (at 2:14)\n"
         "bare & taken literally (at 2:95)\n"
         "unclosed or crossed elements closed (at 2:97)"},
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

std::vector<Case> behind_the_document() {
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

std::string name_of(const testing::TestParamInfo<Case>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Before, Broken, testing::ValuesIn(before_the_document()), name_of);
INSTANTIATE_TEST_SUITE_P(References, Broken, testing::ValuesIn(references()), name_of);
INSTANTIATE_TEST_SUITE_P(Tags, Broken, testing::ValuesIn(tags()), name_of);
INSTANTIATE_TEST_SUITE_P(Sections, Broken, testing::ValuesIn(sections()), name_of);
INSTANTIATE_TEST_SUITE_P(Behind, Broken, testing::ValuesIn(behind_the_document()), name_of);

}  // namespace
}  // namespace wireroom::feed
