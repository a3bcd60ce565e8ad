#include "app/verdict.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "protocol/explanation.hpp"
#include "serve/router.hpp"

#include <string_view>

namespace wireroom::app {
namespace {

using Status = model::VerdictResult::Status;

std::string_view name_of(model::VerdictRequest::Kind kind) {
    switch (kind) {
        case model::VerdictRequest::Kind::kSplit:
            return "split";
        case model::VerdictRequest::Kind::kForget:
            return "forget";
        case model::VerdictRequest::Kind::kMerge:
            break;
    }
    return "merge";
}

}  // namespace

serve::Reply reply_to(const model::VerdictResult& result) {
    switch (result.status) {
        case Status::kNotFound:
            return serve::problem(404, result.message);
        case Status::kConflict:
            return serve::problem(409, result.message);
        case Status::kGone:
            return serve::problem(410, result.message);
        case Status::kDone:
            break;
    }
    serve::Reply reply;
    reply.body = protocol::render_verdict(result);
    return reply;
}

void log_verdict(const model::VerdictRequest& verdict, const model::VerdictResult& result) {
    const std::initializer_list<log::Field> fields = {
        {"verdict", std::string(name_of(verdict.kind))},
        {"story", printable(verdict.story, 60)},
        {"into", printable(verdict.into, 60)},
        {"what", printable(result.message, 300)}};
    if (result.status == Status::kDone) {
        log::info("verdict.passed", fields);
    } else {
        log::info("verdict.refused", fields);
    }
}

}  // namespace wireroom::app
