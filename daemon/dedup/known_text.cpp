#include "dedup/known_text.hpp"

#include "base/text.hpp"
#include "dedup/compare.hpp"
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

const KnownRevision* revision_of(const KnownStory& story, int number) {
    const auto found = std::ranges::find(story.revisions, number, &KnownRevision::number);
    return found == story.revisions.end() ? nullptr : &*found;
}

/// A title that was made from the text (prepare.cpp) is the beginning of it, cut or not.
bool may_be_made_up(const std::string& title, std::string_view plain) {
    return title.ends_with("…") || trim(plain).starts_with(title);
}

std::size_t weight_of(const PreparedItem& item) {
    return dedup::weight_of(item.content_html, item.text.blocks.size());
}

// Steps for each byte of a text.
constexpr std::size_t kNormalising = 6;
constexpr std::size_t kShingling = 2;
constexpr std::size_t kContrasting = 10;
constexpr std::size_t kReading = 10;

}  // namespace

double likeness_of_titles(const std::string& a, const std::string& b) {
    return is_wrapped(a, b) || is_wrapped(b, a) ? 1.0 : title_similarity(a, b);
}

const KnownRevision* current_revision(const KnownStory& story) {
    return revision_of(story, story.current);
}

/// Aligning titles takes the product of their lengths.
std::size_t KnownTexts::title_cost(std::size_t item, std::size_t story) const {
    const auto mine = snapshot_.items[item].title.size();
    std::size_t theirs = 0;
    for (const auto& revision : snapshot_.stories[story].revisions) {
        theirs = std::max(theirs, revision.title.size());
    }
    return mine * theirs / 2;
}

bool KnownTexts::affords(std::size_t item, std::size_t story) {
    const auto [at, is_new] = affordable_.try_emplace({item, story}, true);
    if (is_new) {
        const auto& mine = snapshot_.items[item];
        auto steps = title_cost(item, story);
        if (!item_shingles_.contains(item)) {
            steps += weight_of(mine) * kShingling;
        }
        for (const auto* revision : newest(snapshot_.stories[story])) {
            steps += static_cast<std::size_t>(mine.print.tokens + revision->print.tokens);
            if (!shingles_.contains({story, revision->number})) {
                steps += dedup::weight_of(revision->content_html) * kShingling;
            }
        }
        at->second = effort_.take(steps);
        for (const auto* revision : newest(snapshot_.stories[story])) {
            at->second = at->second && known(story, revision->number) != nullptr;
        }
    }
    return at->second;
}

bool KnownTexts::affords_items(std::size_t item, std::size_t other) {
    const auto [at, is_new] = affordable_items_.try_emplace(std::minmax(item, other), true);
    if (is_new) {
        std::size_t steps = 0;
        for (const auto index : {item, other}) {
            const auto& text = snapshot_.items[index];
            steps += static_cast<std::size_t>(text.print.tokens);
            if (!item_shingles_.contains(index)) {
                steps += weight_of(text) * kShingling;
            }
        }
        at->second = effort_.take(steps);
    }
    return at->second;
}

bool KnownTexts::affords_contrast(std::size_t item, std::size_t story) {
    std::size_t longest = 0;
    for (const auto* revision : newest(snapshot_.stories[story])) {
        longest = std::max(longest, dedup::weight_of(revision->content_html));
    }
    return effort_.take(
        (weight_of(snapshot_.items[item]) + longest) * kContrasting + title_cost(item, story),
        2 * kContrastWork
    );
}

bool KnownTexts::affords_contrast_of_items(std::size_t item, std::size_t other) {
    const auto& mine = snapshot_.items[item];
    const auto& theirs = snapshot_.items[other];
    return effort_.take(
        (weight_of(mine) + weight_of(theirs)) * kContrasting +
            mine.title.size() * theirs.title.size() / 2,
        2 * kContrastWork
    );
}

bool KnownTexts::affords_reading(std::size_t item, std::size_t story) {
    const auto* current = current_revision(snapshot_.stories[story]);
    const auto theirs = current == nullptr ? 0 : dedup::weight_of(current->content_html);
    return effort_.take(
        (weight_of(snapshot_.items[item]) + theirs) * kReading + title_cost(item, story),
        kCompareWork
    );
}

const KnownTexts::Known* KnownTexts::known(std::size_t story, int revision) {
    const auto [at, is_new] = texts_.try_emplace({story, revision});
    if (is_new) {
        at->second = read(story, revision);
    }
    return at->second.get();
}

std::unique_ptr<KnownTexts::Known> KnownTexts::read(std::size_t story, int revision) {
    const auto& outlet = snapshot_.stories[story].outlet;
    const auto* found = revision_of(snapshot_.stories[story], revision);
    if (found == nullptr || !found->has_content ||
        !effort_.take(dedup::weight_of(found->content_html) * kNormalising)) {
        return nullptr;
    }
    auto document = text::from_stored_html(found->content_html);
    auto known = std::make_unique<Known>(Known{
        normalise_blocks(found->title, document.blocks, outlet), std::move(document.text)});
    if (!may_be_made_up(found->title, known->plain)) {
        return known;
    }
    // A title that was made from the text is no title: its hash was taken without one, by the
    // rules of then.
    const int rules = found->print.text_rules;
    auto then = rules == text::kTextRules
                    ? known->normal
                    : normalise_blocks(found->title, document.blocks, outlet, rules);
    const auto print = fingerprint(then);
    if (print.title_body != found->print.title_body && print.body == found->print.body) {
        then.title.clear();
        if (fingerprint(then).title_body == found->print.title_body) {
            known->normal.title.clear();
        }
    }
    return known;
}

const NormalText* KnownTexts::text(std::size_t story, int revision) {
    const auto* found = known(story, revision);
    return found == nullptr ? nullptr : &found->normal;
}

std::string_view KnownTexts::plain(std::size_t story, int revision) {
    const auto* found = known(story, revision);
    return found == nullptr ? std::string_view() : std::string_view(found->plain);
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
    if (revision.has_content || !effort_.take(weight_of(item) * kNormalising)) {
        return false;
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
    const auto [at, is_new] = matches_.try_emplace({item, story});
    if (!is_new || !affords(item, story)) {
        return at->second;
    }
    auto& best = at->second;
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
        best = std::max(best, likeness_of_titles(title, normal->title));
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
    return contrast(
        *known, names(story, revision), snapshot_.items[item].text, item_names(item), effort_
    );
}

Contrast KnownTexts::contrast_of_items(std::size_t item, std::size_t other) {
    return contrast(
        snapshot_.items[other].text,
        item_names(other),
        snapshot_.items[item].text,
        item_names(item),
        effort_
    );
}

const Names& KnownTexts::names(std::size_t story, int revision) {
    const auto [at, fresh] = names_.try_emplace({story, revision});
    if (fresh) {
        if (const auto* found = revision_of(snapshot_.stories[story], revision)) {
            at->second = names_in(found->title, plain(story, revision));
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

bool KnownTexts::is_merged_text(std::size_t story, const PreparedItem& item) {
    return std::ranges::any_of(
        snapshot_.stories[story].merged_texts,
        [&](const KnownRevision& revision) {
            if (revision.print.text_rules == item.print.text_rules) {
                return revision.print.title_body == item.print.title_body;
            }
            return revision.has_content &&
                   effort_.take(dedup::weight_of(revision.content_html) * kNormalising) &&
                   fingerprint(
                       normalise(
                           revision.title, revision.content_html, snapshot_.stories[story].outlet
                       )
                   )
                           .title_body == item.print.title_body;
        }
    );
}

}  // namespace wireroom::dedup
