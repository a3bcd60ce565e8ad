#include "text/html.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

// A document four times as long may take four times as long; what grows with the square would take
// sixteen.

namespace wireroom::text {
namespace {

struct Flood {
    std::string_view about;
    std::string_view before;
    std::string_view part;
    std::string_view after = {};
};

const std::vector<Flood>& floods() {
    static const std::vector<Flood> all = {
        {"less-than signs", "", "<"},
        {"ampersands", "", "&"},
        {"references", "", "&ltx"},
        {"numbers", "", "&#"},
        {"quotes in a tag", "<p ", "\""},
        {"attributes", "<p ", "a=1 "},
        {"attributes without values", "<p ", "a "},
        {"one attribute", "<a title='", "x", "' href=y>"},
        {"a style", "<img style='", "x:y;", "' src=y>"},
        {"a srcset", "<img srcset='", "x 1w,", "'>"},
        {"a class", "<p class='", "a ", "'>"},
        {"start tags", "", "<b>"},
        {"start tags of paragraphs", "", "<p>"},
        {"start tags of lists", "", "<ul>"},
        {"items", "<ol>", "<li>x"},
        {"end tags", "", "</p>"},
        {"end tags of open elements", "<div><b><i>", "</div>"},
        {"formatting across paragraphs", "", "<b><p>x</b>"},
        {"formatting in formatting", "", "<b><i></b></i>x"},
        {"links", "", "<a href=x>y"},
        {"unclosed scripts", "", "<script>"},
        {"unclosed comments", "", "<!--"},
        {"comment ends", "<!--", "--"},
        {"closed comments", "", "<!-- -->"},
        {"declarations", "", "<!"},
        {"sections", "", "<![CDATA["},
        {"raw text without an end", "", "<xmp>"},
        {"raw texts of several kinds", "", "<iframe><noembed><textarea></title>"},
        {"drawings", "", "<svg>"},
        {"drawings with an end", "", "<svg>", "</svg>"},
        {"names of drawings", "<svg>", "<title>x", "</title></svg>"},
        {"named drawings", "", "<svg><desc>x</desc></svg>"},
        {"descriptions without an end", "", "<svg><desc>x"},
        {"templates", "", "<template>", "</template>"},
        {"tables", "", "<table>"},
        {"tables with cells", "", "<table><td>"},
        {"rows", "<table>", "<tr>"},
        {"cells", "<table><tr>", "<td>x"},
        {"words in a table", "<table>", "x<tr>"},
        {"notes", "", "<sup>1"},
        {"quotations", "", "<q>x</q>"},
        {"alternative texts", "", "<img src=x alt=y>"},
        {"alternative texts in notes", "<p><sup>", "x<img src=x alt=y>"},
        {"frames", "", "<iframe src=//h/x></iframe>"},
        {"frames in code", "<pre>", "<iframe src=//h/x></iframe>"},
        {"films", "", "<video src=x></video>"},
        {"sources", "<video>", "<source src=x>", "</video>"},
        {"sources of pictures", "<picture>", "<source srcset=x>"},
        {"line numbers", "<pre>", "<span class=ln>1"},
        {"line numbers that are none", "<pre>", "<span class=ln>x</span>"},
        {"breaks", "x", "<br>"},
        {"rules", "x", "<hr>"},
        {"spaces", "x", " "},
        {"line feeds in code", "<pre>", "\n"},
        {"no-break spaces", "x", "&nbsp;"},
        {"marks without width", "x", "\xE2\x80\x8B"},
        {"invalid bytes", "x", "\xFF"},
        {"controls", "x", "\x01"},
    };
    return all;
}

std::string document(const Flood& flood, std::size_t bytes) {
    std::string html(flood.before);
    while (html.size() < bytes) {
        html += flood.part;
    }
    return html + std::string(flood.after);
}

/// Seconds of this process; the best of at most `rounds`, of fewer once one is `enough`.
double cost(const std::string& html, int rounds, double enough) {
    double best = 1e9;
    for (int round = 0; round < rounds && best > enough; ++round) {
        const auto start = std::clock();
        const auto document = sanitise(html, "https://example.org/");
        best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        EXPECT_LE(document.html.size(), 10 * html.size() + (1U << 17U));
    }
    return best;
}

TEST(HtmlCost, IsLinearForEveryFlood) {
    constexpr std::size_t kBytes = 12U << 10U;
    for (const auto& flood : floods()) {
        // Time of this process hardly depends on the load of the machine: two rounds are enough.
        const auto small = cost(document(flood, kBytes), 2, 0);
        const auto large = cost(document(flood, 4 * kBytes), 4, 9 * small);

        EXPECT_LT(large, 9 * small) << flood.about;
    }
}

TEST(HtmlCost, FloodsAreStable) {
    for (const auto& flood : floods()) {
        const auto once = sanitise(document(flood, 8000), "https://example.org/");
        EXPECT_EQ(sanitise(once.html, "https://example.org/").html, once.html) << flood.about;
    }
}

}  // namespace
}  // namespace wireroom::text
