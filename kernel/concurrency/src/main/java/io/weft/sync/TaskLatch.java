package io.weft.sync;

import io.weft.loop.Selectable;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;

/// A number that is counted down once; tasks and platform threads wait for it to reach zero, where it stays.
public final class TaskLatch extends Primitive implements Selectable<Void> {

    /// Written guarded; read without it to see that nobody has to wait.
    private volatile int remaining;
    /// Guarded.
    private final Line line = new Line();

    /// Creates a latch.
    ///
    /// @param name      for messages and reports, or null
    /// @param remaining from where it counts down
    /// @throws IllegalArgumentException if the number is negative
    public TaskLatch(String name, int remaining) {
        super("latch", name);
        if (remaining < 0) {
            throw new IllegalArgumentException(
                    "The " + title() + ": a size of " + remaining + ", but it must be 0 or more.");
        }
        this.remaining = remaining;
    }

    /// Counts down by one; at zero all who wait go on, in the order in which they came. Has no effect at zero. Any task or
    /// thread; does not block.
    public void countDown() {
        var chain = new Chain();
        enter();
        if (remaining > 0) {
            remaining--;
        }
        if (remaining == 0) {
            chain.serve(line, Integer.MAX_VALUE);
        }
        leave();
        chain.wake();
    }

    /// Waits until zero is reached; not at all if it was. In a task it lets the other tasks of the loop run; a platform thread is
    /// blocked. Cancelled before or during the wait, it throws, and the count stays; a zero that came first wins, and the
    /// cancellation meets the next wait.
    ///
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public void await() {
        waitFor(null);
    }

    /// Like [#await()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if zero was not reached by then; it may be just after
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public void await(Duration limit) {
        Times.nanos(limit, "The " + title() + ": await");
        waitFor(limit);
    }

    /// {@return how much is left right now}
    public int remaining() {
        return remaining;
    }

    /// {@return the count and who waits, at one moment}
    public Snapshot snapshot() {
        int now;
        List<Place> places;
        enter();
        try {
            now = remaining;
            places = line.list();
        } finally {
            leave();
        }
        return new Snapshot(name(), now, places.stream().map(place -> place.waiter.name()).toList());
    }

    @Override
    public Enrolment<Void> enrol(Waiter waiter) {
        var place = new Place(waiter, 1, null);
        enter();
        if (remaining == 0) {
            place.serve();
        } else {
            line.add(place);
        }
        leave();
        return new Enrolled<>(line, place, _ -> null);
    }

    /// The state of a latch.
    ///
    /// @param name      the latch's name, or null
    /// @param remaining how much is left
    /// @param waiters   the names of those who wait, the one who came first in front
    public record Snapshot(String name, int remaining, List<String> waiters) {}

    @Override
    String state() {
        var now = snapshot();
        return now.remaining + " left, " + waitingText(now.waiters);
    }

    private void waitFor(Duration limit) {
        if (Thread.currentThread().isInterrupted()) {
            Waiter.checkpoint();
        }
        if (remaining == 0) {
            return;
        }
        var place = Place.here();
        enter();
        boolean already = remaining == 0;
        if (!already) {
            line.add(place);
        }
        leave();
        if (!already) {
            waitIn(line, place, limit, "did not reach zero");
        }
    }
}
