package io.weft.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;

/// The only place that touches JDK internals: a virtual thread with a scheduler of its own, and the carrier that
/// runs the current code. JDK 25 has both, but not as public API.
final class VirtualThreads {

    private static final MethodHandle NEW_THREAD;
    private static final MethodHandle CURRENT_CARRIER;
    private static final MethodHandle SCHEDULER;
    private static final String UNAVAILABLE;

    static {
        MethodHandle newThread = null;
        MethodHandle currentCarrier = null;
        MethodHandle scheduler = null;
        String unavailable = null;
        try {
            var builders = Class.forName("java.lang.ThreadBuilders");
            var create = builders.getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class,
                    Runnable.class);
            create.setAccessible(true);
            newThread = MethodHandles.lookup().unreflect(create);
            var current = Thread.class.getDeclaredMethod("currentCarrierThread");
            current.setAccessible(true);
            currentCarrier = MethodHandles.lookup().unreflect(current);
            var field = Class.forName("java.lang.VirtualThread").getDeclaredField("scheduler");
            field.setAccessible(true);
            scheduler = MethodHandles.lookup()
                    .unreflectGetter(field)
                    .asType(MethodType.methodType(Object.class, Thread.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            unavailable = e instanceof java.lang.reflect.InaccessibleObjectException
                    ? "Weft's loop needs the JVM flag --add-opens=java.base/java.lang=ALL-UNNAMED: add it to the java "
                            + "command, or let `java -jar weft-kernel.jar --install` write a kernelspec that has it."
                    : "Weft's loop needs JDK 25, this is " + Runtime.version() + " at "
                            + System.getProperty("java.home")
                            + ": start it with a JDK 25 (" + e + ").";
        }
        NEW_THREAD = newThread;
        CURRENT_CARRIER = currentCarrier;
        SCHEDULER = scheduler;
        UNAVAILABLE = unavailable;
    }

    private VirtualThreads() {}

    /// Fails with one sentence that says what to add to the command line, when the internals cannot be reached.
    static void require() {
        if (UNAVAILABLE != null) {
            throw new IllegalStateException(UNAVAILABLE);
        }
    }

    /// An unstarted virtual thread whose continuation is handed to `scheduler` each time it may run. A null name
    /// means none; inheritable thread-locals and the context class loader come from the creating thread.
    static Thread unstarted(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, body);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    /// Lets a virtual thread begin and end on the calling platform thread. Where the compiler has to translate what a virtual thread
    /// does before the first one has ended, it takes the end for impossible, and each of those that were started by then ends in
    /// the interpreter.
    static void endOne() {
        unstarted(Runnable::run, null, () -> {}).start();
    }

    /// The platform thread that executes the caller, whether the caller is virtual or not.
    static Thread currentCarrier() {
        try {
            return (Thread) CURRENT_CARRIER.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    /// The scheduler of a virtual thread, null for any other.
    static Object scheduler(Thread thread) {
        if (!thread.isVirtual() || UNAVAILABLE != null) {
            return null;
        }
        try {
            return (Object) SCHEDULER.invokeExact(thread);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }
}
