#include "protocol/feed.hpp"

#include "base/url.hpp"
#include "protocol/dedup_members.hpp"

namespace wireroom::protocol {
namespace {

void write_time(JsonWriter& json, std::string_view name, const std::optional<Timestamp>& time) {
    if (time) {
        json.key(name).time(*time);
    }
}

void write_health(JsonWriter& json, const model::Feed& feed, std::string_view why) {
    const auto& schedule = feed.schedule;
    write_time(json, "last_poll", feed.last_poll);
    write_time(json, "last_success", feed.last_success);
    const bool polled =
        feed.state != model::FeedState::kRetired && feed.state != model::FeedState::kGone;
    if (polled && schedule.next_due != Timestamp{}) {  // a new feed is due at once, at no time
        json.key("next_poll").time(schedule.next_due);
    }
    json.member("next_poll_reason", model::name_of(schedule.reason));
    json.optional_member("next_poll_why", why);
    if (feed.last_status != 0) {
        json.key("last_status").integer(feed.last_status);
    }
    json.optional_member("last_error", feed.last_error);
    json.key("failures").integer(schedule.failures);
    write_time(json, "failing_since", schedule.failing_since);
    write_time(json, "last_new", schedule.last_new);
    if (schedule.mean_gap.count() > 0) {
        json.key("mean_gap").integer(schedule.mean_gap.count());
    }
    json.optional_member("etag", feed.etag);
    json.optional_member("last_modified", feed.last_modified);
}

/// What the feed's keys are worth, as learnt, and what the operator says about it.
void write_dedup(JsonWriter& json, const model::Feed& feed) {
    json.key("dedup").begin_object();
    json.optional_member("guid", feed.guid_mode);
    json.optional_member("link", feed.link_mode);
    json.key("pins");
    write_dedup_pins(json, feed.spec.dedup);
    json.end_object();
}

}  // namespace

std::string render_feed(const model::Feed& feed, std::string_view why) {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.key("id").integer(static_cast<std::int64_t>(feed.id));
    json.member("name", feed.spec.name);
    json.member("url", mask_userinfo(feed.spec.url));
    json.member("groups", feed.spec.groups);
    if (feed.spec.interval) {
        json.key("interval").integer(feed.spec.interval->count());
    }
    json.member("state", model::name_of(feed.state));
    json.member("title", feed.title);
    json.member("home_page_url", feed.home_page_url);
    json.key("polls").integer(feed.schedule.polls);
    json.key("stories").integer(feed.stories);
    write_health(json, feed, why);
    write_dedup(json, feed);
    json.end_object();
    return out;
}

}  // namespace wireroom::protocol
