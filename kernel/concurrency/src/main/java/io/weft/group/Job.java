package io.weft.group;

import io.weft.loop.Loop;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/// A task as a class, with fields and a constructor of its own. Say in [#call()] what it does, then start it once.
///
/// ```java
/// class Greeting extends Job<String> {
///     final String name;
///     Greeting(String name) { this.name = name; }
///     public String call() { sleep(seconds(3)); return "Hello, " + name; }
/// }
/// var greeting = new Greeting("Ada");
/// greeting.start();
/// greeting.join()
/// ```
///
/// @param <T> the type of the value
public abstract class Job<T> implements Callable<T> {

    private final AtomicBoolean started = new AtomicBoolean();
    /// Written once, by the one who starts it.
    private volatile Task<T> task;

    /// Creates a job that waits to be started.
    protected Job() {}

    /// Does the work, in the job's task.
    ///
    /// @return the value; null if there is none
    /// @throws Exception whatever the work throws
    @Override
    public abstract T call() throws Exception;

    /// {@return the name of its task, which is that of the class unless overridden; null for a number}
    protected String name() {
        return getClass().getSimpleName().isEmpty() ? null : getClass().getSimpleName();
    }

    /// Starts the task on the current loop. It runs when the current one waits. Does not block.
    ///
    /// @return the task
    /// @throws IllegalStateException if it was started already, or there is no loop here
    public final Task<T> start() {
        return begin(this);
    }

    /// Like [#start()], but the work begins after a time. Does not block.
    ///
    /// @param delay by the loop's clock
    /// @return the task, which waits until then
    /// @throws IllegalStateException    if it was started already, or there is no loop here
    /// @throws IllegalArgumentException if the delay is negative
    public final Task<T> startLater(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException(
                    "startLater of a negative delay: a duration must be zero or more, for example seconds(0.5).");
        }
        return begin(() -> {
            Sleep.sleep(delay);
            return call();
        });
    }

    /// {@return the task}
    ///
    /// @throws IllegalStateException if it was not started
    public final Task<T> task() {
        var begun = task;
        if (begun == null) {
            throw new IllegalStateException(this + " was not started: call start() first.");
        }
        return begun;
    }

    /// {@return whether it was started}
    public final boolean isStarted() {
        return task != null;
    }

    /// Waits for the end and gives the value; see [Task#join()].
    ///
    /// @return the value
    /// @throws IllegalStateException if it was not started
    public final T join() {
        return task().join();
    }

    /// Waits for the end, for a time at most, and gives the value; see [Task#join(Duration)].
    ///
    /// @param limit the longest time
    /// @return the value
    /// @throws IllegalStateException if it was not started
    public final T join(Duration limit) {
        return task().join(limit);
    }

    private Task<T> begin(Callable<T> body) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException(this + " was started already: make another one to run it again.");
        }
        Task<T> begun = Loop.current().spawn(name(), body);
        task = begun;
        return begun;
    }

    @Override
    public String toString() {
        return "job " + getClass().getSimpleName();
    }
}
