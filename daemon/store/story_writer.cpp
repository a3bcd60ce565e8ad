#include "store/story_writer.hpp"

#include "base/hash.hpp"
#include "store/codec.hpp"
#include "store/shared_rows.hpp"
#include "store/snapshot.hpp"
#include "store/sql_hot.hpp"
#include "store/story_id.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace wireroom::store {
namespace {

constexpr const char* kInsertStory = R"(
INSERT INTO story (public_id, outlet, revision, revisions, first_seen_ms, revised_ms, updated_ms,
                   published_ms, initial)
VALUES (:public_id, :outlet, 1, 1, :now, :now, :now, :published, :initial))";

constexpr const char* kReviseStory = R"(
UPDATE story
SET revision = :number, revisions = :number, revised_ms = :now,
    updated_ms = iif(:cosmetic, updated_ms, :now), published_ms = ifnull(:published, published_ms)
WHERE id = :story)";

constexpr const char* kInsertRevision = R"(
INSERT INTO revision (story_id, number, seen_ms, title, url, content_id, body_hash, title_body_hash,
                      text_key, title_body_h64, tokens, text_rules, raw_hash, summary, authors,
                      tags, attachments, image, banner_image, language, published_ms, modified_ms,
                      change)
VALUES (:story, :number, :now, :title, :url, :content, :body_hash, :title_body_hash,
        :text_key, :title_body_h64, :tokens, :text_rules, :raw_hash, :summary, :authors,
        :tags, :attachments, :image, :banner_image, :language, :published, :modified,
        :change))";

constexpr const char* kInsertContent = R"(
INSERT INTO content (hash, html_size, text_size, body)
VALUES (:hash, :html_size, :text_size, :body))";

constexpr const char* kInsertSighting = R"(
INSERT INTO sighting (feed_id, story_id, guid, guid_key, url, url_key, key_rules, first_seen_ms,
                      published_ms, enclosures, text_hash, text_rules)
VALUES (:feed, :story, :guid, :guid_key, :url, :url_key, :key_rules, :now, :published, :enclosures,
        :text, :text_rules))";

/// Writes nothing when nothing differs.
constexpr const char* kUpdateSighting = R"(
UPDATE sighting
SET guid = :guid, guid_key = :guid_key, url = :url, url_key = :url_key, key_rules = :key_rules,
    gone_ms = NULL, vanished_ms = NULL, published_ms = :published, enclosures = :enclosures,
    text_hash = :text, text_rules = :text_rules
WHERE id = :sighting
  AND (gone_ms IS NOT NULL OR guid <> :guid OR url <> :url OR url_key <> :url_key
       OR published_ms IS NOT :published OR enclosures <> :enclosures OR text_hash IS NOT :text OR text_rules <> :text_rules))";

constexpr const char* kJoinCluster = R"(
UPDATE story
SET cluster = (SELECT public_id FROM story WHERE id = :first), copy_of = nullif(:first, id)
WHERE id = :story)";

constexpr const char* kFirstOfCluster = R"(
SELECT ifnull(copy_of, id), cluster IS NOT NULL
FROM story
WHERE id = :story)";

constexpr const char* kBringBack = R"(
UPDATE story
SET withdrawn_ms = NULL
WHERE id = :story AND withdrawn_ms IS NOT NULL)";

constexpr const char* kReasonsOfSighting = R"(
SELECT reasons
FROM decision
WHERE sighting_id = :sighting)";

/// Texts that say the same, among which the same HTML is looked for.
constexpr std::int64_t kMostAlike = 16;

std::vector<std::string> enclosure_urls(const model::Item& item) {
    std::vector<std::string> urls;
    urls.reserve(item.attachments.size());
    for (const auto& attachment : item.attachments) {
        urls.push_back(attachment.url);
    }
    return urls;
}

/// @param merged what it says there is the root's to remember: the story itself, on its own again,
/// has never told of that text
void bind_sighting(Query& query, const dedup::PreparedItem& item, bool merged) {
    query.bind(":guid", item.item.id)
        .bind(":guid_key", item.guid)
        .bind(":url", item.url)
        .bind(":url_key", item.url_key)
        .bind(":key_rules", static_cast<std::int64_t>(item.key_rules))
        .bind(":published", item.item.date_published)
        .bind(":enclosures", encode_strings(enclosure_urls(item.item)))
        .bind(":text_rules", static_cast<std::int64_t>(item.print.text_rules));
    if (merged) {
        query.bind_null(":text");
    } else {
        query.bind(":text", item.print.title_body);
    }
}

/// The row that has this HTML already; 0 = none.
std::int64_t known_content(
    Connection& connection, const dedup::PreparedItem& item, const Digest& hash
) {
    const bool wordless = item.content_text.empty();
    Query query(connection, wordless ? sql::kWordlessContent : sql::kContentByText);
    query.bind(":hash", hash);
    if (!wordless) {
        query.bind_hash(":key", text_key(item.print)).bind(":limit", kMostAlike);
    }
    return query.step() ? query.integer(0) : 0;
}

}  // namespace

StoryWriter::StoryWriter(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const FeedRow& feed,
    Timestamp now,
    const std::string& language
)
    : connection_(connection),
      codec_(codec),
      sketches_(sketches),
      feed_(feed),
      now_(now),
      language_(language) {}

std::int64_t StoryWriter::insert_story(const dedup::PreparedItem& item, bool initial) {
    Query(connection_, kInsertStory)
        .bind(":public_id", new_story_id(now_))
        .bind(":outlet", item.outlet)
        .bind(":now", now_)
        .bind(":published", item.item.date_published)
        .bind(":initial", std::int64_t{initial})
        .run();
    const auto story = connection_.last_insert_id();
    add_reader_item(connection_, story, now_);
    return story;
}

