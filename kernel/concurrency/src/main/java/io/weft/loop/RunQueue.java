package io.weft.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/// What may run next on a loop, and who may take it: the carrier that is the `holder` uses `ready` without any guard, since
/// nearly all wake-ups come from the tasks that it runs. What others make ready goes through guarded queues, from which
/// the holder takes it in before its next step.
///
/// The queue goes to another carrier as follows, though the old one may be anywhere in its code:
///
/// 1. Under `handover` the new carrier's side sets `holder` to null. A carrier says that it is `inQueue`, then reads `holder`, and
///    touches `ready` only if that is still itself; else it goes the guarded way. No safepoint lies between the two.
/// 2. A look at the old carrier's stack is a handshake: it is past a safepoint then, and all that it did before is seen here. So
///    either it is not in the queue and will find that it is not the holder, or it says that it is in it.
/// 3. When it no longer is, nobody touches `ready`. If it has gone on to another run by then, it was not stuck and gets the
///    queue back, for which it waits; else the new carrier does.
final class RunQueue extends Guard {

    private static final VarHandle IN_QUEUE;

    static {
        try {
            IN_QUEUE = MethodHandles.lookup().findVarHandle(Carrier.class, "inQueue", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Draws the order of what is ready; null for first in first out. The holder's.
    private final SplittableRandom order;
    /// The holder's.
    private final ReadyQueue ready;
    /// How many continuations may run before timers are looked at again; the holder's.
    private int roundLeft;
    /// What goes behind all that is ready; guarded.
    private final ReadyQueue arrivals = new ReadyQueue();
    /// What goes before all that is ready; guarded.
    private final ReadyQueue urgent = new ReadyQueue();
    /// Whether the holder has something to take in; written guarded.
    private volatile boolean arrived;
    /// Guarded.
    private final ArrayList<Owner> heldOwners = new ArrayList<>();
    /// Guarded: no owner is held any more.
    private boolean closed;
    /// Guarded: nothing runs any more.
    private boolean over;
    /// Guarded: whether it was said that something came too late.
    private boolean toldOver;
    private final String name;
    /// Taken by whoever makes another carrier the holder, and by a carrier that finds itself not to be it.
    private final ReentrantLock handover = new ReentrantLock();
    /// The one that may use `ready` and take what is next; null while it changes. Written under `handover`.
    private volatile Carrier holder;
    /// The holder, or the one that is about to lose the queue; written under `handover`.
    private volatile Carrier carrier;

    RunQueue(String name, SplittableRandom order) {
        this.name = name;
        this.order = order;
        this.ready = new ReadyQueue(order);
    }

    Carrier carrier() {
        return carrier;
    }

    // -- in

    /// True if the caller's thread is the holder, in the queue from now on; must be followed by [#exit(Carrier)] in any case.
    private boolean claim(Carrier me) {
        IN_QUEUE.setOpaque(me, true);
        // For the compiler, which must keep the two in this order; that the processor does so is what the handshake is for.
        VarHandle.releaseFence();
        return holder == me;
    }

    private static void exit(Carrier me) {
        IN_QUEUE.setRelease(me, false);
    }

    /// Any thread. True if the holder may have to be woken.
    boolean add(Runnable step, Strand strand) {
        if (VirtualThreads.currentCarrier() instanceof Carrier me && addAsHolder(me, step, strand)) {
            return false;
        }
        boolean tell;
        enterInRoom();
        try {
            arrivals.add(step, strand);
            arrived = true;
            tell = over && !toldOver;
            toldOver |= over;
        } finally {
            leave();
        }
        if (tell) {
            LostFailures.printLate(name, strand.task);
        }
        return true;
    }

    private boolean addAsHolder(Carrier me, Runnable step, Strand strand) {
        boolean held = claim(me);
        try {
            // Not before those that came from elsewhere.
            held &= !arrived;
            if (held) {
                ready.add(step, strand);
            }
        } finally {
            exit(me);
        }
        return held;
    }

    /// Puts a task that begins, and behind it the one that started it, before all others. Any thread.
    void addFirst(Strand begins, Runnable starter, Strand starterStrand) {
        enterInRoom();
        try {
            urgent.reserve(2);
            urgent.addFirst(starter, starterStrand);
            urgent.addFirst(begins.own, begins);
            arrived = true;
        } finally {
            leave();
        }
    }

    // -- out

    /// What the carrier runs next; null at the end of a round, or when it does not hold the queue. A round that ends with
    /// nothing else due is followed by the next one at once, which a hand-over between two tasks, a round of its own, gains a
    /// tenth by.
    Runnable next(Carrier me, LoopState loop) {
        Runnable next = null;
        boolean mine = claim(me);
        try {
            if (mine) {
                if (arrived) {
                    takeIn();
                }
                if (roundLeft == 0 && order == null && !loop.timerIsDue()) {
                    roundLeft = ready.size();
                }
                while (next == null && roundLeft > 0) {
                    roundLeft--;
                    next = notHeld(ready.poll());
                }
                if (next != null) {
                    me.current = ready.polledStrand();
                    me.runs++;
                }
            }
        } finally {
            exit(me);
        }
        return next;
    }

    /// Begins a round; false if there is nothing to run in it. The holder, between two runs.
    boolean beginRound() {
        if (arrived) {
            takeIn();
        }
        int size = ready.size();
        roundLeft = size == 0 || order == null ? size : 1 + order.nextInt(size);
        return size > 0;
    }

    private void takeIn() {
        enterInRoom();
        try {
            urgent.moveAllBefore(ready);
            arrivals.moveAllTo(ready);
            arrived = false;
        } catch (OutOfMemoryError _) {
            // The rest stays where it is until those that are ready have gone, which needs no memory.
        } finally {
            leave();
        }
    }

    /// A hint, read without order.
    boolean seemsEmpty() {
        return ready.size() == 0 && !arrived;
    }

    // -- owners that are held

    /// Keeps the step back if it belongs to an owner that is held; then gives null.
    private Runnable notHeld(Runnable step) {
        if (step == null || ready.polledStrand().task.owner().held == null) {
            return step;
        }
        var strand = ready.polledStrand();
        var owner = strand.task.owner();
        enterInRoom();
        try {
            boolean holds = owner.holds(step, strand);
            if (holds) {
                owner.held.add(step, strand);
            }
            return holds ? null : step;
        } catch (OutOfMemoryError _) {
            // Better too early than lost.
            return step;
        } finally {
            leave();
        }
    }

    /// Without effect when the loop is closed.
    void hold(Owner owner, Task<?> spared) {
        enterInRoom();
        try {
            if (owner.held == null && !closed) {
                var held = new ReadyQueue();
                heldOwners.add(owner);
                owner.spared = spared;
                owner.held = held;
            }
        } finally {
            leave();
        }
    }

    void release(Owner owner) {
        enterInRoom();
        try {
            letGo(owner);
        } finally {
            leave();
        }
    }

    /// What was held goes before what is ready, where later steps of the owner may be. Where the order is drawn it does not matter.
    private void letGo(Owner owner) {
        if (owner.held != null) {
            owner.held.moveAllTo(order == null ? urgent : arrivals);
            owner.held = null;
            owner.spared = null;
            heldOwners.remove(owner);
            arrived = true;
        }
    }

    boolean holdsOwners() {
        enterInRoom();
        boolean holds = !heldOwners.isEmpty();
        leave();
        return holds;
    }

    // -- the end

    /// Lets go of every owner, for good.
    void close() {
        enterInRoom();
        try {
            closed = true;
            List.copyOf(heldOwners).forEach(this::letGo);
        } finally {
            leave();
        }
    }

    /// True if nothing has come in and so nothing will run any more. The holder, with nothing ready.
    boolean end() {
        enterInRoom();
        over = !arrived;
        leave();
        return over;
    }

    // -- whose it is

    /// Whether a carrier that is between two runs may take the next step; waits while that is being decided.
    boolean isHolder(Carrier me) {
        if (holder == me) {
            return true;
        }
        handover.lock();
        try {
            return holder == me;
        } finally {
            handover.unlock();
        }
    }

    void begin(Carrier first) {
        handover.lock();
        carrier = first;
        holder = first;
        handover.unlock();
    }

    /// Gives the queue to another carrier, which it starts if it is new, if the one that has it is stuck in the run that the caller
    /// saw, of the task (null for any).
    boolean handOver(Carrier stuck, long seenRuns, Task<?> of, Carrier to) {
        handover.lock();
        try {
            if (holder != stuck || !stuck.isIn(seenRuns, of)) {
                return false;
            }
            boolean handed = false;
            holder = null;
            try {
                stuck.getStackTrace();
                while ((boolean) IN_QUEUE.getAcquire(stuck)) {
                    Thread.onSpinWait();
                }
                boolean still = stuck.isIn(seenRuns, of);
                if (still && to.getState() == Thread.State.NEW) {
                    to.start();
                }
                handed = still;
            } finally {
                carrier = handed ? to : stuck;
                holder = carrier;
            }
            return handed;
        } finally {
            handover.unlock();
        }
    }

    /// Gives the queue from the carrier that calls, in a step of its own, to another one; false if it does not have it.
    boolean pass(Carrier to) {
        handover.lock();
        try {
            boolean mine = holder == Thread.currentThread();
            if (mine) {
                carrier = to;
                holder = to;
            }
            return mine;
        } finally {
            handover.unlock();
        }
    }
}
