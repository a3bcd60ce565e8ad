#pragma once

#include "base/time.hpp"
#include "cli/transport.hpp"
#include "serve/archive.hpp"
#include "serve/router.hpp"

#include <memory>

namespace wireroom::cli {

/// Answers from the store itself, by the daemon's own router, while no daemon runs.
class LocalTransport final : public Transport {
public:
    /// @param now  the time that answers speak of.
    LocalTransport(std::unique_ptr<serve::Archive> archive, Timestamp now);

    /// Errors: kUnreachable, too, for what only a daemon can do.
    Result<serve::Reply, ClientError> ask(const serve::Request& request) override;
    /// Up to the head of the log; never idle. Errors: kUnreachable for `follow=1`, too.
    Result<serve::Reply, ClientError> stream(
        const serve::Request& request, const LineSink& sink, const IdleCall& idle
    ) override;
    bool is_daemon() const override { return false; }

private:
    std::unique_ptr<serve::Archive> archive_;
    serve::DaemonStatus status_;  ///< says that no daemon runs
};

}  // namespace wireroom::cli
