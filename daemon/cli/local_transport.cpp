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
        if (std::holds_alternative<serve::Command>(answer)) {
            return ClientError(
                ClientFault::kUnreachable,
                "wireroomd is not running, so it can do nothing; start it"
            );
        }
    } catch (const std::runtime_error& error) {
        return unreadable(error);
    }
    return ClientError(ClientFault::kFailed, printable(request.path) + " is a stream");
}

Result<serve::Reply, ClientError> LocalTransport::stream(
    const serve::Request& request, const LineSink& sink, const IdleCall& /*idle*/
) {
    try {
        auto answer = serve::answer(request, *archive_, status_);
        if (auto* reply = std::get_if<serve::Reply>(&answer)) {
            return std::move(*reply);
        }
        const auto* found = std::get_if<serve::EventStream>(&answer);
        if (found == nullptr) {
            return ClientError(ClientFault::kFailed, printable(request.path) + " is no stream");
        }
        const auto& stream = *found;
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
