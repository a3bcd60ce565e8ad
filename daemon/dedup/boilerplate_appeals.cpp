#include "dedup/boilerplate_appeals.hpp"

#include "dedup/number_words.hpp"
#include "dedup/phrase_table.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace wireroom::dedup::boilerplate {
namespace {

constexpr std::size_t kMostWords = 45;
// So many words may stand between the beginning and what is asked for.
constexpr std::size_t kMostBetween = 8;

/// How an appeal begins, with a word, and what it asks for: patterns of dedup/phrase.hpp in one
/// language. A minister may ask for support, too: without the second it is no appeal.
struct Pattern {
    std::string_view begins;
    std::string_view asks;
};

// NOLINTBEGIN(bugprone-suspicious-missing-comma): long phrases go on in the next line

constexpr std::string_view kEnglish =
    "donate|donating|donation|donations|subscribe|subscribing|subscription|membership|"
    "become_a_member|becoming_a_member|contribute|contributing|contribution|contributions|"
    "support_us|support_our|support_independent|supporting_us|supporting_our|"
    "supporting_independent";

constexpr Pattern kPatterns[] = {
    {"before_you_go|since_you're_here|while_you're_here|as_you're_here", kEnglish},
    {"if_you_value|if_you_like|if_you_enjoy|if_you_appreciate our|this|independent|quality "
     "independent? journalism|reporting|newsroom|coverage",
     kEnglish},
    {"please_consider|consider supporting|making|becoming|donating|subscribing",
     "our_journalism|our_reporting|our_newsroom|our_independent_journalism|"
     "our_independent_reporting|independent_journalism|quality_journalism"},
    {"support|help_support our|independent|local|quality independent? "
     "journalism|newsroom|reporting|newspaper",
     kEnglish},
    {"our? independent_journalism|independent_reporting|quality_journalism "
     "costs|needs|depends|takes|relies|is_made",
     kEnglish},
    {"підтримайте|підтримай нашу|наше|незалежну незалежну? редакцію|медіа|журналістику|видання",
     "донат|донатом|донати|внесок|внеском|пожертву|пожертвою|підписку|підпискою|підпишіться|"
     "передплату|передплатою|передплатіть"},
    {"поддержите|поддержи нашу|наше|независимую независимую? редакцию|журналистику|издание",
     "донат|донатом|взнос|взносом|пожертвование|пожертвованием|подписку|подпиской|подпишитесь"},
    {"unterstützen_sie unsere|unseren|unabhängigen unabhängige|unabhängigen? "
     "redaktion|journalismus|berichterstattung",
     "spende|spenden|abo|abonnement|abonnieren|mitgliedschaft"},
    {"soutenez notre|la|une presse|rédaction|journal|journalisme indépendante|indépendant|libre?",
     "don|dons|abonnez|abonnez_vous|abonnant|abonnement|adhérez"},
    {"apoya|apoye nuestro|el periodismo|medio|equipo independiente?",
     "donación|donaciones|dona|done|suscríbete|suscríbase|suscripción|hazte_socio|hazte_socia"},
    {"sostieni il|la nostro|nostra? giornalismo|giornale|redazione indipendente?",
     "donazione|donazioni|dona|abbonati|abbonamento"},
    {"wesprzyj nasze|naszą|niezależne|niezależną niezależne|niezależną? "
     "media|redakcję|dziennikarstwo",
     "darowizną|darowizna|wpłatą|wpłać|wpłata|subskrypcją|subskrypcję|prenumeratą|prenumeratę"},
};

// NOLINTEND(bugprone-suspicious-missing-comma)

struct Appeal {
    Phrase begins;
    Phrase asks;
};

const std::vector<Appeal>& appeals() {
    static const auto kAll = [] {
        std::vector<Appeal> all;
        for (const auto& pattern : kPatterns) {
            all.push_back({Phrase(pattern.begins), Phrase(pattern.asks)});
        }
        return all;
    }();
    return kAll;
}

const PhraseTable& beginnings() {
    static const auto kTable = [] {
        PhraseTable table;
        for (const auto& pattern : kPatterns) {
            table.add(pattern.begins);
        }
        return table;
    }();
    return kTable;
}

}  // namespace

bool may_be_appeal(const WordedText& beginning) {
    return beginnings().may_match(beginning);
}

bool is_appeal(const WordedText& text) {
    if (text.words.size() > kMostWords || !may_be_appeal(text) ||
        !numbers_between(text.words, 0, text.words.size()).empty()) {
        return false;
    }
    return std::ranges::any_of(appeals(), [&](const Appeal& appeal) {
        const auto end = appeal.begins.match(text);
        if (!end) {
            return false;
        }
        for (auto word = *end; word <= *end + kMostBetween && word < text.words.size(); ++word) {
            if (appeal.asks.match(text, word)) {
                return true;
            }
        }
        return *end == text.words.size();
    });
}

}  // namespace wireroom::dedup::boilerplate
