package io.weft.sync;

import io.weft.loop.Selectable;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;

/// A number of permits for tasks and platform threads to share. Who waits longest is served first, even when it wants more
/// permits than one who came later; permits are handed over directly, so that a newcomer cannot barge past.
///
/// A bounded semaphore never has more permits than it began with: giving back what was not taken is an error. A plain one
/// grows, so that a producer can release what it has made.
public final class TaskSemaphore extends Primitive implements Selectable<Held> {

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final int bound;
    private final Held one = this::release;
    /// Free permits; guarded.
    private int permits;
    /// Guarded.
    private final Line line = new Line();

    /// Creates a semaphore.
    ///
    /// @param name    for messages and reports, or null
    /// @param permits how many permits are free at first
    /// @param bounded whether there may never be more
    /// @throws IllegalArgumentException if the number is negative, or 0 for a bounded one
    public TaskSemaphore(String name, int permits, boolean bounded) {
        super(bounded ? "bounded semaphore" : "semaphore", name);
        this.permits = bounded ? positive(permits, "a size") : permits;
        this.bound = bounded ? permits : UNBOUNDED;
        if (permits < 0) {
            throw new IllegalArgumentException(
                    "The " + title() + ": a size of " + permits + ", but it must be 0 or more.");
        }
    }

    /// Takes a permit, waiting for one, and gives what returns it; see [#acquire(int)].
    ///
    /// @return to be closed once, by anybody
    public Held hold() {
        take(1, null);
        return one;
    }

    /// Takes permits, waiting for them, and gives what returns them; see [#acquire(int)].
    ///
    /// @param number how many
    /// @return to be closed once, by anybody
    public Held hold(int number) {
        acquire(number);
        return () -> release(number);
    }

    /// Takes a permit, waiting for one; see [#acquire(int)].
    ///
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public void acquire() {
        take(1, null);
    }

    /// Takes permits, all at once, waiting until there are as many. In a task it lets the other tasks of the loop run; a platform
    /// thread is blocked. Cancelled before or during the wait, it throws and has taken none; a hand-over that came first wins,
    /// and the cancellation meets the next wait.
    ///
    /// @param number how many
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the number is less than 1, or more than there can ever be
    public void acquire(int number) {
        take(possible(number), null);
    }

    /// Takes a permit, for a time of the loop's clock at most; see [#acquire(int, Duration)].
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if there was none by then
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public void acquire(Duration limit) {
        acquire(1, limit);
    }

    /// Like [#acquire(int)], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param number how many
    /// @param limit  the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if there were not as many by then; there may be just after
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the number is less than 1 or more than there can ever be, or the limit negative
    public void acquire(int number, Duration limit) {
        Times.nanos(limit, "The " + title() + ": acquire");
        take(possible(number), limit);
    }

    /// Takes a permit if one is free and nobody waits for it. Does not block and does not look at cancellation.
    ///
    /// @return whether it was taken
    public boolean tryAcquire() {
        return takeOr(1, null);
    }

    /// Takes permits if as many are free and nobody waits for them. Does not block and does not look at cancellation.
    ///
    /// @param number how many
    /// @return whether they were taken
    /// @throws IllegalArgumentException if the number is less than 1, or more than there can ever be
    public boolean tryAcquire(int number) {
        return takeOr(possible(number), null);
    }

    /// Returns a permit; see [#release(int)].
    ///
    /// @throws IllegalStateException if it is bounded and all permits are there already
    public void release() {
        release(1);
    }

    /// Returns permits, or adds them, and hands them to those who have waited longest. Any task or thread; does not block.
    ///
    /// @param number how many
    /// @throws IllegalStateException    if it is bounded and would have more than it began with
    /// @throws IllegalArgumentException if the number is less than 1
    public void release(int number) {
        positive(number, "a release");
        enter();
        int before = permits;
        boolean fits = number <= bound - permits;
        Place served = null;
        if (fits) {
            permits += number;
            served = line.isEmpty() ? null : grant();
        }
        leave();
        if (!fits) {
            throw new IllegalStateException("The " + title() + " was released too often: " + before + " of " + bound
                    + " permits were free, and " + number + " came back; release only what was acquired, best by "
                    + "try (var _ = semaphore.hold()).");
        }
        Chain.wake(served);
    }

    /// {@return how many permits are free right now; a hint}
    public int permits() {
        enter();
        int now = permits;
        leave();
        return now;
    }

    /// {@return the free permits and who waits, at one moment}
    public Snapshot snapshot() {
        int free;
        List<Place> places;
        enter();
        try {
            free = permits;
            places = line.list();
        } finally {
            leave();
        }
        return new Snapshot(name(), free, bound, places.stream().map(place -> place.waiter.name()).toList());
    }

    @Override
    public Enrolment<Held> enrol(Waiter waiter) {
        var place = new Place(waiter, 1, null);
        enter();
        boolean free = permits > 0 && line.isEmpty();
        if (!free) {
            line.add(place);
        } else if (place.serve()) {
            permits--;
        }
        leave();
        return new Enrolled<>(line, place, _ -> one);
    }

    /// The state of a semaphore.
    ///
    /// @param name    the semaphore's name, or null
    /// @param permits how many permits are free
    /// @param bound   how many there can be; `Integer.MAX_VALUE` if it is not bounded
    /// @param waiters the names of those who wait, the next one first
    public record Snapshot(String name, int permits, int bound, List<String> waiters) {}

    @Override
    String state() {
        var now = snapshot();
        var of = bound == UNBOUNDED ? "" : " of " + bound;
        return now.permits + of + (now.permits == 1 && bound == UNBOUNDED ? " permit" : " permits") + " free, "
                + waitingText(now.waiters);
    }

    /// One who wanted many may have stood before those who can be served now.
    @Override
    Place left(Place gone) {
        return grant();
    }

    private void take(int number, Duration limit) {
        if (Thread.currentThread().isInterrupted()) {
            Waiter.checkpoint();
        }
        if (takeOr(number, null)) {
            return;
        }
        var place = Place.in(this);
        place.amount = number;
        if (!takeOr(number, place)) {
            waitIn(line, place, limit, "had not " + number + " free");
        }
    }

    /// Takes permits if that needs no wait, else puts the place (if any) into the line.
    private boolean takeOr(int number, Place place) {
        enter();
        boolean taken = permits >= number && line.isEmpty();
        if (taken) {
            permits -= number;
        } else if (place != null) {
            line.add(place);
        }
        leave();
        return taken;
    }

    /// Serves from the front as long as the permits suffice; in the section. The first of those served, linked to the others.
    private Place grant() {
        Place first = null;
        Place last = null;
        for (var next = line.first(); next != null && next.amount <= permits; next = line.first()) {
            line.remove(next);
            if (next.serve()) {
                permits -= next.amount;
                if (last == null) {
                    first = next;
                } else {
                    last.next = next;
                }
                last = next;
            }
        }
        return first;
    }

    private int possible(int number) {
        positive(number, "an acquire");
        if (number > bound) {
            throw new IllegalArgumentException(
                    "The " + title() + " has " + bound + " permits at most, so that " + number
                            + " can never be acquired: ask for fewer.");
        }
        return number;
    }
}
