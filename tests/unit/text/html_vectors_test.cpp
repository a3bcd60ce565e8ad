#include "html_judge.hpp"

#include <string>
#include <vector>

// Attacks on sanitisers by kind. Each stands alone, in a paragraph, in a table, in a list, behind
// an open formatting element and inside an attribute.

namespace wireroom::text {
namespace {

using namespace std::string_literals;

struct Group {
    std::string name;
    std::vector<std::string> vectors;
};

// clang-format off
const std::vector<Group>& groups() {
    static const std::vector<Group> all = {
        {"handlers", {
            "<b onmouseover=alert(1)>x</b>",
            "<p onClIcK=\"alert(1)\">x</p>",
            "<div/onpointerenter=alert(1)>x</div>",
            "<a\nonfocus=alert(1)\nhref=x>x</a>",
            "<img src=x o\0nerror=alert(1)>"s,
            "<img src=x \x0Bonerror=alert(1)>",
            "<img src=x on error=alert(1)>",
            "<img src=x /onerror=alert(1)/>",
            "<img src=\"x\"onerror=\"alert(1)\">",
            "<img src=x:x onerror&#61;alert(1)>",
            "<img =onerror=alert(1) src=x>",
            "<td onload=alert(1)>x</td>",
            "<table onanimationend=alert(1)><tr ondrag=a><td onpaste=a>x</table>",
            "<details ontoggle=alert(1) open=x onclick=a>x</details>",
            "<video onloadeddata=alert(1) src=x></video>",
            "<audio controls oncanplay=alert(1)><source src=x onerror=alert(1)></audio>",
            "<img src=x onerror=\xC2\xA0" "alert(1)>",
            "<i \xE2\x80\xA8onclick=alert(1)>x</i>",
            "<s onclick onclick=alert(1)>x</s>",
            "<hr onclick=alert(1)><br onclick=alert(1)><wbr onclick=a>",
            "</a onmouseover=alert(1)><p>x",
            "<blockquote oncopy=alert(1) cite=x>x</blockquote>",
            "<p formaction=javascript:alert(1) form=f list=l is=x-y slot=s part=p>x</p>",
        }},
        {"schemes", {
            "<a href=JAVASCRIPT:alert(1)>x</a>",
            "<a href=\" \t\n javascript:alert(1)\">x</a>",
            "<a href=\"java\rscript:alert(1)\">x</a>",
            "<a href=\"java\fscript:alert(1)\">x</a>",
            "<a href=\"&#0;javascript:alert(1)\">x</a>",
            "<a href=\"&#1;javascript:alert(1)\">x</a>",
            "<a href=\"&#x1F;javascript:alert(1)\">x</a>",
            "<a href=\"&#32;javascript:alert(1)\">x</a>",
            "<a href=\"javascript&#58;alert(1)\">x</a>",
            "<a href=\"javascript&#58alert(1)\">x</a>",
            "<a href=\"javascript&#x3A;alert(1)\">x</a>",
            "<a href=\"javascript&#x0000003Aalert(1)\">x</a>",
            "<a href=\"&Tab;javascript:alert(1)\">x</a>",
            "<a href=\"java&Tab;script:alert(1)\">x</a>",
            "<a href=\"java&NewLine;script:alert(1)\">x</a>",
            "<a href=\"&#106avascript:alert(1)\">x</a>",
            "<a href=\"&#0000106;avascript:alert(1)\">x</a>",
            "<a href=\"&amp;#106;avascript:alert(1)\">x</a>",
            "<a href=\"javascript%3Aalert(1)\">x</a>",
            "<a href=\"%6Aavascript:alert(1)\">x</a>",
            "<a href=\"\xE2\x80\x8Ejavascript:alert(1)\">x</a>",
            "<a href=\"\xE2\x80\xAEjavascript:alert(1)\">x</a>",
            "<a href=\"\xEF\xBB\xBFjavascript:alert(1)\">x</a>",
            "<a href=\"\xE3\x80\x80javascript:alert(1)\">x</a>",
            "<a href=\"\xEF\xBD\x8A" "avascript:alert(1)\">x</a>",
            "<a href=\"jav\xD0\xB0" "script:alert(1)\">x</a>",
            "<a href=\"java\xC0\x80script:alert(1)\">x</a>",
            "<a href=\"\xC1\xAA" "avascript:alert(1)\">x</a>",
            "<a href=\"VBSCRIPT:x\">x</a>",
            "<a href=\"livescript:x\">x</a>",
            "<a href=\"mocha:x\">x</a>",
            "<a href=\"jar:javascript:alert(1)!/\">x</a>",
            "<a href=\"blob:https://h/x\">x</a>",
            "<a href=\"filesystem:https://h/x\">x</a>",
            "<a href=\"file:///etc/passwd\">x</a>",
            "<a href=\"about:blank\">x</a>",
            "<a href=\"chrome://settings\">x</a>",
            "<a href=\"ms-msdt:/id x\">x</a>",
            "<a href=\"intent://x#Intent;end\">x</a>",
            "<a href=\"data:,x\">x</a>",
            "<a href=\"data:application/xhtml+xml,<script>\">x</a>",
            "<a href=\"DATA:text/html,x\">x</a>",
            "<a href=\"javascript://h/%0Aalert(1)\">x</a>",
            "<a href=\"javascript:/*--></title></style>x\">x</a>",
            "<a href=\":javascript:alert(1)\">x</a>",
            "<a href=\"\\\\evil.example/x\">x</a>",
            "<a href=\"http:javascript:alert(1)\">x</a>",
            "<a href=\"https://h@evil.example:99999/\">x</a>",
            "<a href=\"http://[::1\">x</a>",
            "<a href=\"mailto:a@b?body=%0Ajavascript:x\">x</a>",
            "<a href=\"mailto:\"><script>alert(1)</script>\">x</a>",
            "<a href=\"tel:1\">x</a>",
            "<a href=\"feed:https://h/\">x</a>",
        }},
        {"foreign content", {
            "<svg/onload=alert(1)>",
            "<svg><script href=data:,alert(1) /></svg>",
            "<svg><image href=javascript:alert(1) /><image xlink:href=x onerror=alert(1)></svg>",
            "<svg><use href=\"data:image/svg+xml,<svg id=x>#x\"/></svg>",
            "<svg><set attributeName=href to=javascript:alert(1)></svg>",
            "<svg><desc><img src=x onerror=alert(1)></desc></svg>",
            "<svg><desc><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<svg><p><style><!--</style><img src=x onerror=alert(1)>-->",
            "<svg><title><a id=\"</title><img src=x onerror=alert(1)>\"></svg>",
            "<svg></p><title><a id=\"</title><img src=x onerror=alert(1)>\">",
            "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
            "<svg><foreignobject><p><svg><style><img src=x onerror=alert(1)>",
            "<svg><font color=x><script>alert(1)</script></svg>",
            "<svg><table><svg></table><img src=x onerror=alert(1)></svg>",
            "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
            "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
            "<math><mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></mtext></math>",
            "<math><mtext><table><mglyph><style><math><table id=\"</style><img src=x onerror=alert(1)>\">",
            "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
            "<math><annotation-xml encoding=\"application/xhtml+xml\"><p><script>alert(1)</script></annotation-xml></math>",
            "<math><annotation-xml><svg><desc><img src=x onerror=alert(1)>",
            "<math><mi><p><style><img title=\"</style><img src onerror=alert(1)>\"></mi></math>",
            "<math alttext=\"<img src=x onerror=alert(1)>\"><mi>x</mi></math>",
            "<math alttext=\"&lt;script>alert(1)&lt;/script>\"></math>",
            "<svg:script>alert(1)</svg:script><html:script>x</html:script>",
            "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</a></svg>",
        }},
        {"parsing differences", {
            "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
            "<noscript><!--</noscript><img src=x onerror=alert(1)>--></noscript>",
            "<noscript><a title=\"</noscript><svg onload=alert(1)>\">x</a></noscript>",
            "<noscript>&lt;img src=x onerror=alert(1)&gt;</noscript>",
            "<template><p><template></p></template><img src=x onerror=alert(1)></template>",
            "<template><style></template><img src=x onerror=alert(1)></style>",
            "<select><template><script>alert(1)</script></template></select>",
            "<select><xmp></select><img src=x onerror=alert(1)></xmp>",
            "<select><iframe></select><img src=x onerror=alert(1)></iframe>",
            "<select><svg><style></select><img src=x onerror=alert(1)>",
            "<option><style></option></select><img src=x onerror=alert(1)></style>",
            "<table><style></table><img src=x onerror=alert(1)></style>",
            "<table><img src=x onerror=alert(1)><tr><script>alert(1)</script><td>x",
            "<table><a href=1><tr><a href=javascript:alert(1)>y<td>z",
            "<table><tr><form><input onfocus=alert(1)></form></table>",
            "<table><caption><svg><style></caption><img src=x onerror=alert(1)>",
            "<form id=a><div></form><form id=b><input name=x></div></form>",
            "<form><form><svg></form><img src=x onerror=alert(1)></svg>",
            "<p><form><p></form><table><form><td></form>x</table>",
            "<b><p><a href=x></b><table></a><td><b></p>x",
            "<a><table><a></table></a><svg></a><img src=x onerror=alert(1)>",
            "<a href=1><div><a href=2><p></div></a><b></a></p>",
            "<nobr><p><nobr><table><nobr><td></nobr>x",
            "<b><b><b><b><p></b></b>x</p></b></b>",
            "<!-- --!><img src=x onerror=alert(1)><!-- -->",
            "<!--a--!--><img src=x onerror=alert(1)>",
            "<!---><img src=x onerror=alert(1)>-->",
            "<!--<!--><img src=x onerror=alert(1)>-->",
            "<!- -><img src=x onerror=alert(1)>",
            "<!x><img src=x onerror=alert(1)>",
            "<!--\0--><img src=x onerror=alert(1)>"s,
            "<? ><img src=x onerror=alert(1)>?>",
            "</ ><img src=x onerror=alert(1)>",
            "</!--><img src=x onerror=alert(1)>-->",
            "<![CDATA[x]]><img src=x onerror=alert(1)>",
            "<![CDATA[<script>alert(1)</script>",
            "<![cdata[<b onclick=x>y</b>]]>",
            "<xmp></xmp ><img src=x onerror=alert(1)>",
            "<xmp></xm</xmp/><img src=x onerror=alert(1)>",
            "<XMP><img src=x onerror=alert(1)></xMp>",
            "<xmp><!--</xmp><img src=x onerror=alert(1)>-->",
            "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
            "<plaintext></plaintext><img src=x onerror=alert(1)>",
            "<noembed><!--</noembed><img src=x onerror=alert(1)>-->",
            "<noframes><iframe></noframes><img src=x onerror=alert(1)></iframe>",
            "<title></title ><img src=x onerror=alert(1)>",
            "<title>&lt;/title&gt;<img src=x onerror=alert(1)></title>",
            "<textarea>&lt;/textarea&gt;<img src=x onerror=alert(1)></textarea>",
            "<textarea><script></textarea><img src=x onerror=alert(1)></script>",
            "<script><!--<script></script><img src=x onerror=alert(1)>--></script>",
            "<script>\"</script><img src=x onerror=alert(1)>\"</script>",
            "<style>*{x:\"</style><img src=x onerror=alert(1)>\"}</style>",
            "<style><!--</style><script>alert(1)</script>--></style>",
            "<p title=\"<script>alert(1)</script>\">x</p>",
            "<a title=\"</a><script>alert(1)</script>\">x</a>",
            "<a title=\"x` onclick=alert(1)`\">x</a>",
            "<img alt=\"`><script>alert(1)</script>\" src=x>",
            "<a title=x`onclick=alert(1)>x</a>",
            "<a title='\"' onclick='alert(1)'>x</a>",
            "<a title=\"&quot; onclick=&quot;alert(1)\">x</a>",
            "<a title=&quot;x&quot;onclick=alert(1)>x</a>",
            "<a title = \"x\"title=\"y\"href=1 href=javascript:alert(1)>x</a>",
            "<a HREF=1 hRef=javascript:alert(1)>x</a>",
            "<img src=1 SRC=javascript:alert(1) alt=a ALT=b>",
            "<\0script>alert(1)</\0script>"s,
            "<scr\0ipt>alert(1)</scr\0ipt>"s,
            "\xEF\xBB\xBF<script>alert(1)</script>",
            "<\xEF\xBB\xBFscript>alert(1)</script>",
            "\xC0\xBCscript>alert(1)\xC0\xBC/script>",
            "\xF0\x80\x80\xBCscript>",
            "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            "\xEF\xBC\x9Cscript\xEF\xBC\x9E" "alert(1)",
            "<ſcript>alert(1)</ſcript>",
            "<scrıpt>x</scrıpt><lınk>",
            "&ltscript&gtalert(1)&lt/script&gt",
            "&#60script&#62alert(1)",
            "&lt&#47script&gt",
            "&#x3c;img src=x onerror=alert(1)&#x3e;",
            "&amp;lt;script&amp;gt;",
            "<p>x</p><pre>\n<textarea>\n</pre><img src=x onerror=alert(1)>",
            "<ruby><rt><svg><rp></ruby><img src=x onerror=alert(1)>",
            "<frameset></frameset><noframes></noframes><img src=x onerror=alert(1)>",
            "<body><body onload=alert(1)><html onclick=x><head onx=y>",
            "<br></p></br></table></td><img src=x onerror=alert(1)>",
        }},
        {"style", {
            "<div style=\"background:url(javascript:alert(1))\">x</div>",
            "<p style=\"behavior:url(x.htc)\">x</p>",
            "<p style=\"-moz-binding:url(x.xml#y)\">x</p>",
            "<p style=\"x:expr/**/ession(alert(1))\">x</p>",
            "<p style=\"position:fixed;top:0;left:0;width:9999px;height:9999px\">x</p>",
            "<style>@import \"javascript:alert(1)\";</style>",
            "<style media=x>*{background:url(//evil.example/)}</style>x",
            "<link rel=stylesheet href=//evil.example/x.css>x",
            "<p class=\"fixed inset-0 z-50 modal\">x</p>",
            "<p class=\"x\" class=y id=app name=body>x</p>",
            "<font style=\"x\" face=\"y\" color=expression(1)>x</font>",
            "<img src=x style=\"content:url(javascript:alert(1))\">",
        }},
        {"loads and frames", {
            "<meta charset=utf-7>+ADw-script+AD4-",
            "<meta http-equiv=\"refresh\" content=\"0;url=data:text/html,x\">x",
            "<meta http-equiv=Content-Security-Policy content=x>",
            "<base href=//evil.example/><a href=x>x</a>",
            "<base target=_blank><a href=x>x</a>",
            "<link rel=import href=data:text/html,x>",
            "<link rel=prefetch href=//evil.example/>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
            "<iframe src=\"data:text/html,<script>alert(1)</script>\"></iframe>",
            "<iframe src=\"javascript:alert(1)\" title=\"x\"></iframe>",
            "<iframe src=https://h/x title=\"\"><script>alert(1)</script>\"></iframe>",
            "<iframe src=\"https://h/&quot;onload=alert(1)\" title=\"<img src=x onerror=alert(1)>\"></iframe>",
            "<iframe src=//h/x onload=alert(1) sandbox allow=camera></iframe>",
            "<iframe/src=\"https://www.youtube.com/embed/&quot;><script>\">",
            "<iframe src=\"https://w.soundcloud.com/player/?url=javascript%3Aalert(1)\"></iframe>",
            "<object data=\"data:text/html,x\" type=text/html>x</object>",
            "<object type=text/x-scriptlet data=//evil.example/>",
            "<embed src=\"data:image/svg+xml;base64,x\" type=image/svg+xml>",
            "<embed src=https://www.youtube.com/v/x onload=alert(1)>",
            "<embed code=x allowscriptaccess=always src=//evil.example/x.swf>",
            "<applet archive=x code=y>z</applet>",
            "<portal src=javascript:alert(1)></portal>",
            "<frame src=javascript:alert(1)>",
            "<img srcset=\"javascript:alert(1)\">",
            "<img srcset=\"data:text/html,x 1x, javascript:alert(1) 2x\">",
            "<img data-src=\"javascript:alert(1)\" src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>",
            "<img data-lazy-src=\"&#106;avascript:alert(1)\">",
            "<picture><source srcset=\"javascript:alert(1) 2x\"><img></picture>",
            "<img src=\"data:image/svg+xml;utf8,<svg onload=alert(1)>\">",
            "<img src=\"data:image/png;base64,x\" onerror=alert(1)\">",
            "<img src=\"data:image/png,<script>\">",
            "<img src=\"data:image/gif;charset=x;base64,R0\">",
            "<img src=x longdesc=javascript:alert(1) usemap=#m lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>",
            "<video src=javascript:alert(1) poster=javascript:alert(1)></video>",
            "<video><source src=data:text/html,x type=\"text/html\"></video>",
            "<video autoplay loop src=x><track src=javascript:alert(1) default></video>",
            "<audio src=\"data:audio/mpeg;base64,x\"></audio>",
            "<image src=x onerror=alert(1)>",
            "<amp-img src=javascript:alert(1) on=tap:x></amp-img>",
            "<input type=image src=javascript:alert(1) onerror=alert(1)>",
            "<button popovertarget=x onclick=alert(1)>x</button>",
        }},
        {"clobbering and targets", {
            "<a id=document name=cookie href=x>x</a><img name=getElementById src=x>",
            "<form name=attributes><input id=children></form>",
            "<a href=x target=_blank>x</a>",
            "<a href=x target=_top rel=opener ping=//evil.example/ download>x</a>",
            "<map name=m><area href=javascript:alert(1) shape=default></map>",
            "<p id=__proto__ lang=\"x\" onclick=y\">x</p>",
            "<p dir=\"rtl onclick\" lang=javascript:x>x</p>",
            "<slot name=x></slot><p slot=y contenteditable tabindex=1 accesskey=x>x</p>",
            "<time datetime=\"\" onclick=alert(1)\">x</time>",
            "<ol start=\"1 onclick=x\" type=a><li value=\"2;x\">x</ol>",
            "<td colspan=\"1000000\" rowspan=-1 headers=x>x</td>",
        }},
        {"unicode", {
            "<p>\xE2\x80\xAE" "txt.exe\xE2\x80\xAC</p>",
            "<a href=x title=\"\xE2\x81\xA6x\xE2\x81\xA9\">\xE2\x81\xA7y</a>",
            "\x1B]8;;https://evil.example/\x1B\\x\x1B]8;;\x07",
            "\xC2\x9B" "31m",
            "&#27;[2J&#155;31m",
            "&#x202E;x&#8238;",
            "<p>\xF3\xA0\x81\xA1\xEF\xB7\x90</p>",
            "\xED\xA0\x80\xED\xB0\x80<b>",
            "\xF4\x90\x80\x80<i>x",
            "\xE2\x80<b onclick=x>y</b>",
            "\xC2<script>x</script>",
            "<b title=\"\xE2\" onclick=\"x\">y</b>",
        }},
    };
    return all;
}
// clang-format on

class HtmlVectors : public testing::TestWithParam<std::size_t> {};

TEST_P(HtmlVectors, LeaveNothingActiveAndAreStable) {
    for (const auto& vector : groups()[GetParam()].vectors) {
        expect_safe_and_stable(vector);
        expect_safe_and_stable("<p>before " + vector + " after</p>", "");
        expect_safe_and_stable("<table><tr><td>" + vector + "</td></tr></table>");
        expect_safe_and_stable("<ul><li>" + vector + "<li>x</ul>");
        expect_safe_and_stable("<b><i>" + vector);
        expect_safe_and_stable("<a title=\"" + vector + "\" href=x>y</a>");
        expect_safe_and_stable("<a title='" + vector + "' href=x>y</a>");
        expect_safe_and_stable("<pre>\n" + vector + "</pre>");
    }
}

INSTANTIATE_TEST_SUITE_P(
    Groups,
    HtmlVectors,
    testing::Range<std::size_t>(0, groups().size()),
    [](const testing::TestParamInfo<std::size_t>& at) {
        std::string name = groups()[at.param].name;
        std::erase(name, ' ');
        return name;
    }
);

TEST(HtmlVectors, AreMany) {
    std::size_t count = 0;
    for (const auto& group : groups()) {
        count += group.vectors.size();
    }

    EXPECT_GE(count, 250U);
}

TEST(HtmlVectors, LongOnesAreNoDifferent) {
    const std::string many(200000, 'A');
    expect_safe_and_stable("<a href='" + many + "javascript:alert(1)'>x</a>");
    expect_safe_and_stable("<a href='java" + std::string(5000, '\t') + "script:alert(1)'>x</a>");
    expect_safe_and_stable("<" + many + " onclick=alert(1)>x");
    expect_safe_and_stable("<p " + many + "=x onclick=alert(1)>x");
    expect_safe_and_stable("<a title='" + many + "' onclick=alert(1) href=x>y</a>");
    expect_safe_and_stable("&" + many + ";<script>alert(1)</script>");
    expect_safe_and_stable("&#" + std::string(5000, '0') + "106;avascript:");
    expect_safe_and_stable("<!--" + many + "--!><img src=x onerror=alert(1)>");
}

TEST(HtmlVectors, ShownCodeIsTextAndStaysIt) {
    const auto document = sanitise("&lt;img src=x onerror=alert(1)&gt; &amp;lt;b&amp;gt;", "");

    EXPECT_EQ(document.html, "&lt;img src=x onerror=alert(1)&gt; &amp;lt;b&amp;gt;");
    EXPECT_EQ(document.text, "<img src=x onerror=alert(1)> &lt;b&gt;");
}

}  // namespace
}  // namespace wireroom::text
