package io.weft.process;

import io.weft.exec.PoolEnd;
import io.weft.exec.WorkersClosed;
import io.weft.exec.WorkersFull;
import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.Waiter;
import io.weft.process.Message.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The workers of a pool and the jobs that wait for one.
///
/// A job goes to a worker that has nothing to do, the one that was busy last; else into the queue. While jobs are short, a worker is
/// sent a few ahead, so that it does not wait for the next; a job that was sent ahead is called back as soon as
/// another worker has nothing to do. When a worker dies, the job that it did fails, or is given again; those sent ahead go back to
/// the head of the queue.
///
/// A message gets its place in a worker's order inside of the guard, and is written outside: so the first of
/// a worker's jobs is the one that it does.
final class ProcessCrew extends Guard implements PoolEnd.Crew {

    private static final int AHEAD = 3;
    private static final long SHORT_NANOS = 2_000_000;
    private static final int MOST_FAILED_STARTS = 10;
    private static final long LIGHT = 1 << 16;
    /// Jobs that wait take at most this part of this JVM's heap.
    private static final int HEAP_PART = 4;
    /// So many JVMs start at the same time: more would hold up the first.
    private static final int STARTS = Math.max(1, Runtime.getRuntime().availableProcessors());

    final String name;
    final ProcessOptions options;
    final MemoryBudget memory;
    final Parcel initializer;
    final PoolEnd end = new PoolEnd(this);
    private final CrewListener listener;
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    // Everything below is guarded.
    private final JobQueue queue;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();
    private int size;
    /// How many there should be now; they end when idle and start when needed.
    private int wanted;
    private int starting;
    private int started;
    /// In a row.
    private int failedStarts;
    private boolean closed;
    /// How long jobs took, lately.
    private long usualNanos = Long.MAX_VALUE;

    /// What is to be done outside of the guard.
    private final class After {

        final List<WorkerProcess> writes = new ArrayList<>(2);
        final List<WorkerProcess> dismissed = new ArrayList<>(2);
        final List<Waiter> placed = new ArrayList<>(0);
        List<WorkerProcess> starts = List.of();
        boolean over;

        void run() {
            writes.forEach(WorkerProcess::write);
            dismissed.forEach(WorkerProcess::letGo);
            placed.forEach(Waiter::wake);
            starts.forEach(WorkerProcess::start);
            if (over) {
                end.reach();
            }
        }
    }

    ProcessCrew(String name, int size, ProcessOptions options, MemoryBudget memory, Parcel initializer,
            CrewListener listener) {
        this.name = name;
        this.listener = listener;
        this.size = size;
        this.wanted = size;
        this.options = options;
        this.memory = memory;
        this.queue = new JobQueue(options.queue(), Runtime.getRuntime().maxMemory() / HEAP_PART);
        this.initializer = initializer;
    }

    /// Starts the workers; returns at once.
    void start() {
        var after = new After();
        enter();
        plan(after);
        leave();
        after.run();
        planIdleCheck();
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
        var after = new After();
        boolean refused;
        Object place = null;
        enter();
        try {
            refused = closed;
            if (!refused) {
                if (!queue.offer(job, mayBegin())) {
                    place = waiter == null ? job : queue.stand(waiter, job, this);
                }
                wanted = Math.max(wanted, Math.min(size, workers.size() - idle.size() + queue.size()));
                plan(after);
            }
        } finally {
            leave();
        }
        if (refused) {
            job.end(null, new CancellationException("It was refused."));
            throw new WorkersClosed(toString(), "processes(4)");
        }
        after.run();
        return place;
    }

    private void tellPaths() {
        var paths = Shipping.source().classPath();
        if (!paths.isEmpty()) {
            all().forEach(worker -> worker.tellPaths(paths));
        }
    }

    private List<WorkerProcess> all() {
        enter();
        try {
            return List.copyOf(workers);
        } finally {
            leave();
        }
    }

