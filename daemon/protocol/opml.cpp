#include "protocol/opml.hpp"

#include "base/url.hpp"
#include "protocol/xml.hpp"

#include <map>

namespace wireroom::protocol {
namespace {

void add_feed(pugi::xml_node parent, const model::Feed& feed, bool with_secrets) {
    const auto& title = feed.title.empty() ? feed.spec.name : feed.title;
    auto outline = parent.append_child("outline");
    add_attribute(outline, "type", "rss");  // whatever its format, says OPML 2.0
    add_attribute(outline, "text", title);
    add_attribute(outline, "title", title);
    add_attribute(outline, "xmlUrl", with_secrets ? feed.spec.url : mask_userinfo(feed.spec.url));
    add_optional_attribute(outline, "htmlUrl", feed.home_page_url);
}

}  // namespace

std::string render_opml(const std::vector<model::Feed>& feeds, bool with_secrets) {
    pugi::xml_document document;
    auto root = document.append_child("opml");
    add_attribute(root, "version", "2.0");
    add_element(root.append_child("head"), "title", "wireroom");
    auto body = root.append_child("body");
    std::map<std::string, pugi::xml_node> folders;
    for (const auto& feed : feeds) {
        for (const auto& group : feed.spec.groups) {
            auto& folder = folders[group];
            if (!folder) {
                folder = body.append_child("outline");
                add_attribute(folder, "text", group);
            }
            add_feed(folder, feed, with_secrets);
        }
        if (feed.spec.groups.empty()) {
            add_feed(body, feed, with_secrets);
        }
    }
    return write_xml(document);
}

}  // namespace wireroom::protocol
