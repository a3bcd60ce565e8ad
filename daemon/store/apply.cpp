#include "store/apply.hpp"

#include "base/hash.hpp"
#include "store/event_log.hpp"
#include "store/sql_hot.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace wireroom::store {
namespace {

/// What was published longer ago when it is first seen is an archive coming in, not news.
constexpr auto kBackfillAge = std::chrono::days(7);

constexpr const char* kInsertStory = R"(
INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms, published_ms,
                   initial)
VALUES (:public_id, :outlet, 1, 1, :now, :now, :published, :initial))";

constexpr const char* kInsertReaderItem = R"(
INSERT INTO reader_item (story_id, reissue, created_ms)
VALUES (:story, 0, :now))";

constexpr const char* kReviseStory = R"(
UPDATE story
SET revision = :number, revisions = :number, revised_ms = :now,
    published_ms = ifnull(:published, published_ms)
WHERE id = :story)";

constexpr const char* kPointStory = R"(
UPDATE story
SET revision = :number
WHERE id = :story)";

constexpr const char* kInsertRevision = R"(
INSERT INTO revision (story_id, number, seen_ms, title, url, content_id, body_hash, title_body_hash,
                      body_h64, title_body_h64, tokens, text_rules, raw_hash, summary, authors,
                      tags, attachments, image, banner_image, language, published_ms, modified_ms,
                      change)
VALUES (:story, :number, :now, :title, :url, :content, :body_hash, :title_body_hash,
        :body_h64, :title_body_h64, :tokens, :text_rules, :raw_hash, :summary, :authors,
        :tags, :attachments, :image, :banner_image, :language, :published, :modified,
        :change))";

constexpr const char* kInsertContent = R"(
INSERT INTO content (hash, html_size, text_size, body)
VALUES (:hash, :html_size, :text_size, :body))";

constexpr const char* kDeleteTags = "DELETE FROM story_tag WHERE story_id = :story";

constexpr const char* kInsertTag = R"(
INSERT OR IGNORE INTO story_tag (tag, story_id)
VALUES (:tag, :story))";

constexpr const char* kTagsOfRevision = R"(
SELECT tags
FROM revision
WHERE story_id = :story AND number = :number)";

constexpr const char* kInsertSighting = R"(
INSERT INTO sighting (feed_id, story_id, guid, guid_key, url, url_key, key_rules, first_seen_ms,
                      published_ms, enclosures)
VALUES (:feed, :story, :guid, :guid_key, :url, :url_key, :key_rules, :now, :published, :enclosures))";

/// Writes nothing when nothing differs.
constexpr const char* kUpdateSighting = R"(
UPDATE sighting
SET guid = :guid, guid_key = :guid_key, url = :url, url_key = :url_key, key_rules = :key_rules,
    gone_ms = NULL, published_ms = :published, enclosures = :enclosures
WHERE id = :sighting
  AND (gone_ms IS NOT NULL OR guid <> :guid OR url <> :url OR url_key <> :url_key
       OR published_ms IS NOT :published OR enclosures <> :enclosures))";

constexpr const char* kInsertGuid = R"(
INSERT OR IGNORE INTO feed_guid (feed_id, guid_h64, story_id, guid)
VALUES (:feed, :hash, :story, :guid))";

constexpr const char* kInsertUrlKey = R"(
INSERT OR IGNORE INTO url_key (key_h64, story_id, key, key_rules)
VALUES (:hash, :story, :key, :key_rules))";

constexpr const char* kReplaceDecision = R"(
INSERT OR REPLACE INTO decision (sighting_id, time_ms, verdict, rung, reasons)
VALUES (:sighting, :now, :verdict, :rung, :reasons))";

std::vector<std::string> enclosure_urls(const model::Item& item) {
    std::vector<std::string> urls;
    for (const auto& attachment : item.attachments) {
        urls.push_back(attachment.url);
    }
    return urls;
}

}  // namespace

