#include "fetch/fetch.hpp"

#include "async/resolver.hpp"
#include "unit/fetch/codings.hpp"
#include "unit/fetch/scripted_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::fetch {
namespace {

using namespace std::chrono_literals;

const Timestamp kNow = *parse_rfc3339("2024-03-01T12:00:00Z");
const std::string kFeed = "<rss version=\"2.0\"><channel/></rss>";

class FetcherTest : public testing::Test {
public:
    FetcherTest() {
        options.user_agent = "wireroom/test (+https://example.org/)";
        options.allow_private = {*Network::parse("127.0.0.1")};
        // OpenSSL's own variable for the system's store, whose real one takes 70 ms to load.
        ::setenv("SSL_CERT_FILE", unused.file().c_str(), 1);
    }

    ~FetcherTest() override {
        fetcher.reset();
        workers.join();
    }

    static net::awaitable<void> run(
        Fetcher* with, Request request, std::optional<Result<Response, FetchError>>* out
    ) {
        auto result = co_await with->fetch(std::move(request));
        out->emplace(std::move(result));
    }

    Result<Response, FetchError> fetch(Request request) {
        if (!fetcher) {
            fetcher = std::make_unique<Fetcher>(
                io.get_executor(), resolver, workers.get_executor(), options, [] { return kNow; }
            );
        }
        std::optional<Result<Response, FetchError>> result;
        std::exception_ptr failure;
        bool ended = false;
        net::co_spawn(
            io,
            run(fetcher.get(), std::move(request), &result),
            [&](const std::exception_ptr& error) {
                failure = error;
                ended = true;
            }
        );
        const auto end = std::chrono::steady_clock::now() + 20s;
        io.restart();
        while (!ended && std::chrono::steady_clock::now() < end) {
            io.run_one_for(100ms);
        }
        if (!ended) {
            std::abort();  // the completion refers to this frame
        }
        if (failure) {
            std::rethrow_exception(failure);
        }
        return std::move(*result);
    }

    static net::awaitable<void> change(Fetcher* of, Fetcher::Options to) {
        auto setup = co_await of->prepare(std::move(to));
        of->apply(std::move(setup));
    }

    /// Gives the fetcher other options. Throws what `prepare` throws.
    void reconfigure(const Fetcher::Options& to) {
        std::exception_ptr failure;
        bool ended = false;
        net::co_spawn(io, change(fetcher.get(), to), [&](const std::exception_ptr& error) {
            failure = error;
            ended = true;
        });
        io.restart();
        while (!ended) {
            io.run_one();  // the worker's file is read, or is not: this ends
        }
        if (failure) {
            std::rethrow_exception(failure);
        }
    }

    Result<Response, FetchError> get(const std::string& url) { return fetch(Request{.url = url}); }

    /// The fault's name, or the status when there is an answer.
    std::string outcome(const std::string& url) {
        const auto result = get(url);
        return result ? std::to_string(result->status) : name_of(result.error().kind);
    }

    inline static const TestCertificate unused;
    net::io_context io;
    net::thread_pool workers{1};
    std::map<std::string, std::vector<std::string>> names;  ///< what the fake resolver knows
    async::Resolver resolver{
        io.get_executor(), 2, [this](const std::string& host) -> async::Resolver::Answer {
            const auto found = names.find(host);
            if (found == names.end()) {
                return async::ResolveError(async::ResolveFault::kNotFound, host + ": no such name");
            }
            std::vector<net::ip::address> addresses;
            for (const auto& text : found->second) {
                addresses.push_back(net::ip::make_address(text));
            }
            return addresses;
        }};
    Fetcher::Options options;
    ScriptedServer server{io};
    std::unique_ptr<Fetcher> fetcher;
};

TEST_F(FetcherTest, SaysWhoItIsAndWhatItWants) {
    server.on("/feed?a=b", answer(200, "", kFeed));

    const auto response = get(server.url("/feed?a=b#part"));

    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, kFeed);
    EXPECT_EQ(response->url, server.url("/feed?a=b"));
    EXPECT_EQ(response->address, "127.0.0.1");
    ASSERT_EQ(server.requests.size(), 1U);
    EXPECT_EQ(
        server.requests[0],
        "GET /feed?a=b HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
            "\r\nUser-Agent: wireroom/test (+https://example.org/)\r\n"
            "Accept: application/atom+xml, application/rss+xml, application/feed+json, "
            "application/xml;q=0.9, "
            "text/xml;q=0.8, */*;q=0.1\r\nAccept-Encoding: gzip, br\r\n\r\n"
    );
}

