#include "dedup/reading.hpp"

#include "base/text.hpp"
#include "dedup/compare.hpp"
#include "dedup/editors_note.hpp"
#include "text/utf8.hpp"

#include <algorithm>

namespace wireroom::dedup {
namespace {

// Below this a text has nothing to do with the story's, or is a feed's own account of it. When it
// is not known what the feed said before, nothing else tells an edit from such an account.
constexpr double kAnyOfThisText = 0.3;
constexpr double kSurelyThisText = 0.7;

Reading known(int revision, std::string code, std::string text) {
    return {.revision = revision, .reason = {.code = std::move(code), .text = std::move(text)}};
}

/// The flash that says itself that more comes: its growth is the news.
bool promises_more(const NormalText& text) {
    if (text.blocks.empty()) {
        return false;
    }
    const auto& last = text.blocks.back();
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{
            "more to follow",
            "more follows",
            "details to follow",
            "developing",
            "breaking news",
            "more soon",
            "оновлюється",
            "доповнюється",
            "згодом",
            "обновляется",
            "подробности позже",
            "wird aktualisiert",
            "weitere informationen",
            "plus d'informations",
            "en desarrollo",
            "wkrótce",
            "更新中",
            "يتبع"},
        [&](std::string_view phrase) { return last.find(phrase) != std::string::npos; }
    );
}

bool is_ascii(std::string_view text) {
    return text::ascii_prefix(text) == text.size();
}

/// Both have the same letters and digits in the same order. Folding keeps those of ASCII.
bool same_letters(std::string_view a, std::string_view b) {
    const auto is_letter = [](char c) {
        return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
    };
    const auto skip = [&](std::string_view text, std::size_t at) {
        while (at < text.size() && !is_letter(text[at])) {
            ++at;
        }
        return at;
    };
    std::size_t i = skip(a, 0);
    std::size_t k = skip(b, 0);
    while (i < a.size() && k < b.size() && to_lower(a[i]) == to_lower(b[k])) {
        i = skip(a, i + 1);
        k = skip(b, k + 1);
    }
    return i == a.size() && k == b.size();
}

/// @param known_plain  text of the revision, as written
bool mojibake_only(
    const KnownRevision& revision,
    std::string_view known_plain,
    const PreparedItem& item,
    std::string_view outlet
) {
    const auto old_plain = revision.title + '\n' + std::string(known_plain);
    const auto new_plain = item.title + '\n' + item.content_text;
    // Nothing in ASCII was ever garbled; most such texts part early.
    if (is_ascii(old_plain) && is_ascii(new_plain) && !same_letters(old_plain, new_plain)) {
        return false;
    }
    if (same_but_mojibake(old_plain, new_plain)) {
        return true;
    }
    const auto old_repaired = repair_mojibake(revision.content_html);
    const auto new_repaired = repair_mojibake(item.content_html);
    if (old_repaired == revision.content_html && new_repaired == item.content_html) {
        return false;
    }
    return fingerprint(normalise(repair_mojibake(revision.title), old_repaired, outlet))
               .title_body ==
           fingerprint(normalise(repair_mojibake(item.title), new_repaired, outlet)).title_body;
}

class Reader {
public:
    Reader(const Snapshot& snapshot, KnownTexts& texts, std::size_t item, std::size_t story)
        : texts_(texts),
          item_index_(item),
          story_index_(story),
          item_(snapshot.items[item]),
          story_(snapshot.stories[story]) {
        for (const auto& sighting : story_.sightings) {
            if (sighting.feed != snapshot.feed) {
                elsewhere_ = true;
                continue;
            }
            here_ = true;
            if (!sighting.text || sighting.text_rules != item_.print.text_rules) {
                words_unknown_ = true;
            } else if (*sighting.text == item_.print.title_body) {
                said_before_ = true;
            }
        }
    }

