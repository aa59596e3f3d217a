package io.weft.process;

import io.weft.exec.PoolEnd;
import io.weft.exec.WorkersClosed;
import io.weft.exec.WorkersFull;
import io.weft.loop.Cancelled;
import io.weft.loop.Waiter;
import io.weft.process.Message.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The workers of a pool and the jobs that wait for one, as the pool sees them. Any thread.
///
/// [CrewState] has the guard, [Staff] knows the workers, [JobQueue] the jobs that no worker has, [Dispatch] says which worker gets which;
/// workers report to [WorkerReports].
final class ProcessCrew implements PoolEnd.Crew {

    /// Jobs that wait take at most this part of this JVM's heap.
    private static final int HEAP_PART = 4;

    final String name;
    final ProcessOptions options;
    final MemoryBudget memory;
    final Parcel initializer;
    final PoolEnd end = new PoolEnd(this);
    final CrewOutput output = new CrewOutput();
    final WorkerReports reports;
    private final CrewState state;

    ProcessCrew(String name, int size, ProcessOptions options, MemoryBudget memory, Parcel initializer,
            CrewListener listener) {
        this.name = name;
        this.options = options;
        this.memory = memory;
        this.initializer = initializer;
        this.state = new CrewState(end, new Staff(this, size, options.spares()),
                new JobQueue(options.queue(), Runtime.getRuntime().maxMemory() / HEAP_PART), options.jobsPerWorker(),
                memory);
        this.reports = new WorkerReports(this, state, listener);
    }

    /// Starts the workers; returns at once.
    void start() {
        try (var change = state.change()) {
            state.plan(change);
        }
        new IdleExit(state, options.idle()).begin();
    }

    /// Gives a job, without waiting.
    void give(ProcessJob<?> job) {
        if (place(job, null) != null) {
            var now = snapshot();
            job.end(null, new CancellationException("It was refused."));
            throw new WorkersFull(toString(), now.running(), now.waiting(),
                    "processOptions().queue(...), as long as what waits takes less than a quarter of this JVM's heap");
        }
    }

    /// Gives a job, and waits for a place where there is none.
    void giveAndWait(ProcessJob<?> job) {
        var waiter = Waiter.here();
        var place = place(job, waiter);
        if (place == null) {
            return;
        }
        try {
            waiter.await(place);
        } catch (Cancelled cancelled) {
            job.stop(cancelled.getMessage());
            throw cancelled;
        }
    }

    /// {@return null if there was a place; else what the waiter, unless it is null, now waits for}
    private Object place(ProcessJob<?> job, Waiter waiter) {
        tellPaths();
        boolean refused;
        Object place = null;
        try (var change = state.change()) {
            refused = state.isClosed();
            if (!refused) {
                if (!state.queue.offer(job, state.staff.free())) {
                    place = waiter == null ? job : state.queue.stand(waiter, job, this);
                }
                state.staff.want(state.queue.size());
                state.plan(change);
            }
        }
        if (refused) {
            job.end(null, new CancellationException("It was refused."));
            throw new WorkersClosed(toString(), "processes(4)");
        }
        return place;
    }

    private void tellPaths() {
        var paths = Shipping.source().classPath();
        if (!paths.isEmpty()) {
            workers().forEach(worker -> worker.tellPaths(paths));
        }
    }

    private List<WorkerProcess> workers() {
        try (var _ = state.change()) {
            return List.copyOf(state.staff.all());
        }
    }

    /// A job is to end; the worker that does it is killed when that takes too long.
    void stop(ProcessJob<?> job, String reason) {
        boolean waited;
        WorkerProcess worker;
        try (var change = state.change()) {
            waited = state.queue.remove(job, change.woken());
            worker = job.worker;
            if (worker != null) {
                change.say(worker, Message.text(Kind.CANCEL, job.id, String.valueOf(reason)));
            }
            if (waited) {
                state.plan(change);
            }
        }
        if (waited) {
            job.end(null, new CancellationException("It had not begun."));
        } else if (worker != null) {
            later(options.grace(), () -> killIfStill(worker, job));
        }
    }

    /// Takes a job back that no worker has yet; false if one has it, or had.
    boolean withdraw(ProcessJob<?> job) {
        try (var change = state.change()) {
            boolean waited = state.queue.remove(job, change.woken());
            if (waited) {
                state.plan(change);
            }
            return waited;
        }
    }

    private void killIfStill(WorkerProcess worker, ProcessJob<?> job) {
        boolean still;
        try (var _ = state.change()) {
            still = job.worker == worker;
        }
        if (still) {
            worker.kill();
        }
    }

    /// Does something after a while, in a thread of the JDK's timer.
    static void later(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run).execute(action);
    }

    /// Has so many workers from now on; those too many end after their jobs.
    void resize(int newSize) {
        if (snapshot().closed()) {
            return;
        }
        memory.resize(newSize + options.spares());
        try (var change = state.change()) {
            state.staff.resize(newSize, change);
            state.plan(change);
        }
    }

    /// Takes no more jobs. Workers that still start for none are killed.
    @Override
    public void shutdown() {
        List<WorkerProcess> launching;
        try (var change = state.change()) {
            launching = state.queue.isEmpty() ? state.staff.all(false) : List.of();
            state.shutDown(change);
        }
        launching.forEach(WorkerProcess::kill);
    }

    @Override
    public List<ProcessJob<?>> openJobs() {
        try (var _ = state.change()) {
            var jobs = new ArrayList<ProcessJob<?>>(state.queue.all());
            state.staff.all().forEach(worker -> jobs.addAll(worker.jobs));
            return jobs;
        }
    }

    /// Of the processes that there are, those that start included.
    List<Long> pids() {
        return workers().stream().map(WorkerProcess::pid).filter(pid -> pid > 0).toList();
    }

    /// Of those that can work.
    List<Long> readyPids() {
        List<WorkerProcess> ready;
        try (var _ = state.change()) {
            ready = state.staff.all(true);
        }
        return ready.stream().map(WorkerProcess::pid).toList();
    }

    ProcessWorkers.Snapshot snapshot() {
        try (var _ = state.change()) {
            return new ProcessWorkers.Snapshot(name, state.staff.size(), state.staff.count(), state.staff.working(),
                    state.queue.waiting(), state.isClosed());
        }
    }

    @Override
    public String toString() {
        return "processes '" + name + "'";
    }
}
