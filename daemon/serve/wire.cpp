#include "serve/wire.hpp"

#include "protocol/event.hpp"
#include "protocol/status.hpp"

#include <fmt/format.h>

#include <iterator>

namespace wireroom::serve {
namespace {

std::string_view stream_type(const WireFormat& format) {
    return format.event_stream ? "text/event-stream" : "application/x-ndjson";
}

}  // namespace

std::string render_reply(const Reply& reply, const WireFormat& format) {
    std::string out;
    out.reserve(reply.body.size() + 256);
    fmt::format_to(
        std::back_inserter(out),
        "HTTP/1.1 {} {}\r\n",
        reply.status,
        protocol::reason_phrase(reply.status)
    );
    if (reply.status != 304) {  // whose length would be that of what is not sent
        fmt::format_to(
            std::back_inserter(out),
            "Content-Type: {}\r\nContent-Length: {}\r\n",
            reply.content_type,
            reply.body.size()
        );
    }
    for (const auto& [name, value] : reply.headers) {
        fmt::format_to(std::back_inserter(out), "{}: {}\r\n", name, value);
    }
    out += format.keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
    if (format.body) {
        out += reply.body;
    }
    return out;
}

std::string render_stream_head(const WireFormat& format) {
    return fmt::format(
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nCache-Control: no-store\r\n{}{}\r\n",
        stream_type(format),
        format.chunked ? "Transfer-Encoding: chunked\r\n" : "",
        format.keep_alive ? "" : "Connection: close\r\n"
    );
}

void append_chunk(std::string& out, std::string_view text, const WireFormat& format) {
    if (!text.empty()) {  // an empty chunk would be the end
        out += chunk_head(text.size(), format);
        out += text;
        out += chunk_tail(format);
    }
}

std::string chunk_head(std::size_t size, const WireFormat& format) {
    return format.chunked ? fmt::format("{:x}\r\n", size) : std::string();
}

std::string_view chunk_tail(const WireFormat& format) {
    return format.chunked ? "\r\n" : "";
}

std::string_view stream_end(const WireFormat& format) {
    return format.chunked ? "0\r\n\r\n" : "";
}

void append_line(
    std::string& out,
    const model::Cursor& cursor,
    std::string_view type,
    std::string_view json,
    const WireFormat& format
) {
    if (!format.event_stream) {
        out += json;
        out += '\n';
        return;
    }
    fmt::format_to(
        std::back_inserter(out),
        "id: {}\nevent: {}\ndata: {}\n\n",
        model::format_cursor(cursor),
        type,
        json
    );
}

void append_checkpoint(
    std::string& out, const model::Cursor& cursor, const WireFormat& format, bool heartbeat
) {
    if (heartbeat && format.event_stream) {
        out += ": heartbeat\n\n";
    }
    append_line(out, cursor, "stream.checkpoint", protocol::render_checkpoint(cursor), format);
}

std::string as_event_stream(const RenderedPage& page) {
    const WireFormat format{.event_stream = true};
    std::string out;
    out.reserve(page.text.size() + page.lines.size() * 64);
    std::size_t begin = 0;
    for (const auto& line : page.lines) {
        const auto json = std::string_view(page.text).substr(begin, line.end - begin - 1);
        append_line(out, {.epoch = page.epoch, .seq = line.seq}, line.type, json, format);
        begin = line.end;
    }
    return out;
}

}  // namespace wireroom::serve
