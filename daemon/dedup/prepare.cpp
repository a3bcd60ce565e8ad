#include "dedup/prepare.hpp"

#include "base/text.hpp"
#include "dedup/normalise.hpp"
#include "dedup/similarity.hpp"
#include "dedup/sketch.hpp"
#include "text/html.hpp"
#include "text/url_key.hpp"

#include <utility>

namespace wireroom::dedup {
namespace {

constexpr std::size_t kMadeUpTitleBytes = 90;

text::Document document_of(const model::Markup& markup, std::string_view fallback_base) {
    if (markup.type == model::Markup::Type::kText) {
        return text::from_plain_text(markup.value);
    }
    return text::sanitise(markup.value, markup.base.empty() ? fallback_base : markup.base);
}

bool is_http(std::string_view url) {
    return iequals(url.substr(0, 7), "http://") || iequals(url.substr(0, 8), "https://");
}

/// The beginning of a text, cut between words, as a title for items that have none.
std::string beginning(std::string_view text) {
    text = trim(text.substr(0, text.find('\n')));
    if (text.size() <= kMadeUpTitleBytes) {
        return std::string(text);
    }
    auto cut = text.rfind(' ', kMadeUpTitleBytes);
    if (cut == std::string_view::npos || cut < kMadeUpTitleBytes / 2) {
        cut = kMadeUpTitleBytes;
        // Never inside a character.
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
            --cut;
        }
    }
    return std::string(trim(text.substr(0, cut))) + "…";
}

}  // namespace

std::string compared_guid(std::string_view id) {
    id = trim(id);
    bool is_url = false;
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (id.size() > scheme.size() && iequals(id.substr(0, scheme.size()), scheme)) {
            id.remove_prefix(scheme.size());
            is_url = true;
            break;
        }
    }
    if (is_url && id.size() > 4 && iequals(id.substr(0, 4), "www.")) {
        id.remove_prefix(4);
    }
    return std::string(id);
}

PreparedItem prepare(model::Item item, std::string_view feed_url) {
    PreparedItem prepared;

    const auto link = !trim(item.url).empty()                          ? std::string_view(item.url)
                      : item.id_is_permalink && is_http(trim(item.id)) ? trim(item.id)
                                                                       : std::string_view();
    if (!link.empty()) {
        auto canonical = text::canonical_url(link, feed_url);
        prepared.url = std::move(canonical.url);
        prepared.url_key = std::move(canonical.key);
    }
    prepared.key_rules = text::kKeyRules;
    prepared.guid = compared_guid(item.id);
    prepared.outlet = text::outlet(prepared.url_key);
    if (prepared.outlet.empty()) {
        prepared.outlet = text::outlet(text::canonical_url(feed_url).key);
    }

    auto document = document_of(item.content, prepared.url.empty() ? feed_url : prepared.url);
    if (!item.summary.value.empty()) {
        prepared.summary = document_of(item.summary, feed_url).text;
    }
    prepared.title = std::string(trim(item.title));
    prepared.has_title = !prepared.title.empty();
    // A made-up title is part of the body already and must not make its edits count twice.
    prepared.text = normalise_blocks(prepared.title, document.blocks, prepared.outlet);
    if (!prepared.has_title) {
        prepared.title = beginning(document.text);
    }
    const Shingles shingles(prepared.text);
    prepared.print = fingerprint(prepared.text, static_cast<int>(shingles.words()));
    prepared.sketch = sketch_of(shingles);
    prepared.content_html = std::move(document.html);
    prepared.content_text = std::move(document.text);

    item.content = {};
    item.summary = {};
    prepared.item = std::move(item);
    return prepared;
}

}  // namespace wireroom::dedup
