#pragma once

#include "app/runner.hpp"
#include "app/store_service.hpp"
#include "config/config.hpp"
#include "fetch/fetch.hpp"
#include "serve/message.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wireroom::app {

/// How reading the configuration again went.
struct ReloadOutcome {
    enum class Kind {
        kApplied,
        kFaults,   ///< the files have faults
        kTooMany,  ///< more than half of the feeds would be retired
        kFailed,   ///< the files are good, and yet it could not be applied
    };

    Kind kind = Kind::kFailed;
    std::string file;
    std::vector<model::ConfigChange> changes;  ///< of kApplied and kTooMany
    std::vector<config::Fault> faults;         ///< of kFaults
    std::string why;                           ///< one sentence; empty when it was applied
};

/// Why changes are refused unless they are forced: they retire more than half of at least two
/// feeds, which is more often a mistake than a wish. In words that say how to go on; empty when
/// there is nothing against them.
std::string too_many_retired(
    const std::vector<model::ConfigChange>& changes, std::size_t feeds_before
);

/// The configuration in force after a change to `wanted`: without what is read at start only, which
/// stays as it is until then.
config::Config in_force(const config::Config& running, config::Config wanted);

/// The answer to whoever asked for the reload.
serve::Reply reply_to(const ReloadOutcome& outcome);

/// Reads the configuration again and brings the daemon into line with it: all of it or nothing.
/// Whatever speaks against the new one is found out before the store is touched; the store changes
/// in one transaction. Lives on the loop; the files are read on a worker.
class Reloader {
public:
    /// What a reload works on; outlives it.
    struct Parts {
        StoreService& store;
        fetch::Fetcher& fetcher;
        Runner& runner;
        const Clock& clock;
        boost::asio::any_io_executor workers;
        /// Called after a change, with the head of the event log.
        std::function<void(const config::Config& now, std::int64_t head_seq)> applied;
    };

    Reloader(boost::asio::any_io_executor loop, config::Config config, Parts parts);

    /// One after the other, however many ask at once. Tells the log and the service manager. Throws
    /// nothing but what stops the task.
    /// @param asked_by for the log: `SIGHUP`, or the operators' socket.
    boost::asio::awaitable<ReloadOutcome> reload(bool force, std::string asked_by);

    const config::Config& config() const { return config_; }

private:
    boost::asio::awaitable<ReloadOutcome> read_and_apply(bool force);
    boost::asio::awaitable<ReloadOutcome> apply(config::Config wanted, bool force);
    boost::asio::awaitable<void> change_over(config::Config now);

    config::Config config_;
    Parts parts_;
    bool busy_ = false;
    async::Doorbell free_;
};

}  // namespace wireroom::app
