#pragma once

#include "base/result.hpp"
#include "config/config.hpp"
#include "config/document.hpp"
#include "config/reader.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wireroom::config {

inline constexpr std::size_t kMaxGroups = 64;

/// The feeds of all files.
/// Invariant: names and URLs in it are unique and valid; at most kMaxFeeds.
class FeedSet {
public:
    explicit FeedSet(Config& config) : feeds_(config.feeds) {}

    /// Reserves a name. @return where it is used already; nothing when it was free.
    std::optional<Place> take_name(const std::string& name, const Place& place);

    /// The feed with the same URL (the host's case and the default port do not count).
    model::FeedSpec* with_url(const std::string& url);

    bool full() const { return feeds_.size() >= kMaxFeeds; }

    /// A feed whose name is reserved, whose URL is new, and for which there is room.
    void add(model::FeedSpec spec);

    /// One URL twice is one feed with the groups of both, as far as there is room.
    static void add_groups(model::FeedSpec& feed, const std::vector<std::string>& groups);

private:
    std::vector<model::FeedSpec>& feeds_;
    std::unordered_map<std::string, Place> names_;
    std::unordered_map<std::string, std::size_t> urls_;  ///< and the index of the feed
};

/// An entry of `feeds` that names an OPML list. Lists are read when all feeds that have names of
/// their own are known.
struct OpmlEntry {
    std::string path;   ///< named as the configuration file is
    std::string where;  ///< `feeds[3].opml`
    Place place;
    int column = 0;
    std::vector<std::string> groups;
    std::optional<std::chrono::seconds> interval;
    model::DedupPins dedup;
};

/// A URL that can be polled, its host in ASCII; or what is wrong with it.
enum class FeedUrlFault { kUnusable };
Result<std::string, Error<FeedUrlFault>> feed_url(std::string_view text);

/// Reads the entries of one file's `feeds`, one by one.
class FeedsSection {
public:
    FeedsSection(Reader& reader, FeedSet& feeds, std::vector<OpmlEntry>& lists)
        : reader_(reader), feeds_(feeds), lists_(lists) {}

    /// One entry; `where` is `feeds[3]`.
    void feed(const YamlNode& node, const std::string& where);

private:
    void list(const YamlNode& node, const std::string& where);
    Reader::Handler groups(std::vector<std::string>& target);
    Reader::Handler interval(std::optional<std::chrono::seconds>& target, const YamlNode*& at);
    Reader::Handler pins(model::DedupPins& target, const YamlNode*& at);
    void name(const YamlNode& node, const std::string& where, std::string& target);
    void url(const YamlNode& node, const std::string& where, std::string& target);
    void group(const YamlNode& node, const std::string& where, std::vector<std::string>& groups);
    /// Where a feed says what a feed with the same URL may say otherwise.
    struct Places {
        const YamlNode* feed = nullptr;
        const YamlNode* interval = nullptr;
        const YamlNode* dedup = nullptr;
    };
    void keep(model::FeedSpec spec, const Places& at, const std::string& where);
    void refuse_second(
        const YamlNode* at, const Places& places, const std::string& where, const std::string& name
    );

    Reader& reader_;
    FeedSet& feeds_;
    std::vector<OpmlEntry>& lists_;
};

/// A name of a feed or monitor, or a fault. @return false after a fault.
bool read_name(Reader& reader, const YamlNode& node, const std::string& where, std::string& target);

}  // namespace wireroom::config
