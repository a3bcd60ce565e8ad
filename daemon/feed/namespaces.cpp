#include "feed/namespaces.hpp"

#include "base/text.hpp"
#include "feed/xml_scan.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace wireroom::feed {
namespace {

struct Known {
    std::string_view uri;  ///< lower case, without scheme, `www.` and trailing `/` or `#`
    Ns ns;
};

constexpr std::array kKnown = std::to_array<Known>({
    {"w3.org/2005/atom", Ns::kAtom},
    {"purl.org/atom/ns", Ns::kAtom},
    {"purl.org/rss/1.0/modules/content", Ns::kContent},
    {"purl.org/rss/modules/content", Ns::kContent},
    {"purl.org/dc/elements/1.1", Ns::kDc},
    {"purl.org/dc/elements/1.0", Ns::kDc},
    {"purl.org/metadata/dublin_core", Ns::kDc},
    {"purl.org/dc/terms", Ns::kDcTerms},
    {"search.yahoo.com/mrss", Ns::kMedia},
    {"search.yahoo.com/rss", Ns::kMedia},
    {"tools.search.yahoo.com/mrss", Ns::kMedia},
    {"video.search.yahoo.com/mrss", Ns::kMedia},
    {"itunes.com/dtds/podcast-1.0.dtd", Ns::kItunes},
    {"itunes.com/dtds/podcast", Ns::kItunes},
    {"example.com/dtds/podcast-1.0.dtd", Ns::kItunes},
    {"purl.org/rss/1.0/modules/syndication", Ns::kSyndication},
    {"purl.org/rss/modules/syndication", Ns::kSyndication},
    {"rssnamespace.org/feedburner/ext/1.0", Ns::kFeedburner},
    {"purl.org/syndication/history/1.0", Ns::kHistory},
    {"purl.org/atompub/tombstones/1.0", Ns::kTombstones},
    {"w3.org/1999/xhtml", Ns::kXhtml},
    {"w3.org/1999/02/22-rdf-syntax-ns", Ns::kRdf},
    {"google.com/schemas/play-podcasts/1.0", Ns::kGooglePlay},
    {"google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", Ns::kGooglePlay},
    {"podcastindex.org/namespace/1.0", Ns::kPodcast},
    {"webfeeds.org/rss/1.0", Ns::kWebfeeds},
    {"purl.org/rss/1.0/modules/slash", Ns::kSlash},
    {"purl.org/syndication/thread/1.0", Ns::kThreading},
    {"pheedo.com/namespace/pheedo", Ns::kFeedburner},
    {"purl.org/rss/1.0/modules/prism", Ns::kPrism},
    {"prismstandard.org/namespaces/basic/1.0", Ns::kPrism},
    {"prismstandard.org/namespaces/1.2/basic", Ns::kPrism},
    {"prismstandard.org/namespaces/basic/2.0", Ns::kPrism},
    {"prismstandard.org/namespaces/basic/2.1", Ns::kPrism},
    {"prismstandard.org/namespaces/basic/3.0", Ns::kPrism},
    {"github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Ns::kPodcast},
    {"purl.org/rss/1.0", Ns::kRss},
    {"purl.org/net/rss1.1", Ns::kRss},
    {"my.netscape.com/rdf/simple/0.9", Ns::kRss},
    {"channel.netscape.com/rdf/simple/0.9", Ns::kRss},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::kRss},
    {"backend.userland.com/rss", Ns::kRss},
    {"backend.userland.com/rss2", Ns::kRss},
    {"backend.userland.com/rss091", Ns::kRss},
    {"blogs.law.harvard.edu/tech/rss", Ns::kRss},
    {"cyber.law.harvard.edu/rss", Ns::kRss},
});

struct Convention {
    std::string_view prefix;
    Ns ns;
};

constexpr std::array kConventions = std::to_array<Convention>({
    {"atom", Ns::kAtom},         {"atom10", Ns::kAtom},           {"atom03", Ns::kAtom},
    {"a10", Ns::kAtom},          {"content", Ns::kContent},       {"dc", Ns::kDc},
    {"dcterms", Ns::kDcTerms},   {"media", Ns::kMedia},           {"itunes", Ns::kItunes},
    {"sy", Ns::kSyndication},    {"syn", Ns::kSyndication},       {"feedburner", Ns::kFeedburner},
    {"fh", Ns::kHistory},        {"at", Ns::kTombstones},         {"xhtml", Ns::kXhtml},
    {"rdf", Ns::kRdf},           {"googleplay", Ns::kGooglePlay}, {"podcast", Ns::kPodcast},
    {"webfeeds", Ns::kWebfeeds}, {"slash", Ns::kSlash},           {"thr", Ns::kThreading},
    {"pheedo", Ns::kFeedburner}, {"prism", Ns::kPrism},           {"rss", Ns::kRss},
});

/// Declarations of one element beyond this many are no feed's.
constexpr std::size_t kMostBindings = 64;

std::string_view prefix_of(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

/// The prefix that an attribute declares; nothing for other attributes.
std::optional<std::string_view> declared_prefix(const char* name) {
    if (*name != 'x') {
        return std::nullopt;  // as most: their lengths are not measured
    }
    std::string_view attribute = name;
    if (!attribute.starts_with("xmlns")) {
        return std::nullopt;
    }
    attribute.remove_prefix(5);
    if (attribute.empty()) {
        return attribute;
    }
    return attribute.front() == ':' ? std::optional(attribute.substr(1)) : std::nullopt;
}

}  // namespace

Ns namespace_of_uri(std::string_view uri) {
    uri = trim(uri);
    if (uri.size() > 200) {
        return Ns::kOther;
    }
    const auto lowered = to_lower(uri);
    std::string_view key = lowered;
    for (const std::string_view start : {"http://", "https://", "www."}) {
        if (key.starts_with(start)) {
            key.remove_prefix(start.size());
        }
    }
    while (!key.empty() && (key.back() == '/' || key.back() == '#')) {
        key.remove_suffix(1);
    }
    const auto* known = std::ranges::find(kKnown, key, &Known::uri);
    return known == kKnown.end() ? Ns::kOther : known->ns;
}

Ns namespace_of_prefix(std::string_view prefix) {
    const auto* known = std::ranges::find_if(kConventions, [&](const auto& c) {
        return iequals(c.prefix, prefix);
    });
    return known == kConventions.end() ? Ns::kOther : known->ns;
}

/// The names that a document has used lately: a dozen of them stand in each of its items.
struct Scope::Names {
    struct Known {
        std::string_view name;
        Name meaning;
    };
    std::array<Known, 64> known;

