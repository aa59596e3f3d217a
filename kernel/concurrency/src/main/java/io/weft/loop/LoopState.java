package io.weft.loop;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The machine inside a [Loop]: its timers, its rounds, its rests; what is ready is in a [RunQueue], and [QueueHolder] says which
/// carrier has it. Everything that is marked so is guarded by the guard that this is, since tasks, carriers and foreign threads all
/// come here.
abstract sealed class LoopState extends Guard permits Loop {

    private final String name;
    private final LoopClock clock;
    private final boolean virtual;
    private final Schedule schedule;
    private final AtomicLong taskIds = new AtomicLong();
    private final AtomicLong timerIds = new AtomicLong();
    private final AtomicInteger outsideWaits = new AtomicInteger();
    private final QueueHolder holder = new QueueHolder();
    private final RunQueue queue;
    /// Whether the order of what is ready is drawn.
    private final boolean drawn;
    /// Guarded.
    private final TimerHeap timers = new TimerHeap();
    /// True while the carrier is about to park or parked; whoever adds work then wakes it.
    private volatile boolean idle;
    /// How many tasks are in a wait of this library; guarded, counted only for a virtual clock.
    private int waiting;
    /// How many tasks are listed as live and on their way into the queue; guarded, counted likewise.
    private int starting;
    private final AtomicInteger carriers = new AtomicInteger();
    /// Only the current task.
    private int yieldsSkipped;
    /// Guarded: no new task is taken.
    boolean closed;

    LoopState(String name, LoopClock clock, Schedule schedule) {
        this.name = name;
        this.clock = clock;
        this.schedule = schedule;
        var order = switch (schedule) {
            case Schedule.Fifo _ -> null;
            case Schedule.Seeded(long seed, boolean _) -> new SplittableRandom(seed);
        };
        this.drawn = order != null;
        this.queue = new RunQueue(name, holder, order);
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
        return holder.carrier();
    }

    long nextTaskId() {
        return taskIds.incrementAndGet();
    }

    // -- the queue

    void enqueue(Runnable continuation, Strand strand) {
        if (queue.add(continuation, strand)) {
            wake();
        }
    }

    /// Puts a task that begins, and behind it the one that started it, before all others.
    void enqueueFirst(Strand begins, Runnable starter, Strand starterStrand) {
        queue.addFirst(begins, starter, starterStrand);
        wake();
    }

    /// Whether the current task would only be followed by itself if it let others run. A hint, read without the guard; says
    /// no from time to time, so that a task that asks for ever is seen to move. Only the current task.
    boolean nothingElseToRun() {
        return !drawn && queue.seemsEmpty() && timers.isEmpty() && (++yieldsSkipped & 255) != 0;
    }

    void wake() {
        if (idle) {
            LockSupport.unpark(holder.carrier());
        }
    }

    void hold(Owner owner, Task<?> spared) {
        queue.hold(owner, spared);
    }

    void release(Owner owner) {
        queue.release(owner);
        wake();
    }

    void releaseAll() {
        queue.close();
        wake();
    }

    // -- the timers

    Timer schedule(long nanos, Runnable action) {
        var timer = new Timer(clock.nanoTime() + nanos, timerIds.incrementAndGet(), action);
        enterInRoom();
        try {
            timers.add(timer);
        } finally {
            leave();
        }
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
        var first = new Carrier((Loop) this, carriers.incrementAndGet());
        holder.begin(first);
        first.start();
    }

    /// The carrier's life: run what is ready, until another carrier has taken over or the loop has closed and emptied.
    void carry(Carrier me) {
        while (holder.is(me)) {
            var next = queue.next(me, this);
            if (next != null) {
                next.run();
                me.current = null;
            } else if (holder.is(me) && !endRound()) {
                return;
            }
        }
    }

    /// A hint, read without the guard.
    boolean timerIsDue() {
        var first = timers.first();
        return first != null && first.deadlineNanos - clock.nanoTime() <= 0;
    }

