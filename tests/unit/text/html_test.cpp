#include "text/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace wireroom::text {
namespace {

using testing::ElementsAre;
using Kind = Block::Kind;

constexpr std::string_view kBase = "https://example.org/blog/post";

std::string html_of(std::string_view html) {
    return sanitise(html, kBase).html;
}

std::vector<std::string> block_texts(std::string_view html) {
    std::vector<std::string> texts;
    for (const auto& block : sanitise(html, kBase).blocks) {
        texts.push_back((block.furniture ? "F:" : "") + block.text);
    }
    return texts;
}

TEST(Sanitise, KeepsModestMarkup) {
    const std::string html =
        "<h2>Title</h2><p>One <b>two</b> <em>three</em><br>four</p><ul><li>a</li><li>b</li></ul>"
        "<table><tr><td colspan=\"2\">x</td></tr></table><pre><code>a &lt; b\n  c</code></pre>";

    EXPECT_EQ(html_of(html), html);
}

TEST(Sanitise, KnowsBlocksThatAreALinkFromEndToEnd) {
    const auto blocks =
        sanitise(
            "<p><b><a href='/x'>All <i>of</i> it</a></b>.</p><p>See <a href='/x'>this</a></p>"
            "<ul><li>→ <a href='/x'>one</a>, <a href='/y'>two</a></li></ul><p>none</p>",
            kBase
        )
            .blocks;

    ASSERT_EQ(blocks.size(), 4U);
    EXPECT_TRUE(blocks[0].linked);
    EXPECT_FALSE(blocks[1].linked);
    EXPECT_TRUE(blocks[2].linked);
    EXPECT_FALSE(blocks[3].linked);
}

TEST(Sanitise, ResolvesRelativeUrlsAndKeepsThemWithoutABase) {
    EXPECT_EQ(
        html_of("<a href='../x?a=1&amp;b=2'>l</a>"),
        "<a href=\"https://example.org/x?a=1&amp;b=2\">l</a>"
    );
    EXPECT_EQ(
        html_of("<img src='//cdn.example/i.png'>"), "<img src=\"https://cdn.example/i.png\">"
    );
    EXPECT_EQ(sanitise("<a href='../x'>l</a>", "").html, "<a href=\"../x\">l</a>");
    EXPECT_EQ(
        html_of("<a href='mailto:a@example.org'>m</a>"), "<a href=\"mailto:a@example.org\">m</a>"
    );
}

TEST(Sanitise, KeepsSmallDataImagesAndDropsLargeOnesAndPixels) {
    EXPECT_NE(html_of("<img src='data:image/png;base64,iVBORw0KGgo='>"), "");
    EXPECT_EQ(html_of("<img src='data:image/png;base64," + std::string(70000, 'A') + "'>"), "");
    EXPECT_EQ(html_of("a<img src='https://t.example/p.gif' width='1' height=1px>b"), "ab");
    EXPECT_NE(html_of("<img src=i.png width=1 height=100>"), "");
}

TEST(Sanitise, ClosesImpliedEndsAndReopensFormatting) {
    EXPECT_EQ(html_of("<p>a<p>b"), "<p>a</p><p>b</p>");
    EXPECT_EQ(html_of("<b><i>x</b>y</i>"), "<b><i>x</i></b><i>y</i>");
    EXPECT_EQ(html_of("<p><b>x</p><p>y</b>z</p>"), "<p><b>x</b></p><p><b>y</b>z</p>");
    EXPECT_EQ(
        html_of("<table><td>1<td>2<tr><td>3</table>"),
        "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
    );
}

TEST(Sanitise, KeepsTheLineEndsOfPreformattedTextThroughASecondPass) {
    EXPECT_EQ(html_of("<pre>\nx</pre>"), "<pre>x</pre>");
    EXPECT_EQ(html_of("<pre>\n\nx</pre>"), "<pre>\n\nx</pre>");
    EXPECT_EQ(html_of("<p><b></p><pre>\n\nx</pre>"), "<p><b></b></p><pre><b>\nx</b></pre>");
    EXPECT_EQ(html_of("<pre><object>\nx</pre>"), "<pre>x</pre>");
}

TEST(Sanitise, RubyAndHeadingsEndBehindUnwrittenSpans) {
    EXPECT_EQ(html_of("<ruby><rt><span>a<rt>b</ruby>"), "<ruby><rt>a</rt><rt>b</rt></ruby>");
    EXPECT_EQ(html_of("<h2><span>a<h3>b"), "<h2>a</h2><h3>b</h3>");
}

TEST(Sanitise, AnElementThatIsNeverClosedDoesNotSwallowTheArticle) {
    EXPECT_EQ(html_of("safe<iframe src='http://example.com' /> description"), "safe description");
    EXPECT_EQ(html_of("safe<object classid=x> description"), "safe description");
    EXPECT_EQ(html_of("<svg><p>text</p>"), "<p>text</p>");
    EXPECT_EQ(html_of("<button>b text"), "b text");
}

TEST(Sanitise, WritesOneNameForObsoleteElements) {
    EXPECT_EQ(
        html_of("<center>x</center><strike>y</strike><font color=red>z</font>"),
        "<div>x</div><s>y</s>z"
    );
}

TEST(Sanitise, DropsControlsFromEveryView) {
    const auto document =
        sanitise("a\x01\x7F\xC2\x85\xE2\x80\xAE&#27;[1mb<a title='x\xE2\x81\xA6y'>z</a>", "");

    EXPECT_EQ(document.html, "a[1mb<a title=\"xy\">z</a>");
    EXPECT_EQ(document.text, "a[1mbz");
}

TEST(Sanitise, KeepsMarksAndJoinersThatScriptsNeed) {
    EXPECT_EQ(
        html_of("a&rlm;b\xD8\x9C&zwnj;c"),
        "a\xE2\x80\x8F"
        "b\xD8\x9C\xE2\x80\x8C"
        "c"
    );
    EXPECT_EQ(html_to_line("\xE2\x80\x8Fx&lrm;"), "\xE2\x80\x8Fx\xE2\x80\x8E");
}

TEST(Sanitise, DecodesReferencesOnce) {
    EXPECT_EQ(
        html_of("&amp;lt;div&amp;gt; &eacute; &#8217; &nosuch; AT&T"),
        "&amp;lt;div&amp;gt; é ’ &amp;nosuch; AT&amp;T"
    );
}

TEST(Blocks, SplitAtParagraphsHeadingsItemsAndDoubleBreaks) {
    const auto document = sanitise(
        "<h1>Head</h1>lead<p>one\n "
        "two</p><ul><li>x<li>y</ul><blockquote><p>q</blockquote>a<br>b<br><br>c<pre>l1\n  "
        "l2\n</pre>",
        kBase
    );

    EXPECT_THAT(
        document.blocks,
        ElementsAre(
            Block{"Head", Kind::kHeading, false},
            Block{"lead", Kind::kParagraph, false},
            Block{"one two", Kind::kParagraph, false},
            Block{"x", Kind::kListItem, false},
            Block{"y", Kind::kListItem, false},
            Block{"q", Kind::kQuote, false},
            Block{"a b", Kind::kParagraph, false},
            Block{"c", Kind::kParagraph, false},
            Block{"l1\n  l2", Kind::kPreformatted, false}
        )
    );
    EXPECT_EQ(document.text, "Head\n\nlead\n\none two\n\n- x\n- y\n\n> q\n\na\nb\n\nc\n\nl1\n  l2");
}

TEST(Blocks, ARowIsALineAndALayoutTableFallsIntoParagraphs) {
    EXPECT_THAT(
        block_texts("<table><tr><td><p>a</p></td><td>b</td></tr><tr><td>c</td></tr></table>"),
        ElementsAre("a | b", "c")
    );
    EXPECT_THAT(
        block_texts("<table><tr><td><p>one</p><p>two</p></td></tr></table>"),
        ElementsAre("one", "two")
    );
}

TEST(Blocks, MarkFurnitureByElementClassAndId) {
    EXPECT_THAT(
        block_texts("<p>body</p><nav>menu</nav><div class='related-posts x'>r</div><p "
                    "id=ad>a</p><p class='read-more'>m</p>"
                    "<form>f</form><p class='shareholder advice'>kept</p><p class=adventure>too</p>"
        ),
        ElementsAre("body", "F:menu", "F:r", "F:a", "F:m", "F:f", "kept", "too")
    );
}

TEST(Blocks, FurnitureSurvivesStorage) {
    const auto document =
        sanitise("<p>body</p><form>f</form><section class=newsletter>n</section>", kBase);

    const auto stored = from_stored_html(document.html);

    EXPECT_EQ(stored.blocks, document.blocks);
    EXPECT_TRUE(stored.blocks.back().furniture);
}

TEST(Blocks, AnArticleThatIsAllFurnitureIsNone) {
    EXPECT_THAT(
        block_texts("<article class='category-social'><p>a</p><p>b</p></article>"),
        ElementsAre("a", "b")
    );
}

TEST(Blocks, AlternativeTextsAreForReadingNotForComparing) {
    const auto document =
        sanitise("<p>before <img src=x alt='a cat'> after</p><img src=y alt=alone>", kBase);

    EXPECT_EQ(document.text, "before [a cat] after\n\n[alone]");
    EXPECT_THAT(document.blocks, ElementsAre(Block{"before after", Kind::kParagraph, false}));
}

TEST(Limits, DepthPastTheLimitBecomesText) {
    std::string deep;
    std::string legal;
    for (int i = 0; i < 100000; ++i) {
        deep += "<div>";
    }
    for (int i = 0; i < 500; ++i) {
        legal += "<div>";
    }

    EXPECT_EQ(sanitise(deep + "text &amp; more", "").html, "<p>text &amp; more</p>");
    EXPECT_TRUE(sanitise(legal + "x", "").html.starts_with("<div><div>"));
}

TEST(Limits, ImpliedEndsAndVoidElementsDoNotCount) {
    std::string many;
    for (int i = 0; i < 2000; ++i) {
        many += "<p>x<br><img src=i>";
    }

    EXPECT_EQ(sanitise(many, "").blocks.size(), 2000U);
    EXPECT_TRUE(sanitise(many, "").html.starts_with("<p>x<br><img"));
}

TEST(Limits, ManyAttributesOrBytesBecomeText) {
    std::string attributes = "<p";
    for (int i = 0; i < 300; ++i) {
        attributes += " a" + std::to_string(i) + "=1";
    }
    attributes += ">a <b>b</b><script>c</script></p><p>d";

    EXPECT_EQ(sanitise(attributes, "").html, "<p>a b</p><p>d</p>");
    EXPECT_EQ(
        sanitise("<b>" + std::string(kMaxHtmlBytes, 'x') + "</b>", "").html,
        "<p>" + std::string(kMaxHtmlBytes, 'x') + "</p>"
    );
}

TEST(Limits, ReopenedFormattingDoesNotMultiplyTheDocument) {
    std::string bomb = "<div>";
    for (int i = 0; i < 100; ++i) {
        bomb += "<b title=" + std::to_string(i) + "><a href='/" + std::string(3000, 'x') + "'>";
    }
    bomb += "</div>";
    for (int i = 0; i < 20000; ++i) {
        bomb += "<p>x";
    }

    const auto document = sanitise(bomb, kBase);

    EXPECT_LT(document.html.size(), 2 * bomb.size());
    EXPECT_EQ(sanitise(document.html, kBase).html, document.html);
}

TEST(Limits, RelativeLinksUnderALongBaseDoNotMultiplyTheDocument) {
    const auto base = "https://example.org/" + std::string(8000, 'd') + "/";
    std::string links;
    for (int i = 0; i < 2000; ++i) {
        links += "<a href=b>t</a> ";
    }

    const auto multiplied = sanitise(links, base);
    const auto usual = sanitise(links, "https://example.org/2025/04/a-long-name-of-an-article/");

    EXPECT_LT(multiplied.html.size(), links.size());
    EXPECT_TRUE(multiplied.text.starts_with("t t t")) << multiplied.text.substr(0, 20);
    EXPECT_TRUE(usual.html.starts_with("<a href=")) << usual.html.substr(0, 40);
}

TEST(PlainText, BecomesParagraphsAndEscapes) {
    const auto document = from_plain_text("a < b\nnext\n\n  second & last \n\n");

    EXPECT_EQ(document.html, "<p>a &lt; b<br>next</p><p>second &amp; last</p>");
    EXPECT_EQ(document.text, "a < b\nnext\n\nsecond & last");
    EXPECT_EQ(from_stored_html(document.html).blocks, document.blocks);
}

TEST(Lines, TitlesLoseOneLevelOfMarkupAndKeepWhatIsNone) {
    EXPECT_EQ(html_to_line("  <b>A</b> &amp;\n B<br>C&nbsp;D "), "A & B C D");
    EXPECT_EQ(html_to_line("A &amp;amp; B"), "A &amp; B");
    EXPECT_EQ(
        html_to_line("Using std::vector<T> and 1 < 2 > 0"), "Using std::vector<T> and 1 < 2 > 0"
    );
    EXPECT_EQ(html_to_line("x<script>alert(1)</script>y"), "xy");
    EXPECT_EQ(
        html_to_line("safe\xE2\x80\xAE"
                     "exe.txt\x1B[0m"),
        "safeexe.txt[0m"
    );
}

TEST(References, AreDecodedOnceAndNotInsideUrls) {
    EXPECT_EQ(decode_references("a?x=1&#038;y=2&amp;copy=3&copy=4"), "a?x=1&y=2&copy=3&copy=4");
    EXPECT_EQ(
        decode_references(
            "&#43;0000 &hellip; &NotEqualTilde; &#x1F600; &#128; &#0; &#xD800; &bogus; &"
        ),
        "+0000 … ≂̸ 😀 € � � &bogus; &"
    );
    EXPECT_EQ(decode_references("&CounterClockwiseContourIntegral;&AMP;&zwnj;"), "∳&\xE2\x80\x8C");
}

TEST(Spaces, CollapseIsUnicodeAware) {
    EXPECT_EQ(
        collapse_space("\xC2\xA0 a\t\n\xE3\x80\x80"
                       "b "),
        "a b"
    );
}

}  // namespace
}  // namespace wireroom::text
