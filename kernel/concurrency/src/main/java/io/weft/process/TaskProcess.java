package io.weft.process;

import io.weft.loop.Action;
import io.weft.loop.Effect;
import io.weft.loop.Resource;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that does one thing: a JVM of its own, with memory, statics and a loop of its own. Made of a body by the front door, or of a
/// subclass that says what to do in [#body()].
///
/// ```
/// NEW --start--> ALIVE --end of the body, terminate, kill--> ENDED
/// ```
///
/// At the start the object is copied to the process, with what its body refers to and the variables of cells that the body reads; what the
/// body changes there does not come back. What it prints appears where it was started. It ends with exit code 0, or 1 if its
/// body fails, which prints the stack trace there.
///
/// A process ends with the JVM that started it, however that ends. When the body of a process has ended, its own processes
/// are awaited, but for those that are [daemons][#daemon(boolean)]: they end then.
public abstract class TaskProcess implements Resource, Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    /// The one whose body runs in this JVM; null in the first JVM and in the workers of pools.
    private static volatile TaskProcess current;

    // Written before the start.
    private String name = "process-" + NUMBERS.incrementAndGet();
    private boolean daemon;
    private transient ProcessOptions options = ProcessOptions.standard();
    /// Null in the process itself.
    private final transient ProcessRun run = new ProcessRun();

    /// Makes a process that has not started.
    protected TaskProcess() {}

    /// {@return a process that has not started}
    ///
    /// @param body what it does
    public static TaskProcess of(Action body) {
        return new ProcessBody.OfAction(Objects.requireNonNull(body, "body"), body);
    }

    /// {@return a process that has not started}
    ///
    /// @param body     what it does
    /// @param argument for the body
    /// @param <A>      the type of the argument
    public static <A> TaskProcess of(Effect<? super A> body, A argument) {
        Objects.requireNonNull(body, "body");
        return new ProcessBody.OfAction(() -> body.accept(argument), body);
    }

    /// What the process does, in a task of its loop.
    ///
    /// @throws Exception whatever it throws; the process then ends with exit code 1
    protected abstract void body() throws Exception;

    /// {@return the one whose body runs in this JVM, or null if this is not a process of this kind}
    public static TaskProcess current() {
        return current;
    }

    static void setCurrent(TaskProcess process) {
        current = process;
    }

    /// {@return its name, for messages}
    public final String name() {
        return name;
    }

    /// Gives it a name.
    ///
    /// @param newName for messages
    /// @return this
    public final TaskProcess name(String newName) {
        beforeStart("its name");
        name = Objects.requireNonNull(newName, "name");
        return this;
    }

    /// {@return whether it ends when the body of its parent has ended}
    public final boolean isDaemon() {
        return daemon;
    }

    /// Says whether it ends when the body of its parent has ended, instead of being awaited. In a notebook it lives as long as the
    /// kernel either way.
    ///
    /// @param isDaemon whether it does
    /// @return this
    public final TaskProcess daemon(boolean isDaemon) {
        beforeStart("whether it is a daemon");
        daemon = isDaemon;
        return this;
    }

    /// Gives it another heap, JVM flags, or time to end when its cell is interrupted: the `memory`, `flags` and `grace` of the options.
    ///
    /// @param newOptions the ones
    /// @return this
    public final TaskProcess options(ProcessOptions newOptions) {
        beforeStart("its options");
        options = Objects.requireNonNull(newOptions, "options");
        return this;
    }

    private void beforeStart(String what) {
        if (run == null || run.isStarted()) {
            throw new IllegalStateException(this + " has started; set " + what + " before.");
        }
    }

    /// Starts it. Does not block. A cell that is interrupted ends the processes that it started.
    ///
    /// @return this
    /// @throws NotShippable          if the body, or a variable that it reads, cannot be copied to another process
    /// @throws IllegalStateException if it was started before
    public final TaskProcess start() {
        beforeStart("everything");
        run.start(this, options);
        return this;
    }

    /// Waits until it has ended. In a task it lets the other tasks of the loop run. Cancellation ends the wait, not the process.
    ///
    /// @throws IllegalStateException       if it was not started
    /// @throws io.weft.loop.Cancelled if the caller is cancelled
    public final void join() {
        here().join(null);
    }

    /// Like [#join()], for a time at most.
    ///
    /// @param limit the longest time to wait, of the loop's clock
    /// @return whether it has ended
    /// @throws IllegalStateException       if it was not started
    /// @throws io.weft.loop.Cancelled if the caller is cancelled
    public final boolean join(Duration limit) {
        return here().join(Objects.requireNonNull(limit, "limit"));
    }

    /// {@return whether it was started and has not ended} Does not block.
    public final boolean isAlive() {
        return run == null || run.isAlive();
    }

    /// Asks the process to end, by SIGTERM: shutdown hooks run, `finally` blocks do not. Without effect on one that has ended. Does not block.
    ///
    /// @throws IllegalStateException if it was not started
    public final void terminate() {
        here().terminate(false);
    }

    /// Ends the process at once, by SIGKILL. Without effect on one that has ended. Does not block.
    ///
    /// @throws IllegalStateException if it was not started
    public final void kill() {
        here().terminate(true);
    }

    /// {@return how it ended: 0 after its body, 1 if that failed, the code that it exited with, or 128 and the number of the signal
    /// that ended it (137 for kill, 143 for terminate); null before the end} Does not block.
    public final Integer exitCode() {
        return run == null ? null : run.exitCode();
    }

    /// {@return the id of the process} It waits for the few milliseconds until it has one.
    ///
    /// @throws IllegalStateException       if it was not started, or could not be
    /// @throws io.weft.loop.Cancelled if the caller is cancelled
    public final long pid() {
        return run == null ? ProcessHandle.current().pid() : here().pid();
    }

    private ProcessRun here() {
        if (run == null) {
            throw new IllegalStateException(
                    "This is " + describe() + " itself; ask that of the object that started it.");
        }
        if (!run.isStarted()) {
            throw new IllegalStateException(this + " was not started; call start() first.");
        }
        return run;
    }

    @Override
    public final String describe() {
        return "the process '" + name + "'";
    }

    @Override
    public final boolean isClosed() {
        return !isAlive();
    }

    /// Waits until it has ended, if it was started; a caller that is cancelled terminates it.
    @Override
    public final void close() {
        if (run != null && run.isStarted()) {
            run.joinOrTerminate();
        }
    }

    /// Kills it.
    @Override
    public final void closeNow() {
        if (run != null && run.isStarted()) {
            run.terminate(true);
        }
    }

    @Override
    public String toString() {
        var state = run == null ? "here" : run.state();
        return "process '" + name + "' (" + state + ")";
    }
}
