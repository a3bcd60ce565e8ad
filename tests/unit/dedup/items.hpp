#pragma once

#include "dedup/prepare.hpp"
#include "support/memory_store.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::dedup {

inline Timestamp at(const char* rfc3339) {
    return *parse_rfc3339(rfc3339);
}
inline const Timestamp kMorning = at("2025-04-11T08:00:00Z");

/// An item as a publisher would write it, with the parts that a test is about.
struct Written {
    std::string guid;
    std::string url;
    std::string title;
    std::string html;
    std::optional<Timestamp> published = kMorning;
    std::vector<std::string> enclosures = {};
};

inline PreparedItem made(
    const Written& written, const char* feed = "https://www.example.org/feed"
) {
    model::Item item;
    item.id = written.guid;
    item.url = written.url;
    item.title = written.title;
    item.content.value = written.html;
    item.date_published = written.published;
    std::string raw =
        written.guid + '\n' + written.url + '\n' + written.title + '\n' + written.html;
    if (written.published) {
        raw += format_rfc3339(*written.published);
    }
    for (const auto& url : written.enclosures) {
        item.attachments.push_back({.url = url, .mime_type = "audio/mpeg"});
        raw += '\n' + url;
    }
    item.raw_hash = hash64(raw);
    return prepare(std::move(item), feed);
}

/// Paragraphs of news, each unlike the others, `count` of them from `first` on.
inline std::string news(std::size_t first, std::size_t count) {
    static const std::vector<std::string> kParagraphs = {
        "Councillors in Varnhold voted late on Tuesday to extend the tram line to the hospital, "
        "ending a long dispute over the route and its price.",
        "Opponents had argued for electric buses, which they said could be introduced within "
        "months and at a fraction of the cost of the rails.",
        "Shop owners along the high street remain worried about the building work, pointing to a "
        "similar project that closed several family shops.",
        "The hospital trust welcomed the decision because nurses on late shifts often walk twenty "
        "minutes to reach the nearest night bus.",
        "Fruit growers around the bay lit thousands of candles between the rows as temperatures "
        "fell far below zero during full blossom.",
        "Beekeepers report that the insects stayed in their hives, so that even flowers which "
        "survived the cold may carry little fruit.",
        "Researchers have mapped a warm freshwater spring on the seabed with a swarm of small "
        "robots the size of a lunch box each.",
        "The batteries last eleven hours; when the charge falls a robot lets go of a pebble and "
        "drifts to the surface to be collected.",
        "An appeal court overturned a fine against an online retailer, ruling that the authority "
        "had defined the market too narrowly.",
        "Lawyers for the retailer called the ruling a lesson in arithmetic, while consumer groups "
        "spoke of a bitter day for small shops.",
        "After years of restoration the maritime museum has opened a wing with historic river "
        "boats, its director told visitors on Friday.",
        "Visitors walk over a glass floor above the hulls, and volunteers from a rowing club spent "
        "their weekends sewing new sails.",
    };
    std::string html;
    for (std::size_t i = 0; i < count; ++i) {
        html += "<p>" + kParagraphs[(first + i) % kParagraphs.size()] + "</p>";
    }
    return html;
}

/// `feed` shows `items`; what came of it.
inline std::vector<testing::MemoryStore::Event> shown(
    testing::MemoryStore& store, int feed, int hour, const std::vector<Written>& items
) {
    std::vector<PreparedItem> prepared;
    for (const auto& item : items) {
        prepared.push_back(made(item));
    }
    return store.poll(feed, kMorning + std::chrono::hours(hour), std::move(prepared));
}

inline std::size_t count(
    const std::vector<testing::MemoryStore::Event>& events, testing::MemoryStore::Kind kind
) {
    return static_cast<std::size_t>(
        std::ranges::count(events, kind, &testing::MemoryStore::Event::kind)
    );
}

inline bool has_reason(const Decision& decision, std::string_view code) {
    return std::ranges::any_of(decision.reasons, [&](const Reason& reason) {
        return reason.code == code;
    });
}

}  // namespace wireroom::dedup
