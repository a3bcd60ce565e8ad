#include "feed/xml_feed.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "feed/date.hpp"
#include "feed/element.hpp"
#include "feed/fields.hpp"
#include "feed/newest.hpp"
#include "feed/xml_document.hpp"
#include "feed/xml_tree.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace wireroom::feed {
namespace {

bool is_item(Tag tag) {
    return tag == Tag::kItem || tag == Tag::kEntry;
}

bool is_atom(const pugi::xml_node& root) {
    return iequals(local_name(root.name()), "feed") || iequals(local_name(root.name()), "entry");
}

/// The URI that a root's own prefix stands for; empty when it is not declared.
std::string_view root_namespace(const pugi::xml_node& root) {
    const std::string_view name = root.name();
    const auto colon = name.find(':');
    const auto declaration =
        colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    return attribute_of(root, declaration);
}

std::string rdf_format(const pugi::xml_node& root) {
    for (const auto& attribute : root.attributes()) {
        const auto uri = to_lower(attribute.value());
        if (uri.find("netscape.com/rdf/simple/0.9") != std::string::npos) {
            return "rss-0.90";
        }
    }
    return "rss-1.0";
}

std::string format_of(const pugi::xml_node& root) {
    if (is_cdf(root)) {
        return "cdf";
    }
    if (is_atom(root)) {
        const auto uri = to_lower(root_namespace(root));
        const bool old = uri.find("purl.org/atom/ns") != std::string::npos ||
                         attribute_of(root, "version") == "0.3";
        return old ? "atom-0.3" : "atom-1.0";
    }
    const bool rss11 = root_namespace(root).find("purl.org/net/rss1.1") != std::string_view::npos;
    if (iequals(local_name(root.name()), "rdf") || rss11) {
        return rdf_format(root);
    }
    static constexpr std::array kOld =
        std::to_array<std::string_view>({"0.90", "0.91", "0.92", "0.93", "0.94"});
    auto version = attribute_of(root, "version");
    version = version == "0.9" ? "0.90" : version;
    const auto* known = std::ranges::find(kOld, version);
    return known == kOld.end() ? "rss-2.0" : fmt::format("rss-{}", *known);
}

/// One item's element with what surrounds it.
struct ItemNode {
    pugi::xml_node node;
    const Scope* scope;       ///< of the element around it
    const std::string* base;  ///< of the element around it
};

/// Reads one document; see `parse_xml_feed`.
class XmlFeed {
public:
    XmlFeed(
        const XmlDocument& document,
        std::string_view base_url,
        const Limits& limits,
        Problems& problems
    )
        : document_(document),
          root_(document.root()),
          document_url_(base_url),
          context_{{limits, problems}, document.texts()},
          root_scope_(root_),
          is_atom_(is_atom(root_)) {}

    ParsedFeed run() {
        feed_.format = format_of(root_);
        root_base_ = base_around(root_);
        if (iequals(local_name(root_.name()), "entry")) {
            items_.push_back({root_, &root_scope_, &root_base_});  // a lone entry is a feed of one
        } else {
            read_feed();
        }
        finish_feed();
        read_items();
        finish_deletions();
        return std::move(feed_);
    }

private:
    /// The base that the elements around and the root itself declare, else the document's URL.
    std::string base_around(const pugi::xml_node& node) {
        std::vector<pugi::xml_node> path;
        for (auto at = node; at.type() == pugi::node_element; at = at.parent()) {
            path.push_back(at);
        }
        std::string base = document_url_;
        for (auto at = path.rbegin(); at != path.rend(); ++at) {
            declared_base_ = declared_base_ || at->attribute("xml:base");
            base = base_of(*at, base);
        }
        return base;
    }

    /// A channel of CDF has its items and other channels, each with a base of its own.
    void read_cdf() {
        const auto base = cdf_base(root_, root_base_, context_);
        declared_base_ = declared_base_ || base != root_base_;
        root_base_ = base;
        read_container(root_, root_scope_, root_base_);
        map_cdf_feed(root_, root_base_, context_, draft_);
        collect_channels(root_, root_base_);
        for (std::size_t i = 0; i < channels_.size(); ++i) {
            const auto& channel = *channels_[i];
            collect_listed(channel.node, channel.scope, channel.base);
            collect_channels(channel.node, channel.base);
        }
    }

