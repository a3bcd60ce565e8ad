#pragma once

#include "cli/backlog.hpp"
#include "cli/verbs.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace wireroom::cli {

/// Why `/v1/events` was refused, and what to do about it.
ClientError stream_problem(const serve::Reply& reply);

/// What a followed stream is for.
struct FollowStyle {
    bool folds = false;   ///< backlog is one line a feed
    std::string monitor;  ///< of `--monitor`; may be empty
    bool watches =
        false;  ///< says when nothing on the internet can be polled, and when it can again
};

/// One followed stream across as many connections as it takes. With `--json` it passes every line
/// on as it is, whatever its style.
class Follower {
public:
    /// @param request  for `/v1/events`; `after` is its first parameter.
    Follower(Session& session, serve::Request request, FollowStyle style = {});

    /// Ends only by an error: the first connection fails, the daemon refuses.
    Result<int, ClientError> run();

private:
    Result<serve::Reply, ClientError> connection();
    bool take(std::string_view line);
    bool idle();
    void show_event(const JsonObject& event);
    /// Prints what is folded so far.
    void settle();
    /// Asks whether anything can be polled, and says what has changed in that.
    void look_at_network();

    Session& session_;
    serve::Request request_;
    FollowStyle style_;
    Backlog backlog_;
    std::chrono::milliseconds pause_;
    bool connected_once_ = false;
    bool outage_told_ = false;      ///< the daemon went away
    bool network_told_ = false;     ///< the machine is offline
    std::string trouble_told_;      ///< why nothing is polled, as it was told
    bool looks_at_network_ = true;  ///< when it is idle next
};

}  // namespace wireroom::cli
