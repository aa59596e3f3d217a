package io.weft.exec;

import io.weft.group.Group;
import io.weft.loop.Action;
import io.weft.loop.Effect;
import io.weft.loop.IntEffect;
import io.weft.loop.IntMapper;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Mapping;
import io.weft.loop.Parties;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/// A pool of platform threads beside the loop. The threads are daemons, start when they are needed and end when they have had
/// nothing to do for a while; each job runs with the context class loader of the one who gave it.
public final class ThreadWorkers implements Workers {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Loop home;
    private final Crew crew;
    private final Duration grace;

    /// What a pool is about at one moment.
    ///
    /// @param name    of the pool
    /// @param threads how many there are
    /// @param running how many do a job
    /// @param waiting how many jobs wait for a thread, or for a place in the queue
    /// @param closed  whether it takes no more jobs
    public record Snapshot(String name, int threads, int running, int waiting, boolean closed) {}

    private ThreadWorkers(Loop home, int most, ThreadOptions options) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "A pool of " + most + " threads: it needs at least one, for example threads(4).");
        }
        this.home = home;
        this.grace = options.grace();
        var name = options.name() == null ? "threads-" + NUMBERS.incrementAndGet() : options.name();
        this.crew = new Crew(name, most, options);
    }

    /// Makes a pool. Its threads start as jobs come.
    ///
    /// @param home    where the tasks run that stand for jobs which are submitted from outside of any task
    /// @param most    how many threads at the same time; one or more
    /// @param options the rest
    /// @return the pool, to be closed
    /// @throws IllegalArgumentException if there are fewer than one
    public static ThreadWorkers open(Loop home, int most, ThreadOptions options) {
        return new ThreadWorkers(home, most, options);
    }

    @Override
    public String name() {
        return crew.name;
    }

    @Override
    public int size() {
        return crew.most;
    }

    /// {@return what it is about right now}
    public Snapshot snapshot() {
        return crew.snapshot();
    }

    @Override
    public <T> Task<T> submit(Callable<? extends T> body) {
        return Jobs.submit(null, home, body, crew + " for a job", grace, crew::give);
    }

    @Override
    public <T> T call(Callable<? extends T> body) {
        return call(body, null);
    }

    private <T> T call(Callable<? extends T> body, Task<?> partOf) {
        return Jobs.call(crew, body, grace, partOf);
    }

    @Override
    public <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return inTask(map -> Mapping.map(inputs, input -> this.<R>call(() -> fn.apply(input), map), lookAhead()));
    }

    @Override
    public <R> List<R> map(int n, IntMapper<? extends R> fn) {
        return inTask(map -> Mapping.map(n, number -> this.<R>call(() -> fn.apply(number), map), lookAhead()));
    }

    @Override
    public <A, R> Iterable<R> imap(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead) {
        return new Group().imap(inputs, (A input) -> this.<R>call(() -> fn.apply(input)), ahead);
    }

    @Override
    public <A, R> Iterable<R> imapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn,
            Limit ahead) {
        return new Group().imapUnordered(inputs, (A input) -> this.<R>call(() -> fn.apply(input)), ahead);
    }

    @Override
    public <A> void each(Iterable<? extends A> inputs, Effect<? super A> action) {
        inTask(each -> {
            Mapping.each(inputs, (A input) -> call(() -> done(() -> action.accept(input)), each), lookAhead());
            return null;
        });
    }

    @Override
    public void each(int n, IntEffect action) {
        inTask(each -> {
            Mapping.each(n, number -> call(() -> done(() -> action.accept(number)), each), lookAhead());
            return null;
        });
    }

    private static Void done(Action action) throws Exception {
        action.run();
        return null;
    }

    /// With the task that the whole runs in.
    private <T> T inTask(Mapper<Task<?>, ? extends T> body) {
        return Jobs.inTask(home, () -> body.apply(Task.current()));
    }

    @Override
    public void shutdown() {
        crew.shutdown();
    }

    @Override
    public int terminate() {
        return crew.end.terminate(crew + " were terminated.");
    }

    @Override
    public void join(Duration time) {
        refuseOwnJobs("joins");
        crew.end.join(time, this);
    }

    @Override
    public void close() {
        refuseOwnJobs("closes");
        crew.end.close(grace);
    }

    private void refuseOwnJobs(String what) {
        if (Thread.currentThread() instanceof CrewThread thread && thread.crew == crew) {
            throw new IllegalStateException("A job of " + crew + " " + what
                    + " them and would wait for itself: do that outside of their jobs, or call shutdown().");
        }
    }

    @Override
    public String describe() {
        return "the thread pool '" + name() + "'";
    }

    @Override
    public boolean isClosed() {
        return snapshot().closed();
    }

    @Override
    public ExecutorService asExecutorService() {
        return new WorkersExecutor(this, crew.end);
    }

    @Override
    public String toString() {
        var now = snapshot();
        return crew + " (" + now.running() + " of at most " + crew.most + " busy, " + now.waiting() + " jobs wait"
                + (now.closed() ? ", closed)" : ")");
    }
}
