#include "text/html.hpp"

#include <gtest/gtest.h>
#include <gumbo.h>

#include <random>
#include <set>
#include <string>
#include <vector>

// What a browser makes of the sanitiser's output is judged by an independent HTML5 parser, not by
// our own.

namespace wireroom::text {
namespace {

using namespace std::string_literals;

const std::set<std::string>& allowed_elements() {
    static const std::set<std::string> names = {
        "html",    "head",    "body",  "a",      "abbr",     "acronym",    "address",    "article",
        "aside",   "audio",   "b",     "bdi",    "bdo",      "big",        "blockquote", "br",
        "caption", "cite",    "code",  "col",    "colgroup", "dd",         "del",        "details",
        "dfn",     "div",     "dl",    "dt",     "em",       "figcaption", "figure",     "footer",
        "h1",      "h2",      "h3",    "h4",     "h5",       "h6",         "header",     "hr",
        "i",       "img",     "ins",   "kbd",    "li",       "main",       "mark",       "nav",
        "ol",      "p",       "pre",   "q",      "rp",       "rt",         "ruby",       "s",
        "samp",    "section", "small", "source", "span",     "strong",     "sub",        "summary",
        "sup",     "table",   "tbody", "td",     "tfoot",    "th",         "thead",      "time",
        "tr",      "tt",      "u",     "ul",     "var",      "video",      "wbr"};
    return names;
}

const std::set<std::string>& allowed_attributes() {
    static const std::set<std::string> names = {
        "href",     "src",      "alt",     "title", "width",    "height", "type",     "poster",
        "controls", "colspan",  "rowspan", "scope", "span",     "start",  "reversed", "value",
        "open",     "datetime", "cite",    "lang",  "hreflang", "dir",    "class"};
    return names;
}

/// Why `html` is not safe, by what a parser makes of it; empty when it is.
std::string fault_of(const std::string& html) {
    auto* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::vector<const GumboNode*> nodes = {output->root};
    std::string fault;
    while (!nodes.empty() && fault.empty()) {
        const auto* node = nodes.back();
        nodes.pop_back();
        if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_CDATA ||
            node->type == GUMBO_NODE_TEMPLATE) {
            fault = "a comment, CDATA or template";
        }
        if (node->type != GUMBO_NODE_ELEMENT) {
            continue;
        }
        const auto& element = node->v.element;
        const std::string name = gumbo_normalized_tagname(element.tag);
        if (element.tag_namespace != GUMBO_NAMESPACE_HTML || !allowed_elements().contains(name)) {
            fault = "element " + name;
        }
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
            const std::string attribute_name = attribute->name;
            const std::string value = attribute->value;
            const bool url = attribute_name == "href" || attribute_name == "src" ||
                             attribute_name == "poster" || attribute_name == "cite";
            const auto colon = value.find(':');
            const auto scheme = value.substr(0, colon);
            const bool absolute = colon != std::string::npos && value.find_first_of("/?#") > colon;
            const bool image = name == "img" && attribute_name == "src" &&
                               value.starts_with("data:image/") &&
                               !value.starts_with("data:image/svg");
            if (!allowed_attributes().contains(attribute_name) ||
                (attribute_name == "class" && value != "wireroom-furniture")) {
                fault = "attribute " + attribute_name + "=" + value;
            } else if (url && absolute && !image && scheme != "http" && scheme != "https" && scheme != "mailto") {
                fault = "URL " + value;
            }
        }
        for (unsigned i = 0; i < element.children.length; ++i) {
            nodes.push_back(static_cast<const GumboNode*>(element.children.data[i]));
        }
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return fault;
}

void expect_safe_and_stable(
    const std::string& input, std::string_view base = "https://example.org/feed/"
) {
    const auto once = sanitise(input, base);
    EXPECT_EQ(fault_of(once.html), "") << "input: " << input << "\noutput: " << once.html;
    const auto twice = sanitise(once.html, base);
    EXPECT_EQ(twice.html, once.html) << "input: " << input;
    EXPECT_EQ(twice.text, once.text) << "input: " << input;
    const auto stored = from_stored_html(once.html);
    EXPECT_EQ(stored.html, once.html);
    EXPECT_EQ(stored.text, once.text) << "input: " << input;
    EXPECT_EQ(stored.blocks, once.blocks) << "input: " << input;
}

const std::vector<std::string>& vectors() {
    static const std::vector<std::string> all = {
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<script>alert(1)",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script/x>alert(1)</script/x>",
        "<script\n>alert(1)</script\t>",
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror\n=\nalert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<img src='x'onerror='alert(1)'>",
        "<img \"\"\"><script>alert(1)</script>\">",
        "<img src=`x` onerror=`alert(1)`>",
        "<img alt=\"`` onerror=alert(1)\" src=x>",
        "<img src=javascript:alert(1)>",
        "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "<img src=data:text/html,<script>alert(1)</script>>",
        "<img src=x srcset='javascript:alert(1) 2x' sizes=1>",
        "<img style='background:url(javascript:alert(1))' src=x>",
        "<a href=javascript:alert(1)>x</a>",
        "<a href=JaVaScRiPt:alert(1)>x</a>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href='\x01javascript:alert(1)'>x</a>",
        "<a href='jav\tascript:alert(1)'>x</a>",
        "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
        "<a href='jav&#09;ascript&colon;alert(1)'>x</a>",
        "<a href='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;:alert(1)'>x</a>",
        "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)'>x</a>",
        "<a href='javascript&NewLine;:alert(1)'>x</a>",
        "<a href='java\0script:alert(1)'>x</a>"s,
        "<a href='java\xC2\xADscript:alert(1)'>x</a>",
        "<a href='\xE2\x80\x8Bjavascript:alert(1)'>x</a>",
        "<a href='\xC2\xA0javascript:alert(1)'>x</a>",
        "<a href='javascript\xEF\xBC\x9A"
        "alert(1)'>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
        "<a href='feed:javascript:alert(1)'>x</a>",
        "<a href='view-source:javascript:alert(1)'>x</a>",
        "<a href='//evil.example/x' onclick=alert(1) style='position:fixed' target=_top>x</a>",
        "<a href=x href=javascript:alert(1)>x</a>",
        "<a href=\"x\" id=location name=cookie>clobber</a>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg></p><style><a title=\"</style><img src=x onerror=alert(1)>\">",
        "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
        "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 "
        "onerror=alert(1)&gt;\">",
        "<math href=javascript:alert(1)><mi>x</mi></math>",
        "<math><annotation-xml "
        "encoding=text/html><script>alert(1)</script></annotation-xml></math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<noembed><p title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
        "<noframes><p title=\"</noframes><img src=x onerror=alert(1)>\"></noframes>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
        "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<title><p title=\"</title><img src=x onerror=alert(1)>\"></title>",
        "<style><p title=\"</style><img src=x onerror=alert(1)>\"></style>",
        "<iframe><p title=\"</iframe><img src=x onerror=alert(1)>\"></iframe>",
        "<template><script>alert(1)</script></template><template><img src=x onerror=alert(1)>",
        "<plaintext><script>alert(1)</script>",
        "<!--<img src=\"--><img src=x onerror=alert(1)>\">",
        "<!--><img src=x onerror=alert(1)>-->",
        "<!--!><img src=x onerror=alert(1)>",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<!DOCTYPE x [<!ENTITY e '<script>alert(1)</script>'>]>&e;",
        "<?xml-stylesheet href='javascript:alert(1)'?><?php <script>alert(1)</script> ?>",
        "<iframe src=javascript:alert(1)></iframe><iframe "
        "srcdoc='&lt;script>alert(1)&lt;/script>'>",
        "<object data=javascript:alert(1)><param name=src value=javascript:alert(1)></object>",
        "<embed src=javascript:alert(1)><applet code=x>y</applet>",
        "<form action=javascript:alert(1)><input type=submit "
        "formaction=javascript:alert(1)><button formaction=x>b</button></form>",
        "<isindex action=javascript:alert(1) type=image>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<base href='javascript:alert(1)//'><a href=x>x</a>",
        "<link rel=stylesheet href=javascript:alert(1)>",
        "<body onload=alert(1) background=javascript:alert(1)><html manifest=x>",
        "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
        "<table background=javascript:alert(1)><td background=javascript:alert(1)>x</td></table>",
        "<div style='width:expression(alert(1))'>x</div>",
        "<details open ontoggle=alert(1)>x</details>",
        "<video src=x onerror=alert(1)><source onerror=alert(1) src=javascript:alert(1)></video>",
        "<video poster=javascript:alert(1)></video>",
        "<audio src=x onloadstart=alert(1)>",
        "<blockquote cite=javascript:alert(1)>x</blockquote><q cite='data:text/html,x'>y</q>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<input autofocus onfocus=alert(1)><select autofocus onfocus=alert(1)><keygen autofocus "
        "onfocus=alert(1)>",
        "<x onclick=alert(1)>x</x><x:script "
        "xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<a title='&quot;><script>alert(1)</script>'>x</a>",
        "<a title='--><img src=x onerror=alert(1)>'>x</a>",
        "<a href='https://h/\"onmouseover=alert(1)'>x</a>",
        "<p/onclick=alert(1)//>x",
        "<<img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)//",
        "</p onclick=alert(1)><br/onclick=alert(1)></br onclick=alert(1)>",
        "<select><option><style></select><img src=x onerror=alert(1)></style>",
        "<b><a href=x><b><a href=y><table><a href=z><td><a href=w></b></table></a>",
        "<p><table><p></table><ul><p><li></p></ul><dl><dt><dd><p><dt></dl>",
        "\xFF\xFE<script\xFF>alert(1)</script>",
        "<img src=x alt='\xE2\x80\xAE"
        "txt.exe' title='\x1B[31m'>",
    };
    return all;
}

TEST(HtmlSafety, NoVectorLeavesAnythingActiveAndEveryOutputIsStable) {
    ASSERT_GE(vectors().size(), 100U);
    for (const auto& vector : vectors()) {
        expect_safe_and_stable(vector);
        expect_safe_and_stable("<p>before " + vector + " after</p>", "");
        expect_safe_and_stable("<table><tr><td>" + vector + "</td></tr></table>");
    }
}

TEST(HtmlSafety, VectorsGluedTogetherStaySafeAndStable) {
    std::mt19937 random(20240607);
    const auto& all = vectors();
    for (int round = 0; round < 1000; ++round) {
        std::string input;
        for (int part = 0; part < 3; ++part) {
            const auto& vector = all[random() % all.size()];
            const auto cut = random() % (vector.size() + 1);
            input += random() % 2 == 0 ? vector.substr(0, cut) : vector.substr(cut);
        }
        expect_safe_and_stable(input, round % 2 == 0 ? "https://example.org/" : "");
    }
}

TEST(HtmlSafety, RandomTagSoupStaysSafeAndStable) {
    const std::vector<std::string> parts = {
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=x>",
        "</a>",
        "<a class=ad href=y>",
        "<div>",
        "</div>",
        "<div class='social-x'>",
        "<ul>",
        "</ul>",
        "<ol start=3>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th colspan=2>",
        "<tbody>",
        "</tbody>",
        "<caption>",
        "</caption>",
        "<colgroup>",
        "<col span=2>",
        "<pre>",
        "</pre>",
        "\n",
        "\n\n",
        " ",
        "word",
        "&amp;",
        "&lt;p&gt;",
        "<br>",
        "<br><br>",
        "<hr>",
        "<img src=a alt='b c'>",
        "<img alt=only>",
        "<h2>",
        "</h2>",
        "<blockquote>",
        "</blockquote>",
        "<span class=share>",
        "<span lang=de>",
        "</span>",
        "<form>",
        "</form>",
        "<nav>",
        "</nav>",
        "<aside>",
        "</aside>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<svg>",
        "</svg>",
        "<select>",
        "</select>",
        "<option>",
        "<video>",
        "<source src=v>",
        "</video>",
        "<ruby>",
        "<rt>",
        "<rp>",
        "</ruby>",
        "<code>",
        "</code>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<center>",
        "</center>",
        "<object>",
        "</object>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<xmp>",
        "</xmp>",
        "<noscript>",
        "</noscript>",
        "&nbsp;",
        "\xE2\x80\x8F",
        "<font color=red>",
        "</font>",
        "<details>",
        "<summary>",
        "</details>",
        "<fieldset>",
        "<legend>",
        "<tt>",
        "</tt>"};
    std::mt19937 random(7);
    for (int round = 0; round < 4000; ++round) {
        std::string input;
        const auto count = 1 + random() % 24;
        for (unsigned part = 0; part < count; ++part) {
            input += parts[random() % parts.size()];
        }
        expect_safe_and_stable(input);
        if (testing::Test::HasFailure()) {
            break;
        }
    }
}

}  // namespace
}  // namespace wireroom::text