TEST_F(FetcherTest, NewOptionsHoldFromTheNextFetchOn) {
    server.on("/feed", answer(200, "", kFeed));
    ASSERT_TRUE(get(server.url("/feed")));
    auto changed = options;
    changed.user_agent = "wireroom/test (+https://example.org/new)";
    changed.allow_private.clear();

    reconfigure(changed);

    EXPECT_EQ(outcome(server.url("/feed")), "address-denied");
    ASSERT_TRUE(fetch(Request{.url = server.url("/feed"), .allow_own_origin = true}));
    EXPECT_NE(server.requests.back().find("(+https://example.org/new)"), std::string::npos);
}

TEST_F(FetcherTest, OptionsThatCannotBeUsedChangeNothing) {
    server.on("/feed", answer(200, "", kFeed));
    ASSERT_TRUE(get(server.url("/feed")));
    auto changed = options;
    changed.allow_private.clear();
    changed.ca_file = "/nowhere/authorities.pem";

    EXPECT_THROW(reconfigure(changed), std::runtime_error);

    EXPECT_EQ(outcome(server.url("/feed")), "200");
}

TEST_F(FetcherTest, ValidatorsGoBackByteForByte) {
    const std::string odd = "W/\"a, 'b' \x80\xff\\\"";
    server.on(
        "/feed",
        {{answer(200, "ETag: " + odd + "\r\nLast-Modified: -1\r\n", kFeed)}, {answer(304, "", "")}}
    );
    const auto first = get(server.url("/feed"));
    ASSERT_TRUE(first);

    const auto second = fetch(Request{
        .url = server.url("/feed"), .etag = first->etag, .last_modified = first->last_modified});

    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(second->status, 304);
    EXPECT_NE(server.requests[1].find("\r\nIf-None-Match: " + odd + "\r\n"), std::string::npos)
        << server.requests[1];
    EXPECT_NE(server.requests[1].find("\r\nIf-Modified-Since: -1\r\n"), std::string::npos)
        << server.requests[1];
}

TEST_F(FetcherTest, ValidatorsThatCannotBeSentAreNotSent) {
    server.on("/feed", answer(200, "ETag: \"" + std::string(5000, 'x') + "\"\r\n", kFeed));

    const auto response = fetch(Request{
        .url = server.url("/feed"),
        .etag = "a\r\nX-Evil: 1",
        .last_modified = std::string(5000, 'y')});

    ASSERT_TRUE(response);
    EXPECT_EQ(response->etag, "") << "over 4 KiB: dropped whole";
    EXPECT_EQ(server.requests[0].find("If-"), std::string::npos) << server.requests[0];
    EXPECT_EQ(server.requests[0].find("Evil"), std::string::npos);
}

TEST_F(FetcherTest, A304CarriesNewValidatorsAndFreshness) {
    server.on(
        "/feed",
        "HTTP/1.1 304 Not Modified\r\nETag: \"new\"\r\nCache-Control: max-age=7200\r\n\r\nstray "
        "bytes"
    );

    const auto response = fetch(Request{.url = server.url("/feed"), .etag = "\"old\""});

    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 304);
    EXPECT_EQ(response->etag, "\"new\"");
    EXPECT_EQ(response->hints.fresh_for, 7200s);
    EXPECT_TRUE(response->body.empty());
}

TEST_F(FetcherTest, A304ThatNobodyAskedForIsAnError) {
    server.on("/feed", answer(304, "", ""));
    EXPECT_EQ(outcome(server.url("/feed")), "protocol");
}

TEST_F(FetcherTest, EveryStatusIsAnAnswerWithoutItsBody) {
    for (const int status :
         {204, 206, 226, 300, 400, 401, 403, 404, 410, 429, 500, 502, 503, 599}) {
        server.on("/s", answer(status, "Retry-After: 30\r\n", status == 204 ? "" : "<html>sorry"));
        const auto response = get(server.url("/s"));
        ASSERT_TRUE(response) << status << response.error().message;
        EXPECT_EQ(response->status, status);
        EXPECT_EQ(response->body, "") << status;
        EXPECT_EQ(
            response->hints.retry_after.has_value(), status == 429 || status == 503 || status == 300
        ) << status;
    }
}

