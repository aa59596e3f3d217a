package io.weft.jupyter.cell;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Stops code that never blocks, such as `while (true) {}`.
///
/// [StopWeaver] puts a call of one shared call site at every method entry and backward branch of cell code. Its target
/// does nothing, so the JIT compiler drops the call. While at least one stop is armed, the target asks each rule
/// whether the current thread is meant, and throws there. It throws again at every check until the stop is disarmed,
/// so that code which catches everything ends as well.
///
/// Any thread may arm and disarm; stops may overlap.
public final class StopCheck {

    private static final MethodType VOID = MethodType.methodType(void.class);
    private static final MethodHandle NOTHING = MethodHandles.empty(VOID);
    private static final MethodHandle ASK = ask();
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);

    // Written under the class lock; volatile, since every thread in cell code reads it while a stop is armed.
    private static volatile List<Stop> armed = List.of();

    private StopCheck() {}

    /// Links a woven check. Called by the JVM.
    public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type) {
        return SITE;
    }

    /// Stops the threads for which the rule holds, from now on and until the result is closed.
    ///
    /// @param meansCurrentThread asked on each thread that runs cell code; must be quick and must not block
    /// @param signal makes what is thrown; it is to build no stack trace if it is to stop deep recursion quickly
    public static Stop arm(BooleanSupplier meansCurrentThread, Supplier<? extends RuntimeException> signal) {
        var stop = new Stop(meansCurrentThread, signal);
        synchronized (StopCheck.class) {
            var next = new ArrayList<>(armed);
            next.add(stop);
            swap(next);
        }
        return stop;
    }

    private static synchronized void disarm(Stop stop) {
        var next = new ArrayList<>(armed);
        if (next.remove(stop)) {
            swap(next);
        }
    }

    private static void swap(List<Stop> next) {
        boolean wasOn = !armed.isEmpty();
        armed = List.copyOf(next);
        if (wasOn == next.isEmpty()) {
            SITE.setTarget(next.isEmpty() ? NOTHING : ASK);
            MutableCallSite.syncAll(new MutableCallSite[]{SITE});
        }
    }

    private static void check() {
        for (var stop : armed) {
            if (stop.meansCurrentThread.getAsBoolean()) {
                throw stop.signal.get();
            }
        }
    }

    private static MethodHandle ask() {
        try {
            return MethodHandles.lookup().findStatic(StopCheck.class, "check", VOID);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// An armed stop.
    public static final class Stop implements AutoCloseable {

        private final BooleanSupplier meansCurrentThread;
        private final Supplier<? extends RuntimeException> signal;

        private Stop(BooleanSupplier meansCurrentThread, Supplier<? extends RuntimeException> signal) {
            this.meansCurrentThread = meansCurrentThread;
            this.signal = signal;
        }

        /// Disarms it. A second call does nothing.
        @Override
        public void close() {
            disarm(this);
        }
    }
}
