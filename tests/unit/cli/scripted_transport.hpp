#pragma once

#include "cli/verbs.hpp"
#include "unit/cli/looks.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace wireroom::cli {

inline std::string target(const serve::Request& request) {
    std::string text = request.path;
    char separator = '?';
    for (const auto& [name, value] : request.query) {
        text += separator + name + "=" + value;
        separator = '&';
    }
    return text;
}

/// Answers questions in the order of its script and remembers them.
class ScriptedTransport final : public Transport {
public:
    struct Step {
        int status = 200;                ///< 0 = the daemon cannot be reached, −1 = lost
        std::string body;                ///< of a question; of a stream that is refused
        std::vector<std::string> lines;  ///< of a stream; an empty one: it is idle
        std::string location = {};       ///< of an answer that is elsewhere
    };

    bool daemon = true;
    std::deque<Step> steps;
    std::vector<std::string> asked;
    std::vector<std::string> bodies;  ///< of the questions

    Result<serve::Reply, ClientError> ask(const serve::Request& request) override {
        return stream(request, [](std::string_view) { return true; }, {});
    }

    Result<serve::Reply, ClientError> stream(
        const serve::Request& request, const LineSink& sink, const IdleCall& idle
    ) override {
        asked.push_back(target(request));
        bodies.push_back(request.body);
        if (steps.empty()) {
            throw OutputClosed();  // the end of the test's script
        }
        const auto step = std::move(steps.front());
        steps.pop_front();
        for (const auto& line : step.lines) {
            if (line.empty() ? !(idle && idle()) : !sink(line)) {
                break;
            }
        }
        if (step.status <= 0) {
            const auto fault = step.status == 0 ? ClientFault::kUnreachable : ClientFault::kLost;
            return ClientError(fault, "no answer");
        }
        serve::Reply reply;
        reply.status = step.status;
        reply.body = step.body;
        if (!step.location.empty()) {
            reply.headers.emplace_back("Location", step.location);
        }
        return reply;
    }

    bool is_daemon() const override { return daemon; }
    std::string socket() const override { return daemon ? "/run/w.sock" : ""; }
};

class Verbs : public testing::Test {
protected:
    ScriptedTransport transport;
    std::string printed;
    std::vector<std::string> told;
    std::vector<int> pauses;
    std::string shown;
    Look look = pipe_look();
    Output out{[this](std::string_view text) { printed += text; }};
    Session session{
        .transport = transport,
        .out = out,
        .look = look,
        .json = true,
        .tell = [this](std::string_view text) { told.emplace_back(text); },
        .clock = {},
        .sleep = [this](std::chrono::milliseconds pause
                 ) { pauses.push_back(static_cast<int>(pause.count())); },
        .show = [this](std::string_view lines) { shown += lines; },
    };

    template <class V>
    Result<int, ClientError> run(const V& verb) {
        auto result = run_verb(verb, session);
        out.flush();
        return result;
    }
    /// Follows until the script ends.
    template <class V>
    void run_to_the_end(const V& verb) {
        EXPECT_THROW(static_cast<void>(run(verb)), OutputClosed);
        out.flush();
    }
};

}  // namespace wireroom::cli
