#include "broken_case.hpp"

#include <string>
#include <vector>

// Attributes, tags and elements that are malformed, unclosed or crossed.
namespace wireroom::feed::broken {
namespace {

std::vector<BrokenCase> tags() {
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

INSTANTIATE_TEST_SUITE_P(Tags, Broken, testing::ValuesIn(tags()), broken_name);

}  // namespace
}  // namespace wireroom::feed::broken