    void collect_channels(const pugi::xml_node& around, const std::string& base) {
        for (const auto& child : around.children()) {
            if (tag_of(local_name(child.name())) == Tag::kChannel &&
                channels_.size() < kMostChannels) {
                auto own = cdf_base(child, base, context_);
                declared_base_ = declared_base_ || own != base;
                channels_.push_back(std::make_unique<Channel>(Channel{
                    child, std::move(own), Scope(root_scope_, child)}));
            }
        }
    }

    std::string declared_language(const pugi::xml_node& node) const {
        const auto tag = attribute_of(node, "xml:lang");
        return tag.empty() ? std::string() : line_of(tag, model::Markup::Type::kText, context_);
    }

    void read_feed() {
        if (is_cdf(root_)) {
            read_cdf();
            draft_.language.offer(rank::kPodcast, declared_language(root_));
            return;
        }
        // What stands in a channel speaks before what stands beside it (RSS 1.0 has its items and
        // image there).
        for (const auto& child : root_.children()) {
            if (child.type() == pugi::node_element &&
                tag_of(local_name(child.name())) == Tag::kChannel) {
                declared_base_ = declared_base_ || child.attribute("xml:base");
                if (channels_.size() < kMostChannels) {
                    channels_.push_back(std::make_unique<Channel>(Channel{
                        child, base_of(child, root_base_), Scope(root_scope_, child)}));
                }
            }
        }
        for (const auto& channel : channels_) {
            read_container(channel->node, channel->scope, channel->base);
        }
        read_container(root_, root_scope_, root_base_);
        draft_.language.offer(rank::kPodcast, declared_language(root_));
        for (const auto& channel : channels_) {
            draft_.language.offer(rank::kPodcast, declared_language(channel->node));
        }
    }

    void read_container(const pugi::xml_node& node, const Scope& scope, const std::string& base) {
        for_each_child(node, scope, base, context_, [&](const Element& element) {
            if (is_item(element.tag) &&
                (element.ns == Ns::kCore || element.ns == Ns::kAtom || element.ns == Ns::kRss)) {
                collect_item(element.node, scope, base);
                return;
            }
            if (element.tag == Tag::kItems && element.ns == Ns::kCore) {
                collect_listed(element.node, scope, base);  // RSS 1.1
                return;
            }
            switch (element.ns) {
                case Ns::kCore:
                    is_atom_ ? map_atom_feed(element, draft_) : map_rss_feed(element, draft_);
                    break;
                case Ns::kAtom:
                    map_atom_feed(element, draft_);
                    break;
                case Ns::kRss:
                    map_rss_feed(element, draft_);
                    break;
                default:
                    map_module_feed(element, draft_);
            }
        });
    }

    void collect_listed(const pugi::xml_node& list, const Scope& scope, const std::string& base) {
        for (const auto& child : list.children()) {
            if (child.type() == pugi::node_element && is_item(tag_of(local_name(child.name())))) {
                collect_item(child, scope, base);
            }
        }
    }

    /// Items illegally nested in items count once: an outer item counts only when it says something
    /// itself.
    void collect_item(const pugi::xml_node& item, const Scope& scope, const std::string& base) {
        if (!document_.may_nest_items()) {
            items_.push_back({item, &scope, &base});
            return;
        }
        std::vector<pugi::xml_node> open{item};
        while (!open.empty()) {
            const auto node = open.back();
            open.pop_back();
            bool own = false;
            bool any = false;
            const auto mark = open.size();
            for (auto child = node.first_child(); child; child = child.next_sibling()) {
                if (child.type() != pugi::node_element) {
                    continue;
                }
                const auto tag = tag_of(local_name(child.name()));
                any = true;
                if (is_item(tag)) {
                    open.push_back(child);
                } else {
                    own = true;
                }
            }
            std::reverse(open.begin() + static_cast<std::ptrdiff_t>(mark), open.end());
            if (open.size() > mark) {
                context_.problems.add("items nested in items");
            }
            if (own || !any) {
                items_.push_back({node, &scope, &base});
            }
        }
    }

