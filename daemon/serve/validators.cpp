#include "serve/validators.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "http/date.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireroom::serve {
namespace {

using std::chrono::seconds;

bool has_it(
    const Request& request, std::string_view etag, std::optional<Timestamp> updated, Timestamp now
) {
    if (!request.if_none_match.empty()) {
        return lists_etag(request.if_none_match, etag);
    }
    const auto since = http::parse_http_date(request.if_modified_since, now);
    return updated && since && std::chrono::floor<seconds>(*updated) <= *since;
}

}  // namespace

bool lists_etag(std::string_view list, std::string_view etag) {
    list = trim(list);
    if (list == "*") {
        return true;
    }
    while (!list.empty()) {
        if (list.front() == ',' || is_space(list.front())) {  // empty elements are allowed
            list.remove_prefix(1);
            continue;
        }
        if (list.starts_with("W/")) {
            list.remove_prefix(2);
        }
        const auto end = list.starts_with('"') ? list.find('"', 1) : std::string_view::npos;
        if (end == std::string_view::npos) {
            return false;
        }
        if (list.substr(0, end + 1) == etag) {
            return true;
        }
        list = trim(list.substr(end + 1));
        if (!list.empty() && list.front() != ',') {
            return false;
        }
    }
    return false;
}

Timestamp last_modified(Timestamp updated, Timestamp now) {
    const auto second = std::chrono::floor<seconds>(updated);
    const auto over = std::chrono::floor<seconds>(now) - seconds(1);
    return std::min(second, over);
}

Reply conditional(
    const Request& request,
    std::string_view content_type,
    std::string body,
    std::optional<Timestamp> updated,
    Timestamp now
) {
    Reply reply{.content_type = std::string(content_type), .headers = {}, .body = std::move(body)};
    const auto etag = fmt::format("\"{}\"", to_hex(sha256_128(reply.body)));
    reply.headers.emplace_back("ETag", etag);
    if (updated) {
        reply.headers.emplace_back(
            "Last-Modified", http::format_http_date(last_modified(*updated, now))
        );
    }
    reply.headers.emplace_back("Cache-Control", "no-cache");  // keep it, but ask
    if (has_it(request, etag, updated, now)) {
        reply.status = 304;
        reply.body.clear();
    }
    return reply;
}

}  // namespace wireroom::serve
