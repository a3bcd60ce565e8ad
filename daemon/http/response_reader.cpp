#include "http/response_reader.hpp"

#include "base/text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

#include <limits>
#include <memory>

namespace wireroom::http {
namespace {

namespace beast = boost::beast;

/// Beast's parser as the judge of framing: it sees the status line, Content-Length and
/// Transfer-Encoding, and passes the body on. Everything else of the head is read by `read_head`.
class Framing final : public beast::http::basic_parser<false> {
public:
    explicit Framing(std::uint64_t body_bytes) {
        header_limit(std::numeric_limits<std::uint32_t>::max()
        );  // limited by the caller, in our own terms
        body_limit(body_bytes);
        eager(false);
    }

    int status = 0;
    std::string* body = nullptr;  ///< where body bytes go during one `put`

private:
    using Code = beast::error_code;

    void on_request_impl(beast::http::verb, beast::string_view, beast::string_view, int, Code&)
        override {}
    void on_response_impl(int code, beast::string_view /*reason*/, int /*version*/, Code& error)
        override {
        status = code;
        if (code != 200) {
            body_limit(boost::none
            );  // nobody reads it, and the status is worth more than its length
        }
        error = {};
    }
    void on_field_impl(beast::http::field, beast::string_view, beast::string_view, Code& error)
        override {
        error = {};
    }
    void on_header_impl(Code& error) override { error = {}; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Code& error) override {
        error = {};
    }
    std::size_t on_body_impl(beast::string_view bytes, Code& error) override {
        error = {};
        body->append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, Code& error) override {
        error = {};
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Code& error) override {
        error = {};
        body->append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_finish_impl(Code& error) override { error = {}; }
};

}  // namespace

struct ResponseReader::Impl {
    explicit Impl(const ResponseLimits& given) : limits(given) {}

    HttpError refuse(beast::error_code code) const {
        if (code == beast::http::error::body_limit) {
            return {
                HttpFault::kTooLarge, fmt::format("body of more than {} bytes", limits.body_bytes)};
        }
        return {HttpFault::kProtocol, fmt::format("bad response: {}", code.message())};
    }

    /// Moves bytes into the head until it is complete, then gives it to the parser; interim answers
    /// are dropped.
    Result<void, HttpError> put_head(std::string_view& bytes, std::string& body) {
        while (!head_done && !bytes.empty()) {
            const auto looked_at = head.size();
            const auto room = limits.header_bytes - std::min(limits.header_bytes, head.size());
            const auto taken = std::min(bytes.size(), room + 1);
            head += bytes.substr(0, taken);
            if (!std::string_view("HTTP/1.").starts_with(std::string_view(head).substr(0, 7))) {
                return HttpError(HttpFault::kProtocol, "the answer is not HTTP/1.x");
            }
            const auto end = find_head_end(head, looked_at);
            if (end == std::string::npos) {
                if (head.size() > limits.header_bytes) {
                    return HttpError(
                        HttpFault::kTooLarge,
                        fmt::format("header of more than {} bytes", limits.header_bytes)
                    );
                }
                bytes.remove_prefix(taken);
                continue;
            }
            bytes.remove_prefix(end - looked_at);
            head.resize(end);
            auto parsed = read_head(head, limits.header_fields);
            head.clear();
            if (!parsed) {
                return parsed.error();
            }
            auto accepted = accept(std::move(*parsed), body);
            if (!accepted) {
                return accepted;
            }
        }
        return {};
    }

    Result<void, HttpError> accept(ResponseHead parsed, std::string& body) {
        std::string framing_head = parsed.status_line + "\r\n";
        for (const auto& field : parsed.fields.all()) {
            if (iequals(field.name, "Content-Length") || iequals(field.name, "Transfer-Encoding")) {
                framing_head += fmt::format("{}: {}\r\n", field.name, field.value);
            }
        }
        framing_head += "\r\n";
        framing = std::make_unique<Framing>(limits.body_bytes);
        framing->body = &body;
        beast::error_code code;
        framing->put(boost::asio::buffer(framing_head), code);
        if (code) {
            return refuse(code);
        }
        if (framing->status >= 100 && framing->status < 200) {
            if (framing->status == 101 || ++interim > limits.interim_answers) {
                return HttpError(
                    HttpFault::kProtocol,
                    fmt::format("too many or odd interim answers ({})", framing->status)
                );
            }
            return {};
        }
        fields = std::move(parsed.fields);
        notes = std::move(parsed.notes);
        head_done = true;
        return {};
    }

    Result<void, HttpError> put_body(std::string_view bytes, std::string& body) {
        if (!framing_rest.empty()) {
            framing_rest += bytes;
            bytes = framing_rest;
        }
        framing->body = &body;
        while (!bytes.empty() && !framing->is_done()) {
            beast::error_code code;
            const auto used = framing->put(boost::asio::buffer(bytes.data(), bytes.size()), code);
            bytes.remove_prefix(used);
            if (code == beast::http::error::need_more) {
                break;
            }
            if (code) {
                return refuse(code);
            }
            if (used == 0 && !framing->is_done()) {
                return HttpError(HttpFault::kProtocol, "bad response: no progress");
            }
        }
        excess = framing->is_done() && !bytes.empty();
        std::string rest(framing->is_done() ? std::string_view() : bytes);
        framing_rest = std::move(rest);  // a copy first: `bytes` may lie in it
        if (framing_rest.size() > limits.header_bytes) {
            return HttpError(HttpFault::kTooLarge, "chunk framing without an end");
        }
        return {};
    }

    const ResponseLimits limits;
    std::string head;                  ///< received so far, until it is complete
    std::string framing_rest;          ///< an incomplete chunk header or trailer
    std::unique_ptr<Framing> framing;  ///< none before the first whole head
    Fields fields;
    std::vector<std::string> notes;
    int interim = 0;
    bool head_done = false;
    bool excess = false;
};

ResponseReader::ResponseReader(const ResponseLimits& limits)
    : impl_(std::make_unique<Impl>(limits)) {}
ResponseReader::~ResponseReader() = default;

Result<void, HttpError> ResponseReader::put(std::string_view bytes, std::string& body) {
    auto in_head = impl_->put_head(bytes, body);
    if (!in_head || !impl_->head_done) {
        return in_head;
    }
    return impl_->put_body(bytes, body);
}

Result<void, HttpError> ResponseReader::end() {
    if (is_complete()) {
        return {};
    }
    if (!impl_->head_done) {
        const bool silent = impl_->head.empty() && impl_->interim == 0;
        return HttpError(
            HttpFault::kProtocol,
            silent ? "closed without an answer" : "closed in the middle of the header"
        );
    }
    std::string none;
    impl_->framing->body = &none;
    beast::error_code code;
    impl_->framing->put_eof(code);
    if (code) {
        return HttpError(HttpFault::kProtocol, "closed before the end of the body");
    }
    return {};
}

bool ResponseReader::has_head() const {
    return impl_->head_done;
}
bool ResponseReader::is_complete() const {
    return impl_->head_done && impl_->framing->is_done();
}
bool ResponseReader::has_excess() const {
    return impl_->excess;
}
int ResponseReader::status() const {
    return impl_->framing ? impl_->framing->status : 0;
}
const Fields& ResponseReader::fields() const {
    return impl_->fields;
}
const std::vector<std::string>& ResponseReader::notes() const {
    return impl_->notes;
}

}  // namespace wireroom::http