    Known& slot(std::string_view name) {
        const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(name[at]); };
        const auto mixed = byte(0) + byte(name.size() / 2) * 5U + byte(name.size() - 1) * 3U;
        return known[(mixed + name.size() * 7U) % known.size()];
    }
};

Scope::~Scope() = default;
Scope::Scope(Scope&&) noexcept = default;

Scope::Scope(const pugi::xml_node& root)
    : core_(
          iequals(local_name(root.name()), "feed") || iequals(local_name(root.name()), "entry")
              ? Ns::kAtom
              : Ns::kRss
      ),
      root_prefix_(prefix_of(root.name())) {
    for (auto element = root.parent(); element.type() == pugi::node_element;
         element = element.parent()) {
        declare(element, false);
    }
    // Inner declarations win: they are looked up from the back.
    std::ranges::reverse(bindings_);
    declare(root, true);
}

Scope::Scope(const Scope& outer, const pugi::xml_node& element)
    : outer_(&outer), core_(outer.core_), root_prefix_(outer.root_prefix_) {
    declare(element, false);
}

void Scope::declare(const pugi::xml_node& element, bool outermost) {
    for (auto attribute = element.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
        const auto prefix = declared_prefix(attribute.name());
        if (!prefix || bindings_.size() >= kMostBindings) {
            continue;
        }
        auto ns = meaning(*prefix, attribute.value());
        // `<rss xmlns="http://www.w3.org/2005/Atom">` does not turn its items into Atom.
        const bool names_root =
            *prefix == root_prefix_ && !iequals(local_name(element.name()), "rdf");
        if (outermost && (names_root || (prefix->empty() && ns == Ns::kOther))) {
            ns = Ns::kCore;
        }
        bindings_.push_back({*prefix, ns});
    }
}

Ns Scope::meaning(std::string_view prefix, std::string_view uri) const {
    auto ns = namespace_of_uri(uri);
    if (ns == Ns::kOther) {
        // A default namespace that nobody knows is the format's own under a wrong name: what is
        // foreign has a prefix.
        ns = prefix.empty() ? core_ : namespace_of_prefix(prefix);
    }
    return ns == core_ ? Ns::kCore : ns;
}

Ns Scope::resolve(std::string_view prefix) const {
    for (const auto* scope = this; scope != nullptr; scope = scope->outer_) {
        const auto found = std::find_if(
            scope->bindings_.rbegin(),
            scope->bindings_.rend(),
            [&](const Binding& binding) { return binding.prefix == prefix; }
        );
        if (found != scope->bindings_.rend()) {
            return found->ns;
        }
    }
    if (prefix.empty() || prefix == root_prefix_) {
        return Ns::kCore;
    }
    const auto ns = namespace_of_prefix(prefix);
    return ns == core_ ? Ns::kCore : ns;
}

const Name& Scope::remembered(std::string_view name) const {
    if (bindings_.empty() && outer_ != nullptr) {
        return outer_->remembered(name);
    }
    if (!names_) {
        names_ = std::make_unique<Names>();
    }
    auto& slot = names_->slot(name);
    if (slot.name != name) {
        const auto local = local_name(name);
        slot = {name, {resolve(prefix_of(name)), local, tag_of(local)}};
    }
    return slot.meaning;
}

Name Scope::name_of(const pugi::xml_node& child) const {
    const std::string_view name = child.name();
    for (auto at = child.first_attribute(); at; at = at.next_attribute()) {
        const auto declared = declared_prefix(at.name());
        if (declared && *declared == prefix_of(name)) {
            const auto local = local_name(name);
            return {meaning(*declared, at.value()), local, tag_of(local)};
        }
    }
    return name.empty() ? Name{resolve({}), {}} : remembered(name);
}

}  // namespace wireroom::feed
