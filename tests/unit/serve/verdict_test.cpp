// What operators say about stories, and where stories are that are not where they were.
#include "router_fixture.hpp"

namespace wireroom::serve {
namespace {

using Kind = model::VerdictRequest::Kind;

class Verdicts : public RouterTest {
protected:
    Verdicts() {
        archive_.places["old"] = {
            .kind = model::StoryPlace::Kind::kMerged, .into = "aaa", .removed = {}, .reason = {}};
        archive_.places["gone"] = {
            .kind = model::StoryPlace::Kind::kRemoved,
            .into = {},
            .removed = from_ms(1'000),
            .reason = "purge"};
    }

    model::VerdictRequest verdict(std::string_view target, Request request) {
        const auto answer = ask(target, std::move(request));
        const auto* command = std::get_if<Command>(&answer);
        EXPECT_NE(command, nullptr) << target;
        const auto* verdict =
            command == nullptr ? nullptr : std::get_if<model::VerdictRequest>(command);
        EXPECT_NE(verdict, nullptr) << target;
        return verdict == nullptr ? model::VerdictRequest{} : *verdict;
    }

    static Request deletion() {
        auto request = command();
        request.method = "DELETE";
        return request;
    }
};

TEST_F(Verdicts, AreReadFromPathAndBody) {
    const auto merge = verdict("/v1/stories/aaa/merge", command(R"({"into":"bbb"})"));
    EXPECT_EQ(merge.kind, Kind::kMerge);
    EXPECT_EQ(merge.story, "aaa");
    EXPECT_EQ(merge.into, "bbb");

    const auto undo = verdict("/v1/stories/old/split", command());
    EXPECT_EQ(undo.kind, Kind::kSplit);
    EXPECT_EQ(undo.story, "old");
    EXPECT_TRUE(undo.sighting.empty());

    const auto split =
        verdict("/v1/stories/aaa/split", command(R"({"sighting":{"feed":"ki","guid":"g"}})"));
    EXPECT_EQ(split.kind, Kind::kSplit);
    EXPECT_EQ(split.sighting.feed, "ki");
    EXPECT_EQ(split.sighting.guid, "g");

    const auto forget = verdict("/v1/stories/aaa", deletion());
    EXPECT_EQ(forget.kind, Kind::kForget);
    EXPECT_EQ(forget.story, "aaa");
}

TEST_F(Verdicts, AreCheckedBeforeTheyArePassedOn) {
    EXPECT_EQ(reply("/v1/stories/aaa/merge", command()).status, 400);
    EXPECT_EQ(reply("/v1/stories/aaa/merge?force=1", command(R"({"into":"b"})")).status, 400);
    EXPECT_EQ(reply("/v1/stories/aaa/split", command(R"({"feed":"ki"})")).status, 400);
    EXPECT_EQ(reply("/v1/stories/aaa?yes=1", deletion()).status, 400);
}

TEST_F(Verdicts, AreNotForReaders) {
    auto request = deletion();
    request.operator_socket = false;

    EXPECT_EQ(reply("/v1/stories/aaa", request).status, 403);
}

TEST_F(Verdicts, AStoryPathSaysWhichMethodsItTakes) {
    const auto refused = reply("/v1/stories/aaa", method("PUT"));

    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(header(refused, "Allow"), "GET, HEAD, DELETE");
}

TEST_F(Verdicts, AMergedStoryIsWhereTheOtherIs) {
    const std::pair<const char*, const char*> cases[] = {
        {"/v1/stories/old", "/v1/stories/aaa"},
        {"/v1/stories/old?include=content,sightings",
         "/v1/stories/aaa?include=content%2Csightings"},
        {"/v1/stories/old/explain", "/v1/stories/aaa/explain"},
        {"/v1/stories/old/revisions", "/v1/stories/aaa/revisions"},
        {"/v1/stories/old/revisions/2", "/v1/stories/aaa/revisions/2"},
        {"/v1/stories/old/diff?from=1&to=2", "/v1/stories/aaa/diff?from=1&to=2"},
    };
    for (const auto& [from, to] : cases) {
        const auto moved = reply(from);
        EXPECT_EQ(moved.status, 301) << from;
        EXPECT_EQ(header(moved, "Location"), to);
        EXPECT_EQ(detail(moved), "story old was merged into aaa");
    }
}

TEST_F(Verdicts, ARemovedStorySaysWhenAndWhy) {
    for (const auto* part : {"", "/explain", "/revisions", "/revisions/1", "/diff"}) {
        const auto gone = reply(std::string("/v1/stories/gone") + part);
        EXPECT_EQ(gone.status, 410) << part;
        EXPECT_EQ(
            detail(gone), "story gone was removed on 1970-01-01T00:00:01.000Z by the operator"
        );
    }
    archive_.places["gone"].reason = "retention";
    EXPECT_EQ(
        detail(reply("/v1/stories/gone")),
        "story gone was removed on 1970-01-01T00:00:01.000Z: it was older than what is kept"
    );
}

}  // namespace
}  // namespace wireroom::serve
