#include "cli/local_transport.hpp"

#include "base/text.hpp"
#include "serve/page.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

namespace wireroom::cli {
namespace {

ClientError unreadable(const std::exception& error) {
    return {ClientFault::kUnreachable, printable(error.what(), 500)};
}

}  // namespace

LocalTransport::LocalTransport(std::unique_ptr<serve::Archive> archive, Timestamp now)
    : archive_(std::move(archive)) {
    status_.now = now;
}

Result<serve::Reply, ClientError> LocalTransport::ask(const serve::Request& request) {
    try {
        auto answer = serve::answer(request, *archive_, status_);
        if (auto* reply = std::get_if<serve::Reply>(&answer)) {
            return std::move(*reply);
        }
    } catch (const std::runtime_error& error) {
        return unreadable(error);
    }
    return ClientError(ClientFault::kFailed, printable(request.path) + " is a stream");
}

Result<serve::Reply, ClientError> LocalTransport::stream(
    const serve::Request& request, const LineSink& sink
) {
    try {
        auto answer = serve::answer(request, *archive_, status_);
        if (auto* reply = std::get_if<serve::Reply>(&answer)) {
            return std::move(*reply);
        }
        const auto& stream = std::get<serve::EventStream>(answer);
        if (stream.follow) {
            return ClientError(
                ClientFault::kUnreachable,
                "wireroomd is not running, so nothing happens that could be followed; start it"
            );
        }
        serve::replay(*archive_, stream, sink);
    } catch (const std::runtime_error& error) {
        return unreadable(error);
    }
    serve::Reply done;
    done.content_type = "application/x-ndjson";
    return done;
}

}  // namespace wireroom::cli
