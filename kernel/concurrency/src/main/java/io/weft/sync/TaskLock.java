package io.weft.sync;

import io.weft.loop.Selectable;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;

/// A lock for tasks and platform threads: one holder at a time, and who waits longest is next. It is handed over directly, so
/// that a newcomer cannot barge past.
///
/// ```java
/// try (var _ = lock.hold()) { ... }
/// ```
///
/// A plain lock is not reentrant: a holder who takes it again is told so, and does not wait for itself for ever. A
/// reentrant one counts, and is free when it was released as often as it was taken.
public final class TaskLock extends Primitive implements Selectable<Held> {

    private final boolean reentrant;
    private final Held held = this::release;
    /// Guarded. Null when free; then nobody waits.
    private Thread owner;
    /// How often the owner has to release it; guarded.
    private int holds;
    /// Guarded.
    private final Line line = new Line();

    /// Creates a free lock.
    ///
    /// @param name      for messages and reports, or null
    /// @param reentrant whether its holder may take it again
    public TaskLock(String name, boolean reentrant) {
        super(reentrant ? "reentrant lock" : "lock", name);
        this.reentrant = reentrant;
    }

    /// Takes the lock, waiting until it is free, and gives what releases it; see [#acquire()].
    ///
    /// @return to be closed by the same task or thread
    public Held hold() {
        take(null);
        return held;
    }

    /// Like [#hold()], for a time at most; see [#acquire(Duration)].
    ///
    /// @param limit the longest time to wait
    /// @return to be closed by the same task or thread
    public Held hold(Duration limit) {
        acquire(limit);
        return held;
    }

    /// Takes the lock, waiting until it is free. In a task it lets the other tasks of the loop run; a platform thread is blocked.
    /// Cancelled before or during the wait, it throws and has not taken the lock; a hand-over that came first wins, and the
    /// cancellation meets the next wait.
    ///
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalStateException  if the caller holds it already and it is not reentrant
    public void acquire() {
        take(null);
    }

    /// Like [#acquire()], for a time of the loop's clock at most (of the real clock outside a task). The lock may become free just
    /// after the time was over.
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if it did not become free by then
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalStateException    if the caller holds it already and it is not reentrant
    /// @throws IllegalArgumentException if the limit is negative
    public void acquire(Duration limit) {
        Times.nanos(limit, "The " + title() + ": acquire");
        take(limit);
    }

    /// Takes the lock if it is free. Does not block and does not look at cancellation.
    ///
    /// @return whether it was taken
    /// @throws IllegalStateException if the caller holds it already and it is not reentrant
    public boolean tryAcquire() {
        return takeOr(Thread.currentThread(), null);
    }

    /// Releases the lock once; when that frees it, it goes to the one who has waited longest. Does not block.
    ///
    /// @throws IllegalMonitorStateException if the caller does not hold it
    public void release() {
        var me = Thread.currentThread();
        Place next = null;
        enter();
        var actual = owner;
        if (actual == me && --holds == 0) {
            next = pass();
        }
        leave();
        if (actual != me) {
            throw notHeld("be released", actual);
        }
        if (next != null) {
            next.waiter.wake();
        }
    }

    /// {@return whether anybody holds it right now; a hint}
    public boolean isHeld() {
        return holder() != null;
    }

    /// {@return whether the calling task or thread holds it}
    public boolean isHeldHere() {
        return holder() == Thread.currentThread();
    }

    /// {@return who holds it and who waits, at one moment}
    public Snapshot snapshot() {
        Thread nowOwner;
        int nowHolds;
        List<Place> places;
        enter();
        try {
            nowOwner = owner;
            nowHolds = holds;
            places = line.list();
        } finally {
            leave();
        }
        return new Snapshot(name(), nameOf(nowOwner), nowHolds,
                places.stream().map(place -> place.waiter.name()).toList());
    }

