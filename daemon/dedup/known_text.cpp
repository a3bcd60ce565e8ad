#include "dedup/known_text.hpp"

#include "dedup/normalise.hpp"
#include "text/html.hpp"
#include "text/words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace wireroom::dedup {
namespace {

// Revisions that an item is compared with, newest first: what a feed says now resembles those.
constexpr std::size_t kCompared = 3;

std::vector<const KnownRevision*> newest(const KnownStory& story) {
    std::vector<const KnownRevision*> result;
    for (const auto& revision : story.revisions) {
        if (revision.has_content) {
            result.push_back(&revision);
        }
    }
    std::ranges::sort(result, [&](const KnownRevision* a, const KnownRevision* b) {
        const bool a_current = a->number == story.current;
        const bool b_current = b->number == story.current;
        return a_current != b_current ? a_current : a->number > b->number;
    });
    result.resize(std::min(result.size(), kCompared));
    return result;
}

Match match_of(const Shingles& a, const Shingles& b) {
    const auto common = static_cast<double>(a.common(b));
    const auto smaller = static_cast<double>(std::min(a.size(), b.size()));
    const auto either = static_cast<double>(a.size() + b.size()) - common;
    return {
        .containment = smaller > 0 ? common / smaller : 0,
        .jaccard = either > 0 ? common / either : 0};
}

/// A character of a script that is written without spaces, as a share of a word, in quarters: two
/// Chinese ones make a word, four Thai ones.
int quarters(std::string_view word) {
    if (word.size() < 3) {
        return 4;
    }
    const auto first = static_cast<unsigned char>(word[0]);
    const auto second = static_cast<unsigned char>(word[1]);
    const bool thai_or_lao = first == 0xE0 && second >= 0xB8 && second <= 0xBB;
    const bool burmese_or_khmer =
        first == 0xE1 && (second <= 0x82 || second == 0x9E || second == 0x9F);
    if (thai_or_lao || burmese_or_khmer) {
        return 1;
    }
    return first >= 0xE3 && first <= 0xE9 ? 2 : 4;
}

/// Has no character of a script that is written without spaces: all `quarters` are four.
bool is_spaced(std::string_view block) {
    return std::ranges::none_of(block, [](char c) {
        return static_cast<unsigned char>(c) >= 0xE0;
    });
}

}  // namespace

const KnownRevision* current_revision(const KnownStory& story) {
    const auto found = std::ranges::find(story.revisions, story.current, &KnownRevision::number);
    return found == story.revisions.end() ? nullptr : &*found;
}

const NormalText* KnownTexts::text(std::size_t story, int revision) {
    const auto key = std::pair(story, revision);
    const auto cached = texts_.find(key);
    if (cached != texts_.end()) {
        return cached->second.get();
    }
    const auto& known = snapshot_.stories[story];
    const auto found = std::ranges::find(known.revisions, revision, &KnownRevision::number);
    std::unique_ptr<NormalText> normal;
    if (found != known.revisions.end() && found->has_content) {
        normal =
            std::make_unique<NormalText>(normalise(found->title, found->content_html, known.outlet)
            );
        // A title that was made from the text is no title: its hash was taken without one, by the
        // rules of then.
        const int rules = found->print.text_rules;
        std::optional<NormalText> older;
        if (rules != text::kTextRules) {
            older = normalise_by(rules, found->title, found->content_html, known.outlet);
        }
        const auto print = fingerprint(older ? *older : *normal);
        if (print.title_body != found->print.title_body && print.body == found->print.body) {
            auto untitled = older ? std::move(*older) : *normal;
            untitled.title.clear();
            if (fingerprint(untitled).title_body == found->print.title_body) {
                normal->title.clear();
            }
        }
    }
    return texts_.emplace(key, std::move(normal)).first->second.get();
}

const NormalText* KnownTexts::current(std::size_t story) {
    const auto candidates = newest(snapshot_.stories[story]);
    return candidates.empty() ? nullptr : text(story, candidates.front()->number);
}

const Shingles& KnownTexts::item_shingles(std::size_t item) {
    auto& cached = item_shingles_[item];
    if (!cached) {
        cached = std::make_unique<Shingles>(snapshot_.items[item].text);
    }
    return *cached;
}

const Shingles& KnownTexts::shingles_of(std::size_t story, int revision) {
    auto& cached = shingles_[{story, revision}];
    if (!cached) {
        const auto* normal = text(story, revision);
        cached =
            normal == nullptr ? std::make_unique<Shingles>() : std::make_unique<Shingles>(*normal);
    }
    return *cached;
}

