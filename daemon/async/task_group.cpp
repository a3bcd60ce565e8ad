#include "async/task_group.hpp"

#include "async/doorbell.hpp"
#include "base/log.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <cstdint>
#include <exception>
#include <map>
#include <vector>

namespace wireroom::async {

/// Shared with the completion of each task, because tasks may outlive the group.
struct TaskGroup::State {
    explicit State(net::any_io_executor group_executor)
        : executor(std::move(group_executor)), ended(executor) {}

    struct Task {
        std::string name;
        net::cancellation_signal cancel;
    };

    void cancel_all() {
        // Copies: a cancelled task may end, and thereby leave the map, inside of `emit`.
        std::vector<std::shared_ptr<Task>> all;
        all.reserve(tasks.size());
        for (const auto& [id, task] : tasks) {
            all.push_back(task);
        }
        for (const auto& task : all) {
            task->cancel.emit(net::cancellation_type::terminal);
        }
    }

    void finish(std::uint64_t id, const std::exception_ptr& failure) {
        const auto task = tasks.find(id);
        if (failure) {
            report(task->second->name, failure);
        }
        tasks.erase(task);
        ended.ring();
    }

    void report(const std::string& name, const std::exception_ptr& failure) const {
        try {
            std::rethrow_exception(failure);
        } catch (const boost::system::system_error& error) {
            if (stopped && error.code() == net::error::operation_aborted) {
                return;
            }
            // what() would add the place within Asio, a line of templates.
            log::error("task.failed", {{"task", name}, {"error", error.code().message()}});
        } catch (const std::exception& error) {
            log::error("task.failed", {{"task", name}, {"error", error.what()}});
        } catch (...) {
            log::error("task.failed", {{"task", name}, {"error", "unknown exception"}});
        }
    }

    net::any_io_executor executor;
    Doorbell ended;
    std::map<std::uint64_t, std::shared_ptr<Task>> tasks;
    std::uint64_t next_id = 1;
    bool stopped = false;
};

TaskGroup::TaskGroup(net::any_io_executor executor)
    : state_(std::make_shared<State>(std::move(executor))) {}

TaskGroup::~TaskGroup() {
    stop();
}

void TaskGroup::spawn(std::string name, net::awaitable<void> task) {
    if (state_->stopped) {
        log::debug("task.refused", {{"task", name}});
        return;
    }
    const auto id = state_->next_id++;
    const auto entry = std::make_shared<State::Task>();
    entry->name = std::move(name);
    state_->tasks.emplace(id, entry);
    // The task starts from the executor's queue and its completion is posted, so `entry` is in
    // place before either.
    net::co_spawn(
        state_->executor,
        std::move(task),
        net::bind_cancellation_slot(
            entry->cancel.slot(),
            [state = state_, id](const std::exception_ptr& failure) { state->finish(id, failure); }
        )
    );
}

void TaskGroup::stop() {
    state_->stopped = true;
    if (!state_->tasks.empty()) {
        // On the loop, whoever calls: from elsewhere Asio would post a pointer into a signal that
        // may be gone by then.
        net::dispatch(state_->executor, [state = state_] { state->cancel_all(); });
    }
}

net::awaitable<void> TaskGroup::join() {
    const auto state = state_;
    while (!state->tasks.empty()) {
        co_await state->ended.wait();
    }
}

std::size_t TaskGroup::size() const {
    return state_->tasks.size();
}

}  // namespace wireroom::async
