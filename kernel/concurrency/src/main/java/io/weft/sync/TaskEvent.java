package io.weft.sync;

import io.weft.loop.Selectable;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;

/// A flag for which tasks and platform threads wait. While it is set nobody waits; it stays set until it is cleared.
public final class TaskEvent extends Primitive implements Selectable<Void> {

    /// Written guarded; read without it to see that nobody has to wait.
    private volatile boolean set;
    /// Guarded.
    private final Line line = new Line();

    /// Creates an event that is not set.
    ///
    /// @param name for messages and reports, or null
    public TaskEvent(String name) {
        super("event", name);
    }

    /// Waits until it is set; not at all if it is. In a task it lets the other tasks of the loop run; a platform thread is
    /// blocked. Who waits when it is set goes on, even if it is cleared before it gets to run. Cancelled before or during the
    /// wait, it throws; a set that came first wins, and the cancellation meets the next wait.
    ///
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public void await() {
        waitFor(null);
    }

    /// Like [#await()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if it was not set by then; it may be just after
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public void await(Duration limit) {
        Times.nanos(limit, "The " + title() + ": await");
        waitFor(limit);
    }

    /// Sets it and lets all who wait go on, in the order in which they came. Any task or thread; does not block.
    public void set() {
        var chain = new Chain();
        enter();
        set = true;
        chain.serve(line, Integer.MAX_VALUE);
        leave();
        chain.wake();
    }

    /// Clears it: who comes now waits for the next set. Any task or thread; does not block.
    public void clear() {
        enter();
        set = false;
        leave();
    }

    /// {@return whether it is set right now}
    public boolean isSet() {
        return set;
    }

    /// {@return whether it is set and who waits, at one moment}
    public Snapshot snapshot() {
        boolean now;
        List<Place> places;
        enter();
        try {
            now = set;
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
        if (set) {
            place.serve();
        } else {
            line.add(place);
        }
        leave();
        return new Enrolled<>(line, place, _ -> null);
    }

    /// The state of an event.
    ///
    /// @param name    the event's name, or null
    /// @param isSet   whether it is set
    /// @param waiters the names of those who wait, the one who came first in front
    public record Snapshot(String name, boolean isSet, List<String> waiters) {}

    @Override
    String state() {
        var now = snapshot();
        return (now.isSet ? "set, " : "not set, ") + waitingText(now.waiters);
    }

    private void waitFor(Duration limit) {
        if (Thread.currentThread().isInterrupted()) {
            Waiter.checkpoint();
        }
        if (set) {
            return;
        }
        var place = Place.here();
        enter();
        boolean already = set;
        if (!already) {
            line.add(place);
        }
        leave();
        if (!already) {
            waitIn(line, place, limit, "was not set");
        }
    }
}
