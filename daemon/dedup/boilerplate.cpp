#include "dedup/boilerplate.hpp"

#include "base/text.hpp"
#include "dedup/boilerplate_appeals.hpp"
#include "dedup/boilerplate_phrases.hpp"
#include "dedup/phrase_table.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <vector>

namespace wireroom::dedup {

namespace {

// Longer paragraphs are text, whatever they begin with.
constexpr std::size_t kMostBytes = 1500;
constexpr std::size_t kMostWords = 70;
// Words that tell nearly every text from furniture.
constexpr std::size_t kLookedAt = 3;

struct Tables {
    PhraseTable noise{boilerplate::noise()};
    PhraseTable read_more{boilerplate::read_more()};
    PhraseTable wall{boilerplate::wall()};

    explicit Tables(int rules) {
        if (rules < 2) {
            return;
        }
        add(noise, boilerplate::noise_since_2());
        add(noise, boilerplate::more_noise_since_2());
        add(read_more, boilerplate::read_more_since_2());
        add(wall, boilerplate::wall_since_2());
    }

    bool may_match(const WordedText& beginning) const {
        return noise.may_match(beginning) || read_more.may_match(beginning) ||
               wall.may_match(beginning);
    }

private:
    static void add(PhraseTable& table, const std::vector<std::string_view>& phrases) {
        for (const auto phrase : phrases) {
            table.add(phrase);
        }
    }
};

const Tables& tables(int rules) {
    if (rules < 2) {
        static const Tables kFirst(1);
        return kFirst;
    }
    static const Tables kNewest(text::kTextRules);
    return kNewest;
}

/// `Read 117 times, 3 minutes ago · 4 comments`: a line of such notes is none the less one. The
/// separators are those that do not stand inside a note (`12,480 out of 25,000`).
bool is_row_of_noise(const Tables& table, std::string_view folded_block) {
    static constexpr std::array<std::string_view, 7> kSeparators = {
        ", ", "; ", " | ", " · ", " • ", " - ", " – "};
    const auto separator_at = [&](std::size_t at) {
        if (at < folded_block.size() &&
            std::string_view(",; ").find(folded_block[at]) == std::string_view::npos) {
            return std::size_t{0};  // most places
        }
        const auto rest = folded_block.substr(at);
        const auto found = std::ranges::find_if(kSeparators, [&](std::string_view separator) {
            return rest.starts_with(separator);
        });
        return found == kSeparators.end() ? std::size_t{0} : found->size();
    };
    std::size_t parts = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= folded_block.size(); ++at) {
        const auto width = separator_at(at);
        if (width == 0 && at < folded_block.size()) {
            continue;
        }
        if (!table.noise.matches_all(worded(folded_block.substr(begin, at - begin)))) {
            return false;
        }
        ++parts;
        begin = at + width;
        at = begin > at ? begin - 1 : at;
    }
    return parts > 1;
}

}  // namespace

Furniture furniture(std::string_view folded_block, int rules) {
    if (folded_block.size() > kMostBytes) {
        return Furniture::kNone;
    }
    const auto beginning = beginning_of(folded_block, kLookedAt);
    if (beginning.words.empty()) {
        return Furniture::kNoise;  // rules, bullets, arrows
    }
    const auto& table = tables(rules);
    const bool appeals = rules >= 2 && boilerplate::may_be_appeal(beginning);
    if (!appeals && !table.may_match(beginning)) {
        return Furniture::kNone;  // most paragraphs; nor are they a row of noise, which begins so
    }
    const auto text = worded(folded_block);
    if (text.words.size() > kMostWords) {
        return Furniture::kNone;
    }
    if (text.words.size() <= 45 && table.wall.matches_all(text)) {
        return Furniture::kWall;
    }
    if (text.words.size() <= 14 && table.read_more.matches_all(text)) {
        return Furniture::kReadMore;
    }
    const bool noise = table.noise.matches_all(text) || is_row_of_noise(table, folded_block) ||
                       (appeals && boilerplate::is_appeal(text));
    return noise ? Furniture::kNoise : Furniture::kNone;
}

namespace {

/// Phrases that lead on, behind an ellipsis, folded.
const std::vector<std::string>& tails(int rules) {
    static const auto kFold = [](std::initializer_list<const char*> phrases) {
        std::vector<std::string> folded;
        for (const auto* phrase : phrases) {
            folded.push_back(text::fold(phrase));
        }
        return folded;
    };
    static const auto kFirst = kFold(
        {"read more",
         "continue reading",
         "read the full story",
         "read on",
         "more",
         "читати далі",
         "читать далее",
         "далі",
         "далее",
         "weiterlesen",
         "mehr",
         "lire la suite",
         "leer más",
         "seguir leyendo",
         "czytaj dalej",
         "阅读全文",
         "اقرأ المزيد"}
    );
    static const auto kNewest = [] {
        auto all = kFirst;
        const auto more = kFold(
            {"続きを読む",
             "もっと見る",
             "全文を読む",
             "더보기",
             "더 보기",
             "leggi tutto",
             "continua a leggere",
             "leia mais",
             "continue lendo",
             "ler mais",
             "lees verder",
             "lees meer",
             "číst dál",
             "devamını oku",
             "להמשך קריאה",
             "קרא עוד",
             "läs mer"}
        );
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    return rules < 2 ? kFirst : kNewest;
}

}  // namespace

bool strip_continuation(std::string_view& folded_block, int rules) {
    static constexpr std::array<std::string_view, 8> kEllipses = {
        "[...]", "(...)", "[&hellip;]", "...", "…", "[…]", "->", "»"};
    auto rest = trim(folded_block);
    const auto strip_marks = [](std::string_view text) {
        for (bool again = true; again;) {
            again = false;
            for (const auto mark : kEllipses) {
                if (text.size() > mark.size() && text.ends_with(mark)) {
                    text = trim(text.substr(0, text.size() - mark.size()));
                    again = true;
                }
            }
        }
        return text;
    };
    const auto bare = strip_marks(rest);
    bool cut = bare.size() < rest.size();
    rest = bare;
    for (const auto& tail : tails(rules)) {
        if (!rest.ends_with(tail) || rest.size() == tail.size()) {
            continue;
        }
        // The phrase counts only behind an ellipsis: a sentence may end in `read more`.
        const auto before = trim(rest.substr(0, rest.size() - tail.size()));
        const auto shorter = strip_marks(before);
        if (shorter.size() < before.size()) {
            rest = shorter;
            cut = true;
        }
        break;
    }
    if (cut) {
        folded_block = rest;
    }
    return cut;
}

}  // namespace wireroom::dedup
