#include "store/store.hpp"

#include "base/log.hpp"
#include "store/backlog.hpp"
#include "store/commit.hpp"
#include "store/configure.hpp"
#include "store/connection.hpp"
#include "store/event_log.hpp"
#include "store/feed_table.hpp"
#include "store/lock.hpp"
#include "store/migrations.hpp"
#include "store/monitor_table.hpp"
#include "store/rekey.hpp"
#include "store/removals.hpp"
#include "store/sketches.hpp"
#include "store/snapshot.hpp"
#include "store/verdicts.hpp"

#include <filesystem>
#include <string>
#include <system_error>

namespace wireroom::store {
namespace {

/// Makes the folder of the database when it is missing, for its owner alone. @return the path
std::string in_its_folder(const std::string& path) {
    namespace fs = std::filesystem;
    const auto folder = fs::path(path).parent_path();
    std::error_code error;
    if (folder.empty() || fs::exists(folder, error)) {
        return path;
    }
    fs::create_directories(folder, error);
    if (!error) {
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    if (error) {
        throw StoreError("cannot make the folder " + folder.string() + ": " + error.message());
    }
    return path;
}

}  // namespace

class Store::Impl {
public:
    explicit Impl(const std::string& path)
        : path_(in_its_folder(path)),
          lock_(path),
          connection_(open(path)),
          epoch_(read_epoch(connection_)),
          watches_(load_watches(connection_)),
          sketches_(connection_) {}

    /// What SQLite throws, as ours: said what was attempted, on what, and what came back.
    template <class Work>
    auto guarded(const char* attempt, Work work) const {
        try {
            return work();
        } catch (const SQLite::Exception& error) {
            throw StoreError(std::string(attempt) + " " + path_ + ": " + error.what());
        }
    }

    /// Runs `work` in one BEGIN IMMEDIATE transaction; a throw undoes all of it.
    template <class Work>
    auto in_transaction(const char* attempt, Work work) {
        return guarded(attempt, [&] {
            SQLite::Transaction transaction(
                connection_.database(), SQLite::TransactionBehavior::IMMEDIATE
            );
            try {
                auto result = work(connection_);
                transaction.commit();
                sketches_.keep();
                return result;
            } catch (...) {
                sketches_.undo();
                throw;
            }
        });
    }

    /// What is left of a removed story in the write-ahead log is to go: now or, while a reader
    /// needs the log, after one of the next polls. @return whether it went
    bool empty_log() {
        try {
            is_log_to_go_ = !connection_.empty_write_ahead_log();
        } catch (const SQLite::Exception& error) {  // the removal itself is committed
            is_log_to_go_ = true;
            log::warning("store.log-not-emptied", {{"store", path_}, {"error", error.what()}});
        }
        return !is_log_to_go_;
    }
    void empty_log_if_it_is_to_go() {
        if (is_log_to_go_) {
            empty_log();
        }
    }

    Connection& connection() { return connection_; }
    TextCodec& codec() { return codec_; }
    const std::string& epoch() const { return epoch_; }
    std::vector<Watch>& watches() { return watches_; }
    Sketches& sketches() { return sketches_; }

private:
    static Connection open(const std::string& path) {
        try {
            Connection connection(path, Connection::Mode::kWriter);
            migrate_checked(connection);
            rekey(connection);
            return connection;
        } catch (const SQLite::Exception& error) {
            throw StoreError("cannot open the store " + path + ": " + error.what());
        } catch (const StoreError& error) {
            throw StoreError("cannot use the store " + path + ": " + error.what());
        }
    }

    /// Looks whether the file is ours before anything in it changes.
    static void migrate_checked(Connection& connection) {
        require_ours(connection.database(), migrations());
        connection.use_write_ahead_log();
        migrate(connection.database(), migrations());
    }

    std::string path_;
    DaemonLock lock_;
    Connection connection_;
    std::string epoch_;
    std::vector<Watch> watches_;  ///< as committed
    Sketches sketches_;
    TextCodec codec_;
    bool is_log_to_go_ = false;
};

Store::Store(const std::string& path) : impl_(std::make_unique<Impl>(path)) {}

Store::~Store() = default;

std::vector<model::Feed> Store::configure(const model::Subscriptions& wanted, Timestamp now) {
    std::vector<Watch> watches;
    auto feeds = impl_->in_transaction("configure", [&](Connection& connection) {
        const bool relabelled = configure_feeds(connection, wanted.feeds, now);
        configure_monitors(connection, wanted.monitors, now);
        if (relabelled) {
            recheck_feed_monitors(connection);
        }
        watches = load_watches(connection);
        return load_feeds(connection, false);
    });
    impl_->watches() = std::move(watches);
    return feeds;
}

bool Store::match_backlog(int limit) {
    const bool some =
        impl_->guarded("read", [&] { return has_backlog(impl_->connection(), impl_->watches()); });
    if (!some) {
        return false;
    }
    auto watches = impl_->watches();
    const bool more = impl_->in_transaction("match the backlog in", [&](Connection& connection) {
        return match_backlog_step(connection, impl_->codec(), watches, limit);
    });
    impl_->watches() = std::move(watches);
    return more;
}

void Store::ping() {
    impl_->guarded("read", [&] { return read_epoch(impl_->connection()); });
}

std::vector<std::uint64_t> Store::known_raw_hashes(model::FeedId feed) {
    return impl_->guarded("read", [&] { return load_raw_hashes(impl_->connection(), feed); });
}

PollReport Store::commit(PollCommit poll) {
    auto report = impl_->in_transaction("store a poll in", [&](Connection& connection) {
        return commit_poll(
            connection, impl_->codec(), impl_->sketches(), impl_->watches(), std::move(poll)
        );
    });
    impl_->empty_log_if_it_is_to_go();
    return report;
}

model::VerdictResult Store::pass(const model::VerdictRequest& request, Timestamp now) {
    const Monitors monitors{.codec = impl_->codec(), .watches = impl_->watches()};
    auto result = impl_->in_transaction("carry out a verdict in", [&](Connection& connection) {
        switch (request.kind) {
            case model::VerdictRequest::Kind::kMerge:
                return merge_stories(connection, monitors, request, now);
            case model::VerdictRequest::Kind::kSplit:
                return split_story(connection, impl_->sketches(), monitors, request, now);
            case model::VerdictRequest::Kind::kForget:
                break;
        }
        return forget_story(connection, impl_->codec(), impl_->sketches(), request.story, now);
    });
    const bool removed = request.kind == model::VerdictRequest::Kind::kForget &&
                         result.status == model::VerdictResult::Status::kDone;
    if (removed && !impl_->empty_log()) {
        result.message +=
            "; its last traces go with the write-ahead log when no reader needs it any more";
    }
    return result;
}

void Store::save_schedules(
    const std::vector<std::pair<model::FeedId, model::ScheduleState>>& schedules
) {
    impl_->in_transaction("store schedules in", [&](Connection& connection) {
        for (const auto& [feed, schedule] : schedules) {
            save_schedule(connection, feed, schedule);
        }
        return true;
    });
}

std::string Store::epoch() const {
    return impl_->epoch();
}

std::int64_t Store::head_seq() {
    return impl_->guarded("read", [&] { return read_head_seq(impl_->connection()); });
}

}  // namespace wireroom::store
