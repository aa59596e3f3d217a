package io.weft.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A spin lock for sections of a few instructions that tasks, platform threads and the loop itself enter. Nobody
/// parks, blocks or calls foreign code inside, so it is held for nanoseconds and works on a carrier, too, where a
/// lock that parks would re-enter the scheduler.
public class Guard {

    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(Guard.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused")
    private volatile boolean held;

    /// Creates a free guard.
    protected Guard() {}

    /// Enters; spins while another thread is inside. Not reentrant.
    ///
    /// @throws StackOverflowError if too little stack is left for the section and what is done right after it; then nothing was done
    protected final void enter() {
        StackRoom.requireForSection();
        enterInRoom();
    }

    /// Enters where the caller has made sure of the room, or cannot fail any more.
    final void enterInRoom() {
        while (!HELD.compareAndSet(this, false, true)) {
            Thread.onSpinWait();
        }
        if (Preemption.used()) {
            Preemption.enteredGuard();
        }
    }

    /// Leaves.
    protected final void leave() {
        HELD.setRelease(this, false);
        if (Preemption.used()) {
            Preemption.leftGuard();
        }
    }
}