    /// Hands out jobs, starts and ends workers; guarded.
    private void plan(After after) {
        int free = mayBegin();
        queue.admit(free, after.placed);
        for (; free > 0 && queue.size() > 0; free--) {
            assign(idle.pollLast(), after);
        }
        queue.admit(free, after.placed);
        if (usualNanos < SHORT_NANOS) {
            sendAhead(after);
        }
        int target = wanted == 0 ? 0 : wanted + options.spares();
        int missing = (closed ? Math.min(wanted, workers.size() + queue.size()) : target) - workers.size();
        if (missing > 0 && starting < STARTS) {
            after.starts = new ArrayList<>();
            for (; missing > 0 && starting < STARTS; missing--) {
                var worker = new WorkerProcess(this, ++started);
                workers.add(worker);
                starting++;
                after.starts.add(worker);
            }
        }
        if (closed && queue.isEmpty()) {
            while (!idle.isEmpty()) {
                dismiss(idle.poll(), after);
            }
            if (workers.isEmpty()) {
                memory.giveBack();
                after.over = true;
            }
        }
    }

    /// How many idle workers may be given a job: spares take the places of those that are gone, no more; guarded.
    private int mayBegin() {
        return options.spares() == 0 ? idle.size() : Math.min(idle.size(), size - busy());
    }

    /// Guarded.
    private int busy() {
        int busy = 0;
        for (var worker : workers) {
            busy += worker.jobs.isEmpty() ? 0 : 1;
        }
        return busy;
    }

    /// Guarded.
    private void sendAhead(After after) {
        for (int depth = 1; depth < AHEAD && queue.size() > 0; depth++) {
            for (var worker : workers) {
                var first = queue.peek();
                if (first == null || first.parcel().weight() > LIGHT) {
                    return;
                }
                if (worker.ready && !worker.leaving && worker.jobs.size() == depth) {
                    assign(worker, after);
                }
            }
        }
    }

    /// Guarded.
    private void assign(WorkerProcess worker, After after) {
        var job = queue.take();
        job.worker = worker;
        job.sentNanos = System.nanoTime();
        worker.jobs.add(job);
        worker.given++;
        worker.leaving |= worker.given == options.jobsPerWorker();
        worker.enqueue(new Message(Kind.JOB, job.id, job.parcel()));
        after.writes.add(worker);
    }

    /// Guarded.
    private void dismiss(WorkerProcess worker, After after) {
        worker.leaving = true;
        worker.enqueue(Message.plain(Kind.EXIT, 0));
        after.writes.add(worker);
        after.dismissed.add(worker);
    }

    /// Guarded: a worker has nothing to do.
    private void rests(WorkerProcess worker, After after) {
        if (worker.leaving || workers.size() > size + options.spares()) {
            dismiss(worker, after);
            return;
        }
        worker.idleSince = System.nanoTime();
        idle.add(worker);
        plan(after);
        if (idle.peekLast() == worker && mayBegin() > 0) {
            recall(after);
        }
    }

    /// Calls a job back that was sent ahead, for a worker that has none; guarded.
    private void recall(After after) {
        for (var worker : workers) {
            if (worker.jobs.size() > 1 && !worker.recalled) {
                worker.recalled = true;
                worker.enqueue(Message.plain(Kind.RECALL, worker.jobs.peekLast().id));
                after.writes.add(worker);
                return;
            }
        }
    }

    /// A worker has connected; its own thread, as those that follow.
    void ready(WorkerProcess worker) {
        var after = new After();
        enter();
        starting--;
        failedStarts = 0;
        worker.ready = true;
        rests(worker, after);
        plan(after);
        leave();
        after.run();
    }

    /// A worker has done a job, which is taken off it; null if it has none of this number.
    ProcessJob<?> ended(WorkerProcess worker, long id) {
        var after = new After();
        enter();
        var job = take(worker, id);
        if (job != null) {
            long took = System.nanoTime() - job.sentNanos;
            usualNanos = usualNanos == Long.MAX_VALUE ? took : usualNanos - usualNanos / 8 + took / 8;
            if (!worker.jobs.isEmpty()) {
                worker.jobs.peek().sentNanos = System.nanoTime();
                plan(after);
            } else {
                rests(worker, after);
            }
        }
        leave();
        after.run();
        return job;
    }

