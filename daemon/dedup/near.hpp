#pragma once

#include "dedup/decide.hpp"
#include "dedup/known_text.hpp"
#include "dedup/rungs.hpp"
#include "dedup/survey.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wireroom::dedup {

/// The last rung: the same outlet's story that has nearly the item's text, though guid and link are
/// others. Publishers do that when they expand a story and its headline, and with it the slug, is
/// made anew. Template feeds look just so: their next item has nearly the text of the last one.
/// Losing an item is the worst error, so likeness alone never decides: the date has to be the
/// story's own, and no number, name or place may be another.
///
/// Refers to its arguments, which must outlive it.
class Near {
public:
    Near(const Snapshot& snapshot, const Survey& survey, Rungs& rungs, KnownTexts& texts)
        : snapshot_(snapshot), survey_(survey), rungs_(rungs), texts_(texts) {}

    struct Result {
        bool accepted = false;
        Reason reason;        ///< with the figures, and with what it would have taken
        double likeness = 0;  ///< containment
        bool unread = false;  ///< not compared: the document has too much that is
    };
    /// May the item be that story? Whether another item is, is not looked at here.
    Result judge(std::size_t item, std::size_t story);
    /// Whether the text is worth reading for it. A flash may stand in an article of which the
    /// sketches show nothing: then dates and titles say whether it could be the same.
    bool is_worth_reading(std::size_t item, std::size_t story) const;

private:
    Result weigh(std::size_t item, std::size_t story, const Match& match);
    bool is_alone(std::size_t item, std::size_t story) const;
    bool is_next_lead(std::size_t item, std::size_t story, int revision);
    bool has_new_note(std::size_t item, std::size_t story, int revision);

    const Snapshot& snapshot_;
    const Survey& survey_;
    Rungs& rungs_;
    KnownTexts& texts_;
    int contrasts_ = 0;
};

/// Whether a story with this title may have the item's headline, as far as the titles alone tell:
/// what `Near` asks for where dates are only near.
bool titles_may_be_alike(const PreparedItem& item, std::string_view title, std::string_view outlet);

/// Why two texts with much in common are two items made from one template, in words that end a
/// sentence; nothing when they are not.
std::optional<std::string> template_of_one_outlet(const Contrast& contrast);

}  // namespace wireroom::dedup
