#include "cli/response_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <utility>

namespace wireroom::cli {

namespace http = boost::beast::http;

namespace {

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

struct ResponseReader::Parser : http::response_parser<http::string_body> {};

ResponseReader::ResponseReader(std::size_t max_body_bytes) : parser_(std::make_unique<Parser>()) {
    parser_->eager(true);
    parser_->header_limit(64U << 10U);
    if (max_body_bytes == 0) {
        parser_->body_limit(boost::none);
    } else {
        parser_->body_limit(max_body_bytes);
    }
}

ResponseReader::~ResponseReader() = default;

std::optional<std::string> ResponseReader::put(std::string_view bytes) {
    if (!pending_.empty()) {
        pending_ += bytes;
        bytes = pending_;
    }
    boost::system::error_code error;
    while (!bytes.empty() && !parser_->is_done()) {
        const auto used = parser_->put(boost::asio::buffer(bytes.data(), bytes.size()), error);
        bytes.remove_prefix(used);
        if (error == http::error::need_more) {
            error.clear();
            break;
        }
        if (error) {
            return "the answer is not HTTP: " + error.message();
        }
    }
    pending_ = parser_->is_done() ? std::string() : std::string(bytes);
    if (parser_->is_header_done() && reply_.headers.empty()) {
        reply_.status = parser_->get().result_int();
        reply_.content_type = std::string(view(parser_->get()[http::field::content_type]));
        for (const auto& field : parser_->get()) {
            reply_.headers.emplace_back(view(field.name_string()), view(field.value()));
        }
    }
    reply_.body += std::exchange(parser_->get().body(), {});
    return std::nullopt;
}

std::optional<std::string> ResponseReader::end() {
    if (parser_->is_done()) {
        return std::nullopt;
    }
    boost::system::error_code error;
    parser_->put_eof(error);
    if (error || !parser_->is_done()) {
        return parser_->is_header_done() ? "the connection ended in mid-answer"
                                         : "the connection ended before an answer";
    }
    return std::nullopt;
}

bool ResponseReader::head_done() const {
    return parser_->is_header_done();
}

bool ResponseReader::done() const {
    return parser_->is_done();
}

std::string ResponseReader::take_body() {
    return std::exchange(reply_.body, {});
}

serve::Reply ResponseReader::take_reply() {
    return std::move(reply_);
}

bool LineSplitter::put(std::string_view bytes, const LineSink& sink) {
    while (true) {
        const auto at = bytes.find('\n');
        if (at == std::string_view::npos) {
            rest_ += bytes;
            return true;
        }
        std::string_view line = bytes.substr(0, at);
        if (!rest_.empty()) {
            rest_ += line;
            line = rest_;
        }
        const bool more = line.empty() || sink(line);
        rest_.clear();
        bytes.remove_prefix(at + 1);
        if (!more) {
            return false;
        }
    }
}

}  // namespace wireroom::cli