    /// A worker gives a job back that it had not begun.
    void returned(WorkerProcess worker, long id) {
        var after = new After();
        enter();
        worker.recalled = false;
        var job = take(worker, id);
        boolean stopped = job != null && job.isStopped();
        if (job != null && !stopped) {
            queue.putBack(job);
        }
        if (job != null && worker.jobs.isEmpty()) {
            rests(worker, after);
        } else {
            plan(after);
        }
        leave();
        after.run();
        if (stopped) {
            job.end(null, new CancellationException("It had not begun."));
        }
    }

    /// Guarded.
    private static ProcessJob<?> take(WorkerProcess worker, long id) {
        for (var job : worker.jobs) {
            if (job.id == id) {
                worker.jobs.remove(job);
                job.worker = null;
                return job;
            }
        }
        return null;
    }

    /// A worker's process is there, but has not connected.
    void launched(WorkerProcess worker) {
        listener.launched(worker.pid());
    }

    /// A worker is no more.
    void gone(WorkerProcess worker, int exit, String problem, String lastWords) {
        listener.gone(exit, Deaths.message(worker, this, worker.ready, exit, problem, lastWords));
        var after = new After();
        var failed = new ArrayList<ProcessJob<?>>();
        boolean hadBegun;
        boolean hopeless;
        enter();
        try {
            workers.remove(worker);
            idle.remove(worker);
            hadBegun = worker.ready;
            if (!hadBegun) {
                starting--;
            }
            var first = worker.jobs.poll();
            while (!worker.jobs.isEmpty()) {
                requeue(worker.jobs.pollLast(), failed);
            }
            if (first != null && first.retries > 0) {
                first.retries--;
                requeue(first, failed);
            } else if (first != null) {
                failed.add(first);
            }
            failedStarts += hadBegun ? 0 : 1;
            // One that was killed may start the next time, one that ended by itself does not.
            hopeless = !hadBegun && !closed && workers.stream().noneMatch(each -> each.ready)
                    && (exit <= Deaths.SIGNALLED || failedStarts >= MOST_FAILED_STARTS);
            if (hopeless) {
                failedStarts = 0;
                // Another would not start either; the next job tries again.
                failed.addAll(queue.clear(after.placed));
                wanted = 0;
            }
            plan(after);
        } finally {
            leave();
        }
        after.run();
        var death = new WorkerDied(Deaths.message(worker, this, hadBegun, exit, problem, lastWords), worker.pid(),
                exit);
        for (var job : failed) {
            job.end(null, job.isStopped() ? new CancellationException("Its worker was killed.") : death);
        }
        if (hopeless && failed.isEmpty()) {
            var text = (death.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            print(null, text, text.length, true);
        }
    }

    /// Guarded.
    private void requeue(ProcessJob<?> job, List<ProcessJob<?>> failed) {
        job.worker = null;
        if (job.isStopped()) {
            failed.add(job);
        } else {
            queue.putBack(job);
        }
    }

    /// A job is to end; the worker that does it is killed when that takes too long.
    void stop(ProcessJob<?> job, String reason) {
        var after = new After();
        boolean waited;
        WorkerProcess worker;
        enter();
        try {
            waited = queue.remove(job, after.placed);
            worker = job.worker;
            if (worker != null) {
                worker.enqueue(Message.text(Kind.CANCEL, job.id, String.valueOf(reason)));
                after.writes.add(worker);
            }
            if (waited) {
                plan(after);
            }
        } finally {
            leave();
        }
        after.run();
        if (waited) {
            job.end(null, new CancellationException("It had not begun."));
        } else if (worker != null) {
            later(options.grace(), () -> killIfStill(worker, job));
        }
    }

    /// Takes a job back that no worker has yet; false if one has it, or had.
    boolean withdraw(ProcessJob<?> job) {
        var after = new After();
        enter();
        boolean waited = queue.remove(job, after.placed);
        if (waited) {
            plan(after);
        }
        leave();
        after.run();
        return waited;
    }

    private void killIfStill(WorkerProcess worker, ProcessJob<?> job) {
        enter();
        boolean still = job.worker == worker;
        leave();
        if (still) {
            worker.kill();
        }
    }

    private static void later(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run).execute(action);
    }