    /// {@return this lock in the shape of `java.util.concurrent`, for libraries that want one} `lockInterruptibly` and the timed
    /// `tryLock` throw `InterruptedException` in an interrupted thread, and [io.weft.loop.Cancelled] in a cancelled task.
    public Lock asLock() {
        return new JdkLock(this);
    }

    @Override
    public Enrolment<Held> enrol(Waiter waiter) {
        var place = new Place(waiter, 1, null);
        enter();
        boolean again = owner == waiter.thread();
        boolean free = owner == null || again && reentrant;
        if (free && place.serve()) {
            owner = waiter.thread();
            holds++;
        } else if (!free && !again) {
            line.add(place);
        }
        leave();
        if (again && !reentrant) {
            throw takenAgain();
        }
        return new Enrolled<>(line, place, _ -> held);
    }

    /// Who holds a lock and who waits for it.
    ///
    /// @param name    the lock's name, or null
    /// @param owner   the name of the task or thread that holds it, or null
    /// @param holds   how often the owner has to release it
    /// @param waiters the names of those who wait, the next one first
    public record Snapshot(String name, String owner, int holds, List<String> waiters) {}

    @Override
    String state() {
        var now = snapshot();
        var holder = now.owner == null ? "free" : "held by " + now.owner;
        return holder + (now.holds > 1 ? " " + now.holds + " times, " : ", ") + waitingText(now.waiters);
    }

    // -- for conditions and bridges

    Thread holder() {
        enter();
        var now = owner;
        leave();
        return now;
    }

    void requireHolder(String operation) {
        var now = holder();
        if (now != Thread.currentThread()) {
            throw notHeld(operation, now);
        }
    }

    /// Gives the lock up however often it was taken; the number is for [#takeBack(int)].
    int giveUp() {
        enter();
        int held = holds;
        var next = pass();
        leave();
        if (next != null) {
            next.waiter.wake();
        }
        return held;
    }

    /// Takes the lock in spite of cancellation, which then meets the next wait.
    void takeBack(int howOften) {
        var me = Thread.currentThread();
        enter();
        boolean free = owner == null;
        if (free) {
            owner = me;
            holds = howOften;
        }
        leave();
        if (free) {
            return;
        }
        var place = Place.shielded();
        place.amount = howOften;
        if (!takeOr(me, place)) {
            place.waiter.awaitShielded(this);
        }
    }

    private void take(Duration limit) {
        var me = Thread.currentThread();
        if (me.isInterrupted()) {
            Waiter.checkpoint();
        }
        if (takeOr(me, null)) {
            return;
        }
        var place = Place.in(this);
        if (!takeOr(me, place)) {
            waitIn(line, place, limit, "did not become free");
        }
    }

    /// Takes the lock if that needs no wait, else puts the place (if any) into the line.
    private boolean takeOr(Thread me, Place place) {
        enter();
        boolean free = owner == null;
        boolean again = owner == me;
        if (free) {
            owner = me;
            holds = place == null ? 1 : place.amount;
        } else if (again) {
            holds += reentrant ? 1 : 0;
        } else if (place != null) {
            line.add(place);
        }
        leave();
        if (again && !reentrant) {
            throw takenAgain();
        }
        return free || again;
    }

    /// Hands the lock to the next one in the line, or frees it; in the section.
    private Place pass() {
        var next = line.isEmpty() ? null : line.serveFirst();
        owner = next == null ? null : next.waiter.thread();
        holds = next == null ? 0 : next.amount;
        return next;
    }

    private IllegalStateException takenAgain() {
        return new IllegalStateException("The " + title() + " is held by " + nameOf(Thread.currentThread())
                + " already, who would wait for itself for ever: use reentrantLock() where nested holds are meant.");
    }

    private IllegalMonitorStateException notHeld(String operation, Thread actual) {
        var by = actual == null ? "nobody holds it" : nameOf(actual) + " holds it";
        return new IllegalMonitorStateException("The " + title() + " was to " + operation + " in "
                + nameOf(Thread.currentThread()) + ", but " + by
                + ": hold it first, best by try (var _ = lock.hold()).");
    }
}
