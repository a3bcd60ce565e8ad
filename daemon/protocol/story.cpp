#include "protocol/story.hpp"

#include "protocol/story_members.hpp"

namespace wireroom::protocol {
namespace {

void write_authors(JsonWriter& json, const std::vector<model::Author>& authors) {
    json.key("authors").begin_array();
    for (const auto& author : authors) {
        json.begin_object();
        json.optional_member("name", author.name);
        json.optional_member("url", author.url);
        json.optional_member("avatar", author.avatar);
        json.end_object();
    }
    json.end_array();
}

void write_attachments(JsonWriter& json, const std::vector<model::Attachment>& attachments) {
    json.key("attachments").begin_array();
    for (const auto& attachment : attachments) {
        json.begin_object();
        json.member("url", attachment.url);
        json.member("mime_type", attachment.mime_type);  // JSON Feed 1.1 requires it
        json.optional_member("title", attachment.title);
        if (attachment.size_in_bytes) {
            json.key("size_in_bytes").unsigned_integer(*attachment.size_in_bytes);
        }
        if (attachment.duration_in_seconds) {
            json.key("duration_in_seconds").real(*attachment.duration_in_seconds);
        }
        json.end_object();
    }
    json.end_array();
}

void write_sightings(JsonWriter& json, const std::vector<model::Sighting>& sightings) {
    json.key("sightings").begin_array();
    for (const auto& sighting : sightings) {
        json.begin_object();
        json.member("feed", sighting.feed);
        json.member("guid", sighting.guid);
        json.member("url", sighting.url);
        json.key("first_seen").time(sighting.first_seen);
        json.key("last_seen").time(sighting.last_seen);
        if (sighting.gone) {
            json.key("gone").boolean(true);
        }
        json.end_object();
    }
    json.end_array();
}

void write_counts(JsonWriter& json, std::string_view name, int added, int removed) {
    json.key(name).begin_object();
    json.key("added").integer(added).key("removed").integer(removed);
    json.end_object();
}

void write_revision(JsonWriter& json, const model::Revision& revision) {
    json.begin_object();
    json.key("number").integer(revision.number);
    json.key("seen").time(revision.seen);
    json.member("title", revision.title);
    json.member("url", revision.url);
    json.member("content_html", revision.content_html);
    json.member("content_text", revision.content_text);
    json.member("content_hash", revision.content_hash);
    write_attachments(json, revision.attachments);
    if (revision.change) {
        json.key("change");
        write_change(json, *revision.change);
    }
    json.end_object();
}

}  // namespace

void write_change(JsonWriter& json, const model::Change& change) {
    json.begin_object();
    json.member("kind", model::name_of(change.kind));
    json.key("material").boolean(change.material);
    json.member("why", change.why);
    json.member("fields", change.fields);
    json.optional_member("note", change.note);
    write_counts(json, "words", change.words_added, change.words_removed);
    write_counts(json, "paragraphs", change.paragraphs_added, change.paragraphs_removed);
    json.end_object();
}

void write_story(JsonWriter& json, const model::Story& story, const StoryParts& parts) {
    json.begin_object();
    json.member("id", story.id);
    json.member("url", story.url);
    json.member("title", story.title);
    json.key("revision").integer(story.revision);
    json.optional_member("summary", story.summary);
    if (parts.content) {
        json.member("content_html", story.content_html);
        json.member("content_text", story.content_text);
    }
    write_authors(json, story.authors);
    json.member("tags", story.tags);
    json.member("groups", story.groups);
    json.optional_member("language", story.language);
    if (story.date_published) {
        json.key("date_published").time(*story.date_published);
    }
    if (story.date_modified) {
        json.key("date_modified").time(*story.date_modified);
    }
    json.key("first_seen").time(story.first_seen);
    json.key("last_seen").time(story.last_seen);
    json.key("withdrawn").boolean(story.withdrawn);
    json.optional_member("cluster", story.cluster);
    json.optional_member("copy_of", story.copy_of);
    write_attachments(json, story.attachments);
    if (parts.sightings) {
        write_sightings(json, story.sightings);
    }
    json.member("monitors", story.monitors);
    if (parts.revisions != nullptr) {
        json.key("revisions").begin_array();
        for (const auto& revision : *parts.revisions) {
            write_revision(json, revision);
        }
        json.end_array();
    }
    json.end_object();
}

std::string render_story(const model::Story& story, const StoryParts& parts) {
    std::string out;
    JsonWriter json(out);
    write_story(json, story, parts);
    return out;
}

std::string render_revision(const model::Revision& revision) {
    std::string out;
    JsonWriter json(out);
    write_revision(json, revision);
    return out;
}

}  // namespace wireroom::protocol
