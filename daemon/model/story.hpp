#pragma once

#include "base/time.hpp"
#include "model/feed.hpp"
#include "model/item.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::model {

/// What happened between two revisions, strongest first: the first that applies names the change.
enum class ChangeKind { kRetracted, kCorrected, kExpanded, kShortened, kRetitled, kCosmetic };

const char* name_of(ChangeKind kind);
/// The inverse of `name_of`; nothing for other names.
std::optional<ChangeKind> change_kind_of(const std::string& name);

/// What lies between two consecutive revisions of a story.
struct Change {
    ChangeKind kind = ChangeKind::kCosmetic;
    bool material = false;            ///< worth telling people
    std::vector<std::string> why;     ///< codes: editors-note, new-paragraph, number, …
    std::vector<std::string> fields;  ///< title, content, url, attachments
    std::string note;                 ///< the editor's note, quoted; empty when there is none
    int words_added = 0;
    int words_removed = 0;
    int paragraphs_added = 0;
    int paragraphs_removed = 0;

    bool operator==(const Change&) const = default;
};

/// One distinct text of a story; never overwritten.
struct Revision {
    int number = 1;  ///< from 1
    Timestamp seen{};
    std::string title;
    std::string url;
    std::string content_html;  ///< sanitised
    std::string content_text;
    std::string content_hash;  ///< hexadecimal, over the normalised title and text
    std::vector<Attachment> attachments;
    std::optional<Change> change;  ///< from the revision before; none for the first
};

/// One feed carrying a story.
struct Sighting {
    std::string feed;  ///< its name
    std::string guid;
    std::string url;
    Timestamp first_seen{};
    Timestamp last_seen{};  ///< `gone`, or the feed's last successful poll
    bool gone = false;
};

/// What items are collapsed into: one outlet's article, with its current text.
struct Story {
    std::string id;  ///< public, 16 characters, for ever
    std::string url;
    std::string title;
    int revision = 1;
    int revisions = 1;
    std::string summary;
    std::string content_html;
    std::string content_text;
    std::vector<Author> authors;
    std::vector<std::string> tags;
    std::vector<std::string> groups;
    std::string language;
    std::optional<Timestamp> date_published;
    std::optional<Timestamp> date_modified;
    Timestamp first_seen{};
    Timestamp last_seen{};
    /// When the newest revision that is more than cosmetic was seen: RFC 4287 `updated`.
    Timestamp updated{};
    bool withdrawn = false;
    std::string cluster;  ///< empty = none
    std::string copy_of;  ///< public id; empty = none
    std::vector<Attachment> attachments;
    std::vector<Sighting> sightings;
    std::vector<std::string> monitors;  ///< names of those that its newest text matches
};

}  // namespace wireroom::model
