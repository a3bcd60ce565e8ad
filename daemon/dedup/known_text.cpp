#include "dedup/known_text.hpp"

#include <algorithm>

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
        // A title that was made from the text is no title: its hash was taken without one.
        const auto print = fingerprint(*normal);
        if (print.title_body != found->print.title_body && print.body == found->print.body) {
            auto untitled = *normal;
            untitled.title.clear();
            if (fingerprint(untitled).title_body == found->print.title_body) {
                *normal = std::move(untitled);
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

const Shingles& KnownTexts::shingles(std::size_t story, int revision) {
    auto& cached = shingles_[{story, revision}];
    if (!cached) {
        const auto* normal = text(story, revision);
        cached =
            normal == nullptr ? std::make_unique<Shingles>() : std::make_unique<Shingles>(*normal);
    }
    return *cached;
}

int KnownTexts::revision_with(std::size_t story, const PreparedItem& item) {
    const auto& known = snapshot_.stories[story];
    int found = 0;
    for (const auto& revision : known.revisions) {
        bool equal = false;
        if (revision.print.text_rules == item.print.text_rules) {
            equal = revision.print.title_body == item.print.title_body;
        } else if (const auto* normal = text(story, revision.number)) {
            equal = fingerprint(*normal).title_body == item.print.title_body;
        }
        // The current one when several are equal under the new rules, else the newest.
        if (equal && found != known.current) {
            found = revision.number;
        }
    }
    return found;
}

double KnownTexts::containment_with(std::size_t item, std::size_t story) {
    double best = 0;
    for (const auto* revision : newest(snapshot_.stories[story])) {
        best = std::max(best, containment(item_shingles(item), shingles(story, revision->number)));
    }
    return best;
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

}  // namespace wireroom::dedup
