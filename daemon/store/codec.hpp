#pragma once

#include "dedup/decide.hpp"
#include "model/feed.hpp"
#include "model/item.hpp"
#include "model/story.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::store {

/// How lists and small records are stored: JSON in a column. Every `decode_` function throws
/// StoreError with `row` in the message (`revision 12/3`) when the stored text is not what the
/// function wrote; members it does not know are ignored.
std::string encode_strings(const std::vector<std::string>& values);
std::vector<std::string> decode_strings(std::string_view text, std::string_view row);

std::string encode_authors(const std::vector<model::Author>& authors);
std::vector<model::Author> decode_authors(std::string_view text, std::string_view row);

std::string encode_attachments(const std::vector<model::Attachment>& attachments);
std::vector<model::Attachment> decode_attachments(std::string_view text, std::string_view row);

std::string encode_change(const model::Change& change);
model::Change decode_change(std::string_view text, std::string_view row);

std::string encode_hints(const model::PollHints& hints);
model::PollHints decode_hints(std::string_view text, std::string_view row);

/// For `explain`: at most 32 reasons, each at most 500 bytes long.
std::string encode_reasons(const std::vector<dedup::Reason>& reasons);
std::vector<dedup::Reason> decode_reasons(std::string_view text, std::string_view row);

/// The integers of a list, for `json_each`.
std::string encode_ids(const std::vector<std::int64_t>& ids);

/// The two stored forms of a text.
struct StoredText {
    std::string html;
    std::string text;
};

/// zstd, level 1, one context of each kind for a connection. Not thread-safe.
class TextCodec {
public:
    TextCodec();
    ~TextCodec();
    TextCodec(const TextCodec&) = delete;
    TextCodec& operator=(const TextCodec&) = delete;

    /// One frame of the HTML followed by the text, with a checksum.
    std::string compress(std::string_view html, std::string_view text);

    /// @param html_size, text_size as stored; what the frame holds must have exactly that size.
    /// @throws StoreError naming `row` when it does not, or the frame is damaged.
    StoredText decompress(
        std::string_view frame, std::int64_t html_size, std::int64_t text_size, std::string_view row
    );

private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

}  // namespace wireroom::store
