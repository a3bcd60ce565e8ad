#pragma once

#include "model/verdict.hpp"
#include "serve/message.hpp"

namespace wireroom::app {

/// The answer to an operator's verdict: 200 with what was done, or 404, 409, 410 with why it was
/// not.
serve::Reply reply_to(const model::VerdictResult& result);

/// One line in the log, whatever came of it.
void log_verdict(const model::VerdictRequest& verdict, const model::VerdictResult& result);

}  // namespace wireroom::app
