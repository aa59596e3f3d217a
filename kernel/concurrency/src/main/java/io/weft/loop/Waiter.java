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
///
/// What came first counts, not who runs first: one that was cancelled and has not run since takes no signal any more.
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
    /// Whether a cancellation or an interrupt ends the wait.
    private final boolean cancellable;
    /// In which guard alone the wait is ended, so that this needs no compare-and-set; null if there is none such.
    private final Guard within;
    @SuppressWarnings("unused")
    private volatile int state;

    private Waiter(boolean cancellable, Guard within) {
        this.within = within;
        this.cancellable = cancellable && (task == null || !task.cancellation().shielded());
    }

    /// {@return a waiter for the current task or thread, which must be the one that calls `await`}
    public static Waiter here() {
        StackRoom.requireForWait();
        return new Waiter(true, null);
    }

    /// {@return a waiter for the current task or thread, which must be the one that calls `await`; its claims must all be made inside one
    /// guard, which makes them cheaper}
    ///
    /// @param guard the guard
    public static Waiter claimedWithin(Guard guard) {
        StackRoom.requireForWait();
        return new Waiter(true, guard);
    }

    /// Where the caller has made sure of the room, and must wait.
    static Waiter inRoom() {
        return new Waiter(true, null);
    }

    /// {@return a waiter for the current task or thread that neither a cancellation nor an interrupt ends: it is put off and meets
    /// the next wait} For what must be taken back whatever happens, such as the lock of a condition; for [#awaitShielded(Object)].
    public static Waiter shielded() {
        StackRoom.requireForSection();
        return new Waiter(false, null);
    }

    /// Ends the current task's turn with [Cancelled] if it was cancelled (or the thread interrupted): for operations that need
    /// not wait, so that they obey cancellation as those that do. Does not block.
    ///
    /// @throws Cancelled if the task was cancelled, or the thread interrupted, and this is not shielded
    public static void checkpoint() {
        if (!Thread.currentThread().isInterrupted()) {
            return;
        }
        var task = Task.currentOrNull();
        if (task == null) {
            Thread.interrupted();
            throw Cancellation.byInterrupt();
        }
        if (task.cancellation().due()) {
            throw task.cancellation().take();
        }
    }

    /// {@return the thread that waits}
    public Thread thread() {
        return thread;
    }

    /// {@return the name of the task that waits, else of the thread}
    public String name() {
        return Parties.name(thread);
    }

    /// Ends the wait. Any thread; does not block.
    ///
    /// @return true if this call ended it, false if it had ended in another way
    public boolean signal() {
        if (!claim()) {
            return false;
        }
        if (Preemption.used()) {
            Preemption.here();
        }
        wake();
        return true;
    }

    /// The first half of [#signal()], which may be called inside a [Guard]: ends the wait, but leaves the waiting thread asleep
    /// until [#wake()]. So a permit or an item changes hands in the same section that decides to whom. Any thread; does not
    /// block.
    ///
    /// @return true if this call ended the wait and must be followed by [#wake()], false if it had ended in another way
    public boolean claim() {
        boolean cancelled = cancellable && thread.isInterrupted();
        return change(cancelled ? ABANDONED : SIGNALLED) && !cancelled;
    }

    /// The second half of [#signal()], to be called outside of guards. Any thread; does not block.
    public void wake() {
        LockSupport.unpark(thread);
    }

    /// {@return whether the wait has ended, in whatever way, or is about to end by a cancellation; a hint, since it may end at any
    /// time}
    public boolean ended() {
        return state != WAITING || cancellable && thread.isInterrupted();
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

    /// Waits until signalled, whatever happens. The waiter must come from [#shielded()].
    ///
    /// @param on what is waited for; its text appears in traces and reports
    public void awaitShielded(Object on) {
        if (task != null) {
            int outer = task.cancellation().shield();
            try {
                awaitInTask(on, Long.MAX_VALUE);
            } finally {
                task.cancellation().unshield(outer);
            }
            return;
        }
        boolean interrupted = false;
        while (state == WAITING) {
            LockSupport.park(on);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    boolean await(Object on, long nanos) {
        if (task != null) {
            return awaitInTask(on, nanos);
        }
        return nanos == Long.MAX_VALUE && thread instanceof WatchedThread watched
                ? awaitInWatched(watched, on)
                : awaitInThread(on, nanos);
    }

    private boolean awaitInTask(Object on, long nanos) {
        var cancellation = task.cancellation();
        if (cancellation.due() && end(ABANDONED)) {
            throw cancellation.take();
        }
        var timer = nanos == Long.MAX_VALUE ? null : task.loop().schedule(nanos, this::expire);
        task.loop().waitBegins(task, on);
        try {
            if (state == WAITING) {
                LockSupport.park();
            }
            return parked();
        } finally {
            unparked(timer);
        }
    }

    /// The rest of a wait that has parked once. A method of its own, since a caller that is compiled while many tasks are parked and
    /// none has come back takes every branch after the park for impossible: each would have to go back to the interpreter.
    private boolean parked() {
        var cancellation = task.cancellation();
        while (state == WAITING) {
            // A signal that came first wins, so that what it hands over is not lost.
            if (cancellation.due() && end(ABANDONED)) {
                throw cancellation.take();
            }
            if (state == WAITING) {
                LockSupport.park();
            }
        }
        if (state == ABANDONED) {
            throw cancellation.take();
        }
        return state == SIGNALLED;
    }

    private void unparked(Timer timer) {
        task.loop().waitEnds(task);
        if (timer != null) {
            task.loop().unschedule(timer);
        }
    }

    private boolean awaitInWatched(WatchedThread watched, Object on) {
        try {
            watched.waitBegins(on);
            return awaitInThread(on, Long.MAX_VALUE);
        } finally {
            watched.waitEnds();
        }
    }

    private boolean awaitInThread(Object on, long nanos) {
        boolean limited = nanos != Long.MAX_VALUE;
        long deadline = limited ? System.nanoTime() + nanos : 0;
        while (state == WAITING) {
            long left = limited ? deadline - System.nanoTime() : 0;
            if (thread.isInterrupted()) {
                end(ABANDONED);
            } else if (!limited) {
                LockSupport.park(on);
            } else if (left > 0) {
                LockSupport.parkNanos(on, left);
            } else {
                end(EXPIRED);
            }
        }
        if (state == ABANDONED) {
            Thread.interrupted();
            throw Cancellation.byInterrupt();
        }
        return state == SIGNALLED;
    }

    private void expire() {
        if (!end(EXPIRED)) {
            return;
        }
        if (Preemption.used()) {
            Preemption.here();
        }
        LockSupport.unpark(thread);
    }

    /// Ends the wait without a claim; false if it had ended. Outside of guards.
    private boolean end(int how) {
        if (within == null) {
            return change(how);
        }
        within.enterInRoom();
        boolean ended = change(how);
        within.leave();
        return ended;
    }

    /// In the guard, if there is one.
    private boolean change(int how) {
        if (within == null) {
            return STATE.compareAndSet(this, WAITING, how);
        }
        boolean waiting = state == WAITING;
        if (waiting) {
            STATE.setRelease(this, how);
        }
        return waiting;
    }
}
