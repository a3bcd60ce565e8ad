#include "text/html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

// What a person reads of a body, in a terminal and in search results.

namespace wireroom::text {
namespace {

struct Reading {
    std::string_view about;
    std::string_view html;
    std::string_view text;
};

// clang-format off
const std::vector<Reading>& readings() {
    static const std::vector<Reading> all = {
        {"paragraphs", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."},
        {"white space", "<p> One\n\t two  <b> three</b> </p>", "One two three"},
        {"a word with mark-up inside", "<p>un<b>believ</b>able</p>", "unbelievable"},
        {"single breaks", "a<br>b<br/>c", "a\nb\nc"},
        {"double breaks", "a<br><br>b", "a\n\nb"},
        {"bare text between blocks", "lead<p>one</p>tail", "lead\n\none\n\ntail"},
        {"divisions", "<div>a<div>b</div>c</div>", "a\n\nb\n\nc"},
        {"headings", "<h2>Head</h2><p>text</p>", "Head\n\ntext"},
        {"a rule", "<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"},
        {"rules at the ends", "<hr><p>a</p><hr>", "a"},
        {"two rules", "a<hr><hr>b", "a\n\n* * *\n\nb"},
        {"a list", "<ul><li>a</li><li>b</li></ul>", "- a\n- b"},
        {"a list between paragraphs", "<p>x</p><ul><li>a<li>b</ul><p>y</p>", "x\n\n- a\n- b\n\ny"},
        {"an ordered list", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"},
        {"an ordered list that starts later", "<ol start=9><li>a</li><li>b</li></ol>", "9. a\n10. b"},
        {"a list that counts down", "<ol reversed start=2><li>a</li><li>b</li></ol>", "2. a\n1. b"},
        {"a countdown of unknown length", "<ol reversed><li>a</li><li>b</li></ol>", "- a\n- b"},
        {"numbered items", "<ol><li value=4>a</li><li>b</li></ol>", "4. a\n5. b"},
        {"nested lists", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"},
        {"a list in a numbered one", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"},
        {"a numbered list in a numbered one", "<ol><li>a<ol><li>b<li>c</ol><li>d</ol>", "1. a\n   1. b\n   2. c\n2. d"},
        {"paragraphs in items", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\n  b\n- c"},
        {"breaks in items", "<ol><li>a<br>b</li></ol>", "1. a\n   b"},
        {"a list in a quote", "<blockquote><ul><li>a<li>b</ul></blockquote>", "> - a\n> - b"},
        {"a quote", "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n\n> b\n\nc"},
        {"a quote of several lines", "<blockquote>a<br>b</blockquote>", "> a\n> b"},
        {"a quote in a quote", "<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n\n> > b"},
        {"quotation marks", "<p>He said <q>no</q>, twice.</p>", "He said “no”, twice."},
        {"a link", "<p>See <a href='https://h/x'>the page</a>.</p>", "See the page."},
        {"a link that is its own text", "<a href='https://h/x'>https://h/x</a>", "https://h/x"},
        {"code keeps its lines", "<pre><code>if x:\n    y()\n</code></pre>", "if x:\n    y()"},
        {"code in a sentence", "<p>Call <code>f(x)</code> now.</p>", "Call f(x) now."},
        {"shown tags", "<pre>&lt;div&gt;\n&amp;amp;</pre>", "<div>\n&amp;"},
        {"no-break spaces in code", "<pre>a&nbsp;&nbsp;b</pre>", "a  b"},
        {"code with line numbers in a table",
         "<table class=lntable><tr><td class=lntd><pre><code><span class=lnt>1\n</span><span class=lnt>2\n</span></code></pre></td>"
         "<td class=lntd><pre><code>x\ny\n</code></pre></td></tr></table>", "x\ny"},
        {"code with a gutter", "<table><tr><td class='gutter gl'><pre class=lineno>1\n2\n</pre></td><td class=code><pre>x\ny</pre></td></tr></table>", "x\ny"},
        {"code with numbers in its lines", "<pre><span class=ln>1</span>x\n<span class=ln>2</span>y</pre>", "x\ny"},
        {"a gutter with words is none", "<table><tr><td class=gutter>Notes: 1</td><td>x</td></tr></table>", "Notes: 1 | x"},
        {"a table", "<table><tr><th>Name<th>Age<tr><td>Ann<td>7</table>", "Name | Age\nAnn | 7"},
        {"a table with a caption", "<table><caption>Ages</caption><tr><td>Ann</td><td>7</td></tr></table>", "Ages\n\nAnn | 7"},
        {"a layout table", "<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "One.\n\nTwo."},
        {"nested layout tables", "<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td>b</td></tr></table>", "a\nb"},
        {"definitions", "<dl><dt>Term</dt><dd>What it is.</dd><dt>Other</dt><dd>More.</dd></dl>", "Term\n  What it is.\n\nOther\n  More."},
        {"a definition of two paragraphs", "<dl><dt>T<dd><p>a<p>b</dl>", "T\n  a\n\n  b"},
        {"a picture", "<p>a <img src=x alt='a cat'> b</p>", "a [a cat] b"},
        {"nothing but a picture", "<img src=x alt='A cat'>", "[A cat]"},
        {"a picture without words", "<p>a<img src=x alt=''>b</p>", "ab"},
        {"a picture that is gone", "<p>a <img alt='a cat'> b</p>", "a a cat b"},
        {"a figure", "<figure><img src=x alt='A cat'><figcaption>Tom, 2024</figcaption></figure>", "[A cat]\n\nTom, 2024"},
        {"a figure that says it twice", "<figure><img src=x alt='A cat'><figcaption>A cat</figcaption></figure>", "A cat"},
        {"a picture of a character", "<p>Fine <img src=x alt='&#x1F642;'>.</p>", "Fine \xF0\x9F\x99\x82."},
        {"a picture of a face", "<p>Fine <img src=x alt=':-)'></p>", "Fine :-)"},
        {"a picture of three letters", "<p><img src=x alt=cat> <img src=x alt=12></p>", "[cat] [12]"},
        {"a note", "<p>Word<sup><a href='#n'>1</a></sup>.</p>", "Word[1]."},
        {"a note in brackets", "<p>Word<a href='#n'><sup>[1]</sup></a>.</p>", "Word[1]."},
        {"a note around which the link goes", "<p>Word <a href='#n'><sup>12</sup></a></p>", "Word [12]"},
        {"a power", "<p>10<sup>3</sup> m<sup>-2</sup></p>", "10^3 m^-2"},
        {"an ordinal", "<p>the 1<sup>st</sup> H<sub>2</sub>O</p>", "the 1st H2O"},
        {"ruby without parentheses", "<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "漢(kan)字(ji)"},
        {"ruby with parentheses", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"},
        {"details", "<details><summary>More</summary><p>Hidden.</p></details>", "More\n\nHidden."},
        {"soft hyphens and zero-width spaces", "<p>co&shy;oper\xE2\x80\x8B" "ate \xEF\xBB\xBFnow</p>", "cooperate now"},
        {"a preview's filling", "<p>x&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;y</p>", "x\xE2\x80\x8C \xE2\x80\x8C y"},
        {"the joiners of Persian", "<p>می\xE2\x80\x8Cخواهم</p>", "می\xE2\x80\x8Cخواهم"},
        {"direction marks", "<p>abc&lrm; \xE2\x80\x8F" "def</p>", "abc\xE2\x80\x8E \xE2\x80\x8F" "def"},
        {"direction overrides", "<p>a\xE2\x80\xAE" "b&#x2066;c</p>", "abc"},
        {"no-break space", "<p>a&nbsp;b\xE2\x80\xAF" "c</p>", "a b c"},
        {"comments", "a<!-- b -->c", "ac"},
        {"scripts and styles", "<style>p{}</style><p>a</p><script>b()</script>", "a"},
        {"a form's controls", "<form><p>Search</p><input value=x><button>Go</button></form>", "Search"},
        {"a formula", "<p>So <math alttext='E=mc^2'><mi>E</mi></math>.</p>", "So E=mc^2."},
        {"halves of a character", "<p>&#55357;&#56832; &#xd83d&#xde00; &#55357; &#56832;</p>", "😀 😀 � �"},
        {"a drawing with a name", "<p>See <svg width=9><title>Rain &amp; snow</title><desc>in <b>mm</b></desc><path d=''/></svg> here</p>", "See Rain & snow in mm here"},
        {"a drawing with a label", "<svg aria-label='Rain'><title>r.svg</title><path/></svg>", "Rain"},
        {"a drawing for the eye", "<a href='#n'><svg aria-hidden=true><title>Link</title></svg></a>x", "x"},
        {"a drawing's name with tags in it", "<svg><title>Rain <b>now</b></title></svg>x", "Rain nowx"},
        {"a drawing that ends in its name", "<svg><title>Rain</svg>x</title>y", "Rainxy"},
        {"names of shapes", "<svg><g><title>node 1</title><text>a</text></g></svg>x", "x"},
        {"a name that does not end", "<svg><title>Rain</svg>x<p>y</p>", "x\n\ny"},
        {"a drawing's name that swallows its end", "<svg><desc>Rain</svg>x<svg><desc>Snow</desc></svg>", "Rainx Snow"},
        {"a video of a service", "<iframe src='https://www.youtube.com/embed/aqz-KE-bpKQ?rel=0'></iframe>", "[YouTube: https://www.youtube.com/watch?v=aqz-KE-bpKQ]"},
        {"a frame with a title", "<p>x</p><iframe title='Cases per week' src='https://charts.example/1/'></iframe>", "x\n\n[Cases per week: https://charts.example/1/]"},
        {"a recording", "<audio controls><source src='https://h/a.mp3' type=audio/mpeg>no audio</audio>", "[audio: https://h/a.mp3]"},
        {"a film whose end is a comment", "<video><source src='https://h/v.mp4'><!-- </video> -->", "[video: https://h/v.mp4]"},
        {"a film", "<p>See <video src='https://h/v.mp4'></video></p>", "See [video: https://h/v.mp4]"},
        {"unknown elements", "<x-note>a</x-note> <blink>b</blink>", "a b"},
        {"nothing", "<p> </p><div><br></div>", ""},
    };
    return all;
}
// clang-format on

TEST(Readable, ReadsAsAPersonWould) {
    ASSERT_GE(readings().size(), 60U);
    for (const auto& reading : readings()) {
        const auto document = sanitise(reading.html, "https://example.org/");

        EXPECT_EQ(document.text, reading.text) << reading.about << "\n" << document.html;
        EXPECT_EQ(from_stored_html(document.html).text, reading.text)
            << reading.about << ", from the store\n"
            << document.html;
    }
}

TEST(Readable, WhatIsForReadingOnlyIsNotCompared) {
    const auto document = sanitise(
        "<ol><li>He said <q>no</q><sup><a href='#1'>1</a></sup></li></ol><hr>"
        "<p>10<sup>3</sup> <ruby>漢<rt>kan</rt></ruby> <img src=x alt=cat></p>"
        "<iframe title=chart src='https://h/x'></iframe><audio src='https://h/a'></audio>"
        "<p>See <iframe title=chart src='https://h/x'></iframe> above</p>",
        ""
    );
    std::vector<std::string> compared;
    for (const auto& block : document.blocks) {
        compared.push_back(block.text);
    }

    EXPECT_EQ(compared, (std::vector<std::string>{"He said no1", "103 漢kan", "See above"}));
    EXPECT_EQ(from_stored_html(document.html).blocks, document.blocks);
}

TEST(Readable, DeepListsAreShownLikeFourLevels) {
    std::string html;
    for (int depth = 0; depth < 200; ++depth) {
        html += "<ol><li>x";
    }

    const auto text = sanitise(html, "").text;

    EXPECT_LT(text.size(), 200U * 20);
    EXPECT_TRUE(text.ends_with("\n         1. x")) << text.substr(text.size() - 40);
}

TEST(Readable, ARecordingWithoutAddressHasNotTheLastOne) {
    const auto text = sanitise("<video src='https://h/v'></video><audio></audio>", "").text;

    EXPECT_EQ(text.find("audio"), std::string::npos) << text;
}

TEST(Readable, ListsCountFromTheNumberThatIsWritten) {
    const auto document = sanitise("<ol start='3\x18'><li>a</li></ol>", "");

    EXPECT_EQ(document.html, "<ol start=\"3\"><li>a</li></ol>");
    EXPECT_EQ(document.text, "3. a");
}

}  // namespace
}  // namespace wireroom::text
