#pragma once

#include "model/event.hpp"

#include <string>
#include <string_view>

namespace wireroom::protocol {

/// How much of the story an event carries.
enum class EventDetail {
    kNormal,   ///< the whole story with `story.new`, its name plate with other types
    kContent,  ///< the whole story with every type
};

/// One event as one line of JSON, without a line break:
/// `{"cursor","seq","time","type","initial","story":{…},"feed":{"name","url"},"revision","previous",
/// "change":{…}, …}` and the members of the row's `data`; `"purged":true` when what it tells of is
/// gone. Members of `data` that the row itself has are left out; `data` that is no JSON object
/// counts as empty.
/// @param epoch of the store, for the cursor.
std::string render_event(
    const model::Event& event, const std::string& epoch, EventDetail detail = EventDetail::kNormal
);

/// `stream.checkpoint`: the stream has got as far as `cursor`.
std::string render_checkpoint(const model::Cursor& cursor);

/// `stream.gap`: the events after `from` up to and including `to` will not come.
/// @param from   as the client said it: may be foreign or of another epoch.
/// @param reason `retention` or `epoch`.
std::string render_gap(std::string_view from, const model::Cursor& to, std::string_view reason);

/// `stream.closed`: the server ends the stream; it resumes at `cursor`.
std::string render_closed(const model::Cursor& cursor, std::string_view reason);

}  // namespace wireroom::protocol
