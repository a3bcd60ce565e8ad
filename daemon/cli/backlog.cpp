#include "cli/backlog.hpp"

#include "base/text.hpp"
#include "cli/render.hpp"

namespace wireroom::cli {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view more) {
    return group_digits(static_cast<std::int64_t>(count)) + " " +
           std::string(count == 1 ? one : more);
}

}  // namespace

bool Backlog::folds(const JsonObject& event) {
    const auto type = text_of(event, "type");
    return type == "feed.added" ||
           (flag_of(event, "initial") &&
            (type == "story.new" || type == "story.sighted" || type == "monitor.matched"));
}

std::string Backlog::add(const JsonObject& event) {
    const auto type = text_of(event, "type");
    const auto feed = name_in(event, "feed");
    std::string before;
    if (monitor_.empty() && feed != feed_) {
        before = take();
        feed_ = feed;
    }
    const auto id = std::string(text_of(object_of(event, "story"), "id"));
    if (type == "monitor.matched") {
        matches_[std::string(name_in(event, "monitor"))].insert(id);
    } else if (type == "story.new") {
        fresh_.insert(id);
    } else if (type == "story.sighted" && !fresh_.contains(id)) {
        known_.insert(id);
    }
    return before;
}

std::string Backlog::take() {
    std::string out;
    const auto stories = fresh_.size() + known_.size();
    if (stories > 0) {
        out = printable(feed_) + ": " + counted(stories, "story", "stories");
        if (fresh_.empty()) {
            out += stories == 1 ? ", known already" : ", all known already";
        } else if (!known_.empty()) {
            out += ", " + group_digits(static_cast<std::int64_t>(known_.size())) +
                   " of them known already";
        }
        for (const auto& [monitor, ids] : matches_) {
            out += ", " + counted(ids.size(), "matches", "match") + " " + printable(monitor);
        }
        out += "\n";
    } else {
        for (const auto& [monitor, ids] : matches_) {
            out += printable(monitor) + ": " +
                   counted(ids.size(), "story matches already", "stories match already") + "\n";
        }
    }
    feed_.clear();
    fresh_.clear();
    known_.clear();
    matches_.clear();
    return out;
}

}  // namespace wireroom::cli