Applier::Applier(
    Connection& connection,
    TextCodec& codec,
    const FeedRow& feed,
    const dedup::Snapshot& snapshot,
    const dedup::Judgement& judgement,
    const std::string& language
)
    : connection_(connection),
      codec_(codec),
      feed_(feed),
      snapshot_(snapshot),
      judgement_(judgement),
      language_(language),
      sightings_(snapshot.items.size(), 0),
      stories_(snapshot.items.size(), 0) {}

std::vector<std::int64_t> Applier::run(PollReport& report) {
    if (judgement_.decisions.size() != snapshot_.items.size()) {
        throw std::logic_error("dedup::decide left items undecided");
    }
    const auto ordered = order();
    for (const auto index : ordered) {
        if (judgement_.decisions[index].verdict != dedup::Verdict::kTwin) {
            apply(index, report);
        }
    }
    for (const auto index : ordered) {  // what they are twins of has its rows now
        if (judgement_.decisions[index].verdict == dedup::Verdict::kTwin) {
            apply_twin(index);
            ++report.unchanged;
        }
    }
    if (stories_added_ > 0) {
        add_stories(connection_, feed_.id, stories_added_);
    }
    return std::move(sightings_);
}

/// Oldest first, so that the log reads like a wire: by date when every item has one, else from the
/// end of the document, because feeds put the newest on top.
std::vector<std::size_t> Applier::order() const {
    std::vector<std::size_t> indexes(snapshot_.items.size());
    std::iota(indexes.rbegin(), indexes.rend(), std::size_t{0});
    const auto date = [&](std::size_t index) { return snapshot_.items[index].item.date_published; };
    if (std::ranges::all_of(indexes, [&](std::size_t index) { return date(index).has_value(); })) {
        std::ranges::stable_sort(indexes, {}, [&](std::size_t index) { return *date(index); });
    }
    return indexes;
}

void Applier::apply(std::size_t index, PollReport& report) {
    switch (judgement_.decisions[index].verdict) {
        case dedup::Verdict::kNewStory:
            apply_new_story(index);
            ++report.new_stories;
            return;
        case dedup::Verdict::kNewRevision:
            apply_new_revision(index);
            ++report.revised;
            return;
        case dedup::Verdict::kSighting:
            apply_known_text(index);
            ++report.sighted;
            return;
        case dedup::Verdict::kUnchanged:
            apply_known_text(index);
            ++report.unchanged;
            return;
        case dedup::Verdict::kTwin:
            return;
    }
}

void Applier::apply_new_story(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& published = item.item.date_published;
    const bool backfill = published && *published < snapshot_.now - kBackfillAge;
    const bool initial = !feed_.had_success || backfill;

    const auto story = insert_story(item, initial);
    insert_revision(story, 1, item, published, nullptr);
    replace_tags(story, item.item.tags);
    const auto sighting = save_sighting(0, story, item);
    add_keys(story, item);
    save_reasons(sighting, judgement_.decisions[index]);
    append_event(
        connection_,
        {.time = snapshot_.now,
         .type = "story.new",
         .story = story,
         .revision = 1,
         .feed = feed_.id,
         .initial = initial}
    );
    stories_[index] = story;
    sightings_[index] = sighting;
}

void Applier::apply_new_revision(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& decision = judgement_.decisions[index];
    const auto& before = known(decision);
    const auto story = static_cast<std::int64_t>(before.key);
    auto& now_at = progress(before);
    const int previous = now_at.current;
    const int number = now_at.newest + 1;
    const auto published = item.item.date_published ? item.item.date_published : before.published;
    const auto change = decision.change.value_or(model::Change{});

    insert_revision(story, number, item, published, &change);
    Query(connection_, kReviseStory)
        .bind(":story", story)
        .bind(":number", static_cast<std::int64_t>(number))
        .bind(":now", snapshot_.now)
        .bind(":published", published)
        .run();
    replace_tags(story, item.item.tags);
    now_at = {.current = number, .newest = number};
    const auto sighting = save_sighting(static_cast<std::int64_t>(decision.sighting), story, item);
    add_keys(story, item);
    save_reasons(sighting, decision);
    append_event(
        connection_,
        {.time = snapshot_.now,
         .type = "story.revised",
         .story = story,
         .revision = number,
         .feed = feed_.id,
         .initial = !feed_.had_success,
         .data = previous_data(previous)}
    );
    stories_[index] = story;
    sightings_[index] = sighting;
}

