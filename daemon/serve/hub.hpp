#pragma once

#include "async/doorbell.hpp"
#include "async/task_group.hpp"
#include "serve/connection.hpp"
#include "serve/page_cache.hpp"
#include "serve/server.hpp"

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <set>

namespace wireroom::serve {

/// What the sessions of one server share. Belongs to the loop's thread; sessions keep it alive.
class Hub : public std::enable_shared_from_this<Hub> {
public:
    Hub(net::any_io_executor loop, ServerOptions options, Backend backend)
        : options_(std::move(options)),
          backend_(std::move(backend)),
          pages_(backend_.page),
          turn_ended_(loop),
          tasks_(std::move(loop)) {}

    /// A place among the open streams, given back by its destructor.
    class Seat {
    public:
        Seat(std::shared_ptr<Hub> hub, ConnectionPtr connection);
        ~Seat();
        Seat(Seat&&) = delete;
        Seat& operator=(Seat&&) = delete;
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;

    private:
        std::shared_ptr<Hub> hub_;
        ConnectionPtr connection_;
    };

    /// Null when there are too many streams, in all or of this uid.
    std::unique_ptr<Seat> take_seat(const ConnectionPtr& connection);

    /// The right to keep one reader thread for long; there is one, and its destructor gives it
    /// back.
    class Turn {
    public:
        explicit Turn(std::shared_ptr<Hub> hub);
        ~Turn();
        Turn(Turn&&) = delete;
        Turn& operator=(Turn&&) = delete;
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        std::shared_ptr<Hub> hub_;
    };

    /// Waits until nobody else has it.
    static net::awaitable<std::unique_ptr<Turn>> take_turn(std::shared_ptr<Hub> hub);

    /// What clients may make this daemon hold for them, all together.
    enum class Load {
        kAnswers,   ///< bytes of answers that are being taken
        kCommands,  ///< commands that are being carried out
        kTests,     ///< tests of queries that wait for their turn, or have it
    };

    /// A share of a load, given back by its destructor.
    class Share {
    public:
        Share(std::shared_ptr<Hub> hub, Load load, std::size_t amount);
        ~Share();
        Share(Share&&) = delete;
        Share& operator=(Share&&) = delete;
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

    private:
        std::shared_ptr<Hub> hub_;
        Load load_;
        std::size_t amount_;
    };

    /// Null when that would be too much. A share that is the only one is never too much.
    std::unique_ptr<Share> take_share(Load load, std::size_t amount = 1);

    void advanced();
    /// The log advanced, and what was in it reads otherwise now.
    void rewritten();
    void set_stream_limits(int streams, int streams_per_uid) {
        options_.streams = streams;
        options_.streams_per_uid = streams_per_uid;
    }
    /// Streams end with `stream.closed`, idle connections at once.
    void stop();
    void close_all();

    void add(const ConnectionPtr& connection) { connections_.insert(connection); }
    void remove(const ConnectionPtr& connection) { connections_.erase(connection); }

    bool stopping() const { return stopping_; }
    int streams() const { return static_cast<int>(streams_.size()); }
    std::size_t connections() const { return connections_.size(); }
    const ServerOptions& options() const { return options_; }
    const Backend& backend() const { return backend_; }
    PageCache& pages() { return pages_; }
    /// Sessions, and the coroutines that accept them.
    async::TaskGroup& tasks() { return tasks_; }

private:
    ServerOptions options_;
    Backend backend_;
    PageCache pages_;
    std::set<ConnectionPtr> connections_;
    std::set<ConnectionPtr> streams_;
    std::map<uid_t, int> streams_of_;
    bool stopping_ = false;
    std::array<std::size_t, 3> loads_{};  ///< by Load
    bool turn_taken_ = false;
    async::Doorbell turn_ended_;
    async::TaskGroup tasks_;
};
using HubPtr = std::shared_ptr<Hub>;

/// What one session is made of.
struct Session {
    HubPtr hub;
    ConnectionPtr connection;
    bool is_operator = false;
};

/// Reads requests and answers them until either side ends it.
net::awaitable<void> serve_connection(Session session);

}  // namespace wireroom::serve
