#include "store/revision_subject.hpp"

#include "base/log.hpp"
#include "store/sql_monitor.hpp"
#include "store/store.hpp"
#include "store/story_rows.hpp"

#include <string>

namespace wireroom::store {

monitor::Subject load_subject(
    Connection& connection, TextCodec& codec, std::int64_t story, int number
) {
    const auto row =
        "revision " + std::to_string(number) + " of story row " + std::to_string(story);
    monitor::Subject subject;
    std::int64_t content = 0;
    {
        Query query(connection, sql::kSubjectOfRevision);
        query.bind(":story", story).bind(":number", static_cast<std::int64_t>(number));
        if (!query.step()) {
            throw StoreError(row + " is referred to but missing; run wireroom verify");
        }
        subject.title = query.bytes(0);
        subject.tags = decode_strings(query.bytes(1), row);
        content = query.null(2) ? 0 : query.integer(2);
    }
    if (content == 0) {
        return subject;
    }
    try {
        subject.text = read_text(connection, codec, content).text;
    } catch (const StoreError& error) {
        log::error("store.damaged", {{"row", row}, {"error", error.what()}});
    }
    return subject;
}

void load_subject_feeds(Connection& connection, std::int64_t story, monitor::Subject& subject) {
    Query query(connection, sql::kFeedsOfStory);
    query.bind(":story", story);
    while (query.step()) {
        subject.feeds.push_back(query.bytes(0));
        add_groups(
            subject.groups,
            decode_strings(query.bytes(1), "feed " + std::to_string(query.integer(2)))
        );
    }
}

}  // namespace wireroom::store