    Reading run() {
        if (const auto number = texts_.revision_with(story_index_, item_); number != 0) {
            return known_text(number);
        }
        if (texts_.is_merged_text(story_index_, item_)) {
            return known(
                story_.current,
                "text-merged",
                "The text is known from a story that an operator merged into it."
            );
        }
        if (said_before_) {
            return known(
                story_.current,
                "text-said",
                "The feed gave this text last time, too, and it was no edit of the story then."
            );
        }
        const auto* current = texts_.current(story_index_);
        if (current == nullptr) {
            return fresh(nullptr);
        }
        if (auto reading = beginning(*current)) {
            return *reading;
        }
        if (auto reading = elsewhere(*current)) {
            return *reading;
        }
        const auto* revision = current_revision(story_);
        if (revision != nullptr && revision->has_content &&
            mojibake_only(
                *revision, texts_.plain(story_index_, revision->number), item_, story_.outlet
            )) {
            return known(
                story_.current,
                "text-mojibake",
                "Only characters that were garbled differ: no edit."
            );
        }
        return fresh(current);
    }

private:
    Reading known_text(int number) const {
        if (number == story_.current) {
            return known(number, "text-same", "The text is the current one.");
        }
        if (elsewhere_) {
            // Feeds of one outlet are not equally fresh; the slower one does not turn time back.
            return known(
                story_.current,
                "text-older",
                "The text is revision " + std::to_string(number) + "; another feed is ahead."
            );
        }
        return known(
            number,
            "text-known",
            "The text is revision " + std::to_string(number) +
                " again: it was announced before, so nothing is told."
        );
    }

    std::optional<Reading> beginning(const NormalText& current) const {
        if (is_walled(current, item_.text)) {
            return known(
                story_.current,
                "text-walled",
                "The text is a beginning of the known one and a short sentence: a pay wall went up."
            );
        }
        for (const auto& revision : story_.revisions) {
            // A beginning has fewer words: most revisions need not be read.
            if (revision.print.text_rules == item_.print.text_rules &&
                revision.print.tokens <= item_.print.tokens) {
                continue;
            }
            const auto* whole = texts_.text(story_index_, revision.number);
            if (whole == nullptr || !is_beginning_of(item_.text, *whole)) {
                continue;
            }
            const bool half = item_.print.tokens * 2 < revision.print.tokens;
            if (half || item_.text.cut || !here_) {
                return known(
                    story_.current,
                    "text-teaser",
                    "The text is only a beginning of revision " + std::to_string(revision.number) +
                        "."
                );
            }
        }
        return std::nullopt;
    }

    /// Rules for stories that more than one feed carries.
    std::optional<Reading> elsewhere(const NormalText& current) const {
        if (here_ && !elsewhere_) {
            return std::nullopt;
        }
        const bool same_body =
            std::ranges::any_of(story_.revisions, [&](const KnownRevision& revision) {
                return revision.print.text_rules == item_.print.text_rules &&
                       revision.print.body == item_.print.body;
            });
        const bool wrapped = is_wrapped(current.title, item_.text.title) ||
                             is_wrapped(item_.text.title, current.title);
        if (same_body && (wrapped || !here_)) {
            return known(
                story_.current,
                "text-wrapped",
                "The body is known; the title is this feed's way of writing it."
            );
        }
        const auto& mine = texts_.item_shingles(item_index_);
        const Shingles theirs(current);
        const auto body = containment(mine, theirs);
        const bool announced = is_withdrawn_title(item_.text.title) ||
                               std::ranges::any_of(item_.text.blocks, is_editors_note);
        if (announced) {
            return std::nullopt;
        }
        if (!here_ && !(mine.size() > theirs.size() && covered(theirs, mine) >= 0.7)) {
            return known(
                story_.current,
                "text-other-feed",
                "Another feed's shorter or own version of the text is no edit of the story."
            );
        }
        if (here_ && body < (words_unknown_ ? kSurelyThisText : kAnyOfThisText)) {
            return known(
                story_.current,
                "text-other-feed",
                "This feed describes the story in words of its own, which is no edit of it."
            );
        }
        return std::nullopt;
    }

    Reading fresh(const NormalText* current) const {
        Reading reading{
            .fresh = true,
            .reason = {.code = "text-new", .text = "The story never had this text."}};
        reading.continues = current != nullptr && is_beginning_of(*current, item_.text);
        if (reading.continues && current->cut && !promises_more(*current)) {
            reading.grown_teaser = true;
            reading.reason = {
                .code = "text-whole",
                .text = "The known text was a teaser; this is the whole of it."};
        }
        return reading;
    }

    KnownTexts& texts_;
    std::size_t item_index_;
    std::size_t story_index_;
    const PreparedItem& item_;
    const KnownStory& story_;
    bool here_ = false;           // this feed carries the story
    bool elsewhere_ = false;      // another feed does
    bool said_before_ = false;    // this feed's last words were the same
    bool words_unknown_ = false;  // or nobody knows them, under the rules of now
};

}  // namespace

Reading read_text(
    const Snapshot& snapshot, KnownTexts& texts, std::size_t item, std::size_t story
) {
    auto reading = Reader(snapshot, texts, item, story).run();
    reading.reason.story = snapshot.stories[story].key;
    return reading;
}

}  // namespace wireroom::dedup
