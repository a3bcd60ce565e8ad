#pragma once

#include "async/net.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace wireroom::async {

/// Owns running coroutines, so that none is detached and none fails in silence.
/// Invariant: a task is in the group from `spawn` until it has ended, whatever way it ends.
/// Belongs to one thread, that of its executor.
class TaskGroup {
public:
    explicit TaskGroup(net::any_io_executor executor);
    /// Stops the tasks that still run; they end on their own later. `join` first where their
    /// references must outlive them.
    ~TaskGroup();
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;
    TaskGroup(TaskGroup&&) = delete;
    TaskGroup& operator=(TaskGroup&&) = delete;

    /// Starts a task. An exception that leaves it is logged as `task.failed` with the task's name
    /// and ends that task alone. After `stop` nothing is started any more: the task is dropped
    /// unrun.
    /// @param name for the log: `poll example.org`.
    void spawn(std::string name, net::awaitable<void> task);

    /// Emits terminal cancellation to every task: the operation a task waits for ends, and its next
    /// `co_await` throws. Called outside of the loop, this happens when the loop runs next.
    /// From now on `operation_aborted` is how tasks end, and it is not logged.
    void stop();

    /// Ends when the group has no task any more. May be awaited by several; not by a task of the
    /// group itself.
    net::awaitable<void> join();

    /// Tasks that have not ended.
    std::size_t size() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace wireroom::async
