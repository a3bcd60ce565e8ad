#include "protocol/command.hpp"

#include "base/url.hpp"
#include "protocol/json_writer.hpp"
#include "protocol/status.hpp"

namespace wireroom::protocol {
namespace {

void write_result(JsonWriter& json, const PollResult& result) {
    json.begin_object();
    json.member("feed", result.feed);
    json.key("done").boolean(result.done);
    if (result.done) {
        json.member("outcome", result.outcome);
        if (result.status != 0) {
            json.key("status").integer(result.status);
        }
        json.key("items").integer(result.items);
        json.key("new").integer(result.new_stories);
        json.key("revised").integer(result.revised);
        json.key("sighted").integer(result.sighted);
    }
    json.optional_member("error", result.error);
    if (result.next_poll) {
        json.key("next_poll").time(*result.next_poll);
    }
    json.end_object();
}

void write_change(JsonWriter& json, const model::ConfigChange& change) {
    // Only a feed's values are URLs; a query may hold anything and is shown as it is.
    const bool is_feed = change.subject == model::ConfigChange::Subject::kFeed;
    const auto shown = [&](const std::string& value) {
        return is_feed ? mask_userinfo(value) : value;
    };
    json.begin_object();
    json.member("subject", model::name_of(change.subject));
    json.member("kind", model::name_of(change.kind));
    json.member("name", change.name);
    json.optional_member("member", change.member);
    json.optional_member("from", shown(change.from));
    json.optional_member("to", shown(change.to));
    if (change.needs_restart) {
        json.key("needs_restart").boolean(true);
    }
    json.end_object();
}

void write_fault(JsonWriter& json, const ConfigFault& fault) {
    json.begin_object();
    json.member("file", fault.file);
    if (fault.line > 0) {
        json.key("line").integer(fault.line);
    }
    if (fault.column > 0) {
        json.key("column").integer(fault.column);
    }
    json.member("message", fault.message);
    json.optional_member("suggestion", fault.suggestion);
    json.end_object();
}

}  // namespace

std::string render_refresh(const std::vector<PollResult>& results) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("feeds").begin_array();
    for (const auto& result : results) {
        write_result(json, result);
    }
    json.end_array().end_object();
    return out;
}

std::string render_reload(
    const std::string& file, const std::vector<model::ConfigChange>& changes
) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("file", file);
    json.key("changes").begin_array();
    for (const auto& change : changes) {
        write_change(json, change);
    }
    json.end_array().end_object();
    return out;
}

std::string render_reload_refusal(std::string_view detail, const std::vector<ConfigFault>& faults) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("type", "about:blank");
    json.member("title", reason_phrase(409));
    json.key("status").integer(409);
    json.member("detail", detail);
    if (!faults.empty()) {
        json.key("faults").begin_array();
        for (const auto& fault : faults) {
            write_fault(json, fault);
        }
        json.end_array();
    }
    json.end_object();
    return out;
}

}  // namespace wireroom::protocol
