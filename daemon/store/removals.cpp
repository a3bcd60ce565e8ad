#include "store/removals.hpp"

#include "base/hash.hpp"
#include "store/cluster_repair.hpp"
#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/feed_table.hpp"
#include "store/sql_removal.hpp"
#include "store/story_group.hpp"
#include "store/tombstones.hpp"
#include "store/traces.hpp"
#include "store/verdicts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::store {
namespace {

/// Below this many words texts of two stories are equal by accident.
constexpr std::int64_t kTellingTokens = 40;
/// Stories that an answer names.
constexpr std::size_t kMostNamed = 3;

constexpr const char* kReason = "purge";

struct Keys {
    bool guids = true;  ///< the feed's guids tell its items apart
    bool links = true;
};

struct Seen {
    std::int64_t feed = 0;
    std::string guid_key;
    std::string url;
    std::string url_key;
};

/// Buries one story's keys: those that lead to no other story.
class Burial {
public:
    Burial(Connection& connection, const std::vector<std::int64_t>& leaving, Timestamp now)
        : connection_(connection), leaving_(leaving), now_(now) {}

    void bury(std::int64_t story) {
        const auto seen = sightings_of(story);
        buried_guids_.clear();
        bury_guids(story);
        for (const auto& one : seen) {
            bury_places(one);
        }
        const bool all_links =
            std::ranges::all_of(seen, [&](const Seen& one) { return keys_of(one.feed).links; });
        if (all_links) {
            bury_aliases(story);
        }
    }

private:
    std::vector<Seen> sightings_of(std::int64_t story) {
        std::vector<Seen> seen;
        Query query(connection_, sql::kKeysOfSightings);
        query.bind(":story", story);
        while (query.step()) {
            seen.push_back(
                {.feed = query.integer(0),
                 .guid_key = query.bytes(1),
                 .url = query.bytes(2),
                 .url_key = query.bytes(3)}
            );
        }
        return seen;
    }

    /// What a feed's keys are worth, as it is judged now.
    const Keys& keys_of(std::int64_t feed) {
        const auto [entry, is_new] = feeds_.try_emplace(feed);
        if (is_new) {
            if (const auto row = load_feed_row(connection_, static_cast<model::FeedId>(feed))) {
                entry->second = {
                    .guids = guids_identify(row->modes, row->pins),
                    .links = links_identify(row->modes, row->pins)};
            }
        }
        return entry->second;
    }

    bool stays(std::int64_t story) const {
        return std::ranges::find(leaving_, story) == leaving_.end();
    }

    bool leads_elsewhere(Query& query, const std::string& key) const {
        while (query.step()) {
            if (query.bytes(1) == key && stays(query.integer(0))) {
                return true;
            }
        }
        return false;
    }

    bool guid_leads_elsewhere(std::int64_t feed, const std::string& guid) {
        Query query(connection_, sql::kOwnersOfGuid);
        query.bind(":feed", feed).bind_hash(":hash", hash64(guid));
        return leads_elsewhere(query, guid);
    }

    bool url_key_leads_elsewhere(const std::string& key) {
        Query query(connection_, sql::kOwnersOfUrlKey);
        query.bind_hash(":hash", hash64(key));
        return leads_elsewhere(query, key);
    }

    /// Every guid that a feed ever gave it.
    void bury_guids(std::int64_t story) {
        std::vector<std::pair<std::int64_t, std::string>> guids;
        {
            Query query(connection_, sql::kGuidsOfStory);
            query.bind(":story", story);
            while (query.step()) {
                guids.emplace_back(query.integer(0), query.bytes(1));
            }
        }
        for (const auto& [feed, guid] : guids) {
            if (keys_of(feed).guids && !guid_leads_elsewhere(feed, guid)) {
                bury_guid(connection_, static_cast<model::FeedId>(feed), guid, now_);
                buried_guids_.emplace(feed, guid);
            }
        }
    }

    /// Where neither guid nor address could be buried there is the text left.
    void bury_places(const Seen& seen) {
        const auto& keys = keys_of(seen.feed);
        const bool by_guid = buried_guids_.contains({seen.feed, seen.guid_key});
        bool others_link = false;
        bool by_link = false;
        if (keys.links && !seen.url_key.empty()) {
            others_link = url_key_leads_elsewhere(seen.url_key);
            by_link = !others_link && bury_address(connection_, seen.url_key, seen.url, now_);
        }
        if (by_guid || by_link) {
            return;
        }
        // What another story goes by too is its item perhaps, and a short text its own.
        const bool others = others_link || (keys.guids && !seen.guid_key.empty() &&
                                            guid_leads_elsewhere(seen.feed, seen.guid_key));
        bury_texts(seen.feed, others ? kTellingTokens : 0);
    }

    /// The addresses that it had before.
    void bury_aliases(std::int64_t story) {
        std::vector<std::string> keys;
        {
            Query query(connection_, sql::kUrlKeysOfStory);
            query.bind(":story", story);
            while (query.step()) {
                keys.push_back(query.bytes(0));
            }
        }
        for (const auto& key : keys) {
            if (!url_key_leads_elsewhere(key)) {
                bury_address(connection_, key, {}, now_);
            }
        }
    }

