#include "store/rekey.hpp"

#include "base/log.hpp"
#include "dedup/address.hpp"
#include "store/shared_rows.hpp"
#include "store/sql_rekey.hpp"

#include <limits>
#include <vector>

namespace wireroom::store {
namespace {

constexpr std::int64_t kStep = 2000;
/// A line of progress for so many sightings.
constexpr std::int64_t kReportEvery = 50'000;

struct Address {
    std::int64_t sighting = 0;
    std::int64_t story = 0;
    std::string url;
    std::string key;
};

std::string noted_rules(Connection& connection) {
    Query query(connection, sql::kKeyRules);
    const auto rules = query.step() ? query.bytes(0) : std::string();
    return rules.empty() ? "1" : rules;  // of before there was a choice
}

std::vector<Address> next_addresses(Connection& connection, std::int64_t after) {
    std::vector<Address> addresses;
    Query query(connection, sql::kNextAddresses);
    query.bind(":after", after).bind(":limit", kStep);
    while (query.step()) {
        addresses.push_back(
            {.sighting = query.integer(0),
             .story = query.integer(1),
             .url = query.bytes(2),
             .key = query.bytes(3)}
        );
    }
    return addresses;
}

void save_key(Connection& connection, const Address& address, const std::string& key, int version) {
    Query(connection, sql::kSetKey)
        .bind(":sighting", address.sighting)
        .bind(":key", key)
        .bind(":rules", static_cast<std::int64_t>(version))
        .run();
    if (!key.empty()) {
        add_url_key(connection, key, version, address.story);
    }
}

}  // namespace

void rekey(
    Connection& connection,
    const std::string& rules,
    int version,
    std::string (*key_of)(std::string_view url)
) {
    const auto before = noted_rules(connection);
    if (before == rules) {
        return;
    }
    std::int64_t done = 0;
    std::int64_t changed = 0;
    std::int64_t last = 0;
    for (bool more = true; more;) {
        SQLite::Transaction transaction(
            connection.database(), SQLite::TransactionBehavior::IMMEDIATE
        );
        const auto addresses = next_addresses(connection, last);
        if (last == 0 && !addresses.empty()) {
            log::info("store.rekey", {{"from", before}, {"to", rules}});
        }
        for (const auto& address : addresses) {
            const auto key = address.url.empty() ? address.key : key_of(address.url);
            if (key != address.key) {
                save_key(connection, address, key, version);
                ++changed;
            }
            last = address.sighting;
        }
        more = static_cast<std::int64_t>(addresses.size()) == kStep;
        if (!more) {
            Query(connection, sql::kNoteKeyRules).bind(":rules", rules).run();
        }
        transaction.commit();
        const auto before_step = done;
        done += static_cast<std::int64_t>(addresses.size());
        if (done / kReportEvery != before_step / kReportEvery) {
            log::info("store.rekey", {{"sightings", std::to_string(done)}});
        }
    }
    if (done > 0) {
        log::info(
            "store.rekeyed",
            {{"rules", rules},
             {"sightings", std::to_string(done)},
             {"changed", std::to_string(changed)}}
        );
    }
}

void rekey(Connection& connection) {
    rekey(connection, dedup::url_key_rules(), dedup::url_key_version(), dedup::url_key_of);
}

}  // namespace wireroom::store
