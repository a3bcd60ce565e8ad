#include "store/cluster_repair.hpp"

#include "store/sql_removal.hpp"
#include "store/story_group.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace wireroom::store {
namespace {

struct Member {
    std::int64_t row = 0;
    std::int64_t copy_of = 0;  ///< 0 = none
    bool merged = false;
};

std::vector<Member> load_members(Connection& connection, const std::string& cluster) {
    std::vector<Member> members;
    Query query(connection, sql::kMembersOfCluster);
    query.bind(":cluster", cluster);
    while (query.step()) {
        members.push_back(
            {.row = query.integer(0),
             .copy_of = query.null(1) ? 0 : query.integer(1),
             .merged = !query.null(2)}
        );
    }
    return members;
}

void save_member(
    Connection& connection,
    std::int64_t story,
    const std::optional<std::string>& cluster,
    std::optional<std::int64_t> copy_of
) {
    Query query(connection, sql::kSetCluster);
    query.bind(":story", story).bind(":copy_of", copy_of);
    if (cluster) {
        query.bind(":cluster", *cluster);
    }
    query.run();
}

void repair(
    Connection& connection, const std::string& cluster, const std::vector<std::int64_t>& leaving
) {
    auto members = load_members(connection, cluster);
    const auto leaves = [&](std::int64_t row) {
        return std::ranges::find(leaving, row) != leaving.end();
    };
    const bool loses_original = std::ranges::any_of(members, [&](const Member& member) {
        return !leaves(member.row) && member.copy_of != 0 && leaves(member.copy_of);
    });
    std::erase_if(members, [&](const Member& member) { return leaves(member.row); });
    if (members.size() == 1) {
        save_member(connection, members.front().row, std::nullopt, std::nullopt);
        return;
    }
    if (members.empty() || !loses_original) {
        return;
    }
    // One that nobody sees any more is a poor first.
    const auto visible = std::ranges::find(members, false, &Member::merged);
    const auto& first = visible == members.end() ? members.front() : *visible;
    const auto name = public_id_of(connection, first.row);
    for (const auto& member : members) {
        const bool is_first = member.row == first.row;
        save_member(
            connection,
            member.row,
            name,
            is_first ? std::nullopt : std::optional<std::int64_t>(first.row)
        );
    }
}

}  // namespace

void repair_clusters(Connection& connection, const std::vector<std::int64_t>& leaving) {
    std::set<std::string> clusters;
    for (const auto story : leaving) {
        Query query(connection, sql::kClusterOfLeaving);
        query.bind(":story", story);
        if (query.step() && !query.null(0)) {
            clusters.insert(query.bytes(0));
        }
    }
    for (const auto& cluster : clusters) {
        repair(connection, cluster, leaving);
    }
}

}  // namespace wireroom::store
