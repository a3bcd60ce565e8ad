#include "base/text.hpp"
#include "text/html_images.hpp"
#include "text/html_links.hpp"

#include <algorithm>
#include <array>

// Counters and advertisers that feeds carry as images and frames. Data; a host means its
// subdomains, too, and a path, with its
// query, means all that begin with it.

namespace wireroom::text {
namespace {

struct Tracker {
    std::string_view host;
    std::string_view path = "/";
};

constexpr auto kTrackers = std::to_array<Tracker>({
    {"2o7.net"},
    {"adnxs.com"},
    {"adsafeprotected.com"},
    {"amazon-adsystem.com"},
    {"analytics.twitter.com"},
    {"assoc-amazon.com", "/e/ir"},
    {"bat.bing.com"},
    {"chartbeat.net"},
    {"counter.theconversation.com"},
    {"ct.pinterest.com"},
    {"doubleclick.net"},
    {"eotrx.substackcdn.com"},
    {"facebook.com", "/tr/"},
    {"facebook.com", "/tr?"},
    {"feedblitz.com", "/~/i/"},
    {"feedproxy.google.com", "/~"},
    {"feeds.feedburner.com", "/~"},
    {"feeds.wordpress.com", "/1.0/"},
    {"feedsportal.com"},
    {"google-analytics.com"},
    {"googlesyndication.com"},
    {"googletagmanager.com"},
    {"imrworldwide.com"},
    {"ioam.de"},
    {"list-manage.com", "/track/"},
    {"medium.com", "/_/stat"},
    {"met.vgwort.de"},
    {"pheedo.com"},
    {"pixel.propublica.org"},
    {"pixel.wp.com"},
    {"px.ads.linkedin.com"},
    {"quantserve.com"},
    {"scorecardresearch.com"},
    {"statcounter.com"},
    {"stats.wordpress.com"},
    {"stats.wp.com"},
    {"t.co", "/i/adsct"},
    {"track.hubspot.com"},
    {"xiti.com"},
});

// Names of files that only ever count, wherever they lie.
constexpr auto kCountingFiles = std::to_array<std::string_view>(
    {"__ptq.gif", "matomo.php", "npr-rss-pixel.png", "piwik.php", "utm.gif", "__utm.gif"}
);

}  // namespace

bool is_tracker(std::string_view url) {
    auto at = url.find("//");
    if (at == std::string_view::npos || at > 6) {
        return false;
    }
    url.remove_prefix(at + 2);
    at = std::min(url.find_first_of("/?#"), url.size());
    auto authority = url.substr(0, at);
    authority.remove_prefix(authority.rfind('@') + 1);
    const auto host = to_lower(authority.substr(0, authority.find(':')));
    auto path = url.substr(at);
    if (!path.starts_with('/')) {
        path = "/";
    }
    const auto plain = path.substr(0, path.find_first_of("?#"));
    const auto file = plain.substr(plain.rfind('/') + 1);
    return std::ranges::find(kCountingFiles, file) != kCountingFiles.end() ||
           std::ranges::any_of(kTrackers, [&](const Tracker& tracker) {
               return belongs_to(host, tracker.host) && path.starts_with(tracker.path);
           });
}

}  // namespace wireroom::text
