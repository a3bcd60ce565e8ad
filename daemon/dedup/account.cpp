#include "dedup/account.hpp"

#include "dedup/change.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::dedup {
namespace {

std::string longer_paragraph() {
    return "a paragraph of " + std::to_string(kMaterialParagraphWords) + " words or more";
}

std::string share() {
    return std::to_string(std::lround(kMaterialShare * 100)) + " %";
}

std::string clause_of(Why reason) {
    switch (reason) {
        case Why::kRetraction:
            return "it says that it was withdrawn";
        case Why::kEditorsNote:
            return "a note of the editors came";
        case Why::kTitleNumber:
            return "a number in the headline is another";
        case Why::kNumber:
            return "a number is another";
        case Why::kNewParagraph:
            return longer_paragraph() + " came";
        case Why::kParagraphRemoved:
            return longer_paragraph() + " went";
        case Why::kChangedRatio:
            return "at least " + std::to_string(kMaterialWords) + " words and " + share() +
                   " of all are others";
        case Why::kTitleRewrite:
            return "the headline was written anew";
    }
    return {};
}

/// What a code of `Change::why` says; empty for one that is not known here.
std::string clause_of(std::string_view code) {
    const auto* const known = std::ranges::find(kWhyCodes, code);
    return known == kWhyCodes.end()
               ? std::string()
               : clause_of(static_cast<Why>(std::distance(kWhyCodes.begin(), known)));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : "; ") + parts[i];
    }
    return text;
}

std::string words_of(const model::Change& change) {
    std::string figures;
    if (change.words_added > 0) {
        figures += "+" + std::to_string(change.words_added);
    }
    if (change.words_removed > 0) {
        figures += (figures.empty() ? "−" : " −") + std::to_string(change.words_removed);
    }
    const bool one = change.words_added + change.words_removed == 1;
    return figures.empty() ? figures : " (" + figures + (one ? " word)" : " words)");
}

}  // namespace

std::string account_of(const model::Change& change) {
    const auto what = (change.kind == model::ChangeKind::kCosmetic
                           ? std::string("The change is cosmetic")
                           : "It was " + std::string(model::name_of(change.kind))) +
                      words_of(change);
    std::vector<std::string> clauses;
    for (const auto& code : change.why) {
        if (auto clause = clause_of(code); !clause.empty()) {
            clauses.push_back(std::move(clause));
        }
    }
    if (change.material) {
        return what + ", and that is material" + (clauses.empty() ? "" : ": ") + joined(clauses) +
               ".";
    }
    return what + ", and not material: that takes a note, another number or headline, " +
           longer_paragraph() + ", or " + std::to_string(kMaterialWords) + " words and " + share() +
           " of all.";
}

}  // namespace wireroom::dedup
