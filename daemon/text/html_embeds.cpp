#include "text/html_embeds.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "text/html.hpp"
#include "text/html_attributes.hpp"
#include "text/html_images.hpp"
#include "text/html_links.hpp"
#include "text/html_text.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>

namespace wireroom::text {
namespace {

constexpr std::size_t kMaxLabel = 160;

/// How a service's player address becomes the address of the page.
enum class Page {
    kAsIs,
    kYouTube,       ///< /embed/ID or /v/ID
    kWithoutPart,   ///< the same path without `part`
    kVimeo,         ///< /video/ID
    kUrlParameter,  ///< the address stands in the query
};

struct Service {
    std::string_view host;  ///< and its subdomains
    std::string_view path;  ///< what players' paths begin with
    std::string_view name;
    Page page = Page::kAsIs;
    std::string_view part = {};  ///< of the path, or the name of the parameter
};

constexpr auto kServices = std::to_array<Service>({
    {"youtube.com", "/embed/", "YouTube", Page::kYouTube},
    {"youtube.com", "/v/", "YouTube", Page::kYouTube},
    {"youtube-nocookie.com", "/embed/", "YouTube", Page::kYouTube},
    {"player.vimeo.com", "/video/", "Vimeo", Page::kVimeo},
    {"dailymotion.com", "/embed/video/", "Dailymotion", Page::kWithoutPart, "/embed"},
    {"open.spotify.com", "/embed/", "Spotify", Page::kWithoutPart, "/embed"},
    {"w.soundcloud.com", "/player", "SoundCloud", Page::kUrlParameter, "url"},
    {"embed.podcasts.apple.com", "/", "Apple Podcasts"},
    {"bandcamp.com", "/EmbeddedPlayer", "Bandcamp"},
    {"player.twitch.tv", "/", "Twitch"},
    {"clips.twitch.tv", "/embed", "Twitch"},
    {"embed.ted.com", "/", "TED"},
    {"archive.org", "/embed/", "Internet Archive"},
    {"tiktok.com", "/embed/", "TikTok"},
    {"codepen.io", "/", "CodePen"},
    {"jsfiddle.net", "/", "JSFiddle"},
    {"slideshare.net", "/slideshow/embed_code/", "SlideShare"},
    {"speakerdeck.com", "/player/", "Speaker Deck"},
    {"google.com", "/maps/", "Google Maps"},
    {"openstreetmap.org", "/export/embed", "OpenStreetMap"},
});

bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
        return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '-' || c == '_';
    });
}

/// The value of a query parameter as it is written; empty when it is not there.
std::string_view parameter(std::string_view target, std::string_view name) {
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) {
        return {};
    }
    for (const auto part : split(target.substr(mark + 1), '&')) {
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
            return part.substr(name.size() + 1);
        }
    }
    return {};
}

std::string percent_decoded(std::string_view text) {
    const auto value = [](char c) {
        return is_digit(c)                                ? c - '0'
               : to_lower(c) >= 'a' && to_lower(c) <= 'f' ? to_lower(c) - 'a' + 10
                                                          : -1;
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '%' && at + 2 < text.size() && value(text[at + 1]) >= 0 &&
                            value(text[at + 2]) >= 0;
        out +=
            escape ? static_cast<char>(value(text[at + 1]) * 16 + value(text[at + 2])) : text[at];
        at += escape ? 2 : 0;
    }
    return out;
}

std::string page_of(const Service& service, const HttpUrl& player, const std::string& url) {
    const auto path = std::string_view(player.target).substr(0, player.target.find('?'));
    const auto behind = path.substr(std::min(service.path.size(), path.size()));
    const auto id = behind.substr(0, behind.find_first_of("/&"));
    switch (service.page) {
        case Page::kYouTube: {
            const auto list = parameter(player.target, "list");
            if (id == "videoseries" && is_id(list)) {
                return "https://www.youtube.com/playlist?list=" + std::string(list);
            }
            return is_id(id) ? "https://www.youtube.com/watch?v=" + std::string(id) : url;
        }
        case Page::kVimeo: {
            const auto hash = parameter(player.target, "h");  // of an unlisted recording
            return is_id(id) ? "https://vimeo.com/" + std::string(id) +
                                   (is_id(hash) ? "/" + std::string(hash) : "")
                             : url;
        }
        case Page::kWithoutPart:
            return "https://" + player.host + std::string(path.substr(service.part.size()));
        case Page::kUrlParameter: {
            const auto inner =
                safe_link(percent_decoded(parameter(player.target, service.part)), {});
            return inner.starts_with("http") ? inner : url;
        }
        case Page::kAsIs:
            break;
    }
    return url;
}

std::string title_of(const std::vector<RawAttribute>& attributes) {
    const auto raw = decoded_value(attributes, "title");
    std::string scratch;
    auto title = collapse_space(clean_text(raw, false, scratch));
    if (title.size() > kMaxLabel) {
        title.resize(kMaxLabel);
        title.resize(valid_utf8_prefix(title));
        title += "…";
    }
    return title;
}

}  // namespace

EmbedLink embed_link(
    const std::vector<RawAttribute>& attributes, std::string_view base_url, bool closed
) {
    if (is_unseen(attributes)) {
        return {};
    }
    std::string url;
    for (const std::string_view name : {"src", "data-src", "data-lazy-src"}) {
        const auto reference = decoded_value(attributes, name);
        if (url.empty() && !trim(reference).empty()) {
            url = safe_link(trim(reference), base_url);
        }
    }
    const auto player =
        url.starts_with("http") ? parse_http_url(url) : UrlError(UrlFault::kHost, "");
    const bool readable = player && valid_utf8_prefix(player->host) == player->host.size();
    if (!readable || is_tracker(url)) {
        return {};
    }
    const auto* service = std::ranges::find_if(kServices, [&](const Service& known) {
        return belongs_to(player->host, known.host) && player->target.starts_with(known.path);
    });
    const bool known = service != kServices.end();
    if (!known && !closed) {
        return {};
    }
    EmbedLink link;
    link.url = known ? page_of(*service, *player, url) : url;
    link.label = title_of(attributes);
    if (link.label.empty()) {
        std::string_view host = player->host;
        host.remove_prefix(host.starts_with("www.") ? 4 : 0);
        link.label = known ? service->name : host;
    }
    return link;
}

}  // namespace wireroom::text
