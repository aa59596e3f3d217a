package io.weft.sync;

import io.weft.loop.Stopwatch;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A place to wait for news about what a lock guards. A waiter gives the lock back while it waits and has it again when it
/// goes on, however the wait ended.
///
/// ```java
/// try (var _ = cond.hold()) { cond.await(); }      // one side
/// try (var _ = cond.hold()) { cond.signal(2); }    // the other
/// ```
public final class TaskCondition extends Primitive {

    private final TaskLock lock;
    /// Guarded.
    private final Line line = new Line();

    /// Creates a condition.
    ///
    /// @param lock what guards the state that it tells of
    /// @param name for messages and reports, or null
    public TaskCondition(TaskLock lock, String name) {
        super("condition", name);
        this.lock = lock;
    }

    /// {@return the lock that goes with it}
    public TaskLock lock() {
        return lock;
    }

    /// Takes the condition's lock; see [TaskLock#hold()].
    ///
    /// @return to be closed by the same task or thread
    public Held hold() {
        return lock.hold();
    }

    /// Gives the lock back, waits for a signal, and takes the lock again. In a task it lets the other tasks of the loop run; a
    /// platform thread is blocked. Cancelled before or during the wait, it throws, holding the lock again, and has used up no
    /// signal; a signal that came first wins, and the cancellation meets the next wait. Taking the lock again is not cut short.
    /// Others may have held the lock between the signal and the return, so look again at what was waited for; see
    /// [#awaitUntil(BooleanSupplier)].
    ///
    /// @throws io.weft.loop.Cancelled       if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    public void await() {
        waitFor(null);
    }

    /// Like [#await()], for a time of the loop's clock at most (of the real clock outside a task), not counting the wait for the lock.
    ///
    /// @param limit the longest time to wait; zero only gives the lock to others once
    /// @throws io.weft.loop.TimedOut        if no signal came by then; the caller holds the lock again
    /// @throws io.weft.loop.Cancelled       if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    /// @throws IllegalArgumentException     if the limit is negative
    public void await(Duration limit) {
        Times.nanos(limit, "The " + title() + ": await");
        waitFor(limit);
    }

    /// Waits, signal after signal, until something holds; at once if it does. The rest is as in [#await()].
    ///
    /// @param holds what is waited for; called with the lock held, must not wait
    /// @throws io.weft.loop.Cancelled       if the task is cancelled before or during a wait, or the thread interrupted
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    public void awaitUntil(BooleanSupplier holds) {
        lock.requireHolder("be waited with");
        while (!holds.getAsBoolean()) {
            waitFor(null);
        }
    }

    /// Like [#awaitUntil(BooleanSupplier)], for a time at most in all.
    ///
    /// @param holds what is waited for; called with the lock held, must not wait
    /// @param limit the longest time to wait
    /// @throws io.weft.loop.TimedOut        if it did not hold by then; the caller holds the lock again
    /// @throws io.weft.loop.Cancelled       if the task is cancelled before or during a wait, or the thread interrupted
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    /// @throws IllegalArgumentException     if the limit is negative
    public void awaitUntil(BooleanSupplier holds, Duration limit) {
        Times.nanos(limit, "The " + title() + ": awaitUntil");
        lock.requireHolder("be waited with");
        var stopwatch = Stopwatch.start();
        while (!holds.getAsBoolean()) {
            var left = limit.minus(stopwatch.elapsed());
            waitFor(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /// Lets the one who has waited longest go on, if anybody waits. It goes on when it gets the lock. Does not block.
    ///
    /// @return how many were let go on: 1 or 0
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    public int signal() {
        return signal(1);
    }

    /// Lets several go on, those who have waited longest. Does not block.
    ///
    /// @param howMany how many at most
    /// @return how many were let go on; those who were cancelled or timed out do not count
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    /// @throws IllegalArgumentException     if the number is less than 1
    public int signal(int howMany) {
        positive(howMany, "signal");
        lock.requireHolder("be signalled with");
        var chain = new Chain();
        enter();
        int served = chain.serve(line, howMany);
        leave();
        chain.wake();
        return served;
    }

    /// Lets all who wait go on, in the order in which they came. Does not block.
    ///
    /// @return how many were let go on
    /// @throws IllegalMonitorStateException if the caller does not hold the lock
    public int signalAll() {
        return signal(Integer.MAX_VALUE);
    }

    /// {@return who waits, at one moment}
    public Snapshot snapshot() {
        return new Snapshot(name(), lock.snapshot(), names(line));
    }

    /// Who waits for a condition.
    ///
    /// @param name    the condition's name, or null
    /// @param lock    the state of its lock
    /// @param waiters the names of those who wait, the next one first
    public record Snapshot(String name, TaskLock.Snapshot lock, List<String> waiters) {}

    @Override
    String state() {
        return waitingText(snapshot().waiters());
    }

    void awaitShielded() {
        lock.requireHolder("be waited with");
        var place = Place.shielded();
        int holds = giveUpFor(place);
        place.waiter.awaitShielded(this);
        lock.takeBack(holds);
    }

    private void waitFor(Duration limit) {
        lock.requireHolder("be waited with");
        if (Thread.currentThread().isInterrupted()) {
            Waiter.checkpoint();
        }
        var place = Place.here();
        int holds = giveUpFor(place);
        try {
            waitIn(line, place, limit, "was not signalled");
        } finally {
            lock.takeBack(holds);
        }
    }

    private int giveUpFor(Place place) {
        enter();
        line.add(place);
        leave();
        return lock.giveUp();
    }
}
