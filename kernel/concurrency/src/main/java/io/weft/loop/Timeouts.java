package io.weft.loop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// Time limits on blocks of code.
public final class Timeouts {

    private Timeouts() {}

    /// Runs a body in the current task, for a time of its loop's clock at most. When the time is over, the wait in which the body
    /// is, or its next one, ends with [Cancelled], a blocking call of the JDK is interrupted, and the caller gets [TimedOut]. A body
    /// that ends all the same has its value returned. Limits nest; the outer one goes first when both have passed.
    ///
    /// @param limit the longest time
    /// @param body  what to do; it can be stopped only where it waits
    /// @param <T>   the type of its value
    /// @return the value
    /// @throws TimedOut              if the time was over and the body stopped for it
    /// @throws Cancelled             if the task is cancelled meanwhile
    /// @throws TaskFailed            with the cause, if the body throws a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <T> T timeout(Duration limit, Callable<? extends T> body) {
        return run(new Deadline(limit), body);
    }

    /// Like [#timeout(Duration, Callable)], with an exception of the caller's when the time is over, which has the [TimedOut] as
    /// suppressed.
    ///
    /// @param limit the longest time
    /// @param late  makes the exception
    /// @param body  what to do; it can be stopped only where it waits
    /// @param <T>   the type of its value
    /// @param <X>   the type of the exception
    /// @return the value
    /// @throws X                     if the time was over and the body stopped for it
    /// @throws Cancelled             if the task is cancelled meanwhile
    /// @throws TaskFailed            with the cause, if the body throws a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <T, X extends Throwable> T timeout(Duration limit, Supplier<? extends X> late,
            Callable<? extends T> body) throws X {
        var deadline = new Deadline(limit);
        try {
            return run(deadline, body);
        } catch (TimedOut e) {
            if (e != deadline.told) {
                throw e;
            }
            var own = late.get();
            own.addSuppressed(e);
            throw own;
        }
    }

    /// Like [#timeout(Duration, Callable)], with a value for when the time is over.
    ///
    /// @param limit the longest time
    /// @param other the value to give if the time was over and the body stopped for it
    /// @param body  what to do; it can be stopped only where it waits
    /// @param <T>   the type of the value
    /// @return the body's value, or the other one
    /// @throws Cancelled             if the task is cancelled meanwhile
    /// @throws TaskFailed            with the cause, if the body throws a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <T> T timeoutOr(Duration limit, T other, Callable<? extends T> body) {
        var deadline = new Deadline(limit);
        try {
            return run(deadline, body);
        } catch (TimedOut e) {
            if (e != deadline.told) {
                throw e;
            }
            return other;
        }
    }

    private static <T> T run(Deadline deadline, Callable<? extends T> body) {
        var limit = deadline.limit;
        long nanos = Times.nanos(limit, "timeout");
        var task = Task.currentFor("timeout");
        StackRoom.requireForWait();
        int depth = task.cancellation().enterBlock();
        var timer = task.loop().schedule(nanos, () -> deadline.pass(task, depth));
        try {
            return body.call();
        } catch (Throwable t) {
            if (deadline.stopped(t)) {
                deadline.told = new TimedOut("The block did not end within " + Times.text(limit) + ".", t);
                throw deadline.told;
            }
            throw Failures.unchecked("The block", t);
        } finally {
            if (!task.loop().unschedule(timer)) {
                deadline.awaitRequest();
            }
            task.cancellation().leaveBlock(deadline);
        }
    }

    /// The limit of one block.
    private static final class Deadline {

        private final Duration limit;
        private volatile boolean passed;
        private volatile boolean requested;
        /// What the caller got, to know it from that of a limit within; only the task's thread.
        private TimedOut told;

        Deadline(Duration limit) {
            this.limit = limit;
        }

        void pass(Task<?> task, int depth) {
            passed = true;
            task.requestCancel(this, depth, "The time limit of " + Times.text(limit) + " was over.");
            requested = true;
        }

        /// On a carrier that was replaced the block may end while the timer acts on the new one: the request must not come
        /// after the block.
        void awaitRequest() {
            while (!requested) {
                Thread.yield();
            }
        }

        /// Whether it was this limit that made the body throw.
        boolean stopped(Throwable thrown) {
            if (!passed) {
                return false;
            }
            return thrown instanceof Cancelled cancelled ? cancelled.target() == this : Interrupts.causedBy(thrown);
        }
    }
}
