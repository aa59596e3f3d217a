package io.weft;

import io.weft.exec.JoinableThread;
import io.weft.exec.Offload;
import io.weft.exec.ThreadOptions;
import io.weft.exec.ThreadWorkers;
import io.weft.exec.Workers;
import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.Task;
import java.util.concurrent.Callable;

/// The front door to platform threads: pools, single threads, and calls off the loop.
public final class Threads {

    private static final int ELASTIC_MOST = 256;

    private Threads() {}

    /// Makes a pool of threads; see [Workers]. Close it, best with try-with-resources.
    ///
    /// @param most how many threads at the same time; they start as jobs come
    /// @return the pool
    public static ThreadWorkers threads(int most) {
        return threads(most, ThreadOptions.standard());
    }

    /// Makes a pool of threads with a name, or a queue of another length; see [ThreadOptions].
    ///
    /// @param most    how many threads at the same time; they start as jobs come
    /// @param options the rest
    /// @return the pool
    public static ThreadWorkers threads(int most, ThreadOptions options) {
        return ThreadWorkers.open(Loop.current(), most, options);
    }

    /// Makes a pool of as many threads as there are jobs, 256 at most, that end when they have had nothing to do for a while: for
    /// calls that wait. Further jobs wait in its queue.
    ///
    /// @return the pool
    public static ThreadWorkers elasticThreads() {
        return threads(ELASTIC_MOST);
    }

    /// {@return what to change for `threads(n, ...)`: `threadOptions().name("crawler").queue(100)`}
    public static ThreadOptions threadOptions() {
        return ThreadOptions.standard();
    }

    /// Starts a platform thread; see [JoinableThread#start(String, Callable)].
    ///
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return a task to join
    public static <T> Task<T> thread(Callable<? extends T> body) {
        return JoinableThread.start(null, body);
    }

    /// Starts a platform thread that gives no value.
    ///
    /// @param body what it does
    /// @return a task to join
    public static Task<Void> thread(Action body) {
        return JoinableThread.start(null, Action.callable(body));
    }

    /// Starts a platform thread that has a name.
    ///
    /// @param name of the thread and of the task
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return a task to join
    public static <T> Task<T> thread(String name, Callable<? extends T> body) {
        return JoinableThread.start(name, body);
    }

    /// Starts a platform thread that has a name and gives no value.
    ///
    /// @param name of the thread and of the task
    /// @param body what it does
    /// @return a task to join
    public static Task<Void> thread(String name, Action body) {
        return JoinableThread.start(name, Action.callable(body));
    }

    /// Makes a blocking call off the loop and waits for its value, while other tasks run; see [Offload#offload(Callable)].
    ///
    /// @param call what to do
    /// @param <T>  the type of its value
    /// @return the value
    public static <T> T offload(Callable<? extends T> call) {
        return Offload.offload(call);
    }

    /// Makes a blocking call off the loop that gives no value; see [Offload#offload(Callable)].
    ///
    /// @param call what to do
    public static void offload(Action call) {
        Offload.offload(Action.callable(call));
    }
}
