#include "protocol/monitor.hpp"

#include "protocol/json_writer.hpp"
#include "protocol/story_members.hpp"

namespace wireroom::protocol {

std::string render_monitor(const model::Monitor& monitor) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("name", monitor.spec.name);
    json.member("query", monitor.spec.query);
    json.member("on", monitor.spec.on);
    json.key("added").time(monitor.added);
    json.key("stories").integer(monitor.stories);
    if (monitor.last_matched) {
        json.key("last_matched").time(*monitor.last_matched);
    }
    json.key("complete").boolean(monitor.complete);
    json.end_object();
    return out;
}

std::string render_query_matches(const QueryMatches& found) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("query", found.query);
    json.key("since").time(found.since);
    json.key("matches").begin_array();
    for (const auto& match : found.matches) {
        json.begin_object();
        json.key("time").time(match.time);
        json.key("revision").integer(match.story.revision);
        json.key("initial").boolean(match.initial);
        json.key("story");
        write_story(
            json, match.story, {.content = false, .sightings = false, .revisions = nullptr}
        );
        json.end_object();
    }
    json.end_array();
    json.key("looked_at").integer(found.looked_at);
    if (found.back_to) {
        json.key("back_to").time(*found.back_to);
    }
    json.end_object();
    return out;
}

}  // namespace wireroom::protocol
