#include "dedup/twins.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace wireroom::dedup {
namespace {

std::set<std::string_view> files_of(const PreparedItem& prepared) {
    std::set<std::string_view> urls;
    for (const auto& attachment : prepared.item.attachments) {
        urls.insert(attachment.url);
    }
    return urls;
}

/// Link, text, guid, date and files, as far as they tell twins from others.
using TwinKey = std::tuple<
    std::string_view,
    Digest,
    std::optional<std::string_view>,
    std::optional<Timestamp>,
    std::set<std::string_view>>;

/// Items that share one of these keys are twins: the same link and text twice in one document is
/// one item said twice. Two guids there are two messages when their dates or files differ, and so
/// are the same words without any key that says something. Where links say nothing, guids must
/// agree.
/// @param guids_speak  the feed does not give one guid to several items
/// @param links_speak  the link is not the home page
std::vector<TwinKey> twin_keys(const PreparedItem& item, bool guids_speak, bool links_speak) {
    const auto& text = item.print.title_body;
    const std::string_view guid = item.guid;
    const bool has_link = links_speak && !item.url_key.empty();
    std::vector<TwinKey> keys;
    if (has_link || (guids_speak && !guid.empty())) {
        keys.push_back({item.url_key, text, guid, std::nullopt, {}});
    }
    keys.push_back(
        {item.url_key,
         text,
         has_link ? std::nullopt : std::optional(guid),
         item.item.date_published.value_or(Timestamp::min()),
         files_of(item)}
    );
    return keys;
}

}  // namespace

std::vector<std::optional<std::size_t>> find_twins(
    const Snapshot& snapshot, const Survey& survey, bool guids_speak
) {
    const bool links_speak = snapshot.pins.link != model::DedupPins::Key::kIgnore;
    std::vector<std::optional<std::size_t>> twins(snapshot.items.size());
    std::map<TwinKey, std::size_t> originals;
    for (std::size_t i = 0; i < snapshot.items.size(); ++i) {
        const auto keys =
            twin_keys(snapshot.items[i], guids_speak, links_speak && !survey.link_home[i]);
        const auto known =
            std::ranges::find_if(keys, [&](const TwinKey& key) { return originals.contains(key); });
        if (known != keys.end()) {
            twins[i] = originals.at(*known);
            continue;
        }
        for (const auto& key : keys) {
            originals.emplace(key, i);
        }
    }
    return twins;
}

}  // namespace wireroom::dedup
