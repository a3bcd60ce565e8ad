#include "html_judge.hpp"

#include <random>
#include <string>
#include <vector>

namespace wireroom::text {
namespace {

using namespace std::string_literals;

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
        "</tt>",
        "<sup>",
        "</sup>",
        "<q>",
        "</q>",
        "1",
        "<iframe src=//h/x></iframe>",
        "<iframe title=t src=//h/x></iframe>",
        "<a class=wireroom-embed href=z>",
        "<picture>",
        "<source srcset=s>",
        "</picture>",
        "<img data-src=d>",
        "<img src=x alt=word>",
        "<span class=ln>",
        "<td class=gutter>",
        "<math alttext=f>",
        "</math>"};
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
