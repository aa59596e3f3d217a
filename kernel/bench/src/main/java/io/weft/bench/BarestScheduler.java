package io.weft.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// The least that a scheduler of the JDK's virtual threads can do: an unguarded deque on one platform thread, that no other
/// thread may reach. It has no timers, no cancellation and no owners, so what it costs is what the JDK takes for itself.
public final class BarestScheduler implements Executor {

    private static final MethodHandle NEW_THREAD = newThread();

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    private BarestScheduler() {}

    /// Serves the driver.
    ///
    /// @param args none
    /// @throws Exception what an item throws
    public static void main(String[] args) throws Exception {
        Contender.serve(Map.of(
                "switch", timed(BarestScheduler::switches),
                "pingpong", timed(BarestScheduler::pingPong)));
    }

    @Override
    public void execute(Runnable continuation) {
        ready.addLast(continuation);
    }

    private static Contender.Item timed(IntConsumer work) {
        return size -> {
            long start = System.nanoTime();
            work.accept(size);
            return Contender.nanosEach(start, size);
        };
    }

    private static void switches(int size) {
        var scheduler = new BarestScheduler();
        for (int i = 0; i < 10; i++) {
            scheduler.start(() -> {
                for (int n = size / 10; n > 0; n--) {
                    Thread.yield();
                }
            });
        }
        scheduler.runAll();
    }

    /// Two parks and two wakes a round, as in a ping-pong over queues, without the queues.
    private static void pingPong(int size) {
        var scheduler = new BarestScheduler();
        var threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            threads[i] = scheduler.start(() -> {
                for (int n = size; n > 0; n--) {
                    LockSupport.unpark(threads[other]);
                    LockSupport.park();
                }
                LockSupport.unpark(threads[other]);
            });
        }
        scheduler.runAll();
    }

    private Thread start(Runnable body) {
        try {
            var thread = (Thread) NEW_THREAD.invokeExact((Executor) this, (String) null, 0, body);
            thread.start();
            return thread;
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private void runAll() {
        for (var next = ready.pollFirst(); next != null; next = ready.pollFirst()) {
            next.run();
        }
    }

    private static MethodHandle newThread() {
        try {
            var create = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            create.setAccessible(true);
            var handle = MethodHandles.lookup().unreflect(create);
            return handle.asType(handle.type().changeReturnType(Thread.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