void StoryWriter::insert_revision(
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
        .bind(":now", now_)
        .bind(":title", item.title)
        .bind(":url", item.url)
        .bind(":content", content)
        .bind(":body_hash", item.print.body)
        .bind(":title_body_hash", item.print.title_body)
        .bind_hash(":text_key", text_key(item.print))
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
std::int64_t StoryWriter::content_of(const dedup::PreparedItem& item) {
    const auto hash = sha256_128(item.content_html);
    if (const auto known = known_content(connection_, item, hash); known != 0) {
        return known;
    }
    Query(connection_, kInsertContent)
        .bind(":hash", hash)
        .bind(":html_size", static_cast<std::int64_t>(item.content_html.size()))
        .bind(":text_size", static_cast<std::int64_t>(item.content_text.size()))
        .bind_blob(":body", codec_.compress(item.content_html, item.content_text))
        .run();
    return connection_.last_insert_id();
}

void StoryWriter::join_cluster(std::int64_t copy, std::int64_t of) {
    std::int64_t first = of;
    bool has_cluster = false;
    {
        Query query(connection_, kFirstOfCluster);
        query.bind(":story", of);
        if (query.step()) {
            first = query.integer(0);
            has_cluster = query.integer(1) != 0;
        }
    }
    Query(connection_, kJoinCluster).bind(":story", copy).bind(":first", first).run();
    if (!has_cluster) {
        Query(connection_, kJoinCluster).bind(":story", of).bind(":first", first).run();
    }
}

void StoryWriter::bring_back(std::int64_t story) {
    Query(connection_, kBringBack).bind(":story", story).run();
}

void StoryWriter::save_sketch(std::int64_t story, const dedup::PreparedItem& item, bool is_new) {
    if (is_new) {
        sketches_.add(story, item.sketch);
    } else {
        sketches_.replace(story, item.sketch);
    }
}

bool StoryWriter::is_carried_here(std::int64_t root) {
    Query query(connection_, sql::kFeedCarriesStory);
    query.bind(":story", root).bind(":feed", static_cast<std::int64_t>(feed_.id));
    return query.step();
}

std::int64_t StoryWriter::insert_sighting(
    std::int64_t story, const dedup::PreparedItem& item, bool first, bool merged
) {
    stories_added_ += first ? 1 : 0;
    Query query(connection_, kInsertSighting);
    bind_sighting(query, item, merged);
    query.bind(":feed", static_cast<std::int64_t>(feed_.id))
        .bind(":story", story)
        .bind(":now", now_)
        .run();
    return connection_.last_insert_id();
}

void StoryWriter::update_sighting(
    std::int64_t sighting, const dedup::PreparedItem& item, bool merged
) {
    Query query(connection_, kUpdateSighting);
    bind_sighting(query, item, merged);
    query.bind(":sighting", sighting).run();
}

void StoryWriter::add_keys(
    std::int64_t story,
    const dedup::PreparedItem& item,
    const dedup::FeedModes& modes,
    const dedup::KnownStory* known
) {
    const auto has = [](const std::vector<std::string>& keys, const std::string& key) {
        return std::ranges::find(keys, key) != keys.end();
    };
    // Guids that are new at every poll find nobody again; keeping them would grow without end.
    if (!item.guid.empty() && modes.guid != dedup::GuidMode::kVolatile &&
        (known == nullptr || !has(known->guids, item.guid))) {
        add_guid(connection_, static_cast<std::int64_t>(feed_.id), item.guid, story);
    }
    if (!item.url_key.empty() && (known == nullptr || !has(known->url_keys, item.url_key))) {
        add_url_key(connection_, item.url_key, item.key_rules, story);
    }
}

void StoryWriter::save_reasons(std::int64_t sighting, const dedup::Decision& decision) {
    replace_decision(
        connection_,
        {.sighting = sighting, .time = now_, .verdict = decision.verdict, .rung = decision.rung},
        decision.reasons
    );
}

void StoryWriter::save_reading(std::int64_t sighting, const dedup::Decision& decision) {
    // Of the verdict's own reasons, so that there is room for the text's behind them.
    constexpr std::size_t kMostKept = 28;
    Query query(connection_, kReasonsOfSighting);
    query.bind(":sighting", sighting);
    if (!query.step()) {
        return;  // placed before reasons were kept
    }
    const auto before =
        decode_reasons(query.bytes(0), "the decision about sighting " + std::to_string(sighting));
    auto reasons = before;
    std::erase_if(reasons, [](const dedup::Reason& reason) { return reason.since.has_value(); });
    reasons.resize(std::min(reasons.size(), kMostKept));
    for (std::size_t i = decision.about_text; i < decision.reasons.size(); ++i) {
        // A text that is the current one needs no word, unless another's turn ends with it.
        if (decision.reasons[i].code != "text-same") {
            reasons.push_back(decision.reasons[i]);
            reasons.back().since = now_;
        }
    }
    const auto tells = [](const dedup::Reason& a, const dedup::Reason& b) {
        return a.code == b.code && a.story == b.story && a.text == b.text;
    };
    if (std::ranges::equal(reasons, before, tells)) {
        return;
    }
    rewrite_reasons(connection_, sighting, reasons);
}

void StoryWriter::revise_story(
    std::int64_t story, int number, const std::optional<Timestamp>& published, bool cosmetic
) {
    Query(connection_, kReviseStory)
        .bind(":story", story)
        .bind(":number", static_cast<std::int64_t>(number))
        .bind(":now", now_)
        .bind(":cosmetic", std::int64_t{cosmetic})
        .bind(":published", published)
        .run();
}

}  // namespace wireroom::store
