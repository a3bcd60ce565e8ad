#include "base/text.hpp"
#include "monitor/index.hpp"
#include "monitor/scan.hpp"
#include "text/words.hpp"

#include <fmt/format.h>

namespace wireroom::monitor {
namespace {

/// What people of other search languages mean by a sign.
std::string suggest_for_sign(std::string_view word) {
    if (word == "&" || word == "&&" || word == "+") {
        return "words side by side mean both; or write AND";
    }
    if (word == "|" || word == "||" || word == "/") {
        return "write OR";
    }
    if (word == "!" || word == "-") {
        return "write NOT, or a hyphen right before the word to exclude";
    }
    return "leave it out";
}

QueryFault fault_at(const Token& token, std::string message, std::string suggestion) {
    return {std::move(message), token.column, std::move(suggestion)};
}

}  // namespace

Result<Term, QueryFault> make_term(const Token& token) {
    Term term;
    term.field = token.field;
    auto value = trim(token.value);
    if (token.quoted && value.empty()) {
        return fault_at(token, "a phrase has no words", "write words between the quotation marks");
    }
    if (!token.quoted && value.find('|') != value.npos &&
        value.find_first_not_of('|') != value.npos) {
        return fault_at(
            token,
            fmt::format("{} has a bar inside", quoted(value)),
            "write OR between alternatives"
        );
    }
    if (!token.quoted && value.starts_with('!') && value.size() > 1) {
        return fault_at(
            token,
            fmt::format("{} begins with an exclamation mark", quoted(value)),
            "exclude a word with a hyphen: -word"
        );
    }
    if (value.ends_with('*')) {
        term.prefix = true;
        value.remove_suffix(1);
    }
    if (value.find('*') != value.npos) {
        return fault_at(
            token,
            fmt::format("{} has a \"*\" that is not at its end", quoted(token.value)),
            "a \"*\" stands for the rest of the last word only"
        );
    }
    // The star is folded along: what stands right before it decides.
    auto folded = comparable(std::string(value) + (term.prefix ? "*" : ""));
    if (term.prefix) {
        folded.pop_back();
    }
    if (term.is_name()) {
        if (folded.empty()) {
            return fault_at(
                token,
                fmt::format("{} names nothing", quoted(token.source)),
                "write a name behind the colon"
            );
        }
        term.name = std::move(folded);
        return term;
    }
    const auto words = text::words(folded);
    if (words.empty()) {
        return fault_at(
            token,
            fmt::format("{} holds no letter or digit to look for", quoted(token.value)),
            suggest_for_sign(trim(token.value))
        );
    }
    const auto* const end = words.back().data() + words.back().size();
    if (term.prefix && end != folded.data() + folded.size()) {
        return fault_at(
            token,
            fmt::format("the \"*\" of {} does not follow a letter or digit", quoted(token.value)),
            "write it right behind the beginning of a word"
        );
    }
    term.words.reserve(words.size());
    for (const auto word : words) {
        term.words.push_back({std::string(word), word_hash(word)});
    }
    return term;
}

}  // namespace wireroom::monitor
