#pragma once

#include "serve/router.hpp"

#include <string>
#include <vector>

namespace wireroom::serve {

/// One request on its way through a route.
struct Context {
    const Request& request;
    Archive& archive;
    const DaemonStatus& status;
    std::vector<std::string> wild;  ///< the parts of the path that the pattern leaves open
};

/// By name first: a name may look like a number. Null when there is none.
const model::Feed* find_feed(const std::vector<model::Feed>& feeds, const std::string& name_or_id);
/// Null when there is none.
const model::Monitor* find_monitor(
    const std::vector<model::Monitor>& monitors, const std::string& name
);
Reply no_feed(const std::string& name_or_id);
Reply no_monitor(const std::string& name);

Answer answer_feeds(const Context& context);
Answer answer_feed(const Context& context);
Answer answer_stories(const Context& context);
Answer answer_story(const Context& context);
Answer answer_revisions(const Context& context);
Answer answer_revision(const Context& context);
Answer answer_diff(const Context& context);
Answer answer_explain(const Context& context);
Answer answer_events(const Context& context);
Answer answer_monitors(const Context& context);
Answer answer_monitor(const Context& context);
Answer answer_query_test(const Context& context);
Answer answer_refresh(const Context& context);
Answer answer_refresh_all(const Context& context);
Answer answer_reload(const Context& context);
Answer answer_merge(const Context& context);
Answer answer_split(const Context& context);
Answer answer_forget(const Context& context);
Answer answer_output_feed(const Context& context);
Answer answer_opml(const Context& context);

}  // namespace wireroom::serve
