#pragma once

#include "serve/archive.hpp"
#include "store/reader.hpp"

#include <functional>
#include <string>

namespace wireroom::app {

/// What the API tells, read from the store. One for each thread that asks.
class StoreArchive : public serve::Archive {
public:
    /// Opens the database for reading.
    /// @param now the wall clock, for sentences about the next poll; by default that of the
    /// process, with its testing aids (see `Clock`).
    /// @throws store::StoreError it cannot be opened or read, in words that say why.
    explicit StoreArchive(const std::string& path, std::function<Timestamp()> now = {});

    serve::LogState log() override;
    serve::Counts counts() override;
    std::vector<model::Feed> feeds(bool with_retired) override;
    std::string why_next_poll(const model::Feed& feed) override;
    serve::StoryPage stories(const serve::StoryQuery& query) override;
    std::optional<model::Story> story(const std::string& id) override;
    model::StoryPlace place(const std::string& id) override;
    std::optional<model::Explanation> explain(const std::string& id) override;
    std::vector<model::Revision> revisions(const std::string& id) override;
    std::optional<model::Revision> revision(const std::string& id, int number) override;
    protocol::StoryDiff diff(const model::Revision& before, const model::Revision& after) override;
    serve::EventPage events(const serve::EventQuery& query) override;
    std::vector<model::Monitor> monitors() override;
    std::optional<Timestamp> monitor_changed(const std::string& name) override;
    serve::QueryTest test_query(const std::string& query, Timestamp since, int limit) override;

private:
    store::Reader reader_;
    std::function<Timestamp()> now_;
};

}  // namespace wireroom::app
