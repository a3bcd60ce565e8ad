#include "store/traces.hpp"

#include "base/hash.hpp"
#include "base/log.hpp"
#include "dedup/address.hpp"
#include "dedup/prepare.hpp"
#include "store/shared_rows.hpp"
#include "store/sql_removal.hpp"
#include "store/store.hpp"
#include "store/story_group.hpp"
#include "store/story_rows.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace wireroom::store {
namespace {

constexpr const char* kWasRemoved = "said of a story that was removed";

/// What the stories were known by, anywhere.
struct Names {
    std::set<std::int64_t> stories;
    std::set<std::int64_t> relatives;  ///< by verdicts, near or far; themselves among them
    std::set<std::string> urls;
    std::set<std::string> url_keys;
    std::set<std::pair<std::int64_t, std::string>> guids;  ///< by feed, in the compared form
};

struct SightedEvent {
    std::int64_t seq = 0;
    std::int64_t story = 0;
    std::int64_t feed = 0;
    std::string url;
    std::string guid;
};

std::set<std::int64_t> relatives_of(
    Connection& connection, const std::vector<std::int64_t>& stories
) {
    std::set<std::int64_t> found(stories.begin(), stories.end());
    auto waiting = stories;
    while (!waiting.empty()) {
        Query query(connection, sql::kStoriesOfVerdicts);
        query.bind(":story", waiting.back());
        waiting.pop_back();
        while (query.step()) {
            if (found.insert(query.integer(0)).second) {
                waiting.push_back(query.integer(0));
            }
        }
    }
    return found;
}

void add_names(Connection& connection, std::int64_t story, Names& names) {
    const auto add_url = [&](std::string url, std::string key) {
        if (key.empty() || dedup::is_home_key(key)) {
            return;  // it names no story
        }
        names.url_keys.insert(std::move(key));
        if (!url.empty()) {
            names.urls.insert(std::move(url));
        }
    };
    {
        Query query(connection, sql::kKeysOfSightings);
        query.bind(":story", story);
        while (query.step()) {
            if (!query.bytes(1).empty()) {
                names.guids.emplace(query.integer(0), query.bytes(1));
            }
            add_url(query.bytes(2), query.bytes(3));
        }
    }
    {
        Query query(connection, sql::kGuidsOfStory);
        query.bind(":story", story);
        while (query.step()) {
            names.guids.emplace(query.integer(0), query.bytes(1));
        }
    }
    {
        Query query(connection, sql::kUrlKeysOfStory);
        query.bind(":story", story);
        while (query.step()) {
            add_url({}, query.bytes(0));
        }
    }
    Query query(connection, sql::kUrlsOfRevisions);
    query.bind(":story", story);
    while (query.step()) {
        auto url = query.bytes(0);
        auto key = dedup::url_key_of(url);
        add_url(std::move(url), std::move(key));
    }
}

bool has_url_key(Connection& connection, std::int64_t story, const std::string& key) {
    Query query(connection, sql::kOwnersOfUrlKey);
    query.bind_hash(":hash", hash64(key));
    while (query.step()) {
        if (query.integer(0) == story && query.bytes(1) == key) {
            return true;
        }
    }
    return false;
}

bool has_guid(
    Connection& connection, std::int64_t story, std::int64_t feed, const std::string& guid
) {
    Query query(connection, sql::kOwnersOfGuid);
    query.bind(":feed", feed).bind_hash(":hash", hash64(guid));
    while (query.step()) {
        if (query.integer(0) == story && query.bytes(1) == guid) {
            return true;
        }
    }
    return false;
}

/// Whether the event tells an address or a guid of theirs. What its own story has as well is that
/// one's too, and stays.
bool tells_of(Connection& connection, const SightedEvent& event, const Names& names) {
    if (names.stories.contains(event.story)) {
        return true;
    }
    if (!event.guid.empty()) {
        const auto guid = dedup::compared_guid(event.guid);
        if (names.guids.contains({event.feed, guid}) &&
            !has_guid(connection, event.story, event.feed, guid)) {
            return true;
        }
    }
    // Making a key of every address in the log would take too long.
    const bool known = names.urls.contains(event.url);
    if (event.url.empty() || (!known && !names.relatives.contains(event.story))) {
        return false;
    }
    const auto key = dedup::url_key_of(event.url);
    return (known || names.url_keys.contains(key)) && !has_url_key(connection, event.story, key);
}

void scrub_events(Connection& connection, const std::vector<std::int64_t>& leaving) {
    Names names{
        .stories = {leaving.begin(), leaving.end()},
        .relatives = relatives_of(connection, leaving),
        .urls = {},
        .url_keys = {},
        .guids = {}};
    for (const auto story : leaving) {
        add_names(connection, story, names);
    }
    std::vector<std::int64_t> telling;
    {
        Query query(connection, sql::kSightedEvents);
        while (query.step()) {
            const SightedEvent event{
                .seq = query.integer(0),
                .story = query.integer(1),
                .feed = query.null(2) ? 0 : query.integer(2),
                .url = query.bytes(3),
                .guid = query.bytes(4)};
            if (tells_of(connection, event, names)) {
                telling.push_back(event.seq);
            }
        }
    }
    for (const auto seq : telling) {
        Query(connection, sql::kScrubSighted).bind(":seq", seq).run();
    }
}

/// Reasons quote what they compare.
void blank_reasons(Connection& connection, std::int64_t story) {
    std::vector<std::pair<std::int64_t, std::vector<dedup::Reason>>> decisions;
    {
        Query query(connection, sql::kDecisionsThatName);
        query.bind(":named", "\"story\":" + std::to_string(story) + ",");
        while (query.step()) {
            const auto sighting = query.integer(0);
            decisions.emplace_back(
                sighting,
                decode_reasons(
                    query.bytes(1), "the decision about sighting " + std::to_string(sighting)
                )
            );
        }
    }
    for (auto& [sighting, reasons] : decisions) {
        for (auto& reason : reasons) {
            if (reason.story == static_cast<dedup::StoryKey>(story)) {
                reason.text = kWasRemoved;
            }
        }
        rewrite_reasons(connection, sighting, reasons);
    }
}

/// The folded paragraphs of all texts that the stories had.
std::vector<std::string> paragraphs_of(
    Connection& connection, TextCodec& codec, const std::vector<std::int64_t>& stories
) {
    std::vector<std::pair<std::string, std::int64_t>> texts;
    for (const auto story : stories) {
        Query query(connection, sql::kTextsToCompare);
        query.bind(":story", story);
        while (query.step()) {
            texts.emplace_back(query.bytes(0), query.integer(1));
        }
    }
    std::vector<std::string> paragraphs;
    for (const auto& [title, content] : texts) {
        try {
            auto text = dedup::normalise(title, read_text(connection, codec, content).html);
            std::ranges::move(text.blocks, std::back_inserter(paragraphs));
        } catch (const StoreError& error) {  // damaged: it can be removed all the same
            log::error(
                "store.damaged",
                {{"row", "content " + std::to_string(content)}, {"error", error.what()}}
            );
        }
    }
    return paragraphs;
}

/// A long line is shown by its beginning.
std::string_view without_ellipsis(std::string_view sample) {
    constexpr std::string_view kEllipsis = "…";
    return sample.ends_with(kEllipsis) ? sample.substr(0, sample.size() - kEllipsis.size())
                                       : sample;
}

/// Another text of the feed will show the mark again.
void blank_samples(
    Connection& connection, TextCodec& codec, const std::vector<std::int64_t>& leaving
) {
    std::optional<std::vector<std::string>> paragraphs;
    for (const auto feed : feeds_of(connection, leaving)) {
        std::vector<std::pair<std::uint64_t, std::string>> samples;
        {
            Query query(connection, sql::kSamplesOfFeed);
            query.bind(":feed", feed);
            while (query.step()) {
                samples.emplace_back(query.hash(0), query.bytes(1));
            }
        }
        for (const auto& [mark, sample] : samples) {
            if (!paragraphs) {
                paragraphs = paragraphs_of(connection, codec, leaving);
            }
            const auto line = without_ellipsis(sample);
            const bool theirs = std::ranges::any_of(*paragraphs, [&](const std::string& one) {
                return one.find(line) != std::string::npos;
            });
            if (theirs) {
                Query(connection, sql::kBlankSample)
                    .bind(":feed", feed)
                    .bind_hash(":mark", mark)
                    .run();
            }
        }
    }
}

}  // namespace

void drop_traces(
    Connection& connection, TextCodec& codec, const std::vector<std::int64_t>& leaving
) {
    scrub_events(connection, leaving);
    for (const auto story : leaving) {
        blank_reasons(connection, story);
    }
    blank_samples(connection, codec, leaving);
}

}  // namespace wireroom::store