    private void planIdleCheck() {
        if (options.idle().compareTo(Duration.ofDays(100)) < 0) {
            later(options.idle(), this::endIdle);
        }
    }

    private void endIdle() {
        var after = new After();
        long before = System.nanoTime() - options.idle().toNanos();
        enter();
        boolean over = closed;
        int kept = busy() == 0 ? 0 : options.spares();
        while (!over && idle.size() > kept && idle.peek().idleSince - before <= 0) {
            dismiss(idle.poll(), after);
            wanted = Math.max(0, wanted - 1);
        }
        leave();
        after.run();
        if (!over) {
            planIdleCheck();
        }
    }

    /// Has so many workers from now on; those too many end after their jobs.
    void resize(int newSize) {
        var after = new After();
        if (snapshot().closed()) {
            return;
        }
        memory.resize(newSize + options.spares());
        enter();
        size = newSize;
        wanted = newSize;
        while (workers.size() - leavingCount() > size + options.spares() && !idle.isEmpty()) {
            dismiss(idle.poll(), after);
        }
        plan(after);
        leave();
        after.run();
    }

    /// Guarded.
    private int leavingCount() {
        int count = 0;
        for (var worker : workers) {
            count += worker.leaving ? 1 : 0;
        }
        return count;
    }

    @Override
    public void shutdown() {
        var after = new After();
        List<WorkerProcess> launching;
        enter();
        try {
            closed = true;
            launching = queue.isEmpty()
                    ? workers.stream().filter(each -> !each.ready).toList()
                    : List.<WorkerProcess>of();
            plan(after);
        } finally {
            leave();
        }
        after.run();
        launching.forEach(WorkerProcess::kill);
    }

    @Override
    public List<ProcessJob<?>> openJobs() {
        enter();
        try {
            var jobs = new ArrayList<ProcessJob<?>>(queue.all());
            workers.forEach(worker -> jobs.addAll(worker.jobs));
            return jobs;
        } finally {
            leave();
        }
    }

    List<Long> pids() {
        return all().stream().map(WorkerProcess::pid).filter(pid -> pid > 0).toList();
    }

    /// Of those that can work.
    List<Long> readyPids() {
        List<WorkerProcess> ready;
        enter();
        try {
            ready = workers.stream().filter(each -> each.ready).toList();
        } finally {
            leave();
        }
        return ready.stream().map(WorkerProcess::pid).toList();
    }

    /// The job of a worker for which it prints, or null.
    ProcessJob<?> jobOf(WorkerProcess worker, long id) {
        ProcessJob<?> found;
        enter();
        try {
            found = worker.jobs.peek();
            for (var job : worker.jobs) {
                found = job.id == id ? job : found;
            }
        } finally {
            leave();
        }
        return found;
    }

    /// Prints for a job where its submitter prints; a worker's own threads only.
    void print(ProcessJob<?> job, byte[] bytes, int length, boolean error) {
        var here = Thread.currentThread();
        var usual = here.getContextClassLoader();
        here.setContextClassLoader(job == null ? context : job.context());
        (error ? System.err : System.out).write(bytes, 0, length);
        (error ? System.err : System.out).flush();
        here.setContextClassLoader(usual);
    }

    /// A note of the crew's own, where a job's submitter prints errors.
    void tell(ProcessJob<?> job, String note) {
        var text = (note + "\n").getBytes(StandardCharsets.UTF_8);
        print(job, text, text.length, true);
    }

    ProcessWorkers.Snapshot snapshot() {
        enter();
        try {
            return new ProcessWorkers.Snapshot(name, size, workers.size(), workers.size() - idle.size() - starting,
                    queue.waiting(), closed);
        } finally {
            leave();
        }
    }

    @Override
    public String toString() {
        return "processes '" + name + "'";
    }
}