bool KnownTexts::same_text(
    std::size_t story, const KnownRevision& revision, const PreparedItem& item
) {
    if (revision.print.text_rules == item.print.text_rules) {
        return revision.print.title_body == item.print.title_body;
    }
    // Other rules made other hashes: the stored text is read by today's, and where it is not at
    // hand the item by those of then.
    if (const auto* normal = text(story, revision.number)) {
        return fingerprint(*normal).title_body == item.print.title_body;
    }
    const auto then = normalise_by(
        revision.print.text_rules,
        item.has_title ? std::string_view(item.title) : std::string_view(),
        item.content_html,
        item.outlet
    );
    return fingerprint(then).title_body == revision.print.title_body;
}

int KnownTexts::revision_with(std::size_t story, const PreparedItem& item) {
    const auto& known = snapshot_.stories[story];
    int found = 0;
    for (const auto& revision : known.revisions) {
        const bool equal = (revision.raw_hash != 0 && revision.raw_hash == item.item.raw_hash) ||
                           same_text(story, revision, item);
        // The current one when several are equal under the new rules, else the newest.
        if (equal && found != known.current) {
            found = revision.number;
        }
    }
    return found;
}

double KnownTexts::containment_with(std::size_t item, std::size_t story) {
    return best_match(item, story).containment;
}

Match KnownTexts::best_match(std::size_t item, std::size_t story) {
    Match best;
    for (const auto* revision : newest(snapshot_.stories[story])) {
        const auto match = match_of(item_shingles(item), shingles_of(story, revision->number));
        if (best.revision == 0 || match.containment > best.containment) {
            best = match;
            best.revision = revision->number;
        }
    }
    return best;
}

Match KnownTexts::match_of_items(std::size_t item, std::size_t other) {
    return match_of(item_shingles(item), item_shingles(other));
}

double KnownTexts::title_similarity_with(std::size_t item, std::size_t story) {
    double best = 0;
    const auto& title = snapshot_.items[item].text.title;
    for (const auto* revision : newest(snapshot_.stories[story])) {
        const auto* normal = text(story, revision->number);
        if (normal == nullptr) {
            continue;
        }
        const bool wrapped = is_wrapped(normal->title, title) || is_wrapped(title, normal->title);
        best = std::max(best, wrapped ? 1.0 : title_similarity(title, normal->title));
    }
    return best;
}

bool KnownTexts::numbers_equal(std::size_t item, std::size_t story) {
    const auto& text = snapshot_.items[item].text;
    const auto* known = current(story);
    return known != nullptr && numbers(text.title) == numbers(known->title) &&
           numbers(joined(text)) == numbers(joined(*known));
}

Contrast KnownTexts::contrast_with(std::size_t item, std::size_t story, int revision) {
    const auto* known = text(story, revision);
    if (known == nullptr) {
        return {};
    }
    return contrast(*known, names(story, revision), snapshot_.items[item].text, item_names(item));
}

Contrast KnownTexts::contrast_of_items(std::size_t item, std::size_t other) {
    return contrast(
        snapshot_.items[other].text, item_names(other), snapshot_.items[item].text, item_names(item)
    );
}

const Names& KnownTexts::names(std::size_t story, int revision) {
    const auto [at, fresh] = names_.try_emplace({story, revision});
    if (fresh) {
        const auto& revisions = snapshot_.stories[story].revisions;
        const auto found = std::ranges::find(revisions, revision, &KnownRevision::number);
        if (found != revisions.end()) {
            at->second = names_in(found->title, text::from_stored_html(found->content_html).text);
        }
    }
    return at->second;
}

const Names& KnownTexts::item_names(std::size_t item) {
    const auto [at, fresh] = item_names_.try_emplace(item);
    if (fresh) {
        const auto& prepared = snapshot_.items[item];
        at->second = names_in(prepared.title, prepared.content_text);
    }
    return at->second;
}

int KnownTexts::substance(std::size_t item) {
    const auto [at, fresh] = substance_.try_emplace(item, 0);
    if (fresh) {
        const auto& blocks = snapshot_.items[item].text.blocks;
        if (std::ranges::all_of(blocks, is_spaced)) {  // whose words were counted before
            at->second = snapshot_.items[item].print.tokens;
            return at->second;
        }
        int sum = 0;
        for (const auto& block : blocks) {
            text::WordReader reader(block);
            for (std::string_view word; reader.next(word);) {
                sum += quarters(word);
            }
        }
        at->second = sum / 4;
    }
    return at->second;
}

bool KnownTexts::is_merged_text(std::size_t story, const PreparedItem& item) const {
    return std::ranges::any_of(
        snapshot_.stories[story].merged_texts,
        [&](const KnownRevision& revision) {
            if (revision.print.text_rules == item.print.text_rules) {
                return revision.print.title_body == item.print.title_body;
            }
            return revision.has_content && fingerprint(normalise(
                                                           revision.title,
                                                           revision.content_html,
                                                           snapshot_.stories[story].outlet
                                                       ))
                                                   .title_body == item.print.title_body;
        }
    );
}

}  // namespace wireroom::dedup
