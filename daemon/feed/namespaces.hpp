#pragma once

#include "feed/tags.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace wireroom::feed {

/// The vocabularies that feeds use, whatever prefix they choose.
enum class Ns : std::uint8_t {
    kCore,  ///< the format's own: RSS of any version in an RSS document, Atom in an Atom document
    kRss,   ///< RSS elements in another format's document
    kAtom,
    kContent,
    kDc,
    kDcTerms,
    kMedia,
    kItunes,
    kSyndication,
    kFeedburner,
    kHistory,
    kTombstones,
    kXhtml,
    kRdf,
    kGooglePlay,
    kPodcast,
    kWebfeeds,
    kSlash,
    kThreading,
    kPrism,
    kOther,
};

/// By URI, tolerating near misses: scheme, `www.`, case, a missing or superfluous `/` or `#` at the
/// end. kOther for URIs that we do not know.
Ns namespace_of_uri(std::string_view uri);

/// What a prefix means by convention, for documents that do not declare it or declare it as
/// something unknown.
Ns namespace_of_prefix(std::string_view prefix);

/// An element's name, resolved.
struct Name {
    Ns ns = Ns::kOther;
    std::string_view local;   ///< as written, without the prefix; lives as long as the tree
    Tag tag = Tag::kUnknown;  ///< of the local name
};

/// The namespace declarations that hold inside an element. Lives no longer than the scope around it
/// and the tree.
class Scope {
public:
    /// The scope of a document: what `root` and the elements around it declare. The root's own
    /// vocabulary is kCore, also when its namespace is missing, misspelt or that of another format.
    explicit Scope(const pugi::xml_node& root);

    /// The scope inside of `element`, a child of an element of `outer`.
    Scope(const Scope& outer, const pugi::xml_node& element);

    ~Scope();
    Scope(Scope&&) noexcept;

    /// Resolves a child's name, with the declarations that it carries itself.
    Name name_of(const pugi::xml_node& child) const;

private:
    struct Binding {
        std::string_view prefix;  ///< empty = the default namespace
        Ns ns;
    };

    struct Names;

    void declare(const pugi::xml_node& element, bool outermost);
    Ns resolve(std::string_view prefix) const;
    const Name& remembered(std::string_view name) const;
    Ns meaning(std::string_view prefix, std::string_view uri) const;

    const Scope* outer_ = nullptr;
    Ns core_;  ///< what kCore stands for: kRss or kAtom
    std::string_view root_prefix_;
    std::vector<Binding> bindings_;
    mutable std::unique_ptr<Names> names_;  ///< what was resolved so far; made when it is needed
};

}  // namespace wireroom::feed
