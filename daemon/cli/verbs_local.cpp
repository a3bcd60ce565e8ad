#include "base/text.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"
#include "feed/future.hpp"
#include "feed/json_feed_writer.hpp"
#include "feed/parse.hpp"
#include "fetch/decoder.hpp"
#include "text/url_key.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <string>

namespace wireroom::cli {
namespace {

constexpr std::size_t kMaxDocumentBytes = feed::Limits{}.max_bytes;
constexpr std::size_t kMaxUrlLineBytes = 1U << 20U;

std::string canonical_line(std::string_view line, bool too_long, bool& good) {
    boost::system::error_code error;
    const auto value = too_long ? JsonValue() : boost::json::parse(line, error);
    const auto* url = value.if_string();
    JsonObject out;
    good = !too_long && !error && url != nullptr;
    if (good) {
        const auto canonical = text::canonical_url({url->data(), url->size()});
        out["url"] = canonical.url;
        out["key"] = canonical.key;
    } else {
        out["url"] = nullptr;
        out["key"] = nullptr;
        out["error"] = too_long ? "longer than 1 MiB"
                       : error  ? error.message()
                                : "not a JSON string";
    }
    return json_line(out);
}

/// A document saved as it was served may still be compressed; others pass as they are.
Result<std::string, fetch::DecodeError> unpacked(std::string_view document) {
    auto decoder = fetch::Decoder::create({}, {.decoded_bytes = kMaxDocumentBytes});
    if (!decoder) {
        return decoder.error();
    }
    std::string out;
    while (true) {
        const auto done = decoder->decode(document, out, kMaxDocumentBytes);
        if (!done) {
            return done.error();
        }
        if (*done) {
            break;
        }
    }
    const auto finished = decoder->finish(out);
    if (!finished) {
        return finished.error();
    }
    return out;
}

}  // namespace

Result<int, ClientError> parse_document(
    const ParseVerb& verb, const ByteSource& in, Output& out, Timestamp now
) {
    const auto name = verb.file == "-" ? std::string("standard input") : printable(verb.file);
    std::string document;
    while (true) {
        constexpr std::size_t kStep = 64U << 10U;
        const auto size = document.size();
        if (size > kMaxDocumentBytes) {
            return ClientError(ClientFault::kFailed, "parse " + name + ": larger than 32 MiB");
        }
        if (document.capacity() < size + kStep) {
            document.reserve(document.capacity() * 2 + kStep);
        }
        document.resize(size + kStep);
        const auto count = in(document.data() + size, kStep);
        document.resize(size + count);
        if (count == 0) {
            break;
        }
    }
    if (std::string_view(document).starts_with("\x1F\x8B")) {
        auto plain = unpacked(document);
        if (!plain) {
            return ClientError(
                ClientFault::kFailed, "parse " + name + ": " + printable(plain.error().message, 400)
            );
        }
        document = std::move(*plain);
    }
    auto feed = feed::parse(document, verb.content_type, verb.url);
    if (!feed) {
        return ClientError(
            ClientFault::kFailed, "parse " + name + ": " + printable(feed.error().message, 400)
        );
    }
    feed::note_future_dates(*feed, now);
    out.line(safe_json(feed::to_json_feed(*feed, verb.raw_html)));
    return kExitOk;
}

int canonicalise(const ByteSource& in, Output& out) {
    std::array<char, 64U << 10U> bytes{};
    std::string line;
    bool too_long = false;
    bool all_good = true;
    const auto finish = [&] {
        bool good = false;
        out.line(canonical_line(line, too_long, good));
        all_good = all_good && good;
        line.clear();
        too_long = false;
    };
    bool open = false;  // bytes of a line without its end
    while (const auto count = in(bytes.data(), bytes.size())) {
        std::string_view text(bytes.data(), count);
        while (!text.empty()) {
            const auto end = text.find('\n');
            const auto piece = text.substr(0, end);
            too_long = too_long || line.size() + piece.size() > kMaxUrlLineBytes;
            if (!too_long) {
                line += piece;
            }
            open = end == std::string_view::npos;
            if (!open) {
                finish();
            }
            text.remove_prefix(open ? text.size() : end + 1);
        }
        // Whoever writes line by line and waits for the answer gets it.
        out.flush();
    }
    if (open) {
        finish();
    }
    return all_good ? kExitOk : kExitFailed;
}

}  // namespace wireroom::cli
