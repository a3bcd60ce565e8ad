// Requests are parsed by Beast here, and nowhere else in this module.
#include "base/log.hpp"
#include "base/text.hpp"
#include "serve/event_session.hpp"
#include "serve/hub.hpp"
#include "serve/wire.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <fmt/format.h>

#include <optional>
#include <variant>

namespace wireroom::serve {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kMaxRequestLine = 8 * 1024;
constexpr std::size_t kMaxHeader = 64 * 1024;
/// Nothing that readers may ask needs more, and there are many of them.
constexpr std::size_t kMaxBody = 64 * 1024;
constexpr std::size_t kMaxOperatorBody = 1024 * 1024;
/// Answers up to here are taken at once, or nearly.
constexpr std::size_t kSmallAnswer = 64 * 1024;
/// ` HTTP/1.1` and the blank after the method.
constexpr std::size_t kRequestLineRest = 10;

using Parser = http::request_parser<http::string_body>;

/// A request as it came, and how its answer is to be written.
struct Incoming {
    Request request;
    WireFormat format;
};

/// The client has left, or was too slow.
struct Nobody {};

/// A request that cannot be read: the answer to it is the last on this connection.
using Received = std::variant<Incoming, Reply, Nobody>;

Reply refuse(boost::system::error_code error, std::size_t max_body) {
    if (error == http::error::header_limit) {
        return problem(431, fmt::format("the head of a request has at most {} bytes", kMaxHeader));
    }
    if (error == http::error::body_limit) {
        return problem(413, fmt::format("the body of a request has at most {} bytes", max_body));
    }
    if (error == http::error::bad_version) {
        return problem(505, "this server speaks HTTP/1.1 and HTTP/1.0");
    }
    return problem(400, fmt::format("the request is no HTTP: {}", error.message()));
}

bool is_too_long(const Parser::value_type& message) {
    return message.method_string().size() + message.target().size() + kRequestLineRest >
           kMaxRequestLine;
}

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

/// The values of all fields of that name (RFC 9110 section 5.3).
std::string joined(const Parser::value_type& message, http::field name) {
    std::string all;
    const auto [begin, end] = message.equal_range(name);
    for (auto field = begin; field != end; ++field) {
        all += all.empty() ? "" : ", ";
        all += view(field->value());
    }
    return all;
}

/// @param message its body is taken.
Received translate(Parser::value_type&& message, bool is_operator) {
    Incoming incoming;
    const bool keep_alive = message.keep_alive() && message.version() == 11;
    incoming.format.keep_alive = keep_alive;
    incoming.format.chunked = message.version() == 11;
    incoming.format.body = message.method() != http::verb::head;
    incoming.format.event_stream =
        view(message[http::field::accept]).find("text/event-stream") != std::string_view::npos;
    auto& request = incoming.request;
    request.method = view(message.method_string());
    request.last_event_id = view(message["Last-Event-ID"]);
    request.if_none_match = joined(message, http::field::if_none_match);
    request.if_modified_since = view(message[http::field::if_modified_since]);
    request.body = std::move(message.body());
    request.operator_socket = is_operator;
    if (!parse_target(view(message.target()), request)) {
        return problem(
            400,
            fmt::format(
                "the target of a request is a path with valid escapes, not {}",
                printable(view(message.target()), 60)
            )
        );
    }
    return incoming;
}

/// Lets the parser have what was received. @return what is wrong with it.
boost::system::error_code feed(Parser& parser, std::string& pending) {
    boost::system::error_code error;
    const auto used = parser.put(boost::asio::buffer(pending), error);
    pending.erase(0, used);
    if (error == http::error::need_more) {
        error = {};
    }
    return error;
}

/// `Expect: 100-continue` (RFC 9110 section 10.1.1): the body comes when we say so.
bool wants_continue(const Parser& parser) {
    return !parser.is_done() && parser.get().version() == 11 &&
           iequals(view(parser.get()[http::field::expect]), "100-continue");
}

net::awaitable<Received> receive_request(Session session) {
    const auto connection = session.connection;
    Parser parser;
    parser.header_limit(kMaxHeader);
    const auto max_body = session.is_operator ? kMaxOperatorBody : kMaxBody;
    parser.body_limit(max_body);
    parser.eager(false);  // stops behind the head first, then goes on
    bool in_body = false;
    connection->expect_within(session.hub->options().idle);
    while (!parser.is_done()) {
        const bool stuck = connection->pending().empty();
        auto error = stuck ? boost::system::error_code() : feed(parser, connection->pending());
        if (error) {
            co_return refuse(error, max_body);
        }
        if (parser.is_header_done() && !in_body) {
            in_body = true;
            parser.eager(true);
            if (is_too_long(parser.get())) {
                co_return problem(
                    414, fmt::format("a request line has at most {} bytes", kMaxRequestLine)
                );
            }
            if (wants_continue(parser)) {
                const bool told = co_await connection->write("HTTP/1.1 100 Continue\r\n\r\n");
                if (!told) {
                    co_return Nobody{};
                }
                connection->expect_within(session.hub->options().idle);
            }
            continue;
        }
        if (parser.is_done()) {
            break;
        }
        const bool more = co_await connection->receive();
        if (!more) {
            co_return Nobody{};
        }
    }
    co_return translate(parser.release(), session.is_operator);
}

/// @param status 429, or 503 when it is not the clients' number but what they take.
Reply too_busy(int status, std::string_view what) {
    auto reply = problem(status, fmt::format("{}; try again in a moment", what));
    reply.headers.emplace_back("Retry-After", "2");
    return reply;
}

/// What the archive throws is an answer too: the connection is not to blame.
net::awaitable<Answer> ask(HubPtr hub, Request request) {
    const std::string path = request.path;
    std::optional<Answer> answer;
    std::string failure;
    try {
        std::unique_ptr<Hub::Share> share;
        std::unique_ptr<Hub::Turn> turn;
        if (takes_long(request)) {
            share = hub->take_share(Hub::Load::kTests);
            if (!share) {
                co_return too_busy(429, "too many queries are being tested");
            }
            turn = co_await Hub::take_turn(hub);
        }
        answer = co_await hub->backend().answer(std::move(request));
    } catch (const std::exception& error) {
        failure = error.what();
    }
    if (!answer) {
        log::error("request.failed", {{"path", printable(path)}, {"error", failure}});
        answer = problem(503, failure);
    }
    co_return *std::move(answer);
}

/// Does what an operator asked for. Whoever asks a daemon that is on its way out hears that.
net::awaitable<Reply> carry_out(Session session, std::string path, Command command) {
    const auto hub = session.hub;
    if (!hub->backend().command) {
        co_return problem(503, "this daemon takes no commands");
    }
    const auto share = hub->take_share(Hub::Load::kCommands);
    if (!share) {
        co_return too_busy(429, "too many commands are being carried out");
    }
    log::info(
        "command.asked",
        {{"path", printable(path)}, {"uid", std::to_string(session.connection->uid())}}
    );
    std::optional<Reply> reply;
    std::string failure;
    try {
        reply = co_await hub->backend().command(std::move(command));
    } catch (const std::exception& error) {
        failure = error.what();
    }
    if (!reply && hub->stopping()) {
        reply = problem(503, "the daemon is stopping");
    } else if (!reply) {
        log::error("command.failed", {{"path", printable(path)}, {"error", failure}});
        reply = problem(503, failure);
    }
    co_return *std::move(reply);
}

Reply too_many_streams() {
    auto reply = problem(429, "too many event streams are open; close one, or ask for pages");
    reply.headers.emplace_back("Retry-After", "10");
    return reply;
}

/// A page that is written at once is no stream; whoever may stay needs a seat.
bool needs_seat(const EventStream& stream) {
    return stream.follow || stream.wait.count() > 0 || !stream.limit;
}

Reply head_of_events(const WireFormat& format) {
    return {
        .status = 200,
        .content_type = format.event_stream ? "text/event-stream" : "application/x-ndjson",
        .headers = {},
        .body = {}};
}

/// Large answers wait in memory for whoever takes them slowly, so there is a limit to all of them.
/// @return whether the client took it.
net::awaitable<bool> write_reply(Session session, Reply reply, WireFormat format) {
    std::unique_ptr<Hub::Share> share;
    if (reply.body.size() > kSmallAnswer) {
        share = session.hub->take_share(Hub::Load::kAnswers, reply.body.size());
        if (!share) {
            reply = too_busy(503, "too many large answers are being taken");
        }
    }
    auto bytes = render_reply(reply, format);
    reply = Reply();  // it stands in `bytes`
    const bool taken = co_await session.connection->write(std::move(bytes));
    co_return taken;
}

/// @return whether the connection can take another request.
net::awaitable<bool> respond(Session session, Incoming incoming) {
    std::string path = incoming.request.path;
    auto answer = co_await ask(session.hub, std::move(incoming.request));
    if (auto* command = std::get_if<Command>(&answer)) {
        auto done = co_await carry_out(session, std::move(path), std::move(*command));
        answer = std::move(done);
    }
    auto* stream = std::get_if<EventStream>(&answer);
    std::unique_ptr<Hub::Seat> seat;
    if (stream != nullptr && !incoming.format.body) {
        answer = head_of_events(incoming.format);
    } else if (stream != nullptr && needs_seat(*stream)) {
        seat = session.hub->take_seat(session.connection);
        if (!seat) {
            answer = too_many_streams();
        }
    }
    if (std::holds_alternative<Reply>(answer)) {
        const bool alive =
            co_await write_reply(session, std::get<Reply>(std::move(answer)), incoming.format);
        co_return alive&& incoming.format.keep_alive;
    }
    const bool keep =
        co_await serve_events(session, std::get<EventStream>(std::move(answer)), incoming.format);
    co_return keep;
}

}  // namespace

net::awaitable<void> serve_connection(Session session) {
    const auto connection = session.connection;
    bool open = true;
    while (open && !session.hub->stopping()) {
        connection->set_idle(true);
        auto received = co_await receive_request(session);
        connection->set_idle(false);
        connection->expect_nothing();
        if (connection->pending().empty()) {
            connection->pending().shrink_to_fit();  // 16 KiB that a stream would keep for its life
        }
        if (std::holds_alternative<Nobody>(received)) {
            break;
        }
        if (const auto* refusal = std::get_if<Reply>(&received)) {
            co_await connection->write(render_reply(*refusal, {.keep_alive = false}));
            co_await connection->finish();  // the rest of what was refused is still on its way
            open = false;
        } else {
            open = co_await respond(session, std::get<Incoming>(std::move(received)));
        }
    }
}

}  // namespace wireroom::serve
