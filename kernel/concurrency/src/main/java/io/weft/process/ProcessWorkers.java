package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.exec.Pairs;
import io.weft.exec.Workers;
import io.weft.group.Group;
import io.weft.loop.Action;
import io.weft.loop.BiMapper;
import io.weft.loop.Effect;
import io.weft.loop.Failures;
import io.weft.loop.IntEffect;
import io.weft.loop.IntMapper;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Task;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/// A pool of processes: JVMs that do jobs at the same time as this one, each with memory, statics and a loop of its own.
///
/// A job is a function of this JVM: a lambda, a method reference or an object, with all that it refers to. It is copied when it is given,
/// together with the variables of cells that its code reads; what it changes there does not come back, only its value or
/// its exception does. Big arrays of primitives are not copied but sent as they are, so leave them unchanged until the job is done.
///
/// A job runs as a task of its worker's loop, so it may sleep, spawn and gather. What it prints appears where its giver prints. A worker
/// that dies fails only the job that it did, with a [WorkerDied], and is replaced. Cancelling a job interrupts it; if it does not end
/// within the grace of the options, its worker is killed.
public final class ProcessWorkers implements Workers {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Loop home;
    private final ProcessCrew crew;
    private final ChunkedMap maps;
    private volatile int size;

    /// How a pool stands.
    ///
    /// @param name      of the pool
    /// @param size      how many processes there may be
    /// @param processes how many there are, those that start included
    /// @param running   how many do a job
    /// @param waiting   how many jobs wait for one
    /// @param closed    whether it takes no more jobs
    public record Snapshot(String name, int size, int processes, int running, int waiting, boolean closed) {}

    private ProcessWorkers(Loop home, int size, ProcessOptions options) {
        checkSize(size);
        this.home = home;
        this.maps = new ChunkedMap(home, this);
        this.size = size;
        var name = options.name() == null ? "processes-" + NUMBERS.incrementAndGet() : options.name();
        var initializer = options.initializer() == null
                ? null
                : Packer.current()
                        .pack("the initializer", new ActionCall(options.initializer()), options.initializer());
        this.crew = new ProcessCrew(name, size, options, memory(size, options), initializer,
                CrewListener.NONE);
    }

    private static MemoryBudget memory(int size, ProcessOptions options) {
        int all = (int) Math.min((long) size + options.spares(), Integer.MAX_VALUE);
        return MemoryBudget.take(all, all, options);
    }

