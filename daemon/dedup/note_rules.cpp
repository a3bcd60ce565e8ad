#include "dedup/note_rules.hpp"

#include "base/text.hpp"
#include "dedup/phrase.hpp"
#include "text/fold.hpp"
#include "text/words.hpp"

#include <stdexcept>

namespace wireroom::dedup {
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr std::size_t kMostStemBytes = 60;

std::vector<std::string>* list_of(NoteRules::Phrases& phrases, std::string_view kind) {
    if (kind == "label") {
        return &phrases.labels;
    }
    if (kind == "sentence") {
        return &phrases.sentences;
    }
    if (kind == "bracket") {
        return &phrases.bracketed;
    }
    if (kind == "withdrawn") {
        return &phrases.withdrawals;
    }
    if (kind == "withdrawn-title") {
        return &phrases.withdrawn_titles;
    }
    return kind == "correction" ? &phrases.correction_stems : nullptr;
}

/// Takes one line in; what is wrong with it otherwise, empty when nothing is.
std::string take(NoteRules::Phrases& phrases, std::string_view line) {
    const auto colon = line.find(':');
    const auto kind = to_lower(trim(line.substr(0, colon)));
    auto* list = colon == std::string_view::npos ? nullptr : list_of(phrases, kind);
    if (list == nullptr) {
        return "`" + printable(line, 60) +
               "` does not begin with a kind of rule: label, sentence, bracket, withdrawn, "
               "withdrawn-title or correction, and a colon";
    }
    const auto phrase = trim(line.substr(colon + 1));
    if (list != &phrases.correction_stems) {
        if (const auto fault = Phrase::fault(phrase)) {
            return "`" + kind + "`: " + *fault;
        }
        list->emplace_back(phrase);
        return {};
    }
    auto stem = text::fold(phrase);
    const auto words = text::words(stem);
    // Where every character is a word of its own, a stem is several.
    const bool one = !words.empty() && words.front().data() == stem.data() &&
                     words.back().data() + words.back().size() == stem.data() + stem.size() &&
                     stem.find(' ') == std::string::npos;
    if (!one || stem.size() > kMostStemBytes) {
        return "`correction`: `" + printable(phrase, 60) +
               "` is not the beginning of one word, of at most " + std::to_string(kMostStemBytes) +
               " bytes";
    }
    list->push_back(std::move(stem));
    return {};
}

}  // namespace

void throw_exception_from_error(
    const NoteRuleFaults& error, const boost::source_location& /*where*/
) {
    throw std::runtime_error(error.faults.empty() ? "no fault" : error.faults.front().message);
}

Result<NoteRules, NoteRuleFaults> NoteRules::parse(std::string_view text) {
    NoteRules rules;
    std::vector<NoteRuleFault> faults;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    std::size_t number = 0;
    for (auto line : split(text, '\n')) {
        ++number;
        line = trim(line);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (rules.size() == kMost) {
            faults.push_back(
                {number, "more than " + std::to_string(kMost) + " rules: the rest is not read"}
            );
            break;
        }
        if (auto fault = take(rules.phrases_, line); !fault.empty()) {
            faults.push_back({number, std::move(fault)});
        }
        if (faults.size() == kMostFaults) {
            break;
        }
    }
    if (!faults.empty()) {
        return NoteRuleFaults(std::move(faults));
    }
    return rules;
}

std::size_t NoteRules::size() const {
    return phrases_.labels.size() + phrases_.sentences.size() + phrases_.bracketed.size() +
           phrases_.withdrawals.size() + phrases_.withdrawn_titles.size() +
           phrases_.correction_stems.size();
}

}  // namespace wireroom::dedup
