#include "app/verdict.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace wireroom::app {
namespace {

using Status = model::VerdictResult::Status;

TEST(VerdictReply, SaysWhatWasDone) {
    const auto reply =
        reply_to({.status = Status::kDone, .message = "done", .story = "aaa", .head_seq = 7});

    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"message":"done","story":"aaa","seq":7})");
}

TEST(VerdictReply, IsAProblemWithItsReasonWhenItWasNotDone) {
    constexpr std::pair<Status, int> kCases[] = {
        {Status::kNotFound, 404}, {Status::kConflict, 409}, {Status::kGone, 410}};
    for (const auto& [status, code] : kCases) {
        const auto reply = reply_to({.status = status, .message = "the reason"});
        EXPECT_EQ(reply.status, code);
        EXPECT_EQ(reply.content_type, "application/problem+json");
        EXPECT_NE(reply.body.find("the reason"), std::string::npos) << reply.body;
    }
}

}  // namespace
}  // namespace wireroom::app
