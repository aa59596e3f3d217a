package io.weft.loop;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// The platform threads of a loop.
final class Carriers {

    private Carriers() {}

    static List<Thread> of(Loop loop) {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread instanceof Carrier carrier && carrier.loop == loop)
                .toList();
    }

    /// Waits until those that were replaced have retired, and gives who is left.
    static List<Thread> settled(Loop loop) {
        for (var thread : of(loop)) {
            if (thread != loop.thread()) {
                join(thread);
            }
        }
        return of(loop);
    }

    private static void join(Thread thread) {
        try {
            TimeUnit.SECONDS.timedJoin(thread, 10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