void Applier::apply_known_text(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& decision = judgement_.decisions[index];
    const auto& before = known(decision);
    const auto story = static_cast<std::int64_t>(before.key);
    auto& now_at = progress(before);

    if (decision.revision != 0 && decision.revision != now_at.current) {
        Query(connection_, kPointStory)
            .bind(":story", story)
            .bind(":number", static_cast<std::int64_t>(decision.revision))
            .run();
        now_at.current = decision.revision;
        Query tags(connection_, kTagsOfRevision);
        tags.bind(":story", story).bind(":number", static_cast<std::int64_t>(decision.revision));
        if (tags.step()) {
            replace_tags(
                story, decode_strings(tags.bytes(0), "revision of story " + std::to_string(story))
            );
        }
    }
    const auto sighting = save_sighting(static_cast<std::int64_t>(decision.sighting), story, item);
    add_keys(story, item);
    stories_[index] = story;
    sightings_[index] = sighting;
    if (decision.verdict == dedup::Verdict::kUnchanged) {
        return;
    }
    save_reasons(sighting, decision);
    append_event(
        connection_,
        {.time = snapshot_.now,
         .type = "story.sighted",
         .story = story,
         .revision = now_at.current,
         .feed = feed_.id,
         .initial = !feed_.had_success,
         .data = sighting_data(feed_.name, item.url, item.item.id, decision.rung)}
    );
}

/// The same entry once more: its keys lead to the same story, and it needs no row of its own.
void Applier::apply_twin(std::size_t index) {
    auto original = judgement_.decisions[index].twin;
    for (std::size_t steps = 0; steps < stories_.size() && stories_.at(original) == 0; ++steps) {
        original = judgement_.decisions[original].twin;  // a twin of a twin
    }
    stories_[index] = stories_.at(original);
    sightings_[index] = sightings_.at(original);
    add_keys(stories_[index], snapshot_.items[index]);
}

std::int64_t Applier::insert_story(const dedup::PreparedItem& item, bool initial) {
    Query(connection_, kInsertStory)
        .bind(":public_id", random_id())
        .bind(":outlet", item.outlet)
        .bind(":now", snapshot_.now)
        .bind(":published", item.item.date_published)
        .bind(":initial", std::int64_t{initial})
        .run();
    const auto story = connection_.last_insert_id();
    Query(connection_, kInsertReaderItem).bind(":story", story).bind(":now", snapshot_.now).run();
    return story;
}

void Applier::insert_revision(
    std::int64_t story,
    int number,
    const dedup::PreparedItem& item,
    const std::optional<Timestamp>& published,
    const model::Change* change
) {
    const auto content = content_of(item);
    Query query(connection_, kInsertRevision);
    query.bind(":story", story)
        .bind(":number", static_cast<std::int64_t>(number))
        .bind(":now", snapshot_.now)
        .bind(":title", item.title)
        .bind(":url", item.url)
        .bind(":content", content)
        .bind(":body_hash", item.print.body)
        .bind(":title_body_hash", item.print.title_body)
        .bind_hash(":body_h64", short_hash(item.print.body))
        .bind_hash(":title_body_h64", short_hash(item.print.title_body))
        .bind(":tokens", static_cast<std::int64_t>(item.print.tokens))
        .bind(":text_rules", static_cast<std::int64_t>(item.print.text_rules))
        .bind_hash(":raw_hash", item.item.raw_hash)
        .bind(":summary", item.summary)
        .bind(":authors", encode_authors(item.item.authors))
        .bind(":tags", encode_strings(item.item.tags))
        .bind(":attachments", encode_attachments(item.item.attachments))
        .bind(":image", item.item.image)
        .bind(":banner_image", item.item.banner_image)
        .bind(":language", item.item.language.empty() ? language_ : item.item.language)
        .bind(":published", published)
        .bind(":modified", item.item.date_modified);
    if (change != nullptr) {
        query.bind(":change", encode_change(*change));
    }
    query.run();
}

