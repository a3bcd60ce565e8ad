#include "store/reader.hpp"

#include "store/backtest.hpp"
#include "store/connection.hpp"
#include "store/event_log.hpp"
#include "store/event_page.hpp"
#include "store/explanations.hpp"
#include "store/feed_table.hpp"
#include "store/listing.hpp"
#include "store/lock.hpp"
#include "store/migrations.hpp"
#include "store/monitor_table.hpp"
#include "store/store.hpp"
#include "store/story_rows.hpp"

#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace wireroom::store {
namespace {

constexpr const char* kSelectCounts = R"(
SELECT (SELECT count(*) FROM feed WHERE retired_ms IS NULL),
       (SELECT count(*) FROM feed WHERE retired_ms IS NULL AND state IN ('failing', 'gone')),
       (SELECT count(*) FROM story) -
           (SELECT count(*) FROM story WHERE merged_into IS NOT NULL),
       (SELECT count(*) FROM revision) -
           (SELECT ifnull(sum(revisions), 0) FROM story WHERE merged_into IS NOT NULL),
       (SELECT count(*) FROM event),
       (SELECT count(*) FROM monitor WHERE NOT dropped))";

bool exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

/// With no -wal and no daemon the file itself is everything, and nobody changes it.
Connection::Mode mode_for(const std::string& path) {
    const bool at_rest = !exists(path + "-wal") && !daemon_holds(path);
    return at_rest ? Connection::Mode::kImmutable : Connection::Mode::kReader;
}

void require_readable(const std::string& path) {
    if (::access(path.c_str(), R_OK) == 0) {
        return;
    }
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) {
        throw StoreError("no database at " + path + "; start wireroomd first");
    }
    throw StoreError(
        "cannot read the database " + path + ": " + std::generic_category().message(error) +
        "; start wireroomd, or run as its user"
    );
}

}  // namespace

class Reader::Impl {
public:
    explicit Impl(const std::string& path) : path_(path), connection_(open(path)) {}

    /// Runs `work` in one read transaction: all of it sees one state.
    template <class Work>
    auto read(Work work) {
        try {
            SQLite::Transaction transaction(connection_.database());
            auto result = work(connection_);
            transaction.commit();
            return result;
        } catch (const SQLite::Exception& error) {
            throw StoreError("read " + path_ + ": " + error.what());
        }
    }

    TextCodec& codec() { return codec_; }

private:
    static Connection open(const std::string& path) {
        require_readable(path);
        try {
            Connection connection(path, mode_for(path));
            require_current(connection.database(), migrations());
            return connection;
        } catch (const SQLite::Exception& error) {
            throw StoreError("cannot read the database " + path + ": " + error.what());
        } catch (const StoreError& error) {
            throw StoreError("cannot read the database " + path + ": " + error.what());
        }
    }

    std::string path_;
    Connection connection_;
    TextCodec codec_;
};

Reader::Reader(const std::string& path) : impl_(std::make_unique<Impl>(path)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

std::string Reader::epoch() {
    return impl_->read([](Connection& connection) { return read_epoch(connection); });
}

std::int64_t Reader::head_seq() {
    return impl_->read([](Connection& connection) { return read_head_seq(connection); });
}

std::int64_t Reader::oldest_seq() {
    return impl_->read([](Connection& connection) { return read_oldest_seq(connection); });
}

Counts Reader::counts() {
    return impl_->read([](Connection& connection) {
        Query query(connection, kSelectCounts);
        query.step();
        return Counts{
            .feeds = query.integer(0),
            .failing = query.integer(1),
            .stories = query.integer(2),
            .revisions = query.integer(3),
            .events = query.integer(4),
            .monitors = query.integer(5),
        };
    });
}

std::vector<model::Feed> Reader::feeds(bool with_retired) {
    return impl_->read([&](Connection& connection) { return load_feeds(connection, with_retired); }
    );
}

StoryPage Reader::stories(const StoryQuery& query) {
    return impl_->read([&](Connection& connection) {
        return load_listing(connection, impl_->codec(), query);
    });
}

std::optional<model::Story> Reader::story(const std::string& id) {
    return impl_->read([&](Connection& connection) {
        return load_story(connection, impl_->codec(), id);
    });
}

std::vector<model::Revision> Reader::revisions(const std::string& id) {
    return impl_->read([&](Connection& connection) {
        return load_revisions(connection, impl_->codec(), id, 0);
    });
}

std::optional<model::Revision> Reader::revision(const std::string& id, int number) {
    if (number < 1) {
        return std::nullopt;
    }
    auto found = impl_->read([&](Connection& connection) {
        return load_revisions(connection, impl_->codec(), id, number);
    });
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

EventPage Reader::events(const EventQuery& query) {
    return impl_->read([&](Connection& connection) {
        return load_events(connection, impl_->codec(), query);
    });
}

std::vector<model::Monitor> Reader::monitors() {
    return impl_->read([](Connection& connection) { return load_monitors(connection); });
}

std::optional<Timestamp> Reader::monitor_changed(const std::string& name) {
    return impl_->read([&](Connection& connection) {
        return load_monitor_changed(connection, name);
    });
}

QueryTest Reader::test_query(const std::string& query, Timestamp since, int limit) {
    const auto compiled = monitor::Query::compile(query);
    if (!compiled) {
        throw std::invalid_argument(describe(compiled.error()));
    }
    return impl_->read([&](Connection& connection) {
        return backtest(connection, impl_->codec(), *compiled, since, limit, {});
    });
}

model::StoryPlace Reader::place(const std::string& id) {
    return impl_->read([&](Connection& connection) { return load_place(connection, id); });
}

std::optional<model::Explanation> Reader::explain(const std::string& id) {
    return impl_->read([&](Connection& connection) { return load_explanation(connection, id); });
}

}  // namespace wireroom::store