    /// Those of the whole: what a part says is written down as the root's.
    void bury_texts(std::int64_t feed, std::int64_t at_least) {
        std::vector<Digest> texts;
        for (const auto story : leaving_) {
            Query query(connection_, sql::kTextsOfStory);
            query.bind(":story", story).bind(":tokens", at_least);
            while (query.step()) {
                texts.push_back(query.digest(0));
            }
        }
        for (const auto& text : texts) {
            bury_text(connection_, static_cast<model::FeedId>(feed), text, now_);
        }
    }

    Connection& connection_;
    const std::vector<std::int64_t>& leaving_;
    Timestamp now_;
    std::map<std::int64_t, Keys> feeds_;
    std::set<std::pair<std::int64_t, std::string>> buried_guids_;  ///< of the story, by feed
};

void run_for(Connection& connection, const char* statement, std::int64_t story) {
    Query(connection, statement).bind(":story", story).run();
}

/// Texts that no other revision shares.
void drop_contents(Connection& connection, const std::vector<std::int64_t>& contents) {
    for (const auto content : contents) {
        Query(connection, sql::kDropUnusedContent).bind(":content", content).run();
    }
}

std::vector<std::int64_t> contents_of(Connection& connection, std::int64_t story) {
    std::vector<std::int64_t> contents;
    Query query(connection, sql::kContentsOfStory);
    query.bind(":story", story);
    while (query.step()) {
        contents.push_back(query.integer(0));
    }
    return contents;
}

/// Every row that is the story's, but for the bare ones of the log.
void drop_rows(Connection& connection, Sketches& sketches, std::int64_t story) {
    const auto contents = contents_of(connection, story);
    sketches.remove(story);
    for (const auto* statement : sql::kDropRowsOfStory) {
        run_for(connection, statement, story);
    }
    drop_contents(connection, contents);
}

/// Public ids of the stories that stay and have one of the texts too, each once.
std::vector<std::string> sharers_of(
    Connection& connection, const std::vector<std::int64_t>& leaving
) {
    std::set<std::int64_t> sharers;
    for (const auto story : leaving) {
        Query query(connection, sql::kSharersOfTexts);
        query.bind(":story", story).bind(":tokens", kTellingTokens);
        while (query.step()) {
            if (std::ranges::find(leaving, query.integer(0)) == leaving.end()) {
                sharers.insert(query.integer(1));
            }
        }
    }
    std::vector<std::string> ids;
    for (const auto story : sharers) {
        ids.push_back(public_id_of(connection, story));
    }
    return ids;
}

/// `; ID has the same text still`; nothing when none has.
std::string told_of_sharers(const std::vector<std::string>& ids) {
    if (ids.empty()) {
        return {};
    }
    std::string named;
    const auto count = std::min(ids.size(), kMostNamed);
    for (std::size_t i = 0; i < count; ++i) {
        const bool last = i + 1 == count && count == ids.size();
        named += (i == 0 ? "" : last ? " and " : ", ") + ids[i];
    }
    if (count < ids.size()) {
        named += " and " + std::to_string(ids.size() - count) + " more";
    }
    return "; " + named + (ids.size() == 1 ? " has" : " have") + " the same text still";
}

void note_removal(Connection& connection, const StoryRef& story, Timestamp now) {
    Query(connection, sql::kInsertRemoved)
        .bind(":story", story.row)
        .bind(":id", story.id)
        .bind(":now", now)
        .bind(":reason", std::string(kReason))
        .run();
    append_event(
        connection,
        {.time = now,
         .type = "story.removed",
         .story = story.row,
         .data = member_data("reason", kReason)}
    );
}

}  // namespace

model::VerdictResult forget_story(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    const std::string& public_id,
    Timestamp now
) {
    const auto root = find_story_ref(connection, public_id);
    if (!root) {
        return not_there(connection, public_id);
    }
    if (root->merged_into != 0) {
        const auto into = public_id_of(connection, root->merged_into);
        return refused(
            model::VerdictResult::Status::kConflict,
            "story " + root->id + " is a part of " + into +
                "; split it off first, or forget the whole of " + into
        );
    }
    auto leaving = load_merged(connection, root->row);
    const auto merged = leaving.size();
    leaving.push_back(root->row);  // the others point to it, so it goes last
    Burial burial(connection, leaving, now);
    for (const auto story : leaving) {
        burial.bury(story);
    }
    for (const auto feed : feeds_of(connection, leaving)) {
        change_story_count(connection, feed, -1);
    }
    repair_clusters(connection, leaving);
    const auto sharers = sharers_of(connection, leaving);
    drop_traces(connection, codec, leaving);
    for (const auto story : leaving) {
        const auto reference = load_story_ref(connection, story);
        drop_rows(connection, sketches, story);
        note_removal(connection, reference, now);
    }
    std::string message = "story " + root->id + " is removed";
    if (merged > 0) {
        message +=
            ", and " + std::to_string(merged) +
            (merged == 1 ? " story that was merged into it" : " stories that were merged into it");
    }
    message += told_of_sharers(sharers);
    return {
        .status = model::VerdictResult::Status::kDone,
        .message = std::move(message),
        .story = {},
        .head_seq = read_head_seq(connection),
    };
}

}  // namespace wireroom::store
