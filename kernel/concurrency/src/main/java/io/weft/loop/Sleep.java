package io.weft.loop;

import java.time.Duration;

/// Waits for nothing but time.
public final class Sleep {

    private Sleep() {}

    /// Waits for a time of the loop's clock (of the real clock outside a task). In a task it lets the other tasks of the loop
    /// run; a platform thread is blocked. Tasks wake in the order of their deadlines, then of their calls. Zero lets the
    /// tasks run that are ready now.
    ///
    /// @param time how long
    /// @throws Cancelled                if the task is cancelled before or during the sleep, or the thread interrupted
    /// @throws IllegalArgumentException if the time is negative
    public static void sleep(Duration time) {
        long nanos = Times.nanos(time, "sleep");
        if (nanos == 0) {
            yieldNow();
        } else {
            Waiter.here().await(new Sleeping(time), nanos);
        }
    }

    /// Lets the tasks run that are ready now, then goes on. Outside a task it is `Thread.yield`.
    ///
    /// @throws Cancelled if the task was cancelled
    public static void yieldNow() {
        var task = Task.currentOrNull();
        if (task != null && task.cancellation().due()) {
            throw task.cancellation().take();
        }
        // A switch to oneself costs as much as one to another: a contended lock is twice as fast without it.
        if (task == null) {
            Thread.yield();
        } else if (!task.loop().nothingElseToRun()) {
            task.loop().yield(task);
        }
    }

    /// What a sleeping task waits for.
    record Sleeping(Duration time) {
        @Override
        public String toString() {
            return "sleep " + Times.text(time);
        }
    }
}
