package io.weft.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What may run next on a loop. The carrier that is the [holder][QueueHolder] uses `ready` without any guard, since nearly all
/// wake-ups come from the tasks that it runs. What others make ready goes through guarded queues, from which the holder takes it
/// in before its next step.
final class RunQueue extends Guard {

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
    private final QueueHolder holder;

    RunQueue(String name, QueueHolder holder, SplittableRandom order) {
        this.name = name;
        this.holder = holder;
        this.order = order;
        this.ready = new ReadyQueue(order);
    }

    // -- in

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
        boolean held = holder.claim(me);
        try {
            // Not before those that came from elsewhere.
            held &= !arrived;
            if (held) {
                ready.add(step, strand);
            }
        } finally {
            QueueHolder.exit(me);
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
        boolean mine = holder.claim(me);
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
            QueueHolder.exit(me);
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
}
