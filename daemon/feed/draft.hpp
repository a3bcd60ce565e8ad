#pragma once

#include "base/text.hpp"
#include "feed/fields.hpp"
#include "feed/parse.hpp"
#include "model/item.hpp"

#include <climits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wireroom::feed {

/// A value that several elements may state: the lowest rank speaks, among equals the first.
template <class T>
class Ranked {
public:
    /// True when a value of this rank would be taken: ask before computing an expensive one.
    bool wants(int rank) const { return rank < rank_; }

    void offer(int rank, T value) {
        if (wants(rank)) {
            value_ = std::move(value);
            rank_ = rank;
        }
    }

    /// The same where the last one of a rank speaks.
    void replace(int rank, T value) {
        if (rank <= rank_) {
            value_ = std::move(value);
            rank_ = rank;
        }
    }

    bool has() const { return rank_ != INT_MAX; }
    int rank() const { return rank_; }
    const T& value() const { return value_; }
    T take() { return std::move(value_); }

private:
    T value_{};
    int rank_ = INT_MAX;
};

/// A ranked text that takes only values with something in them.
class RankedText : public Ranked<std::string> {
public:
    void offer(int rank, std::string value) {
        if (!trim(value).empty()) {
            Ranked::offer(rank, std::move(value));
        }
    }
};

/// A ranked body; an empty element beside a full one does not count.
class RankedMarkup : public Ranked<model::Markup> {
public:
    void offer(int rank, model::Markup value) {
        if (!trim(value.value).empty()) {
            Ranked::offer(rank, std::move(value));
        }
    }
};

/// The ranks in use: what speaks before what, best first.
namespace rank {
// Links (dedup: which link).
inline constexpr int kOrigLink = 0;
inline constexpr int kAlternateHtml = 1;
inline constexpr int kAlternate = 2;
inline constexpr int kPlainLink = 3;
inline constexpr int kContentSource = 4;
inline constexpr int kPlayer = 5;
// Everything else: the format's own element, then Atom or Dublin Core, then the podcast and media
// modules.
inline constexpr int kOwn = 0;
inline constexpr int kSecond = 1;
inline constexpr int kThird = 2;
inline constexpr int kPodcast = 3;
inline constexpr int kPodcastShort = 4;
inline constexpr int kMedia = 5;
inline constexpr int kMediaText = 6;
/// Added to the rank of an element that holds pictures and no words.
inline constexpr int kPicture = 100;
}  // namespace rank

/// What the elements of one item say, before it is decided which of them speaks.
struct ItemDraft {
    RankedText id;
    bool id_is_permalink = false;
    RankedText title;
    RankedText link;
    RankedText self;  ///< the item's own document (RFC 4287 section 4.2.7.2): the last resort
    RankedText external_link;
    RankedMarkup full;     ///< full texts
    RankedMarkup brief;    ///< an RSS `summary` beside a `description`, which then is the full text
    RankedMarkup teaser;   ///< summaries, in the last resort media descriptions
    model::Markup pieces;  ///< XHTML elements that stand in the item one by one: a full text
    RankedMarkup subtitle;  ///< of a podcast episode: a summary where nothing else is one
    RankedText image;
    RankedText banner;
    RankedText language;
    Ranked<Timestamp> published;
    Ranked<Timestamp> modified;
    RankedText orig_enclosure;  ///< where an enclosure was before a redirector counted it
    std::optional<double> duration;
    std::vector<std::string> tags;
    std::vector<model::Author> authors;
    std::vector<model::Author> other_authors;     ///< hold where the item itself names nobody
    std::vector<model::Attachment> alternatives;  ///< other recordings, behind the enclosures
    std::vector<model::Attachment> attachments;
    bool bad_date = false;

    /// Offers an id; `permalink` says whether it may serve as the link where nothing else does.
    void offer_id(int rank, std::string value, bool permalink, const Context& context);

    /// Decides. @param base  for an id that has to serve as the link.
    model::Item finish(std::string_view base, const Context& context);
};

/// The same for what stands outside of items.
struct FeedDraft {
    RankedText title;
    RankedText description;
    RankedText home_page;
    RankedText self;
    RankedText next;
    RankedText icon;
    RankedText favicon;
    RankedText language;
    std::vector<model::Author> authors;
    std::vector<model::Author> keepers;  ///< owners and webmasters: hold where nobody is named
    std::vector<Hub> hubs;
    std::vector<Deletion> deleted;
    bool complete = false;
    model::PollHints hints;
    std::string update_period;  ///< `hourly`, …
    int update_frequency = 0;   ///< 0 = not said

    /// Moves what was decided into `feed`.
    void finish(ParsedFeed& feed);
};

/// Offers a date; an unreadable one only sets the flag for a problem. Of an element that stands
/// several times the last one speaks: generators append what is newer.
void offer_date(Ranked<Timestamp>& date, int rank, std::string_view text, ItemDraft& draft);

/// Cuts a body that is over the limit.
model::Markup limited(model::Markup markup, const Context& context);

}  // namespace wireroom::feed
