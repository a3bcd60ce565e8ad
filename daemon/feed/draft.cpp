#include "feed/draft.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "feed/date.hpp"
#include "feed/shown.hpp"

#include <algorithm>
#include <array>

namespace wireroom::feed {
namespace {

std::optional<std::chrono::seconds> period_of(const std::string& name, int frequency) {
    using std::chrono::hours;
    struct Period {
        std::string_view name;
        hours length;
    };
    static constexpr std::array kPeriods = std::to_array<Period>({
        {"hourly", hours(1)},
        {"daily", hours(24)},
        {"weekly", hours(24 * 7)},
        {"monthly", hours(24 * 30)},
        {"yearly", hours(24 * 365)},
    });
    if (name.empty() && frequency == 0) {
        return std::nullopt;
    }
    const auto* period =
        std::ranges::find(kPeriods, std::string_view(name.empty() ? "daily" : name), &Period::name);
    if (period == kPeriods.end()) {
        return std::nullopt;
    }
    return std::chrono::seconds(period->length) / std::max(frequency, 1);
}

bool is_playable(const model::Attachment& attachment) {
    const auto type = to_lower(attachment.mime_type);
    return type.starts_with("audio/") || type.starts_with("video/");
}

/// Puts the publisher's own address of the enclosure in place of the redirector's.
void restore_enclosure(std::vector<model::Attachment>& attachments, std::string origin) {
    if (origin.empty()) {
        return;
    }
    const auto is_origin = [&](const model::Attachment& one) { return one.url == origin; };
    if (std::ranges::any_of(attachments, is_origin)) {
        return;
    }
    const auto playable = std::ranges::find_if(attachments, is_playable);
    const auto target = playable != attachments.end() ? playable : attachments.begin();
    if (target != attachments.end()) {
        target->url = std::move(origin);
    } else {
        attachments.push_back({std::move(origin), {}, {}, std::nullopt, std::nullopt});
    }
}

}  // namespace

void ItemDraft::offer_id(int rank, std::string value, bool permalink, const Context& context) {
    if (id.wants(rank) && !trim(value).empty()) {
        id.offer(rank, cut(std::string(trim(value)), context.limits.max_url_bytes));
        id_is_permalink = permalink;
    }
}

model::Item ItemDraft::finish(std::string_view base, const Context& context) {
    model::Item item;
    item.id = id.take();
    item.id_is_permalink = id_is_permalink;
    item.url = link.take();
    if (item.url.empty() && id_is_permalink && is_http_url(item.id)) {
        item.url = url_of(item.id, base, context);
    }
    if (item.url.empty()) {
        item.url = self.take();
    }
    item.external_url = external_link.take();
    item.title = title.take();
    if (brief.has()) {
        if (!full.has() && teaser.has() && teaser.rank() == rank::kOwn) {
            full.offer(rank::kThird, teaser.take());
            teaser = {};
        }
        teaser.offer(rank::kSecond, brief.take());
    }
    full.offer(rank::kThird, std::move(pieces));
    if (full.has() && teaser.has() && !shows_anything(full.value())) {
        full = {};
    }
    if (full.has()) {
        // What only a media module says is no summary of an article.
        const bool summary = teaser.has() && teaser.rank() < rank::kMedia;
        item.content = limited(full.take(), context);
        if (summary && teaser.value().value != item.content.value) {
            item.summary = limited(teaser.take(), context);
        }
    } else if (teaser.has()) {
        item.content = limited(teaser.take(), context);
    }
    if (item.content.value.empty()) {
        item.content = limited(subtitle.take(), context);
    } else if (item.summary.value.empty() && subtitle.value().value != item.content.value) {
        item.summary = limited(subtitle.take(), context);
    }
    item.image = image.take();
    item.banner_image = banner.take();
    item.language = language.take();
    item.tags = std::move(tags);
    item.authors = std::move(authors.empty() ? other_authors : authors);
    item.attachments = std::move(attachments);
    restore_enclosure(item.attachments, orig_enclosure.take());
    if (duration) {
        const auto playable = std::ranges::find_if(item.attachments, is_playable);
        auto& target = playable != item.attachments.end() ? playable : item.attachments.begin();
        if (target != item.attachments.end() && !target->duration_in_seconds) {
            target->duration_in_seconds = duration;
        }
    }
    for (auto& alternative : alternatives) {
        add_attachment(item.attachments, std::move(alternative), context);
    }
    if (modified.has()) {
        item.date_modified = modified.value();
    }
    if (published.has()) {
        item.date_published = published.value();
    } else {
        item.date_published = item.date_modified;
    }
    if (bad_date) {
        context.problems.add("a date that is unreadable, or says that there is none");
    }
    return item;
}

void FeedDraft::finish(ParsedFeed& feed) {
    feed.title = title.take();
    feed.description = description.take();
    feed.home_page_url = home_page.take();
    feed.feed_url = self.take();
    feed.next_url = next.take();
    feed.icon = icon.take();
    feed.favicon = favicon.take();
    feed.language = language.take();
    feed.authors = std::move(authors.empty() ? keepers : authors);
    feed.hubs = std::move(hubs);
    feed.complete = complete;
    feed.deleted = std::move(deleted);
    feed.hints = std::move(hints);
    feed.hints.update_period = period_of(update_period, update_frequency);
}

void offer_date(Ranked<Timestamp>& date, int rank, std::string_view text, ItemDraft& draft) {
    if (rank > date.rank() || trim(text).empty()) {
        return;
    }
    if (const auto time = parse_date(text)) {
        date.replace(rank, *time);
    } else {
        draft.bad_date = true;
    }
}

model::Markup limited(model::Markup markup, const Context& context) {
    if (markup.value.size() > context.limits.max_content_bytes) {
        context.problems.add("a text over the limit was cut");
        markup.value = cut(std::move(markup.value), context.limits.max_content_bytes);
    }
    return markup;
}

}  // namespace wireroom::feed