TEST_F(FetcherTest, BodiesAreDecodedOnTheWayAndLargeOnesElsewhere) {
    std::string large;
    for (int i = 0; i < 200'000; ++i) {
        large += std::to_string(i * 2654435761U);
    }
    server.on(
        "/gzip",
        {Reply{answer(200, "Content-Encoding: gzip\r\n", gzip(large)), Reply::Then::kClose, 7}}
    );
    server.on("/plain", {Reply{answer(200, "", large), Reply::Then::kClose, 7}});
    server.on("/br", answer(200, "Content-Encoding: br\r\n", brotli(kFeed)));
    server.on("/lie", answer(200, "Content-Encoding: gzip\r\n", kFeed));

    const auto gzipped = get(server.url("/gzip"));
    const auto plain = get(server.url("/plain"));
    const auto brotlied = get(server.url("/br"));
    const auto lie = get(server.url("/lie"));

    ASSERT_TRUE(gzipped && plain && brotlied && lie);
    EXPECT_TRUE(gzipped->body == large);
    EXPECT_LT(gzipped->wire_bytes, large.size());
    EXPECT_TRUE(plain->body == large);
    EXPECT_EQ(brotlied->body, kFeed);
    EXPECT_EQ(lie->body, kFeed);
    EXPECT_EQ(lie->notes.size(), 1U);
}

