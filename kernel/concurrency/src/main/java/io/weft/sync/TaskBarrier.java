package io.weft.sync;

import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;

/// A meeting point for a fixed number of tasks and platform threads: nobody passes before all have come. Then it is ready
/// for the next meeting. One who is cancelled or runs out of time leaves, and the others wait for somebody else.
public final class TaskBarrier extends Primitive {

    private final int parties;
    /// Guarded.
    private boolean broken;
    /// Guarded. Who has come and may leave is in here, so its size says how many have come.
    private final Line line = new Line();

    /// Creates a barrier at which nobody waits.
    ///
    /// @param name    for messages and reports, or null
    /// @param parties how many have to come
    /// @throws IllegalArgumentException if the number is less than 1
    public TaskBarrier(String name, int parties) {
        super("barrier", name);
        this.parties = positive(parties, "a size");
    }

    /// Waits until all have come. In a task it lets the other tasks of the loop run; a platform thread is blocked. Cancelled before
    /// or during the wait, it throws, and the caller counts as not having come; when the last one came first, it passes, and the
    /// cancellation meets the next wait. One who is cancelled at the very moment at which the last one comes may have counted.
    ///
    /// @return the rank of arrival, from 0 to the number of parties less 1; each once, so that one of them can do what is to be done once
    /// @throws BarrierBroken          if it is aborted, or was reset during the wait
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public int await() {
        return waitFor(null);
    }

    /// Like [#await()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @return the rank of arrival
    /// @throws io.weft.loop.TimedOut    if not all had come by then; the caller has left
    /// @throws BarrierBroken            if it is aborted, or was reset during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public int await(Duration limit) {
        Times.nanos(limit, "The " + title() + ": await");
        return waitFor(limit);
    }

    /// Sends away all who wait and all who will come, until a reset. Any task or thread; does not block.
    public void abort() {
        sendAway(true);
    }

    /// Sends away all who wait, and makes the barrier usable again if it was aborted. Any task or thread; does not block.
    public void reset() {
        sendAway(false);
    }

    /// {@return how many have to come}
    public int parties() {
        return parties;
    }

    /// {@return whether it was aborted}
    public boolean isBroken() {
        return snapshot().broken;
    }

    /// {@return who has come, at one moment}
    public Snapshot snapshot() {
        boolean now;
        List<Place> places;
        enter();
        try {
            now = broken;
            places = line.list();
        } finally {
            leave();
        }
        return new Snapshot(name(), parties, now, places.stream().map(place -> place.waiter.name()).toList());
    }

    /// The state of a barrier.
    ///
    /// @param name    the barrier's name, or null
    /// @param parties how many have to come
    /// @param broken  whether it was aborted
    /// @param waiters the names of those who have come, in that order
    public record Snapshot(String name, int parties, boolean broken, List<String> waiters) {}

    @Override
    String state() {
        var now = snapshot();
        return (now.broken ? "aborted, " : now.waiters.size() + " of " + parties + " have come, ")
                + waitingText(now.waiters);
    }

    private int waitFor(Duration limit) {
        if (Thread.currentThread().isInterrupted()) {
            Waiter.checkpoint();
        }
        var place = Place.here();
        var chain = new Chain();
        enter();
        boolean aborted = broken;
        if (line.size() == parties - 1) {
            line.prune();
        }
        boolean last = !aborted && line.size() == parties - 1;
        if (last) {
            chain.serve(line, parties);
        } else if (!aborted) {
            line.add(place);
        }
        leave();
        if (last) {
            chain.wake();
            return parties - 1;
        }
        if (!aborted) {
            waitIn(line, place, limit, "did not fill");
        }
        if (aborted || place.refused) {
            throw new BarrierBroken("The " + title() + " was " + (aborted
                    ? "aborted"
                    : "aborted or reset while "
                            + place.waiter.name() + " waited")
                    + ": call reset() before it is used again.");
        }
        return place.amount;
    }

    private void sendAway(boolean breaks) {
        var chain = new Chain();
        enter();
        broken = breaks;
        chain.refuse(line);
        leave();
        chain.wake();
    }
}
