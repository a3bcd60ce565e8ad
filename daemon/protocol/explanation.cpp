#include "protocol/explanation.hpp"

#include "protocol/dedup_members.hpp"

#include <cstdint>

namespace wireroom::protocol {
namespace {

using model::Explanation;

void write_keys(JsonWriter& json, const std::vector<Explanation::Key>& keys) {
    json.key("keys").begin_array();
    for (const auto& key : keys) {
        json.begin_object();
        json.member("kind", key.kind);
        json.optional_member("feed", key.feed);
        json.member("value", key.value);
        json.end_object();
    }
    json.end_array();
}

void write_reasons(JsonWriter& json, const std::vector<Explanation::Reason>& reasons) {
    json.key("reasons").begin_array();
    for (const auto& reason : reasons) {
        json.begin_object();
        json.member("code", reason.code);
        json.optional_member("story", reason.story);
        json.member("text", reason.text);
        if (reason.since) {
            json.key("since").time(*reason.since);
        }
        json.end_object();
    }
    json.end_array();
}

void write_sightings(JsonWriter& json, const std::vector<Explanation::Sighting>& sightings) {
    json.key("sightings").begin_array();
    for (const auto& sighting : sightings) {
        json.begin_object();
        json.member("feed", sighting.feed);
        json.optional_member("guid", sighting.guid);
        json.optional_member("url", sighting.url);
        json.key("first_seen").time(sighting.first_seen);
        if (sighting.gone) {
            json.key("gone").boolean(true);
        }
        json.optional_member("merged_from", sighting.merged_from);
        // A sighting of before verdicts were kept has none.
        if (!sighting.verdict.empty()) {
            json.key("time").time(sighting.time);
            json.member("verdict", sighting.verdict);
            json.optional_member("rung", sighting.rung);
        }
        write_reasons(json, sighting.reasons);
        json.end_object();
    }
    json.end_array();
}

/// Only what is pinned: the rest is the rule.
void write_pins(JsonWriter& json, const model::DedupPins& pins) {
    if (pins == model::DedupPins{}) {
        return;
    }
    json.key("pins");
    write_dedup_pins(json, pins);
}

void write_feeds(JsonWriter& json, const std::vector<Explanation::Feed>& feeds) {
    if (feeds.empty()) {
        return;
    }
    json.key("feeds").begin_array();
    for (const auto& feed : feeds) {
        json.begin_object();
        json.member("feed", feed.name);
        json.optional_member("guid", feed.guid_mode);
        json.optional_member("link", feed.link_mode);
        write_pins(json, feed.pins);
        if (!feed.furniture.empty()) {
            json.key("furniture").begin_array();
            for (const auto& mark : feed.furniture) {
                json.begin_object();
                json.member("kind", mark.kind);
                json.member("sample", mark.sample);
                json.key("last_seen").time(mark.last_seen);
                json.end_object();
            }
            json.end_array();
        }
        json.end_object();
    }
    json.end_array();
}

void write_verdicts(JsonWriter& json, const std::vector<Explanation::Verdict>& verdicts) {
    if (verdicts.empty()) {
        return;
    }
    json.key("verdicts").begin_array();
    for (const auto& verdict : verdicts) {
        json.begin_object();
        json.member("kind", verdict.kind);
        json.key("time").time(verdict.time);
        json.member("story", verdict.story);
        json.member("other", verdict.other);
        json.end_object();
    }
    json.end_array();
}

}  // namespace

void write_dedup_pins(JsonWriter& json, const model::DedupPins& pins) {
    using Key = model::DedupPins::Key;
    json.begin_object();
    if (pins.guid != Key::kAuto) {
        json.member("guid", model::name_of(pins.guid));
    }
    if (pins.link != Key::kAuto) {
        json.member("link", model::name_of(pins.link));
    }
    if (!pins.near) {
        json.member("near", "off");
    }
    if (!pins.cluster) {
        json.member("cluster", "off");
    }
    json.end_object();
}

std::string render_explanation(const model::Explanation& explanation) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("id", explanation.id);
    json.member("title", explanation.title);
    json.key("revision").integer(explanation.revision);
    json.key("revisions").integer(explanation.revisions);
    json.optional_member("outlet", explanation.outlet);
    json.optional_member("cluster", explanation.cluster);
    json.optional_member("copy_of", explanation.copy_of);
    if (!explanation.members.empty()) {
        json.member("members", explanation.members);
    }
    write_keys(json, explanation.keys);
    write_sightings(json, explanation.sightings);
    write_feeds(json, explanation.feeds);
    write_verdicts(json, explanation.verdicts);
    json.end_object();
    return out;
}

std::string render_verdict(const model::VerdictResult& result) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("message", result.message);
    json.optional_member("story", result.story);
    json.key("seq").integer(result.head_seq);
    json.end_object();
    return out;
}

}  // namespace wireroom::protocol
