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

Answer answer_feeds(const Context& context);
Answer answer_feed(const Context& context);
Answer answer_stories(const Context& context);
Answer answer_story(const Context& context);
Answer answer_revisions(const Context& context);
Answer answer_revision(const Context& context);
Answer answer_diff(const Context& context);
Answer answer_events(const Context& context);

}  // namespace wireroom::serve
