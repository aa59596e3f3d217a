package io.weft.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// One wait of one task or thread, from which primitives are built. Every wait of this library goes through here, so
/// that all obey cancellation, the loop's clock and its trace.
///
/// A waiter ends exactly once: by [#signal()], by its time, or by cancellation. So whoever hands over a permit or
/// an item learns from the result of `signal` whether it was taken.
///
/// ```
/// WAITING --signal--> SIGNALLED      await returns true
///    |------time----> EXPIRED        await returns false
///    '-----cancel---> ABANDONED      await throws Cancelled
/// ```
public final class Waiter {

    private static final int WAITING = 0;
    private static final int SIGNALLED = 1;
    private static final int EXPIRED = 2;
    private static final int ABANDONED = 3;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread = Thread.currentThread();
    private final Task<?> task = Task.currentOrNull();
    @SuppressWarnings("unused")
    private volatile int state;

    private Waiter() {}

    /// {@return a waiter for the current task or thread, which must be the one that calls `await`}
    public static Waiter here() {
        return new Waiter();
    }

    /// {@return the thread that waits}
    public Thread thread() {
        return thread;
    }

    /// Ends the wait. Any thread; does not block.
    ///
    /// @return true if this call ended it, false if it had ended in another way
    public boolean signal() {
        return end(SIGNALLED);
    }

    /// Waits until signalled. In a task it lets the other tasks of the loop run; in a platform thread it blocks the thread.
    ///
    /// @param on what is waited for; its text appears in traces and reports
    /// @throws Cancelled if the task is cancelled before or during the wait, or the thread interrupted, and no signal came first
    public void await(Object on) {
        await(on, Long.MAX_VALUE);
    }

    /// Waits until signalled, for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param on   what is waited for; its text appears in traces and reports
    /// @param time the longest time to wait; zero only looks
    /// @return true if signalled, false if the time passed first
    /// @throws Cancelled if the task is cancelled before or during the wait, or the thread interrupted, and no signal came first
    public boolean await(Object on, Duration time) {
        return await(on, Times.nanos(time, "A wait"));
    }

    boolean await(Object on, long nanos) {
        return task == null ? awaitInThread(on, nanos) : awaitInTask(on, nanos);
    }

    private boolean awaitInTask(Object on, long nanos) {
        var loop = task.loop();
        var cancellation = task.cancellation();
        if (cancellation.due() && STATE.compareAndSet(this, WAITING, ABANDONED)) {
            throw cancellation.take();
        }
        var timer = nanos == Long.MAX_VALUE ? null : loop.schedule(nanos, () -> end(EXPIRED));
        loop.waitBegins(task, on);
        try {
            while (state == WAITING) {
                LockSupport.park();
                // A signal that came first wins, so that what it hands over is not lost.
                if (cancellation.due() && STATE.compareAndSet(this, WAITING, ABANDONED)) {
                    throw cancellation.take();
                }
            }
        } finally {
            loop.waitEnds(task);
            if (timer != null) {
                loop.unschedule(timer);
            }
        }
        return state == SIGNALLED;
    }

    private boolean awaitInThread(Object on, long nanos) {
        boolean limited = nanos != Long.MAX_VALUE;
        long deadline = limited ? System.nanoTime() + nanos : 0;
        while (state == WAITING) {
            long left = limited ? deadline - System.nanoTime() : 0;
            if (thread.isInterrupted()) {
                if (STATE.compareAndSet(this, WAITING, ABANDONED)) {
                    Thread.interrupted();
                    throw Cancellation.byInterrupt();
                }
            } else if (!limited) {
                LockSupport.park(on);
            } else if (left > 0) {
                LockSupport.parkNanos(on, left);
            } else {
                STATE.compareAndSet(this, WAITING, EXPIRED);
            }
        }
        return state == SIGNALLED;
    }

    private boolean end(int how) {
        if (!STATE.compareAndSet(this, WAITING, how)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
    }
}
