#include "fetch/fetch.hpp"

#include "async/resolver.hpp"
#include "async/run_on.hpp"
#include "async/task_group.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "fetch/cache_control.hpp"
#include "fetch/connection.hpp"
#include "fetch/exchange.hpp"
#include "fetch/target.hpp"
#include "fetch/tls.hpp"
#include "http/request.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

namespace wireroom::fetch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxValidator = 4096;  // longer ones are dropped whole, never cut
constexpr std::chrono::milliseconds kGoodbye{500};
constexpr const char* kAccept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.8, */*;q=0.1";

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_permanent(int status) {
    return status == 301 || status == 308;
}

std::string usable_validator(std::string value) {
    return value.size() <= kMaxValidator && http::is_sendable(value) ? std::move(value)
                                                                     : std::string();
}

std::string percent_decoded(std::string_view text) {
    const auto digit = [](char c) { return is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10; };
    const auto is_hex = [](char c) {
        return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string base64(const std::string& bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // the library ends it with a NUL
    const auto size = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(out.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        static_cast<int>(bytes.size())
    );
    out.resize(static_cast<std::size_t>(size));
    return out;
}

/// What goes into Authorization at the configured origin; empty = nothing.
std::string authorization_of(const Request& request, const Target& target) {
    if (!request.authorization.empty()) {
        return http::is_sendable(request.authorization) ? request.authorization : std::string();
    }
    if (target.url.userinfo.empty()) {
        return {};
    }
    auto credentials = percent_decoded(target.url.userinfo);
    if (credentials.find(':') == std::string::npos) {
        credentials += ':';
    }
    return "Basic " + base64(credentials);
}

FetchError of(const TargetError& error) {
    return {FetchFault::kUrl, error.message};
}

FetchError redirect_refused(const TargetError& error) {
    return {FetchFault::kRedirect, fmt::format("redirect refused: {}", error.message)};
}

/// What one fetch remembers from hop to hop.
struct Trail {
    std::set<std::string> visited;
    int hops = 0;
    bool permanent = true;
    std::optional<std::chrono::seconds> retry_after;
};

net::awaitable<void> say_goodbye(std::shared_ptr<Connection> connection) {
    co_await connection->close(Clock::now() + kGoodbye);
}

}  // namespace

const char* name_of(FetchFault fault) {
    switch (fault) {
        case FetchFault::kUrl:
            return "url";
        case FetchFault::kDns:
            return "dns";
        case FetchFault::kRefused:
            return "refused";
        case FetchFault::kConnect:
            return "connect";
        case FetchFault::kTls:
            return "tls";
        case FetchFault::kTimeout:
            return "timeout";
        case FetchFault::kProtocol:
            return "protocol";
        case FetchFault::kTooLarge:
            return "too-large";
        case FetchFault::kCoding:
            return "coding";
        case FetchFault::kRedirect:
            return "redirect";
        case FetchFault::kAddressDenied:
            return "address-denied";
        case FetchFault::kCancelled:
            return "cancelled";
        case FetchFault::kMachine:
            return "machine";
    }
    return "unknown";
}

struct Fetcher::Impl {
    Impl(
        net::any_io_executor loop,
        async::Resolver& resolver,
        net::any_io_executor workers,
        Options given,
        std::function<Timestamp()> wall_clock
    )
        : options(std::move(given)),
          now(std::move(wall_clock)),
          slots(options.per_address),
          context{
              resolver,
              std::move(workers),
              options.limits,
              options.allow_private,
              std::make_shared<Tls>(options.ca_file),
              slots},
          goodbyes(std::move(loop)) {
        check(options);
    }

    static void check(const Options& options) {
        if (!http::is_sendable(options.user_agent)) {
            throw std::runtime_error("the user agent holds characters that cannot be sent");
        }
    }

    http::Fields fields_for(const Request& request, const std::string& authorization) const {
        http::Fields fields;
        fields.add("User-Agent", options.user_agent);
        fields.add("Accept", kAccept);
        fields.add("Accept-Encoding", "gzip, br");
        if (!request.etag.empty()) {
            fields.add("If-None-Match", request.etag);
        }
        if (!request.last_modified.empty()) {
            fields.add("If-Modified-Since", request.last_modified);
        }
        if (!authorization.empty()) {
            fields.add("Authorization", authorization);
        }
        return fields;
    }

    Response make_response(Answer answer, const Target& target, const Trail& trail) const {
        Response response;
        response.status = answer.status;
        response.url = target.text;
        response.permanent_url = trail.hops > 0 && trail.permanent ? target.text : std::string();
        response.body = std::move(answer.body);
        response.content_type = answer.fields.value("Content-Type");
        response.content_location = answer.fields.value("Content-Location");
        response.etag = usable_validator(answer.fields.value("ETag"));
        response.last_modified = usable_validator(answer.fields.value("Last-Modified"));
        response.hints = hints_of(answer.status, answer.fields, now());
        if (trail.retry_after) {
            response.hints.retry_after = std::max(
                *trail.retry_after, response.hints.retry_after.value_or(std::chrono::seconds(0))
            );
        }
        response.wire_bytes = answer.wire_bytes;
        response.address = std::move(answer.address);
        response.notes = std::move(answer.notes);
        return response;
    }

    net::awaitable<Result<Response, FetchError>> run(Request request);

    Options options;
    const std::function<Timestamp()> now;
    AddressSlots slots;
    ExchangeContext context;
    async::TaskGroup goodbyes;
};

net::awaitable<Result<Response, FetchError>> Fetcher::Impl::run(Request request) {
    auto started = Clock::now();
    const auto limits = options.limits;  // the same from the first hop to the last
    request.etag = usable_validator(std::move(request.etag));
    request.last_modified = usable_validator(std::move(request.last_modified));
    const bool conditional = !request.etag.empty() || !request.last_modified.empty();

    auto first = make_target(request.url, limits.url_bytes);
    if (!first) {
        co_return of(first.error());
    }
    auto target = std::move(*first);
    const auto own_origin = origin(target.url);
    const auto authorization = authorization_of(request, target);
    Trail trail;
    while (true) {
        trail.visited.insert(target.text);
        const bool own = origin(target.url) == own_origin;
        Ask ask;
        ask.target = target;
        ask.fields = fields_for(request, own ? authorization : std::string());
        ask.any_address = own && request.allow_own_origin;
        ask.deadline = started + limits.total;
        auto answer = co_await exchange(context, std::move(ask));
        if (!answer) {
            co_return trail.hops == 0
                ? answer.error()
                : FetchError(
                      answer.error().kind,
                      fmt::format("at {}: {}", printable(target.text), answer.error().message)
                  );
        }
        started += answer->waited;
        if (answer->connection) {
            goodbyes.spawn(
                "goodbye " + target.url.host, say_goodbye(std::move(answer->connection))
            );
        }
        if (answer->status == 304 && !conditional) {
            co_return FetchError(
                FetchFault::kProtocol, "304 (not modified) to an unconditional request"
            );
        }
        if (!is_redirect(answer->status)) {
            auto response = make_response(std::move(*answer), target, trail);
            response.elapsed = std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - started);
            co_return response;
        }

        const auto* location = answer->fields.find("Location");
        if (location == nullptr || location->empty()) {
            co_return FetchError(
                FetchFault::kRedirect, fmt::format("{} without a Location", answer->status)
            );
        }
        auto next = redirect_target(target, *location, limits.url_bytes);
        if (!next) {
            co_return redirect_refused(next.error());
        }
        if (trail.visited.contains(next->text)) {
            co_return FetchError(
                FetchFault::kRedirect, fmt::format("redirect loop at {}", printable(next->text))
            );
        }
        if (++trail.hops > limits.redirects) {
            co_return FetchError(
                FetchFault::kRedirect, fmt::format("more than {} redirects", limits.redirects)
            );
        }
        trail.permanent = trail.permanent && is_permanent(answer->status);
        if (const auto wait = hints_of(answer->status, answer->fields, now()).retry_after) {
            trail.retry_after = std::max(*wait, trail.retry_after.value_or(*wait));
        }
        target = std::move(*next);
    }
}

Fetcher::Fetcher(
    net::any_io_executor loop,
    async::Resolver& resolver,
    net::any_io_executor workers,
    Options options,
    std::function<Timestamp()> wall_clock
)
    : impl_(std::make_unique<Impl>(
          std::move(loop), resolver, std::move(workers), std::move(options), std::move(wall_clock)
      )) {}

Fetcher::~Fetcher() = default;

struct Fetcher::Setup {
    Options options;
    std::shared_ptr<Tls> tls;  ///< null = as it is, with its sessions
};

net::awaitable<std::shared_ptr<Fetcher::Setup>> Fetcher::prepare(Options options) {
    Impl::check(options);
    auto setup = std::make_shared<Setup>();
    // The file of authorities may have other contents under the same name.
    if (!options.ca_file.empty() || !impl_->options.ca_file.empty()) {
        setup->tls = co_await async::run_on(impl_->context.workers, [file = options.ca_file] {
            return std::make_shared<Tls>(file);
        });
    }
    setup->options = std::move(options);
    co_return setup;
}

void Fetcher::apply(std::shared_ptr<Setup> setup) {
    auto& impl = *impl_;
    impl.options = std::move(setup->options);
    impl.context.limits = impl.options.limits;
    impl.context.allow_private = impl.options.allow_private;
    if (setup->tls) {
        impl.context.tls = std::move(setup->tls);
    }
    impl.slots.set_limit(impl.options.per_address);
}

net::awaitable<Result<Response, FetchError>> Fetcher::fetch(Request request) {
    const auto name = printable(mask_userinfo(request.url));
    std::optional<Result<Response, FetchError>> result;
    try {
        auto outcome = co_await impl_->run(std::move(request));
        result.emplace(std::move(outcome));
    } catch (const boost::system::system_error& error) {
        if (error.code() != net::error::operation_aborted) {
            throw;
        }
        result.emplace(FetchError(FetchFault::kCancelled, "stopped"));
    }
    if (!*result) {
        co_return FetchError(
            result->error().kind, fmt::format("fetch {}: {}", name, result->error().message)
        );
    }
    co_return std::move(*result);
}

}  // namespace wireroom::fetch
