#pragma once

#include "serve/message.hpp"
#include "serve/page.hpp"

#include <string>
#include <string_view>

namespace wireroom::serve {

/// How an answer is put on the wire.
struct WireFormat {
    bool event_stream = false;  ///< Server-Sent Events instead of NDJSON
    bool chunked = true;        ///< false for HTTP/1.0: the end of the connection ends the stream
    bool keep_alive = true;
    bool body = true;  ///< false for HEAD
};

/// A complete answer: head and body.
std::string render_reply(const Reply& reply, const WireFormat& format);

/// The head of a stream.
std::string render_stream_head(const WireFormat& format);

/// `text` as one chunk (RFC 9112 section 7.1), or as it is.
void append_chunk(std::string& out, std::string_view text, const WireFormat& format);
/// What stands before and behind `size` (> 0) bytes of a chunk.
std::string chunk_head(std::size_t size, const WireFormat& format);
std::string_view chunk_tail(const WireFormat& format);

/// What ends a stream that is not ended by the connection.
std::string_view stream_end(const WireFormat& format);

/// One line of a stream, with its line breaks.
void append_line(
    std::string& out,
    const model::Cursor& cursor,
    std::string_view type,
    std::string_view json,
    const WireFormat& format
);

/// `stream.checkpoint`; `heartbeat` adds the comment that keeps proxies of SSE awake.
void append_checkpoint(
    std::string& out, const model::Cursor& cursor, const WireFormat& format, bool heartbeat = false
);

/// All lines of a page as Server-Sent Events.
std::string as_event_stream(const RenderedPage& page);

}  // namespace wireroom::serve
