#include "config/opml_feeds.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "config/values.hpp"
#include "text/slug.hpp"

#include <string>
#include <unordered_map>
#include <utility>

namespace wireroom::config {

namespace {

/// Finds free names.
class Names {
public:
    Names(FeedSet& feeds, const Place& place) : feeds_(feeds), place_(place) {}

    std::string take(const std::string& wanted) {
        if (!feeds_.take_name(wanted, place_)) {
            return wanted;
        }
        // Remembered, so that ten thousand feeds of one title are no hundred million look-ups.
        int& number = last_.emplace(wanted, 1).first->second;
        while (true) {
            const auto suffix = "-" + std::to_string(++number);
            auto stem = wanted.substr(0, text::kMaxSlugBytes - suffix.size());
            auto name = std::move(stem) + suffix;
            if (!feeds_.take_name(name, place_)) {
                return name;
            }
        }
    }

private:
    FeedSet& feeds_;
    Place place_;
    std::unordered_map<std::string, int> last_;
};

std::string name_for(const std::string& title, const std::string& url) {
    auto name = text::slug(title);
    if (name.empty()) {
        auto host = parse_http_url(url)->host;
        name = text::slug(host.starts_with("www.") ? host.substr(4) : host);
    }
    return name.empty() ? "feed" : name;
}

}  // namespace

bool add_opml_feeds(
    const feed::Opml& opml,
    const OpmlEntry& entry,
    FeedSet& feeds,
    FaultList& warnings,
    std::size_t file
) {
    for (const auto& problem : opml.problems) {
        warnings.add(file, 0, 0, problem, {});
    }
    Names names(feeds, entry.place);
    for (const auto& outline : opml.feeds) {
        const auto url = feed_url(outline.url);
        if (!url) {
            const auto& title = outline.title.empty() ? outline.url : outline.title;
            warnings.add(
                file,
                outline.line,
                outline.column,
                "feed " + in_quotes(title) + " is left out: " + url.error().message,
                {}
            );
            continue;
        }
        auto* feed = feeds.with_url(*url);
        if (feed == nullptr) {
            if (feeds.full()) {
                return false;
            }
            model::FeedSpec spec;
            spec.name = names.take(name_for(outline.title, *url));
            spec.url = *url;
            spec.interval = entry.interval;
            spec.dedup = entry.dedup;
            feeds.add(std::move(spec));
            feed = feeds.with_url(*url);
        }
        FeedSet::add_groups(*feed, entry.groups);
        FeedSet::add_groups(*feed, outline.groups);
    }
    return true;
}

}  // namespace wireroom::config
