package io.weft;

import io.weft.loop.Action;
import io.weft.loop.Failures;
import io.weft.loop.Counted;
import io.weft.loop.Gather;
import io.weft.loop.Loop;
import io.weft.loop.Scope;
import io.weft.loop.Sleep;
import io.weft.loop.Stopwatch;
import io.weft.loop.Task;
import io.weft.loop.Timeouts;
import io.weft.trace.Bars;
import io.weft.trace.Timeline;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/// The front door: what a cell calls without an import. Durations have units, bodies may throw anything, and no method here
/// declares a checked exception.
public final class Weft {

    private Weft() {}

    /// {@return a duration}
    ///
    /// @param seconds how many; fractions are fine
    /// @throws IllegalArgumentException if it is no number
    public static Duration seconds(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new IllegalArgumentException(
                    "seconds(NaN): a duration is a number, for example seconds(0.5); look at what it was computed from.");
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /// {@return a duration}
    ///
    /// @param millis how many thousandths of a second
    public static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /// Waits for a time and lets other tasks run; see [Sleep#sleep(Duration)].
    ///
    /// @param time how long
    public static void sleep(Duration time) {
        Sleep.sleep(time);
    }

    /// Lets the tasks run that are ready now, then goes on.
    public static void yieldNow() {
        Sleep.yieldNow();
    }

    /// Starts a task. It runs when the current one waits; its failure is shown when nobody awaits it.
    ///
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    public static <T> Task<T> spawn(Callable<? extends T> body) {
        return Loop.current().spawn(body);
    }

    /// Starts a task that gives no value.
    ///
    /// @param body what it does
    /// @return the task
    public static Task<Void> spawn(Action body) {
        return Loop.current().spawn(Action.callable(body));
    }

    /// Starts a task that has a name.
    ///
    /// @param name for messages and timelines
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    public static <T> Task<T> spawn(String name, Callable<? extends T> body) {
        return Loop.current().spawn(name, body);
    }

    /// Starts a task that has a name and gives no value.
    ///
    /// @param name for messages and timelines
    /// @param body what it does
    /// @return the task
    public static Task<Void> spawn(String name, Action body) {
        return Loop.current().spawn(name, Action.callable(body));
    }

    /// Runs bodies at the same time and waits for all; see [Gather#all(List)].
    ///
    /// @param bodies what to do
    /// @param <T>    the type of the values
    /// @return the values, in the order of the bodies
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> List<T> gather(Callable<? extends T>... bodies) {
        return Gather.all(List.of(bodies));
    }

    /// Runs bodies without values at the same time and waits for all; see [Gather#all(List)].
    ///
    /// @param bodies what to do
    public static void gather(Action... bodies) {
        Gather.all(List.of(bodies).stream().map(Action::callable).toList());
    }

    /// Waits for tasks that run already; see [Gather#tasks(List)].
    ///
    /// @param tasks the tasks
    /// @param <T>   the type of the values
    /// @return the values, in the order of the tasks
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> List<T> gather(Task<? extends T>... tasks) {
        return Gather.tasks(List.of(tasks));
    }

    /// Waits for tasks that run already; see [Gather#tasks(List)].
    ///
    /// @param tasks the tasks
    /// @param <T>   the type of the values
    /// @return the values, in the order of the tasks
    public static <T> List<T> gather(Collection<? extends Task<? extends T>> tasks) {
        return Gather.tasks(List.copyOf(tasks));
    }

    /// Waits for tasks that run already, with a progress bar: `gather(progress(tasks))`; see [Gather#counted(Counted)].
    ///
    /// @param tasks the tasks, with what counts them
    /// @param <T>   the type of the values
    /// @return the values, in the order of the tasks
    public static <T> List<T> gather(Counted<? extends Task<? extends T>> tasks) {
        return Gather.counted(tasks);
    }

    /// Runs a block and waits for the tasks that it spawned in its scope; see [Scope].
    ///
    /// @param body what to do
    /// @param <T>  the type of its value
    /// @return the body's value
    public static <T> T scope(Scope.Body<? extends T> body) {
        return Scope.open(body);
    }

    /// Runs a block for a time at most; see [Timeouts#timeout(Duration, Callable)].
    ///
    /// @param limit the longest time
    /// @param body  what to do
    /// @param <T>   the type of its value
    /// @return the body's value
    public static <T> T timeout(Duration limit, Callable<? extends T> body) {
        return Timeouts.timeout(limit, body);
    }

    /// Runs a block without a value for a time at most; see [Timeouts#timeout(Duration, Callable)].
    ///
    /// @param limit the longest time
    /// @param body  what to do
    public static void timeout(Duration limit, Action body) {
        Timeouts.timeout(limit, Action.callable(body));
    }

    /// {@return a stopwatch that runs}
    public static Stopwatch stopwatch() {
        return Stopwatch.start();
    }

    /// Runs a block and measures it, by the clock of the current task's loop. In a cell it measures the block alone, while a
    /// stopwatch read further down also counts the time in which the lines in between are compiled.
    ///
    /// @param body what to do
    /// @return the seconds that it took
    public static double measure(Action body) {
        var stopwatch = Stopwatch.start();
        Failures.run(body);
        return stopwatch.seconds();
    }

    /// Runs a block and draws what its tasks did, and when; see [Timeline].
    ///
    /// @param body what to do
    /// @return the timeline, shown as a picture when it is a cell's result
    public static Timeline timeline(Action body) {
        return Timeline.of(body);
    }

    /// {@return a chart to which measurements are added, shown as a picture when it is a cell's result}
    ///
    /// @param title what is compared
    /// @param unit  the unit of all values, or an empty text
    public static Bars bars(String title, String unit) {
        return new Bars(title, unit);
    }
}
