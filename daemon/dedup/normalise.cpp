#include "dedup/normalise.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "dedup/boilerplate.hpp"
#include "dedup/similarity.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>

namespace wireroom::dedup {
namespace {

/// Letters and digits of folded text in a row, without a leading article.
std::string compact(std::string_view folded) {
    std::string result;
    bool first = true;
    for (const auto word : text::words(folded)) {
        if (!(first && word == "the")) {
            result += word;
        }
        first = false;
    }
    return result;
}

/// The name in a registrable domain: `lake-tribune.example` → `laketribune`.
std::string name_in(std::string_view outlet) {
    return compact(text::fold(outlet.substr(0, outlet.find('.'))));
}

/// Cuts ` - The Lake Tribune` off titles of lake-tribune.example.
void cut_outlet(std::string& title, std::string_view outlet) {
    const auto name = name_in(outlet);
    if (name.size() < 3) {
        return;
    }
    for (const std::string_view separator : {" - ", " | ", " / ", " · "}) {
        const auto at = title.rfind(separator);
        if (at == std::string::npos || at == 0) {
            continue;
        }
        const auto suffix = std::string_view(title).substr(at + separator.size());
        if (compact(suffix) == name || compact(suffix) == compact(outlet)) {
            title.resize(at);
            return;
        }
    }
}

}  // namespace

NormalText normalise_blocks(
    std::string_view title,
    const std::vector<text::Block>& blocks,
    std::string_view outlet,
    int rules
) {
    NormalText result;
    result.title = text::fold(title, rules);
    cut_outlet(result.title, outlet);
    std::vector<std::size_t> linked;
    for (const auto& block : blocks) {
        if (block.furniture) {
            continue;
        }
        auto folded = text::fold(block.text, rules);
        switch (furniture(folded, rules)) {
            case Furniture::kNone:
                result.cut = false;  // what stands before was no end
                if (block.linked) {
                    linked.push_back(result.blocks.size());
                }
                result.blocks.push_back(std::move(folded));
                break;
            case Furniture::kReadMore:
            case Furniture::kWall:
                result.cut = true;
                break;
            case Furniture::kNoise:
                break;
        }
    }
    if (!result.blocks.empty()) {
        std::string_view last = result.blocks.back();
        if (strip_continuation(last, rules)) {
            result.cut = true;
            result.blocks.back() = std::string(last);
            if (last.empty()) {
                result.blocks.pop_back();
            }
        }
    }
    for (const auto index : linked) {
        if (index < result.blocks.size()) {
            result.links.push_back(hash64(result.blocks[index]));
        }
    }
    std::ranges::sort(result.links);
    return result;
}

NormalText normalise(
    std::string_view title, std::string_view sanitised_html, std::string_view outlet
) {
    return normalise_blocks(title, text::from_stored_html(sanitised_html).blocks, outlet);
}

NormalText normalise_by(
    int rules, std::string_view title, std::string_view sanitised_html, std::string_view outlet
) {
    return normalise_blocks(title, text::from_stored_html(sanitised_html).blocks, outlet, rules);
}

int word_count(const NormalText& text) {
    int count = 0;
    for (const auto& block : text.blocks) {
        count += static_cast<int>(text::count_words(block));
    }
    return count;
}

Fingerprint fingerprint(const NormalText& text) {
    return fingerprint(text, word_count(text));
}

Fingerprint fingerprint(const NormalText& text, int tokens) {
    Fingerprint print;
    // Blocks are joined by spaces: the same words in other paragraphs are the same text.
    const auto body = joined(text);
    print.body = sha256_128(body);
    print.title_body = sha256_128(text.title + '\n' + body);
    print.tokens = tokens;
    print.text_rules = text::kTextRules;
    return print;
}

}  // namespace wireroom::dedup