    void finish_feed() {
        draft_.finish(feed_);
        // RFC 4287 and RSS leave no other base than xml:base; in practice the site's address is
        // what is meant.
        site_base_ = declared_base_ || !is_http_url(feed_.home_page_url) ? std::string()
                                                                         : feed_.home_page_url;
    }

    void read_items() {
        const auto most = context_.limits.max_items;
        if (items_.size() > most) {
            context_.problems.add(
                fmt::format("{} items; the newest {} are kept", items_.size(), most)
            );
            keep_newest(items_, most, [this](const ItemNode& item) { return quick_date(item); });
            feed_.complete = false;  // of what is not read nothing is known
        }
        feed_.items.reserve(items_.size());
        for (const auto& item : items_) {
            feed_.items.push_back(read_item(item));
        }
    }

    /// An entry that stands in the document was not deleted, whatever else it says: a tombstone
    /// beside its entry is an older one, of before it was published again.
    void finish_deletions() {
        std::unordered_set<std::string> present;
        if (!feed_.deleted.empty()) {
            for (const auto& item : feed_.items) {
                present.insert(item.id);
            }
        }
        std::erase_if(feed_.deleted, [&](const Deletion& deletion) {
            return !present.insert(deletion.id).second;
        });
        // What a broken document does not show may have been in it.
        feed_.complete = feed_.complete && !document_.repaired();
    }

    /// The first date that an item shows, whatever it means.
    std::optional<Timestamp> quick_date(const ItemNode& item) const {
        for (const auto& child : item.node.children()) {
            switch (tag_of(local_name(child.name()))) {
                case Tag::kPubDate:
                case Tag::kPublished:
                case Tag::kIssued:
                case Tag::kUpdated:
                case Tag::kDate:
                    if (const auto date = parse_date(text_of(child, context_.texts))) {
                        return date;
                    }
                    break;
                default:
                    break;
            }
        }
        return std::nullopt;
    }

    model::Item read_item(const ItemNode& item) {
        const Scope scope(*item.scope, item.node);
        const auto base = base_of(item.node, site_base_.empty() ? *item.base : site_base_);
        ItemDraft draft;
        if (item.node.first_attribute()) {
            draft.language.offer(rank::kThird, declared_language(item.node));
        }
        for_each_child(item.node, scope, base, context_, [&](const Element& element) {
            switch (element.ns) {
                case Ns::kCore:
                    is_atom_ ? map_atom_item(element, draft) : map_rss_item(element, draft);
                    break;
                case Ns::kAtom:
                    map_atom_item(element, draft);
                    break;
                case Ns::kRss:
                    map_rss_item(element, draft);
                    break;
                default:
                    map_module_item(element, draft);
            }
        });
        if (is_cdf(root_)) {
            map_cdf_item(item.node, base, context_, draft);
        }
        for (const auto& attribute : item.node.attributes()) {
            if (iequals(local_name(attribute.name()), "about")) {
                draft.offer_id(rank::kPodcast, attribute.value(), true, context_);
            }
        }
        auto mapped = draft.finish(base, context_);
        mapped.raw_hash = document_.hash_of(item.node);
        if (mapped.raw_hash == 0) {
            // Behind a DOCTYPE in doubt: the scan did not see it.
            mapped.raw_hash = hash64(inner_html(item.node, context_.texts, {}, false));
        }
        return mapped;
    }

    static constexpr std::size_t kMostChannels = 16;

    struct Channel {
        pugi::xml_node node;
        std::string base;
        Scope scope;
    };

    const XmlDocument& document_;
    pugi::xml_node root_;
    std::string document_url_;
    XmlContext context_;
    Scope root_scope_;
    bool is_atom_;
    std::string root_base_;
    std::string
        site_base_;  ///< where relative links of items lead, unless xml:base says it; may be empty
    bool declared_base_ = false;
    std::vector<std::unique_ptr<Channel>> channels_;
    std::vector<ItemNode> items_;
    FeedDraft draft_;
    ParsedFeed feed_;
};

}  // namespace

Result<ParsedFeed, ParseError> parse_xml_feed(
    std::string_view text, std::string_view base_url, const Limits& limits, Problems& problems
) {
    const auto document = XmlDocument::read(text, limits, problems);
    if (!document) {
        return document.error();
    }
    return XmlFeed(*document, base_url, limits, problems).run();
}

}  // namespace wireroom::feed
