package io.weft.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/// Which carrier holds a loop's [RunQueue]: it alone may touch what is ready there, without any guard.
///
/// The queue goes to another carrier as follows, though the old one may be anywhere in its code:
///
/// 1. Under `handover` the new carrier's side sets `holder` to null. A carrier says that it is `inQueue`, then reads `holder`, and
///    touches `ready` only if that is still itself; else it goes the guarded way. No safepoint lies between the two.
/// 2. A look at the old carrier's stack is a handshake: it is past a safepoint then, and all that it did before is seen here. So
///    either it is not in the queue and will find that it is not the holder, or it says that it is in it.
/// 3. When it no longer is, nobody touches `ready`. If it has gone on to another run by then, it was not stuck and gets the
///    queue back, for which it waits; else the new carrier does.
final class QueueHolder {

    private static final VarHandle IN_QUEUE;

    static {
        try {
            IN_QUEUE = MethodHandles.lookup().findVarHandle(Carrier.class, "inQueue", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Taken by whoever makes another carrier the holder, and by a carrier that finds itself not to be it.
    private final ReentrantLock handover = new ReentrantLock();
    /// The one that may use `ready` and take what is next; null while it changes. Written under `handover`.
    private volatile Carrier holder;
    /// The holder, or the one that is about to lose the queue; written under `handover`.
    private volatile Carrier carrier;

    Carrier carrier() {
        return carrier;
    }

    /// True if the caller's thread is the holder, in the queue from now on; must be followed by [#exit(Carrier)] in any case.
    boolean claim(Carrier me) {
        IN_QUEUE.setOpaque(me, true);
        // For the compiler, which must keep the two in this order; that the processor does so is what the handshake is for.
        VarHandle.releaseFence();
        return holder == me;
    }

    static void exit(Carrier me) {
        IN_QUEUE.setRelease(me, false);
    }

    /// Whether a carrier that is between two runs may take the next step; waits while that is being decided.
    boolean is(Carrier me) {
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
