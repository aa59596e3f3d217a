package io.weft.loop;

import java.util.concurrent.Callable;

/// Puts off cancellation, for steps that must not be cut in two.
public final class Shield {

    private Shield() {}

    /// Runs a body in the current task, and lets no cancellation and no time limit from around it end a wait inside; it meets the
    /// next wait after the body. Limits and scopes that the body itself opens work as always. Keep it short: whoever cancels the task has
    /// to wait for it. In a platform thread it only runs the body.
    ///
    /// @param body what to do
    /// @param <T>  the type of its value
    /// @return the body's value, even if the task was cancelled meanwhile
    /// @throws TaskFailed with the cause, if the body throws a checked exception; an unchecked one arrives as itself
    public static <T> T run(Callable<? extends T> body) {
        var task = Task.currentOrNull();
        StackRoom.requireForWait();
        int outer = task == null ? 0 : task.cancellation().shield();
        try {
            return body.call();
        } catch (Exception e) {
            throw Failures.unchecked("The block", e);
        } finally {
            if (task != null) {
                task.cancellation().unshield(outer);
            }
        }
    }
}
