package io.weft.loop;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The machine inside a [Loop]: its queue, its timers, its carrier. Everything that is marked so is guarded by the guard that
/// this is, since tasks, carriers and foreign threads all come here.
abstract sealed class LoopState extends Guard permits Loop {

    private final String name;
    private final LoopClock clock;
    private final boolean virtual;
    private final Schedule schedule;
    /// Draws the order of what is ready; null for first in first out. Guarded.
    private final SplittableRandom order;
    private final AtomicLong taskIds = new AtomicLong();
    private final AtomicLong timerIds = new AtomicLong();
    private final AtomicInteger outsideWaits = new AtomicInteger();
    /// Guarded.
    private final ReadyQueue ready;
    /// Guarded.
    private final TimerHeap timers = new TimerHeap();
    /// The one that may take from the queue; written guarded.
    private volatile Carrier carrier;
    /// True while the carrier is about to park or parked; whoever adds work then wakes it.
    private volatile boolean idle;
    /// How many continuations may run before timers are looked at again; guarded.
    private int roundLeft;
    /// How many tasks are in a wait of this library; guarded, counted only for a virtual clock.
    private int waiting;
    /// How many tasks are listed as live and on their way into the queue; guarded, counted likewise.
    private int starting;
    /// How many owners are held; guarded.
    private int heldOwners;
    private int carriers;
    /// Only the current task.
    private int yieldsSkipped;
    /// Guarded: no new task is taken.
    boolean closed;

    LoopState(String name, LoopClock clock, Schedule schedule) {
        this.name = name;
        this.clock = clock;
        this.schedule = schedule;
        this.order = switch (schedule) {
            case Schedule.Fifo _ -> null;
            case Schedule.Seeded(long seed, boolean _) -> new SplittableRandom(seed);
        };
        this.ready = new ReadyQueue(order);
        this.virtual = clock instanceof VirtualClock;
    }

    /// {@return the name}
    public String name() {
        return name;
    }

    /// {@return the clock that its sleeps and timeouts obey}
    public LoopClock clock() {
        return clock;
    }

    /// {@return the order in which it runs what is ready}
    public Schedule schedule() {
        return schedule;
    }

    abstract int liveTasks();

    Carrier carrier() {
        return carrier;
    }

    long nextTaskId() {
        return taskIds.incrementAndGet();
    }

    // -- the queue

    void enqueue(Runnable continuation, Strand strand) {
        enqueue(continuation, strand, continuation);
    }

    /// Queues a step that is held back only if the strand's `heldAs` is.
    private void enqueue(Runnable step, Strand strand, Runnable heldAs) {
        enterInRoom();
        var owner = strand.task.owner();
        (owner.holds(heldAs, strand) ? owner.held : ready).add(step, strand);
        leave();
        wake();
    }

    /// Puts a task that begins, and behind it the one that started it, before all others.
    void enqueueFirst(Strand begins, Runnable starter, Strand starterStrand) {
        enterInRoom();
        if (starterStrand.task.owner().holds(starter, starterStrand)) {
            starterStrand.task.owner().held.add(starter, starterStrand);
        } else {
            ready.addFirst(starter, starterStrand);
        }
        if (begins.task.owner().holds(begins.own, begins)) {
            begins.task.owner().held.add(begins.own, begins);
        } else {
            ready.addFirst(begins.own, begins);
        }
        leave();
        wake();
    }

    /// Whether the current task would only be followed by itself if it let others run. A hint, read without the guard; says
    /// no from time to time, so that a task that asks for ever is seen to move. Only the current task.
    boolean nothingElseToRun() {
        return order == null && ready.size() == 0 && timers.isEmpty() && (++yieldsSkipped & 255) != 0;
    }

    void wake() {
        if (idle) {
            LockSupport.unpark(carrier);
        }
    }

    void hold(Owner owner, Task<?> spared) {
        enterInRoom();
        if (owner.held == null) {
            owner.held = new ReadyQueue();
            owner.spared = spared;
            heldOwners++;
            ready.moveHeldTo(owner.held, owner);
        }
        leave();
    }

    void release(Owner owner) {
        enterInRoom();
        if (owner.held != null) {
            owner.held.moveAllTo(ready);
            owner.held = null;
            owner.spared = null;
            heldOwners--;
        }
        leave();
        wake();
    }

    // -- the timers

    Timer schedule(long nanos, Runnable action) {
        var timer = new Timer(clock.nanoTime() + nanos, timerIds.incrementAndGet(), action);
        enterInRoom();
        timers.add(timer);
        leave();
        wake();
        return timer;
    }

    /// False if the timer was taken out already, to act now or earlier.
    boolean unschedule(Timer timer) {
        enterInRoom();
        boolean removed = timers.remove(timer);
        leave();
        return removed;
    }

    // -- the carrier

    void startCarrier() {
        var first = new Carrier((Loop) this, ++carriers);
        carrier = first;
        first.start();
    }

    /// The carrier's life: run what is ready, until another carrier has taken over or the loop has closed and emptied.
    void carry(Carrier me) {
        while (carrier == me) {
            var next = next(me);
            if (next != null) {
                next.run();
                me.current = null;
            } else if (carrier != me || !endRound(me)) {
                return;
            }
        }
    }

    /// What runs next; null at the end of a round, or when this carrier has been replaced.
    private Runnable next(Carrier me) {
        enterInRoom();
        Runnable next = null;
        // Mostly a round ends with no timer due; then the next one begins in the same section, which a hand-over
        // between two tasks, a round of its own, gains a tenth by.
        if (roundLeft == 0 && order == null && !timerIsDue()) {
            roundLeft = ready.size();
        }
        if (carrier == me && roundLeft > 0) {
            roundLeft--;
            next = ready.poll();
            if (next != null) {
                me.current = ready.polledStrand();
                me.runs++;
            }
        }
        leave();
        return next;
    }