/// The row of this text: the one that has it already, or a new one.
std::int64_t Applier::content_of(const dedup::PreparedItem& item) {
    const auto hash = sha256_128(item.content_html);
    {
        Query query(connection_, sql::kContentByHash);
        query.bind(":hash", hash);
        if (query.step()) {
            return query.integer(0);
        }
    }
    Query(connection_, kInsertContent)
        .bind(":hash", hash)
        .bind(":html_size", static_cast<std::int64_t>(item.content_html.size()))
        .bind(":text_size", static_cast<std::int64_t>(item.content_text.size()))
        .bind_blob(":body", codec_.compress(item.content_html, item.content_text))
        .run();
    return connection_.last_insert_id();
}

void Applier::replace_tags(std::int64_t story, const std::vector<std::string>& tags) {
    Query(connection_, kDeleteTags).bind(":story", story).run();
    for (const auto& tag : tags) {
        Query(connection_, kInsertTag).bind(":story", story).bind(":tag", tag).run();
    }
}

std::int64_t Applier::save_sighting(
    std::int64_t sighting, std::int64_t story, const dedup::PreparedItem& item
) {
    const bool is_new = sighting == 0;
    if (is_new) {
        Query carries(connection_, sql::kFeedCarriesStory);
        carries.bind(":story", story).bind(":feed", static_cast<std::int64_t>(feed_.id));
        stories_added_ += carries.step() ? 0 : 1;
    }
    Query query(connection_, is_new ? kInsertSighting : kUpdateSighting);
    query.bind(":guid", item.item.id)
        .bind(":guid_key", item.guid)
        .bind(":url", item.url)
        .bind(":url_key", item.url_key)
        .bind(":key_rules", static_cast<std::int64_t>(item.key_rules))
        .bind(":published", item.item.date_published)
        .bind(":enclosures", encode_strings(enclosure_urls(item.item)));
    if (is_new) {
        query.bind(":feed", static_cast<std::int64_t>(feed_.id))
            .bind(":story", story)
            .bind(":now", snapshot_.now)
            .run();
        return connection_.last_insert_id();
    }
    query.bind(":sighting", sighting).run();
    return sighting;
}

void Applier::add_keys(std::int64_t story, const dedup::PreparedItem& item) {
    // Guids that are new at every poll find nobody again; keeping them would grow without end.
    if (!item.guid.empty() && judgement_.modes.guid != dedup::GuidMode::kVolatile) {
        Query(connection_, kInsertGuid)
            .bind(":feed", static_cast<std::int64_t>(feed_.id))
            .bind_hash(":hash", hash64(item.guid))
            .bind(":story", story)
            .bind(":guid", item.guid)
            .run();
    }
    if (!item.url_key.empty()) {
        Query(connection_, kInsertUrlKey)
            .bind_hash(":hash", hash64(item.url_key))
            .bind(":story", story)
            .bind(":key", item.url_key)
            .bind(":key_rules", static_cast<std::int64_t>(item.key_rules))
            .run();
    }
}

void Applier::save_reasons(std::int64_t sighting, const dedup::Decision& decision) {
    Query(connection_, kReplaceDecision)
        .bind(":sighting", sighting)
        .bind(":now", snapshot_.now)
        .bind(":verdict", static_cast<std::int64_t>(decision.verdict))
        .bind(":rung", static_cast<std::int64_t>(decision.rung))
        .bind(":reasons", encode_reasons(decision.reasons))
        .run();
}

const dedup::KnownStory& Applier::known(const dedup::Decision& decision) const {
    return snapshot_.stories.at(decision.story.value());
}

Applier::Progress& Applier::progress(const dedup::KnownStory& story) {
    const auto [entry, is_new] = progress_.try_emplace(static_cast<std::int64_t>(story.key));
    if (is_new) {
        entry->second.current = story.current;
        for (const auto& revision : story.revisions) {
            entry->second.newest = std::max(entry->second.newest, revision.number);
        }
    }
    return entry->second;
}

}  // namespace wireroom::store
