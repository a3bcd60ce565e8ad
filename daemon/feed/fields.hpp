#pragma once

#include "feed/parse.hpp"
#include "feed/problems.hpp"
#include "model/item.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::feed {

/// What every field of a document is read under.
struct Context {
    const Limits& limits;
    Problems& problems;
};

/// `text` cut to at most `max_bytes` at a character boundary.
std::string cut(std::string text, std::size_t max_bytes);

/// A text as one plain line, cut to the limit for titles: HTML is read as HTML once (RSS titles are
/// HTML in practice), plain text is only collapsed.
std::string line_of(const model::Markup& markup, const Context& context);
std::string line_of(std::string_view text, model::Markup::Type type, const Context& context);

/// A URL as feeds write it, made absolute: references decoded (only those with a `;`, because of
/// `?a=1&copy=2`), white space removed, resolved against `base`; scheme-less `www.…` and the base's
/// own host recognised.
/// @return empty when it is unusable: too long, broken, or a scheme that is not for opening
/// (javascript, data, …).
///         Without a base a relative reference is returned as it is.
std::string url_of(std::string_view raw, std::string_view base, const Context& context);

/// True for an image by its type, or by the ending of its URL when it has none.
bool is_image_file(std::string_view mime_type, std::string_view url);

/// True for an absolute http or https URL.
bool is_http_url(std::string_view url);

/// `mail (Name)`, `Name <mail>`, `Name (mail)`, `mail Name`, `Name mail`, a name or an address
/// alone: the name, without quotes around it, else the address.
std::string person_name(std::string_view text, const Context& context);

/// The same with the page that may stand behind it: `Name (https://…)`, `Name <mail> (https://…)`.
model::Author person_in(std::string_view text, const Context& context);

/// Appends an author unless it is empty, known (the same name; then what was missing is added) or
/// over the limit.
void add_author(std::vector<model::Author>& authors, model::Author author, const Context& context);

/// Appends a tag as one plain line unless it is empty, known or over the limit.
void add_tag(std::vector<std::string>& tags, std::string_view tag, const Context& context);

/// Appends each part of a comma-separated list as a tag.
void add_tags(std::vector<std::string>& tags, std::string_view list, const Context& context);

/// Appends an attachment unless it has no URL, is known (then what was missing is added) or over
/// the limit.
void add_attachment(
    std::vector<model::Attachment>& list, model::Attachment attachment, const Context& context
);

/// A positive number of bytes; zero and nonsense mean unknown.
std::optional<std::uint64_t> size_of(std::string_view text);

/// `1:02:03`, `62:03`, `3723`, `3723.5`, `1h 2m`, `62 min`, `PT1H2M3S`: seconds.
std::optional<double> duration_of(std::string_view text);

/// Base 64 (RFC 4648 section 4), white space ignored; nothing when it is none or decodes to
/// something that is no text.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace wireroom::feed
