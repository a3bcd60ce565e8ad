#include "base/text.hpp"
#include "html_judge.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// No word of an article may be lost, doubled or moved: what the blocks say is compared with the
// text that an HTML5 parser finds outside of the elements that the sanitiser drops.

namespace wireroom::text {
namespace {

/// The words that a browser would show, in order, `|` aside.
std::vector<std::string> words_of(std::string_view text) {
    std::string plain;
    for (const char c : collapse_space(text)) {
        plain += c == '|' ? ' ' : c;
    }
    std::vector<std::string> words;
    for (const auto word : split(plain, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    return words;
}

std::vector<std::string> words_by_parser(const std::string& html) {
    static const std::set<GumboTag> dropped = {
        GUMBO_TAG_APPLET,
        GUMBO_TAG_AUDIO,
        GUMBO_TAG_BUTTON,
        GUMBO_TAG_IFRAME,
        GUMBO_TAG_MATH,
        GUMBO_TAG_NOEMBED,
        GUMBO_TAG_NOFRAMES,
        GUMBO_TAG_SCRIPT,
        GUMBO_TAG_SELECT,
        GUMBO_TAG_STYLE,
        GUMBO_TAG_SVG,
        GUMBO_TAG_TEMPLATE,
        GUMBO_TAG_TEXTAREA,
        GUMBO_TAG_TITLE,
        GUMBO_TAG_VIDEO};
    static const std::set<GumboTag> inside_words = {
        GUMBO_TAG_A,
        GUMBO_TAG_B,
        GUMBO_TAG_I,
        GUMBO_TAG_EM,
        GUMBO_TAG_STRONG,
        GUMBO_TAG_SPAN,
        GUMBO_TAG_CODE,
        GUMBO_TAG_SUP,
        GUMBO_TAG_SUB,
        GUMBO_TAG_FONT,
        GUMBO_TAG_Q,
        GUMBO_TAG_IMG,
        GUMBO_TAG_SMALL,
        GUMBO_TAG_U,
        GUMBO_TAG_S};
    auto* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    std::string text;
    struct Step {
        const GumboNode* node;
        bool leaving;
    };
    std::vector<Step> steps = {{output->root, false}};
    while (!steps.empty()) {
        const auto [node, leaving] = steps.back();
        steps.pop_back();
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
            node->type == GUMBO_NODE_CDATA) {
            text += node->v.text.text;
            continue;
        }
        if (node->type != GUMBO_NODE_ELEMENT || dropped.contains(node->v.element.tag)) {
            continue;
        }
        text += inside_words.contains(node->v.element.tag) ? "" : " ";
        if (leaving) {
            continue;
        }
        steps.push_back({node, true});
        const auto& children = node->v.element.children;
        for (unsigned i = children.length; i > 0; --i) {
            steps.push_back({static_cast<const GumboNode*>(children.data[i - 1]), false});
        }
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return words_of(text);
}

std::vector<std::string> words_of_blocks(const Document& document) {
    std::string text;
    for (const auto& block : document.blocks) {
        text += block.text + "\n";
    }
    return words_of(text);
}

/// The first place where two texts differ, with the words around it; empty when they do not.
std::string difference(
    const std::vector<std::string>& ours, const std::vector<std::string>& theirs
) {
    std::size_t at = 0;
    while (at < ours.size() && at < theirs.size() && ours[at] == theirs[at]) {
        ++at;
    }
    if (at == ours.size() && at == theirs.size()) {
        return {};
    }
    std::string out = "word " + std::to_string(at) + ", ours:";
    for (auto i = at; i < std::min(at + 5, ours.size()); ++i) {
        out += " " + ours[i];
    }
    out += "; the parser's:";
    for (auto i = at; i < std::min(at + 5, theirs.size()); ++i) {
        out += " " + theirs[i];
    }
    return out;
}

void expect_same_words(const std::string& html) {
    const auto expected = words_by_parser(html);
    const auto document = sanitise(html, "https://example.org/");

    EXPECT_EQ(difference(words_of_blocks(document), expected), "") << html << "\n\n"
                                                                   << document.html;
    EXPECT_EQ(difference(words_by_parser(document.html), expected), "") << html << "\n\n"
                                                                        << document.html;
}

/// Writes mark-up as people do: nested rightly, but with end tags left out.
class Writer {
public:
    explicit Writer(unsigned seed) : random_(seed) {}

    std::string body() {
        out_.clear();
        for (unsigned i = 1 + pick(4); i > 0; --i) {
            flow(0);
        }
        return out_;
    }

private:
    unsigned pick(unsigned many) { return static_cast<unsigned>(random_() % many); }

    void word() {
        static const std::vector<std::string> extras = {
            "",
            "&amp;",
            "&lt;div&gt;",
            "&amp;lt;",
            "<",
            "a<3",
            "&",
            "&copy",
            "\xC3\xA9",
            "&#8217;s",
            "<!-- no -->",
            "<script>no()</script>",
            "<style>no{}</style>",
            "<br>",
            "<wbr>",
            "<img src=x>",
            "<!x>",
            "</nothing>",
            "<o:p></o:p>",
            "<svg><text>no</text></svg>"};
        out_ += " w" + std::to_string(++words_) + extras[pick(3) == 0 ? pick(20) : 0] + " ";
    }

    void element(std::string_view name, unsigned depth, bool inline_content, bool may_stay_open) {
        out_ += "<" + std::string(name) + (pick(4) == 0 ? " class='c d' id=x" : "") + ">";
        for (unsigned i = pick(3) + 1; i > 0; --i) {
            inline_content ? phrase(depth + 1) : flow(depth + 1);
        }
        if (!may_stay_open || pick(4) != 0) {
            out_ += "</" + std::string(name) + ">";
        }
    }

    void phrase(unsigned depth) {
        static const std::vector<std::string_view> names = {
            "b", "i", "em", "strong", "span", "code", "sup", "font", "small", "q", "u"};
        if (depth > 4 || pick(2) == 0) {
            word();
        } else {
            element(names[pick(11)], depth, true, false);
        }
    }

    void flow(unsigned depth) {
        if (depth > 3) {
            phrase(depth);
            return;
        }
        switch (pick(8)) {
            case 0:
                element("div", depth, false, false);
                break;
            case 1:
                element("blockquote", depth, false, false);
                break;
            case 2:
                list(depth);
                break;
            case 3:
                table(depth);
                break;
            case 4:
                element("h3", depth, true, false);
                break;
            case 5:
                element("pre", depth, true, false);
                break;
            default:
                element("p", depth, true, true);
        }
    }

    void list(unsigned depth) {
        out_ += "<ul>";
        for (unsigned i = pick(3) + 1; i > 0; --i) {
            element("li", depth, pick(2) == 0, true);
        }
        out_ += "</ul>";
    }

    void table(unsigned depth) {
        out_ += pick(2) == 0 ? "<table><tbody>" : "<table>";
        for (unsigned rows = pick(3) + 1; rows > 0; --rows) {
            out_ += "<tr>";
            for (unsigned cells = pick(3) + 1; cells > 0; --cells) {
                element("td", depth, pick(2) == 0, true);
            }
            out_ += pick(3) == 0 ? "" : "</tr>";
        }
        out_ += "</table>";
    }

    std::mt19937 random_;
    std::string out_;
    unsigned words_ = 0;
};

TEST(HtmlDifference, GeneratedArticlesKeepEveryWordInItsPlace) {
    for (unsigned seed = 0; seed < 800 && !testing::Test::HasFailure(); ++seed) {
        expect_same_words(Writer(seed).body());
    }
}

// The shapes that common engines write; the words are ours.
const std::vector<std::string>& articles() {
    static const std::vector<std::string> all = {
        // WordPress
        R"(<p>The council&#8217;s vote &#8211; its third &#8211; failed. <a href="https://example.org/a/?p=1&#038;x=2">More</a></p>
<figure class="wp-block-image size-large"><img loading="lazy" width="1024" height="683" src="https://example.org/a-1024x683.jpg" alt="" class="wp-image-7" srcset="https://example.org/a-1024x683.jpg 1024w, https://example.org/a-300x200.jpg 300w" sizes="(max-width: 1024px) 100vw, 1024px" /><figcaption class="wp-element-caption">The hall</figcaption></figure>
<div class="wp-block-columns"><div class="wp-block-column"><h2 class="wp-block-heading">One</h2><ul class="wp-block-list"><li>first</li>
<li>second</li></ul></div></div>
<pre class="wp-block-code"><code>&lt;?php echo "&amp;amp;"; ?&gt;</code></pre>
<blockquote class="wp-block-quote"><p>Said so.</p><cite>A clerk</cite></blockquote>
<hr class="wp-block-separator"/><p>The post <a rel="nofollow" href="https://example.org/a/">Vote</a> appeared first on <a href="https://example.org">Paper</a>.</p>
<p><img src="https://stats.example.org/x.gif" width="1" height="1"></p>)",
        // Ghost
        R"(<p>Hello,<br>reader.</p><div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">!</div><div class="kg-callout-text">Mind this.</div></div><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://example.org/b"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A title</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://example.org/i.ico" alt=""><span class="kg-bookmark-author">Site</span></div></div></a></figure><!--kg-card-begin: html--><table><thead><tr><th>k</th><th>v</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><!--kg-card-end: html-->)",
        // Substack
        R"(<div class="captioned-image-container"><figure><a class="image-link image2 is-viewable-img" target="_blank" href="https://cdn.example/x.png"><div class="image2-inset"><picture><source type="image/webp" srcset="https://cdn.example/w_424/x.png 424w, https://cdn.example/w_848/x.png 848w" sizes="100vw"><img src="https://cdn.example/w_1456/x.png" width="1456" height="816" data-attrs="{&quot;src&quot;:&quot;x&quot;,&quot;alt&quot;:null}" class="sizing-normal" alt="" fetchpriority="high"></picture><div></div></div></a></figure></div><p>Text<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" target="_self">1</a> goes on.</p><div class="subscription-widget-wrap" data-attrs="{&quot;text&quot;:&quot;Subscribe&quot;}"><div class="preamble"><p>Thanks for reading!</p></div><form class="subscription-widget-subscribe"><input type="email" class="email-input" placeholder="Type your email"><input type="submit" class="button primary" value="Subscribe"></form></div><p class="button-wrapper"><a class="button primary" href="https://example.org/s"><span>Leave a comment</span></a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" contenteditable="false" target="_self">1</a><div class="footnote-content"><p>A note.</p></div></div>)",
        // Medium
        R"(<h3>Head</h3><figure><img alt="" src="https://cdn.example/max/1024/x.jpeg" /><figcaption>By <a href="https://example.org/p">someone</a></figcaption></figure><p>First <strong>bold</strong>and <em>so</em> on.</p><pre>$ ls<br />a  b<br />c</pre><blockquote>Pulled</blockquote><ul><li>x</li><li>y</li></ul><img src="https://medium.com/_/stat?event=post.clientViewed&referrerSource=full_rss&postId=1" width="1" height="1" alt="">)",
        // Blogger
        R"(<div dir="ltr" style="text-align: left;" trbidi="on"><div class="separator" style="clear: both; text-align: center;"><a href="https://example.org/s1600/a.jpg" imageanchor="1"><img border="0" height="240" src="https://example.org/s320/a.jpg" width="320" /></a></div><br />&nbsp;First line<br /><br />Second <span style="font-family: &quot;Times&quot;, serif;">font<o:p></o:p></span><table align="center" cellpadding="0" class="tr-caption-container"><tbody><tr><td style="text-align: center;"><img src="https://example.org/b.jpg"></td></tr><tr><td class="tr-caption">A caption</td></tr></tbody></table><a name='more'></a><div class="MsoNormal">After</div></div>)",
        // Hugo and Jekyll, highlighted code
        R"(<h2 id="x">Code<a hidden class="anchor" aria-hidden="true" href="#x">#</a></h2><div class="highlight"><pre tabindex="0" style="color:#f8f8f2"><code class="language-go" data-lang="go"><span style="display:flex;"><span><span style="color:#66d9ef">func</span> <span style="color:#a6e22e">main</span>() {
</span></span><span style="display:flex;"><span>	<span style="color:#a6e22e">f</span>(<span style="color:#e6db74">&#34;&lt;b&gt;&amp;amp;&#34;</span>)
</span></span><span style="display:flex;"><span>}
</span></span></code></pre></div><div class="language-sh highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="nv">x</span><span class="o">=</span>1 <span class="o">&amp;&amp;</span> <span class="nb">echo</span> <span class="s2">"</span><span class="nv">$x</span><span class="s2">"</span>
</code></pre></div></div><p>Done<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>.</p>)",
        // A description of a video
        "New talk!\n\nChapters:\n0:00 Start\n1:30 Middle &amp; end\nhttps://example.org/?a=1&b=2 "
        "#tag",
        // A newsletter
        R"(<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>no</title><style type="text/css">no { x: y }</style></head><body leftmargin="0" bgcolor="#fff"><center><table border="0" cellpadding="0" cellspacing="0" width="100%" id="bodyTable"><tr><td align="center" valign="top"><!--[if mso]><table><tr><td><![endif]--><table border="0" width="600"><tbody><tr><td class="mcnTextContent"><h1>Weekly</h1><p>Dear <span style="color:red">all</span>,</p>the <font size="2">news</font>:<ol><li>one<li>two</ol></td><td><a href="https://example.org/1"><img src="https://example.org/1.png" width="260"></a></td></tr></tbody></table></td></tr><tr><td><div align="center">Foot <a href="https://example.org/u">unsubscribe</a></div></td></tr></table></center></body></html>)",
    };
    return all;
}

TEST(HtmlDifference, BodiesOfCommonEnginesKeepEveryWordInItsPlace) {
    for (const auto& article : articles()) {
        expect_same_words(article);
        expect_safe_and_stable(article);
    }
}

TEST(HtmlDifference, ShownCodeIsDecodedOnce) {
    const auto text = sanitise(articles()[5], "").text;

    EXPECT_NE(text.find("\tf(\"<b>&amp;\")\n"), std::string::npos) << text;
    EXPECT_NE(text.find("x=1 && echo \"$x\""), std::string::npos) << text;
    EXPECT_NE(text.find("Done[1]."), std::string::npos) << text;
}

}  // namespace
}  // namespace wireroom::text
