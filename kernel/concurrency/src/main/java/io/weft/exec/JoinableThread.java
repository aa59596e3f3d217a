package io.weft.exec;

import io.weft.loop.Loop;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Single platform threads that a task awaits.
public final class JoinableThread {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration GRACE = ThreadOptions.standard().grace();

    private JoinableThread() {}

    /// Starts a platform thread of its own for a body; it begins at once and runs beside the loop. The task that stands for it ends with
    /// its value or its failure, which is reported when nobody awaits it; cancelling the task interrupts the thread, and waits
    /// up to a second for its end. The thread is a daemon: it does not keep the JVM alive. Does not block.
    ///
    /// @param name of the thread and the task; null for `thread-1`, `thread-2`...
    /// @param body what to do
    /// @param <T>  the type of the value
    /// @return the task, to be joined without holding up the loop; on the loop of the caller, else on the standard one
    /// @throws IllegalStateException outside of a loop, when there is no standard one
    public static <T> Task<T> start(String name, Callable<? extends T> body) {
        var named = name == null ? "thread-" + NUMBERS.incrementAndGet() : name;
        var job = CrewThread.currentJob();
        var home = job != null && job.origin.loop() != null ? job.origin.loop() : Loop.current();
        return Jobs.submit(named, home, body, "thread '" + named + "'", GRACE,
                given -> new CrewThread(null, named, given).start());
    }
}
