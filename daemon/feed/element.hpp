#pragma once

#include "feed/draft.hpp"
#include "feed/fields.hpp"
#include "feed/namespaces.hpp"
#include "feed/tags.hpp"
#include "feed/xml_texts.hpp"
#include "model/item.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace wireroom::feed {

/// What every element of a document is read under.
struct XmlContext : Context {
    const XmlTexts& texts;
};

/// One element of a feed or an item, ready to be mapped.
struct Element {
    const pugi::xml_node& node;
    Ns ns;
    Tag tag;
    const std::string& base;  ///< what relative links in it resolve against; may be empty
    const Scope& scope;       ///< of the element around it
    const XmlContext& context;

    /// Its text, references of XML decoded, white space at the ends cut off.
    std::string text() const;

    /// The same without a copy where it stands in one piece and as it is meant: a view of the tree,
    /// of the document, or of `pieces`.
    std::string_view text(std::string& pieces) const;

    /// Its text as one plain line.
    std::string line() const;

    /// Its text as a URL, made absolute; see `url_of`.
    std::string url() const;

    /// An attribute as a URL, made absolute.
    std::string url(std::string_view attribute) const;

    /// Its content as HTML, whether the mark-up in it is escaped or not.
    model::Markup html() const;
};

/// As `offer_date` and `offer_title` of a text, of what an element of RSS says.
void offer_date(Ranked<Timestamp>& date, int rank, const Element& element, ItemDraft& draft);
void offer_title(RankedText& title, int rank, const Element& element);

/// Calls `visit` for each child element of `around`. A child's own `xml:base` counts.
void for_each_child(
    const pugi::xml_node& around,
    const Scope& scope,
    const std::string& base,
    const XmlContext& context,
    const std::function<void(const Element&)>& visit
);

/// Maps the elements of one vocabulary that stand in an item or in a feed. Each returns at once for
/// a tag that it does not know.
void map_rss_item(const Element& element, ItemDraft& item);
void map_rss_feed(const Element& element, FeedDraft& feed);
void map_atom_item(const Element& element, ItemDraft& item);
void map_atom_feed(const Element& element, FeedDraft& feed);
void map_module_item(const Element& element, ItemDraft& item);
void map_module_feed(const Element& element, FeedDraft& feed);

/// True for the root of a document in Microsoft's Channel Definition Format.
bool is_cdf(const pugi::xml_node& root);

/// The base of what stands in a CDF channel: its `BASE`, else that of what is around it.
std::string cdf_base(
    const pugi::xml_node& channel, const std::string& around, const Context& context
);

/// What a CDF channel and its items say in their attributes; their elements are read as RSS.
void map_cdf_feed(
    const pugi::xml_node& channel,
    const std::string& base,
    const XmlContext& context,
    FeedDraft& feed
);
void map_cdf_item(
    const pugi::xml_node& node, const std::string& base, const Context& context, ItemDraft& item
);

/// Media RSS, alone or inside of a `media:group`.
void map_media_item(const Element& element, ItemDraft& item);

/// The podcast modules: iTunes, Google Play, Podcasting 2.0.
void map_podcast_item(const Element& element, ItemDraft& item);

/// Text of a media or podcast module: HTML when it says so or holds any, else its line feeds are
/// meant.
model::Markup module_text(const Element& element);

/// True for a `media:content` that is a picture.
bool is_media_image(const Element& media);

/// `<itunes:image href="…"/>`, or the address as text.
std::string podcast_image(const Element& element);

/// A `podcast:person` as an author, unless it is one of the crew.
void map_person(const Element& element, std::vector<model::Author>& authors);

/// An Atom text construct or content of any version (RFC 4287 sections 3.1 and 4.1.3; Atom 0.3
/// `mode`).
model::Markup atom_text(const Element& element);

/// An Atom person, or the plain text that RSS generators put there.
model::Author person_of(const Element& element);

}  // namespace wireroom::feed