    private static void checkSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "A pool of " + size + " processes: it needs at least one, for example processes(4).");
        }
    }

    /// Makes a pool, whose processes begin to start. Does not block.
    ///
    /// @param home    the loop on which the tasks run that stand for jobs given outside of tasks
    /// @param size    how many processes
    /// @param options the rest
    /// @return the pool, to be closed
    /// @throws IllegalArgumentException if there are fewer than one, or their memory does not fit beside this JVM and other pools
    public static ProcessWorkers open(Loop home, int size, ProcessOptions options) {
        var workers = new ProcessWorkers(home, size, options);
        workers.crew.start();
        return workers;
    }

    /// An action as a job.
    record ActionCall(Action action) implements Callable<Void>, Serializable {
        @Override
        public Void call() throws Exception {
            action.run();
            return null;
        }
    }

    @Override
    public String name() {
        return crew.name;
    }

    @Override
    public int size() {
        return size;
    }

    /// {@return how the pool stands right now}
    public Snapshot snapshot() {
        return crew.snapshot();
    }

    /// {@return the ids of its processes}
    public List<Long> pids() {
        return crew.pids();
    }

    List<Long> readyPids() {
        return crew.readyPids();
    }

    /// Changes how many processes there are. Those too many end after their jobs. Does not block.
    ///
    /// @param newSize one or more
    /// @throws IllegalArgumentException if there are fewer than one, or the memory of more does not fit beside this JVM and other pools
    public void resize(int newSize) {
        checkSize(newSize);
        crew.resize(newSize);
        size = newSize;
    }

    /// {@inheritDoc}
    ///
    /// @throws NotShippable if the job, or a variable that it reads, cannot be copied to another process
    @Override
    public <T> Task<T> submit(Callable<? extends T> body) {
        var parcel = Packer.current().pack("the job", body, body);
        return Jobs.submit(null, home, origin -> this.<T>job(parcel, origin), crew.options.grace(),
                job -> crew.give(job));
    }

    /// Like [#submit(Callable)], for a lambda of any compiler.
    ///
    /// @param body what to do there
    /// @param <T>  the type of the value
    /// @return the task
    /// @throws NotShippable if the job, or a variable that it reads, cannot be copied to another process
    public <T> Task<T> submit(ShippedCall<? extends T> body) {
        return submit((Callable<? extends T>) body);
    }

    @Override
    public Task<Void> submit(Action body) {
        var parcel = Packer.current().pack("the job", new ActionCall(body), body);
        return Jobs.submit(null, home, origin -> this.<Void>job(parcel, origin), crew.options.grace(),
                job -> crew.give(job));
    }

    private <T> ProcessJob<T> job(Parcel parcel, Jobs.Origin origin) {
        return new ProcessJob<>(crew, parcel, origin, origin.loop(), crew.options.retries());
    }

    @Override
    public <T> T call(Callable<? extends T> body) {
        return callPacked(Packer.current().pack("the job", body, body));
    }

    /// Like [#call(Callable)], for a lambda of any compiler.
    ///
    /// @param body what to do there
    /// @param <T>  the type of the value
    /// @return the value
    /// @throws NotShippable if the job, or a variable that it reads, cannot be copied to another process
    public <T> T call(ShippedCall<? extends T> body) {
        return call((Callable<? extends T>) body);
    }

    @Override
    public void call(Action body) {
        callPacked(Packer.current().pack("the job", new ActionCall(body), body));
    }

    /// For a body of this library that runs the code of another.
    <T> T call(Callable<? extends T> body, Object code) {
        return callPacked(Packer.current().pack("the function", body, code));
    }

    private <T> T callPacked(Parcel parcel) {
        var job = new ProcessJob<T>(crew, parcel, Jobs.origin(home), Jobs.loopHere(), crew.options.retries());
        crew.giveAndWait(job);
        try {
            return job.await(crew.options.grace());
        } catch (Exception e) {
            throw Failures.unchecked("A job of " + crew, e);
        }
    }

    @Override
    public <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return maps.map(inputs, fn, fn);
    }

    @Override
    public <A, B, R> List<R> map(Iterable<? extends A> first, Iterable<? extends B> second,
            BiMapper<? super A, ? super B, ? extends R> fn) {
        return maps.map(Pairs.<A, B>of(first, second), new Pairs.OfPair<A, B, R>(fn), fn);
    }

    @Override
    public <A, R> Iterable<R> imap(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead) {
        return new Group().imap(inputs, (A input) -> this.<R>call(new Chunks.OfInput<A, R>(fn, input), fn), ahead);
    }

    @Override
    public <A, R> Iterable<R> imapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn,
            Limit ahead) {
        return new Group().imapUnordered(inputs, (A input) -> this.<R>call(new Chunks.OfInput<A, R>(fn, input), fn),
                ahead);
    }

    /// Like [#map(Iterable, Mapper)], with the inputs in jobs of so many.
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one, in another process
    /// @param chunk  how many inputs go together; one or more
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    public <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, int chunk) {
        return maps.chunked(inputs, fn, chunk);
    }

    @Override
    public <R> List<R> map(int n, IntMapper<? extends R> fn) {
        return maps.map(n, fn, fn);
    }

    /// Like [#map(int, IntMapper)], with the numbers in jobs of so many.
    ///
    /// @param n     how many numbers
    /// @param fn    makes the value of one, in another process
    /// @param chunk how many numbers go together; one or more
    /// @param <R>   the type of the values
    /// @return the values, in order
    public <R> List<R> map(int n, IntMapper<? extends R> fn, int chunk) {
        return maps.chunked(n, fn, chunk);
    }

    @Override
    public <A> void each(Iterable<? extends A> inputs, Effect<? super A> action) {
        maps.map(inputs, new Chunks.EffectOnInput<A>(action), action);
    }

    @Override
    public void each(int n, IntEffect action) {
        maps.map(n, new Chunks.EffectOnNumber(action), action);
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
        crew.end.join(time, this);
    }

    @Override
    public void close() {
        crew.end.close(crew.options.grace().plus(ProcessJob.KILLING));
    }

    /// Ends the pool and kills its processes.
    @Override
    public void closeNow() {
        terminate();
    }

    @Override
    public boolean isClosed() {
        return snapshot().closed();
    }

    @Override
    public String describe() {
        return "the process pool '" + crew.name + "'";
    }

    @Override
    public ExecutorService asExecutorService() {
        return new ProcessExecutor(this, crew.end);
    }

    @Override
    public String toString() {
        var now = snapshot();
        return crew + " (" + now.running() + " of " + now.size() + " busy, " + now.waiting() + " jobs wait"
                + (now.closed() ? ", closed)" : ")");
    }
}