TEST_F(FetcherTest, BadBodiesAreErrors) {
    const auto gzipped = gzip(kFeed);
    const std::vector<std::tuple<const char*, std::string, const char*>> cases = {
        {"/zstd", answer(200, "Content-Encoding: zstd\r\n", "\x28\xb5\x2f\xfd"), "coding"},
        {"/many",
         answer(200, "Content-Encoding: gzip, gzip\r\nContent-Encoding: gzip\r\n", gzipped),
         "coding"},
        {"/cut-gzip", answer(200, "Content-Encoding: gzip\r\n", gzipped.substr(0, 20)), "coding"},
        {"/bomb",
         answer(200, "Content-Encoding: gzip\r\n", gzip(std::string(40U << 20U, ' '))),
         "too-large"},
        {"/short", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + kFeed, "protocol"},
        {"/long", "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "too-large"},
        {"/lengths",
         "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
         "protocol"},
        {"/empty-reply", "", "protocol"},
        {"/http09", kFeed, "protocol"},
    };
    for (const auto& [path, bytes, fault] : cases) {
        server.on(path, bytes);
        EXPECT_EQ(outcome(server.url(path)), fault) << path;
    }
}

TEST_F(FetcherTest, AResetIsAnError) {
    server.on(
        "/reset", {Reply{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc", Reply::Then::kReset}}
    );
    EXPECT_EQ(outcome(server.url("/reset")), "protocol");
}

TEST_F(FetcherTest, AnEndlessBodyIsStoppedAtTheLimit) {
    options.limits.wire_bytes = 1U << 20U;
    server.on("/huge", "HTTP/1.1 200 OK\r\n\r\n" + std::string(3U << 20U, 'x'));
    EXPECT_EQ(outcome(server.url("/huge")), "too-large");
}

TEST_F(FetcherTest, SilenceAndSlownessHaveTheirDeadlines) {
    options.limits.first_byte = 60ms;
    options.limits.min_rate_over = 60ms;
    options.limits.min_rate = 100'000;
    server.on("/silent", {Reply{"", Reply::Then::kHold}});
    server.on(
        "/stalls", {Reply{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc", Reply::Then::kHold}}
    );

    const auto silent = get(server.url("/silent"));
    const auto stalls = get(server.url("/stalls"));

    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().kind, FetchFault::kTimeout);
    EXPECT_NE(silent.error().message.find("no answer within 0.06 s"), std::string::npos)
        << silent.error().message;
    ASSERT_FALSE(stalls);
    EXPECT_NE(stalls.error().message.find("slower than"), std::string::npos)
        << stalls.error().message;
}

TEST_F(FetcherTest, TheWholeFetchHasADeadline) {
    options.limits.total = 60ms;
    server.on("/stalls", {Reply{"HTTP/1.1 200 OK\r\n", Reply::Then::kHold}});

    const auto response = get(server.url("/stalls"));

    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, FetchFault::kTimeout);
    EXPECT_NE(response.error().message.find("not done within 0.06 s"), std::string::npos)
        << response.error().message;
}

TEST_F(FetcherTest, FollowsRedirectsAndSaysWhereItEnded) {
    server.on("/a", answer(301, "Location: /b#frag\r\n", ""));
    server.on("/b", answer(308, "Location: c\r\n", ""));
    server.on("/c", answer(200, "", kFeed));
    server.on("/t", answer(302, "Location: /a\r\n", ""));

    const auto permanent = get(server.url("/a"));
    const auto mixed = get(server.url("/t"));
    const auto direct = get(server.url("/c"));

    ASSERT_TRUE(permanent && mixed && direct);
    EXPECT_EQ(permanent->permanent_url, server.url("/c"));
    EXPECT_EQ(mixed->url, server.url("/c"));
    EXPECT_EQ(mixed->permanent_url, "") << "one temporary hop makes all of it temporary";
    EXPECT_EQ(direct->permanent_url, "");
    for (const auto& request : server.requests) {
        EXPECT_EQ(request.find('#'), std::string::npos) << request;
    }
}

TEST_F(FetcherTest, RefusesBadRedirects) {
    server.on("/self", answer(302, "Location: /self\r\n", ""));
    server.on("/loop", answer(302, "Location: /loop2\r\n", ""));
    server.on("/loop2", answer(302, "Location: /loop\r\n", ""));
    server.on("/nowhere", answer(301, "", ""));
    server.on("/file", answer(301, "Location: file:///etc/passwd\r\n", ""));
    server.on("/port", answer(301, "Location: http://127.0.0.1:25/\r\n", ""));
    server.on("/long", answer(301, "Location: /" + std::string(9000, 'a') + "\r\n", ""));
    for (int i = 0; i < 10; ++i) {
        server.on(
            "/deep" + std::to_string(i),
            answer(302, "Location: /deep" + std::to_string(i + 1) + "\r\n", "")
        );
    }
    for (const auto* path : {"/self", "/loop", "/nowhere", "/file", "/port", "/long", "/deep0"}) {
        EXPECT_EQ(outcome(server.url(path)), "redirect") << path;
    }
    EXPECT_EQ(server.requests.size(), 1U + 2 + 1 + 1 + 1 + 1 + 6);
}

TEST_F(FetcherTest, AWaitAskedForByARedirectIsKept) {
    server.on("/a", answer(302, "Location: /b\r\nRetry-After: 500\r\n", ""));
    server.on("/b", answer(200, "", kFeed));

    const auto response = get(server.url("/a"));

    ASSERT_TRUE(response);
    EXPECT_EQ(response->hints.retry_after, 500s);
}

TEST_F(FetcherTest, PrivateAddressesGetNoPacket) {
    options.allow_private.clear();
    names["inside.test"] = {"127.0.0.1"};
    names["2852039166"] = {"169.254.169.254"};

    EXPECT_EQ(outcome(server.url("/feed")), "address-denied");
    EXPECT_EQ(
        outcome("http://inside.test:" + std::to_string(server.port()) + "/"), "address-denied"
    );
    EXPECT_EQ(outcome("http://2852039166/latest/meta-data"), "address-denied");
    EXPECT_EQ(
        outcome("http://[::ffff:127.0.0.1]:" + std::to_string(server.port()) + "/"),
        "address-denied"
    );
    EXPECT_EQ(outcome("http://0.0.0.0:" + std::to_string(server.port()) + "/"), "address-denied");
    EXPECT_EQ(server.connections, 0);
}

TEST_F(FetcherTest, AConfiguredUrlMayBePrivateButItsRedirectsStayAtItsOrigin) {
    options.allow_private.clear();
    ScriptedServer other(io);
    server.on("/feed", answer(200, "", kFeed));
    server.on("/own", answer(302, "Location: /feed\r\n", ""));
    server.on("/away", answer(302, "Location: " + other.url("/feed") + "\r\n", ""));
    server.on("/metadata", answer(302, "Location: http://169.254.169.254/\r\n", ""));
    const auto ask = [this](const std::string& path) {
        const auto result = fetch(Request{.url = server.url(path), .allow_own_origin = true});
        return result ? std::to_string(result->status) : std::string(name_of(result.error().kind));
    };

    EXPECT_EQ(ask("/feed"), "200");
    EXPECT_EQ(ask("/own"), "200");
    EXPECT_EQ(ask("/away"), "address-denied");
    EXPECT_EQ(ask("/metadata"), "address-denied");
    EXPECT_EQ(other.connections, 0);
}

TEST_F(FetcherTest, OnlyTheAllowedAddressesOfANameAreTried) {
    names["mixed.test"] = {"10.0.0.1", "127.0.0.1"};
    server.on("/feed", answer(200, "", kFeed));

    const auto response = get("http://mixed.test:" + std::to_string(server.port()) + "/feed");

    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->address, "127.0.0.1");
}

TEST_F(FetcherTest, TheNextAddressIsTriedWhenOneRefuses) {
    options.allow_private = {*Network::parse("127.0.0.0/8"), *Network::parse("::1")};
    names["two.test"] = {"::1", "127.0.0.1"};
    server.on("/feed", answer(200, "", kFeed));

    const auto response = get("http://two.test:" + std::to_string(server.port()) + "/feed");

    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->address, "127.0.0.1");
}

TEST_F(FetcherTest, NamesAndPortsThatDoNotAnswer) {
    std::uint16_t closed = 0;
    {
        const ScriptedServer gone(io);
        closed = gone.port();
    }
    io.poll();
    EXPECT_EQ(outcome("http://nowhere.test/"), "dns");
    EXPECT_EQ(outcome("http://127.0.0.1:" + std::to_string(closed) + "/"), "refused");
    EXPECT_EQ(outcome("ftp://127.0.0.1/"), "url");
    EXPECT_EQ(outcome("http://127.0.0.1:22/"), "url");
    EXPECT_EQ(outcome("http://127.0.0.1/" + std::string(9000, 'a')), "url");
}

TEST_F(FetcherTest, CredentialsStayAtTheirOrigin) {
    ScriptedServer other(io);
    other.on("/feed", answer(200, "", kFeed));
    server.on("/own", answer(302, "Location: /away\r\n", ""));
    server.on("/away", answer(302, "Location: " + other.url("/feed") + "\r\n", ""));
    auto url = server.url("/own");
    url.insert(7, "us%65r:p%40ss@");

    const auto response = get(url);

    ASSERT_TRUE(response) << response.error().message;
    for (const auto& request : server.requests) {
        EXPECT_NE(request.find("\r\nAuthorization: Basic dXNlcjpwQHNz\r\n"), std::string::npos)
            << request;
    }
    EXPECT_EQ(server.requests.size(), 2U);
    EXPECT_EQ(other.requests.at(0).find("Authorization"), std::string::npos);
}

TEST_F(FetcherTest, ErrorsNameTheUrlWithoutItsPassword) {
    const auto response = get("http://user:secret@nowhere.test/feed");

    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().message.find("secret"), std::string::npos)
        << response.error().message;
    EXPECT_NE(
        response.error().message.find("fetch http://***@nowhere.test/feed: "), std::string::npos
    ) << response.error().message;
}