    /// Between two rounds: timers, a jump of the clock, or a rest. False when the loop is over.
    private boolean endRound() {
        fireTimers();
        if (queue.beginRound()) {
            return true;
        }
        if (isOver() && queue.end()) {
            return false;
        }
        rest();
        return true;
    }

    private boolean isOver() {
        enterInRoom();
        boolean over = closed && liveTasks() == 0;
        leave();
        return over;
    }

    /// Takes those that are due out of the heap, as a chain, which needs no memory, and lets them act.
    private void fireTimers() {
        Timer firstDue = null;
        Timer lastDue = null;
        enterInRoom();
        var first = timers.first();
        if (first != null) {
            long now = clock.nanoTime();
            for (; first != null && first.deadlineNanos - now <= 0; first = timers.first()) {
                timers.remove(first);
                if (lastDue == null) {
                    firstDue = first;
                } else {
                    lastDue.nextDue = first;
                }
                lastDue = first;
                if (drawn) {
                    // What one timer makes ready may run before the next one acts.
                    break;
                }
            }
        }
        leave();
        for (Timer due = firstDue, next; due != null; due = next) {
            next = due.nextDue;
            due.nextDue = null;
            due.action.run();
        }
    }

    private void rest() {
        idle = true;
        boolean holdsOwners = queue.holdsOwners();
        enterInRoom();
        var first = timers.first();
        boolean over = closed && liveTasks() == 0;
        boolean alone = virtual && waiting + starting >= liveTasks() && !holdsOwners && outsideWaits.get() == 0;
        boolean atRest = starting == 0;
        leave();
        // Last: whoever ends an outside wait has made its task ready before.
        boolean nothing = !over && queue.seemsEmpty();
        boolean jump = nothing && first != null && alone && atRest;
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
        return replace(stuck, seenRuns, null);
    }

    /// Likewise, if it is a run of the task (null for any).
    boolean replace(Carrier stuck, long seenRuns, Task<?> of) {
        return holder.carrier() == stuck && stuck.isIn(seenRuns, of)
                && holder.handOver(stuck, seenRuns, of, new Carrier((Loop) this, carriers.incrementAndGet()));
    }

    /// Makes a carrier that was replaced the loop's again, when the one that took its place is itself stuck in the run that
    /// the caller saw.
    void giveBack(Carrier replaced, Carrier stuck, long seenRuns) {
        holder.handOver(stuck, seenRuns, null, replaced);
    }

    /// Gives the loop from the carrier that calls to another.
    boolean pass(Carrier to) {
        return holder.pass(to);
    }

    /// Called by a task after a wait. If the wait held on to a carrier that was replaced meanwhile, the carrier takes the
    /// loop over again before the task goes on, so that only one task runs at a time; the other carrier retires. A task that
    /// can let go of its carrier goes over to the new one instead.
    void reclaimCarrier() {
        if (VirtualThreads.currentCarrier() == holder.carrier()) {
            return;
        }
        if (VirtualThreads.currentCarrier() instanceof Carrier) {
            Thread.yield();
        }
        if (!(VirtualThreads.currentCarrier() instanceof Carrier mine) || holder.carrier() == mine) {
            return;
        }
        var waiter = Thread.currentThread();
        enqueue(new Reclaim(mine, waiter), mine.current);
        boolean interrupted = false;
        while (holder.carrier() != mine) {
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
        while (carrier().isAlive() && System.nanoTime() < deadline) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(carrier(), Math.max(1, deadline - System.nanoTime()));
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
        boolean holdsOwners = queue.holdsOwners();
        enterInRoom();
        boolean stalled = idle && timers.isEmpty() && waiting + starting >= liveTasks() && starting == 0 && !holdsOwners
                && outsideWaits.get() == 0;
        leave();
        return stalled && queue.seemsEmpty();
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
