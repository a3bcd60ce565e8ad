#pragma once

#include "model/story.hpp"

#include <string>
#include <vector>

namespace wireroom::protocol {

/// What of a story is rendered beside its description.
struct StoryParts {
    bool content = true;    ///< `content_html`, `content_text`
    bool sightings = true;  ///< `sightings`
    /// `revisions`, oldest first; null = none. Not owned; valid during the call.
    const std::vector<model::Revision>* revisions = nullptr;
};

/// A story as JSON. Members of one name mean what they mean in JSON Feed 1.1. Always there: `id`,
/// `url`, `title`, `revision`, `authors`, `tags`, `groups`, `first_seen`, `last_seen`, `withdrawn`,
/// `attachments`, `monitors`, and what `parts` asks for; absent when unknown: `summary`,
/// `language`, `date_published`, `date_modified`, `cluster`, `copy_of`. Nothing is ever null.
std::string render_story(const model::Story& story, const StoryParts& parts = {});

/// `{"number","seen","title","url","content_html","content_text","content_hash","attachments",
/// "change":{…}}`; the first revision has no `change`.
std::string render_revision(const model::Revision& revision);

}  // namespace wireroom::protocol
