#pragma once

#include "serve/router.hpp"
#include "support/memory_archive.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace wireroom::serve {

inline model::Story story(const std::string& id, int revisions = 1) {
    model::Story made;
    made.id = id;
    made.title = "Title of " + id;
    made.content_text = "Text of " + id;
    made.revision = revisions;
    made.revisions = revisions;
    made.sightings = {{.feed = "ki", .guid = "g", .url = "u"}};
    return made;
}

inline model::Event event(const std::string& type, const std::string& feed = "ki") {
    model::Event made;
    made.type = type;
    made.feed = feed;
    made.story = story("s");
    return made;
}

inline model::Feed feed(int id, const std::string& name, model::FeedState state) {
    model::Feed made;
    made.id = model::FeedId{id};
    made.spec.name = name;
    made.state = state;
    return made;
}

/// A router over an archive with a few feeds, stories and events.
class RouterTest : public testing::Test {
protected:
    RouterTest() {
        archive_.all_feeds = {
            feed(1, "ki", model::FeedState::kOk),
            feed(2, "bad", model::FeedState::kFailing),
            feed(3, "old", model::FeedState::kRetired),
            feed(9, "2", model::FeedState::kOk)};
        archive_.all_feeds[0].spec.groups = {"war / peace"};
        archive_.all_monitors.resize(1);
        archive_.all_monitors[0].spec = {.name = "peskov", .query = "peskov", .on = {"new"}};
        archive_.all_stories = {story("aaa", 2), story("bbb")};
        model::Revision first;
        model::Revision second;
        second.number = 2;
        second.change = model::Change{};
        archive_.all_revisions = {{"aaa", {first, second}}, {"bbb", {first}}};
        model::Explanation explanation;
        explanation.id = "aaa";
        archive_.explanations = {{"aaa", explanation}};
        for (int i = 0; i < 5; ++i) {
            archive_.add(event(i % 2 == 0 ? "story.new" : "story.revised"));
        }
    }

    /// @param extra what is not in the target: method, body, headers, socket.
    Answer ask(std::string_view target, Request extra = {}) {
        EXPECT_TRUE(parse_target(target, extra)) << target;
        return answer(extra, archive_, status_);
    }

    Reply reply(std::string_view target, Request extra = {}) {
        auto answer = ask(target, std::move(extra));
        EXPECT_TRUE(std::holds_alternative<Reply>(answer)) << target;
        return std::holds_alternative<Reply>(answer) ? std::get<Reply>(answer) : Reply{};
    }

    static Request method(const std::string& name) {
        Request request;
        request.method = name;
        return request;
    }

    /// A POST over the operators' socket.
    static Request command(const std::string& body = {}) {
        Request request;
        request.method = "POST";
        request.body = body;
        request.operator_socket = true;
        return request;
    }

    static std::string header(const Reply& reply, const std::string& name) {
        for (const auto& [key, value] : reply.headers) {
            if (key == name) {
                return value;
            }
        }
        return {};
    }

    static std::string detail(const Reply& reply) {
        EXPECT_EQ(reply.content_type, "application/problem+json");
        return std::string(boost::json::parse(reply.body).at("detail").as_string());
    }

    boost::json::value body(std::string_view target) {
        const auto answered = reply(target);
        EXPECT_EQ(answered.status, 200) << target << ' ' << answered.body;
        return boost::json::parse(answered.body);
    }

    EventStream stream(std::string_view target, Request extra = {}) {
        const auto answer = ask(target, std::move(extra));
        EXPECT_TRUE(std::holds_alternative<EventStream>(answer)) << target;
        return std::get<EventStream>(answer);
    }

    test::MemoryArchive archive_;
    DaemonStatus status_;
};

}  // namespace wireroom::serve
