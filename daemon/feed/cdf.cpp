#include "base/text.hpp"
#include "feed/element.hpp"
#include "feed/xml_tree.hpp"

#include <pugixml.hpp>

// The Channel Definition Format of 1997: RSS's grandfather keeps addresses and dates in attributes
// of `<channel>` and `<item>`; the names of the elements inside are RSS's, or near it.

namespace wireroom::feed {
namespace {

/// `<item href="…">`, else `<item><a href="…"/>`.
std::string href_of(const pugi::xml_node& node, const std::string& base, const Context& context) {
    auto href = attribute_of(node, "href");
    for (auto child = node.first_child(); child && href.empty(); child = child.next_sibling()) {
        href = iequals(child.name(), "a") ? attribute_of(child, "href") : href;
    }
    return url_of(href, base, context);
}

}  // namespace

bool is_cdf(const pugi::xml_node& root) {
    return iequals(root.name(), "channel") && !attribute_of(root, "href").empty();
}

std::string cdf_base(
    const pugi::xml_node& channel, const std::string& around, const Context& context
) {
    auto base = url_of(attribute_of(channel, "base"), around, context);
    return is_http_url(base) ? base : around;
}

void map_cdf_feed(
    const pugi::xml_node& channel,
    const std::string& base,
    const XmlContext& context,
    FeedDraft& feed
) {
    feed.home_page.offer(rank::kThird, href_of(channel, base, context));
    for (const auto& child : channel.children()) {
        if (iequals(child.name(), "abstract")) {
            feed.description.offer(
                rank::kThird,
                line_of(text_of(child, context.texts), model::Markup::Type::kHtml, context)
            );
        }
    }
    feed.self.offer(rank::kThird, url_of(attribute_of(channel, "self"), base, context));
}

void map_cdf_item(
    const pugi::xml_node& node, const std::string& base, const Context& context, ItemDraft& item
) {
    item.link.offer(rank::kPlainLink, href_of(node, base, context));
    offer_date(item.modified, rank::kThird, attribute_of(node, "lastmod"), item);
}

}  // namespace wireroom::feed