TEST_F(FetcherTest, EndsAtOnceWhenItsTaskIsStopped) {
    server.on("/silent", {Reply{"", Reply::Then::kHold}});
    fetcher = std::make_unique<Fetcher>(
        io.get_executor(), resolver, workers.get_executor(), options, [] { return kNow; }
    );
    std::optional<Result<Response, FetchError>> result;
    async::TaskGroup group(io.get_executor());
    group.spawn("poll", run(fetcher.get(), Request{.url = server.url("/silent")}, &result));
    while (server.requests.empty()) {
        io.run_one();
    }

    group.stop();
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (group.size() > 0 && std::chrono::steady_clock::now() < end) {
        io.run_one_for(100ms);
    }

    EXPECT_EQ(group.size(), 0U);
    EXPECT_TRUE(!result || result->error().kind == FetchFault::kCancelled);
}

TEST_F(FetcherTest, AsksOverTlsAndResumes) {
    const TestCertificate certificate;
    auto context = certificate.context();
    ScriptedServer secure(io, context);
    secure.on("/feed", answer(200, "ETag: \"x\"\r\n", kFeed));
    options.ca_file = certificate.file();

    const auto first = get(secure.url("/feed"));
    ASSERT_TRUE(first) << first.error().message;
    for (int i = 0; i < 100 && secure.goodbyes == 0; ++i) {
        io.run_one_for(50ms);
    }
    const auto second = get(secure.url("/feed"));

    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(first->body, kFeed);
    EXPECT_EQ(second->body, kFeed);
    EXPECT_EQ(secure.goodbyes, 1);
    EXPECT_EQ(secure.resumed, 1);
}