    private boolean timerIsDue() {
        var first = timers.first();
        return first != null && first.deadlineNanos - clock.nanoTime() <= 0;
    }

    /// Between two rounds: timers, a jump of the clock, or a rest. False when the loop is over.
    private boolean endRound(Carrier me) {
        fireTimers();
        enterInRoom();
        boolean nothing = ready.size() == 0;
        roundLeft = nothing || order == null ? ready.size() : 1 + order.nextInt(ready.size());
        boolean over = nothing && closed && liveTasks() == 0;
        leave();
        if (over) {
            return false;
        }
        if (nothing) {
            rest(me);
        }
        return true;
    }

    private void fireTimers() {
        ArrayList<Timer> due = null;
        enterInRoom();
        var first = timers.first();
        if (first != null) {
            long now = clock.nanoTime();
            for (; first != null && first.deadlineNanos - now <= 0; first = timers.first()) {
                timers.remove(first);
                due = due == null ? new ArrayList<>() : due;
                due.add(first);
                if (order != null) {
                    // What one timer makes ready may run before the next one acts.
                    break;
                }
            }
        }
        leave();
        if (due != null) {
            due.forEach(timer -> timer.action.run());
        }
    }

    private void rest(Carrier me) {
        idle = true;
        enterInRoom();
        boolean nothing = ready.size() == 0 && carrier == me && !(closed && liveTasks() == 0);
        var first = timers.first();
        boolean alone = virtual && waiting + starting >= liveTasks() && heldOwners == 0 && outsideWaits.get() == 0;
        boolean jump = nothing && first != null && alone && starting == 0;
        leave();
        if (jump) {
            ((VirtualClock) clock).advanceTo(first.deadlineNanos);
        } else if (nothing) {
            park(first, alone);
        }
        idle = false;
        Watchdog.busy();
    }

    private void park(Timer first, boolean alone) {
        long began = virtual ? System.nanoTime() : 0;
        long now = clock.nanoTime();
        if (first == null) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, Math.max(1, first.deadlineNanos - now));
        }
        // An interrupt of this thread would end every further park at once.
        Thread.interrupted();
        // While the outside world is awaited, virtual time passes as real time does, up to the next timer.
        if (!alone && clock instanceof VirtualClock virtualClock) {
            long passed = now + System.nanoTime() - began;
            virtualClock.advanceTo(first == null ? passed : Math.min(passed, first.deadlineNanos));
        }
    }

    /// Puts a fresh carrier in the place of one that is stuck in the run that the caller saw.
    boolean replace(Carrier stuck, long seenRuns) {
        Carrier fresh = null;
        enterInRoom();
        if (carrier == stuck && stuck.runs == seenRuns && stuck.current != null) {
            fresh = new Carrier((Loop) this, ++carriers);
            carrier = fresh;
        }
        leave();
        if (fresh == null) {
            return false;
        }
        fresh.start();
        return true;
    }

    /// Makes a carrier that was replaced the loop's again, when the one that took its place is itself stuck in the run that
    /// the caller saw.
    void giveBack(Carrier replaced, Carrier stuck, long seenRuns) {
        enterInRoom();
        if (carrier == stuck && stuck.runs == seenRuns) {
            carrier = replaced;
        }
        leave();
    }

    /// Called by a task after a wait. If the wait held on to a carrier that was replaced meanwhile, the carrier takes the
    /// loop over again before the task goes on, so that only one task runs at a time; the other carrier retires. A task that
    /// can let go of its carrier goes over to the new one instead.
    void reclaimCarrier() {
        if (VirtualThreads.currentCarrier() == carrier) {
            return;
        }
        if (VirtualThreads.currentCarrier() instanceof Carrier) {
            Thread.yield();
        }
        if (!(VirtualThreads.currentCarrier() instanceof Carrier mine) || carrier == mine) {
            return;
        }
        var waiter = Thread.currentThread();
        enqueue(() -> {
            enterInRoom();
            carrier = mine;
            leave();
            LockSupport.unpark(waiter);
        }, mine.current, mine.current.own);
        boolean interrupted = false;
        while (carrier != mine) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            waiter.interrupt();
        }
    }

    void awaitCarrier(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        while (carrier.isAlive() && System.nanoTime() < deadline) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(carrier, Math.max(1, deadline - System.nanoTime()));
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// For a new carrier; null if tasks are not to be set aside.
    Preemption preemption(int carrierNumber) {
        return switch (schedule) {
            case Schedule.Fifo _ -> null;
            case Schedule.Seeded(long seed, boolean preemptive) ->
                preemptive ? new Preemption(seed + carrierNumber) : null;
        };
    }

    /// Whether nothing can happen any more unless the outside world makes it: every task waits in this library, no timer is set.
    boolean stalled() {
        enterInRoom();
        boolean stalled = idle && ready.size() == 0 && timers.isEmpty() && waiting + starting >= liveTasks()
                && starting == 0
                && heldOwners == 0 && outsideWaits.get() == 0;
        leave();
        return stalled;
    }

    // -- what a virtual clock has to know

    void countWait(int change) {
        if (virtual) {
            enterInRoom();
            waiting += change;
            leave();
        }
    }

    void countStart(int change) {
        if (virtual) {
            enterInRoom();
            starting += change;
            leave();
            wake();
        }
    }

    /// Says that a task of this loop waits for one that may run elsewhere; null if that makes no difference.
    OutsideWait awaitOutsideFor(Task<?> task) {
        return virtual && task.loop() != this && !task.isDone() ? new OutsideWait((Loop) this, task.name()) : null;
    }

    void countOutside(int change) {
        outsideWaits.addAndGet(change);
    }
}
