#include "dedup/score.hpp"

#include "base/text.hpp"
#include "dedup/phrase.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace wireroom::dedup {
namespace {

// Longer brackets are text.
constexpr std::size_t kMostScoreBytes = 80;

/// Folded text with every figure as one `#` and all its punctuation, and where they stand.
struct Shape {
    std::string text;
    std::vector<std::size_t> figures;      // places of `#` in `text`
    std::vector<std::string_view> values;  // what stands there

    explicit Shape(std::string_view folded) {
        for (std::size_t at = 0; at < folded.size();) {
            if (!is_digit(folded[at])) {
                text.push_back(folded[at++]);
                continue;
            }
            const auto begin = at;
            while (at < folded.size() &&
                   (is_digit(folded[at]) || ((folded[at] == ',' || folded[at] == '.') &&
                                             at + 1 < folded.size() && is_digit(folded[at + 1])))) {
                ++at;
            }
            figures.push_back(text.size());
            values.push_back(folded.substr(begin, at - begin));
            text.push_back('#');
        }
    }
};

/// `# points, # comments`, in any order, and nothing else.
bool is_all_counters(std::string_view inside) {
    static const Phrase kOne(
        "#|no point|points|pt|pts|comment|comments|like|likes|vote|votes|upvote|upvotes|view|views|"
        "share|shares|reply|replies|answer|answers|reaction|reactions|bid|bids|watcher|watchers|"
        "bookmark|bookmarks|punto|puntos|comentario|comentarios|voto|votos|visitas|respuestas|"
        "punkte|kommentar|kommentare|stimmen|aufrufe|antworten|commentaire|commentaires|vues|"
        "réponses|punti|commento|commenti|voti|pontos|comentário|comentários|punktów|punkty|"
        "komentarz|komentarze|komentarzy|głosów|балів|бали|бал|коментар|коментарі|коментарів|"
        "голосів|переглядів|баллов|балла|балл|очков|комментарий|комментария|комментариев|голосов|"
        "просмотров|评论|赞"
    );
    const auto text = worded(inside);
    std::size_t word = 0;
    while (word < text.words.size()) {
        const auto end = kOne.match(text, word);
        if (!end || *end == word) {
            return false;
        }
        word = *end;
    }
    return word > 0;
}

/// The pair of brackets around these places, with no other bracket in it.
struct Bracket {
    std::size_t open;
    std::size_t close;
};

std::optional<Bracket> bracket_around(std::string_view text, std::size_t first, std::size_t last) {
    const auto open = text.substr(0, first).find_last_of("()[]{}");
    const auto close = text.find_first_of("()[]{}", last);
    if (open == std::string_view::npos || close == std::string_view::npos ||
        close - open > kMostScoreBytes) {
        return std::nullopt;
    }
    const bool pair = (text[open] == '(' && text[close] == ')') ||
                      (text[open] == '[' && text[close] == ']') ||
                      (text[open] == '{' && text[close] == '}');
    const auto inside = text.substr(open + 1, close - open - 1);
    return pair && inside.find_first_of("()[]{}") == std::string_view::npos
               ? std::optional(Bracket{open, close})
               : std::nullopt;
}

}  // namespace

std::string score_around(std::string_view folded_before, std::string_view folded_after) {
    const Shape old_shape(folded_before);
    const Shape shape(folded_after);
    const std::string_view text = shape.text;
    std::optional<std::size_t> first;
    std::size_t last = 0;
    if (old_shape.text != text) {
        return {};
    }
    for (std::size_t i = 0; i < shape.figures.size(); ++i) {
        if (old_shape.values[i] != shape.values[i]) {
            first = first ? first : shape.figures[i];
            last = shape.figures[i];
        }
    }
    const auto bracket = first ? bracket_around(text, *first, last) : std::nullopt;
    if (!bracket) {
        return {};
    }
    const bool in_front = bracket->open == 0;
    const bool behind = bracket->close + 1 == text.size();
    const auto worn = text.substr(bracket->open, bracket->close + 1 - bracket->open);
    // The text's own `#` stands for no figure; the phrase wants one.
    std::string inside(worn.substr(1, worn.size() - 2));
    std::ranges::replace(inside, '#', '2');
    if (in_front == behind || !is_all_counters(inside)) {
        return {};
    }
    return (behind ? "behind " : "before ") + std::string(worn);
}

}  // namespace wireroom::dedup
