#pragma once

#include "cli/transport.hpp"
#include "serve/archive.hpp"

#include <memory>

namespace wireroom::cli {

/// Answers from the store itself, by the daemon's own router, while no daemon runs.
class LocalTransport final : public Transport {
public:
    explicit LocalTransport(std::unique_ptr<serve::Archive> archive);

    Result<serve::Reply, ClientError> ask(const serve::Request& request) override;
    /// Up to the head of the log. Errors: kUnreachable for `follow=1`, too.
    Result<serve::Reply, ClientError> stream(const serve::Request& request, const LineSink& sink)
        override;
    bool is_daemon() const override { return false; }

private:
    std::unique_ptr<serve::Archive> archive_;
};

}  // namespace wireroom::cli