TEST_F(FetcherTest, TheOperatorsAuthorityIsTrustedBesidesTheSystems) {
    const TestCertificate systems;
    const TestCertificate operators;
    ::setenv("SSL_CERT_FILE", systems.file().c_str(), 1);
    options.ca_file = operators.file();
    auto systems_context = systems.context();
    auto operators_context = operators.context();
    ScriptedServer publisher(io, systems_context);
    ScriptedServer bridge(io, operators_context);
    publisher.on("/feed", answer(200, "", kFeed));
    bridge.on("/feed", answer(200, "", kFeed));

    EXPECT_EQ(outcome(publisher.url("/feed")), "200");
    EXPECT_EQ(outcome(bridge.url("/feed")), "200");
}

TEST_F(FetcherTest, ResumesTls12Too) {
    const TestCertificate certificate;
    auto context = certificate.context();
    SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_2_VERSION);
    ScriptedServer secure(io, context);
    secure.on("/feed", answer(200, "", kFeed));
    options.ca_file = certificate.file();

    for (int i = 0; i < 3; ++i) {
        const auto response = get(secure.url("/feed"));
        ASSERT_TRUE(response) << response.error().message;
        for (int k = 0; k < 100 && secure.goodbyes <= i; ++k) {
            io.run_one_for(50ms);
        }
    }

    EXPECT_EQ(secure.resumed, 2);
}

TEST_F(FetcherTest, DoesNotTrustWhatItShouldNot) {
    const TestCertificate good;
    const TestCertificate expired(true);
    const TestCertificate other_name(false, "example.net");
    struct Case {
        const char* name;
        const TestCertificate* served;
        const TestCertificate* trusted;
        const char* reason;
    };
    for (const auto& [name, served, trusted, reason] :
         {Case{"unknown issuer", &good, &expired, "self"},
          {"expired", &expired, &expired, "expired"},
          {"other name", &other_name, &other_name, "mismatch"}}) {
        auto context = served->context();
        ScriptedServer secure(io, context);
        secure.on("/feed", answer(200, "", kFeed));
        options.ca_file = trusted->file();
        fetcher.reset();

        const auto response = get(secure.url("/feed"));

        ASSERT_FALSE(response) << name;
        EXPECT_EQ(response.error().kind, FetchFault::kTls)
            << name << ": " << response.error().message;
        EXPECT_NE(response.error().message.find(reason), std::string::npos)
            << name << ": " << response.error().message;
        EXPECT_TRUE(secure.requests.empty()) << name;
    }
}

TEST_F(FetcherTest, RefusesTls11) {
    const TestCertificate certificate;
    auto context = certificate.context();
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_1_VERSION);
    ScriptedServer secure(io, context);
    options.ca_file = certificate.file();
    EXPECT_EQ(outcome(secure.url("/feed")), "tls");
}

TEST_F(FetcherTest, ATlsBodyCutOffWithoutGoodbyeIsAnError) {
    const TestCertificate certificate;
    auto context = certificate.context();
    ScriptedServer secure(io, context);
    secure.on("/cut", {Reply{"HTTP/1.1 200 OK\r\n\r\n" + kFeed, Reply::Then::kTruncate}});
    secure.on("/whole", {Reply{"HTTP/1.1 200 OK\r\n\r\n" + kFeed}});
    options.ca_file = certificate.file();
    EXPECT_EQ(outcome(secure.url("/cut")), "protocol");
    EXPECT_EQ(outcome(secure.url("/whole")), "200");
}

TEST_F(FetcherTest, TlsToAPlainPortIsAnError) {
    auto url = server.url("/feed");
    url.insert(4, "s");
    EXPECT_EQ(outcome(url), "tls");
}

TEST_F(FetcherTest, TheWayFromTlsToPlainIsRefused) {
    const TestCertificate certificate;
    auto context = certificate.context();
    ScriptedServer secure(io, context);
    secure.on("/down", answer(301, "Location: " + server.url("/feed") + "\r\n", ""));
    options.ca_file = certificate.file();
    EXPECT_EQ(outcome(secure.url("/down")), "redirect");
    EXPECT_EQ(server.connections, 0);
}

TEST_F(FetcherTest, BadOptionsAreRefusedAtTheStart) {
    options.ca_file = "/nonexistent.pem";
    EXPECT_THROW(get(server.url("/")), std::runtime_error);
    options.ca_file = unused.file();
    options.user_agent = "a\r\nb";
    EXPECT_THROW(get(server.url("/")), std::runtime_error);
}

}  // namespace
}  // namespace wireroom::fetch
