#pragma once

#include "base/hash.hpp"
#include "model/item.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::dedup {

/// The words of a text without its presentation: what hashes, similarity and materiality are
/// computed over. Two texts that a reader would call the same have equal normal texts (folded,
/// furniture and stamps left out).
struct NormalText {
    std::string title;                ///< folded; without the outlet's name as a suffix
    std::vector<std::string> blocks;  ///< folded paragraphs in document order
    /// The text ends in an ellipsis, a read-more phrase or a subscription wall: the publisher gave
    /// a beginning. The phrase itself is not in `blocks`; not part of any hash.
    bool cut = false;
    /// Which blocks are links from their first word to the last: `hash64` of them, ascending. Not
    /// part of any hash.
    std::vector<std::uint64_t> links;
};

/// The hashes of a normal text under rules `text_rules`.
struct Fingerprint {
    Digest body{};        ///< over the blocks
    Digest title_body{};  ///< over title and blocks
    int tokens = 0;       ///< words in the blocks
    int text_rules = 0;   ///< text::kTextRules of the code that made it
};

/// @param outlet registrable domain of the publisher: a title that ends in its name (`… - The
/// Post`) loses it. May be empty.
NormalText normalise(
    std::string_view title, std::string_view sanitised_html, std::string_view outlet = {}
);
Fingerprint fingerprint(const NormalText& text);
/// The same for a text whose words are counted already.
Fingerprint fingerprint(const NormalText& text, int tokens);
/// Words in the blocks.
int word_count(const NormalText& text);

/// How many of a text's shingles its sketch holds at most, and how many of these are its keys.
inline constexpr std::size_t kSketchHashes = 48;
inline constexpr std::size_t kSketchKeys = 8;

/// The smallest hashes of a text's 3-word shingles (see dedup/sketch.hpp).
struct Sketch {
    std::uint32_t shingles = 0;         ///< distinct ones of the whole text; 0 = no sketch
    std::vector<std::uint32_t> hashes;  ///< ascending, at most `kSketchHashes`

    bool operator==(const Sketch&) const = default;
};

/// One item, sanitised, keyed and fingerprinted: everything that deciding and storing needs. Made
/// on a worker thread.
struct PreparedItem {
    model::Item
        item;  ///< as parsed; `content` and `summary` are emptied, the sanitised forms stand below
    std::string title;         ///< the item's, or the beginning of its text when it has none
    bool has_title = true;     ///< false when `title` was made up
    std::string content_html;  ///< sanitised
    std::string content_text;
    std::string summary;  ///< plain text
    std::string guid;     ///< to compare: `id` without `https?://(www.)`; empty when there is none
    std::string url;      ///< to open: trackers removed
    std::string url_key;  ///< to compare (text/url_key.hpp); empty when there is no usable link
    int key_rules = 0;
    std::string outlet;  ///< registrable domain of the key; the feed's when there is no key
    NormalText text;
    Fingerprint print;
    Sketch sketch;
};

/// A guid to compare: publishers switch http to https and drop `www.` without meaning a new
/// article.
std::string compared_guid(std::string_view id);

/// Pure and linear in the size of the item.
/// @param feed_url for the outlet of items without a link.
PreparedItem prepare(model::Item item, std::string_view feed_url);

}  // namespace wireroom::dedup
