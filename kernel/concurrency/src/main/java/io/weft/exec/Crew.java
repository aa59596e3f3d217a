package io.weft.exec;

import io.weft.loop.Guard;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The threads of a pool and the jobs that wait for one.
///
/// A job goes to a thread that has nothing to do, the one that was busy last; else to a new thread, while there may be more; else
/// into the queue; else its giver waits for a place in the queue, or is refused. Threads come and go, the crew stays.
final class Crew extends Guard implements PoolEnd.Crew {

    /// A giver who waits for a place in the queue.
    private record Standing(Waiter waiter, ThreadJob<?> job) {
        @Override
        public String toString() {
            return "a place in the queue of " + job.crew;
        }
    }

    final String name;
    final int most;
    final PoolEnd end = new PoolEnd(this);
    private final ThreadOptions options;
    // Everything below is guarded.
    private final ArrayDeque<ThreadJob<?>> queue = new ArrayDeque<>();
    private final ArrayDeque<Standing> standing = new ArrayDeque<>();
    private final ArrayDeque<CrewThread> resting = new ArrayDeque<>();
    /// Those that were given and are not over.
    private final LinkedHashSet<ThreadJob<?>> open = new LinkedHashSet<>();
    /// Those whose jobs wait without a limit.
    private final Set<CrewThread> waiting = new HashSet<>();
    private int threads;
    private int started;
    private boolean closed;

    Crew(String name, int most, ThreadOptions options) {
        this.name = name;
        this.most = most;
        this.options = options;
    }

    Duration idle() {
        return options.idle();
    }

    /// Gives a job, without waiting.
    void give(ThreadJob<?> job) {
        if (!place(job, null)) {
            job.stop("it was refused.");
            var now = snapshot();
            throw new WorkersFull(toString(), now.running(), now.waiting(), "threadOptions().queue(...)");
        }
    }

    /// Gives a job, and waits for a place where there is none.
    void giveAndWait(ThreadJob<?> job) {
        var waiter = Waiter.here();
        if (place(job, waiter)) {
            return;
        }
        boolean placed = false;
        try {
            waiter.await(new Standing(waiter, job));
            placed = true;
        } finally {
            if (!placed) {
                job.stop("its giver was cancelled.");
                enter();
                standing.removeIf(each -> each.waiter == waiter);
                leave();
            }
        }
    }

    /// False if there was no place; then the waiter stands in line, unless it is null.
    private boolean place(ThreadJob<?> job, Waiter waiter) {
        job.crew = this;
        CrewThread idle = null;
        int number = 0;
        boolean placed = true;
        boolean starved = false;
        boolean refused;
        enter();
        try {
            refused = closed;
            if (!refused) {
                idle = wakeable();
                if (idle != null) {
                    idle.given = job;
                } else if (threads < most) {
                    threads++;
                    number = ++started;
                } else if (queue.size() < options.queue() && standing.isEmpty()) {
                    queue.add(job);
                } else {
                    placed = false;
                }
                if (placed || waiter != null) {
                    open.add(job);
                }
                if (!placed && waiter != null) {
                    standing.add(new Standing(waiter, job));
                }
                starved = job.partOf != null && starved();
            }
        } finally {
            leave();
        }
        if (starved) {
            var error = new Starved(this);
            job.stop(error.getMessage());
            throw error;
        }
        if (refused) {
            job.stop("it was refused.");
            throw new WorkersClosed(toString(), "threads(4)");
        }
        if (idle != null) {
            idle.waiter.wake();
        } else if (number > 0) {
            start(job, number);
        }
        return placed;
    }

    private void start(ThreadJob<?> job, int number) {
        boolean runs = false;
        try {
            new CrewThread(this, name + "/" + number, job).start();
            runs = true;
        } finally {
            if (!runs) {
                // No memory for a further thread.
                job.stop("no thread could be started for it.");
                enter();
                threads--;
                open.remove(job);
                boolean over = over();
                leave();
                if (over) {
                    end.reach();
                }
            }
        }
    }

    /// Takes out the thread that rests for the shortest time, and claims it; guarded.
    private CrewThread wakeable() {
        for (var thread = resting.pollLast(); thread != null; thread = resting.pollLast()) {
            if (thread.waiter.claim()) {
                return thread;
            }
        }
        return null;
    }

    /// What a thread does next: called at the end of `done`, which may be null. Null when there is nothing; then the thread rests with
    /// its waiter, or leaves if the crew is closed or `leaves` says so.
    ThreadJob<?> next(CrewThread thread, ThreadJob<?> done, boolean leaves) {
        Standing moved = null;
        ThreadJob<?> job;
        boolean over;
        enter();
        try {
            open.remove(done);
            resting.remove(thread);
            // What was given while the thread woke up by itself.
            job = thread.given;
            thread.given = null;
            if (job == null) {
                job = queue.poll();
                moved = nextStanding();
                if (moved != null && job == null) {
                    job = moved.job;
                } else if (moved != null) {
                    queue.add(moved.job);
                }
            }
            boolean gone = job == null && (closed || leaves);
            if (gone) {
                threads--;
                thread.gone = true;
            } else if (job == null) {
                resting.add(thread);
            }
            over = over();
        } finally {
            leave();
        }
        if (moved != null) {
            moved.waiter.wake();
        }
        if (over) {
            end.reach();
        }
        return job;
    }

    /// Guarded.
    private Standing nextStanding() {
        for (var first = standing.poll(); first != null; first = standing.poll()) {
            if (first.waiter.claim()) {
                return first;
            }
        }
        return null;
    }

    /// Whether nothing is left to be done, and nobody who would; guarded.
    private boolean over() {
        return closed && threads == 0;
    }

    @Override
    public void shutdown() {
        var woken = new ArrayList<CrewThread>();
        boolean over;
        enter();
        try {
            closed = true;
            over = over();
            for (var thread = wakeable(); thread != null; thread = wakeable()) {
                woken.add(thread);
            }
        } finally {
            leave();
        }
        woken.forEach(thread -> thread.waiter.wake());
        if (over) {
            end.reach();
        }
    }

    /// A job of the queue will not be done: its place goes to the next.
    void takenBack(ThreadJob<?> job) {
        Standing moved = null;
        enter();
        try {
            open.remove(job);
            if (queue.remove(job)) {
                moved = nextStanding();
            }
            if (moved != null) {
                queue.add(moved.job);
            }
        } finally {
            leave();
        }
        if (moved != null) {
            moved.waiter.wake();
        }
    }

    /// A job of a thread is about to wait without a limit.
    void waitBegins(CrewThread thread, Object on) {
        boolean starved;
        enter();
        try {
            thread.waitsFor = on;
            waiting.add(thread);
            starved = starved();
        } finally {
            leave();
        }
        if (starved) {
            throw new Starved(this);
        }
    }

    void waitEnds(CrewThread thread) {
        enter();
        thread.waitsFor = null;
        waiting.remove(thread);
        leave();
    }

    /// Whether every thread waits for jobs of this crew that have not begun, so that none of them ever will; guarded. Jobs are looked
    /// through only when all threads wait for something.
    private boolean starved() {
        if (waiting.size() < most || queue.isEmpty() && standing.isEmpty()) {
            return false;
        }
        Set<Object> awaited = Collections.newSetFromMap(new IdentityHashMap<>());
        queue.forEach(job -> addAwaited(job, awaited));
        standing.forEach(each -> addAwaited(each.job, awaited));
        return waiting.stream()
                .map(thread -> thread.waitsFor instanceof Standing(var _, var job) ? job : thread.waitsFor)
                .allMatch(awaited::contains);
    }

    private static void addAwaited(ThreadJob<?> job, Set<Object> awaited) {
        awaited.add(job);
        awaited.add(job.task());
        awaited.add(job.partOf);
    }

    @Override
    public List<ThreadJob<?>> openJobs() {
        enter();
        try {
            return List.copyOf(open);
        } finally {
            leave();
        }
    }

    ThreadWorkers.Snapshot snapshot() {
        enter();
        try {
            int waiting = queue.size() + standing.size();
            return new ThreadWorkers.Snapshot(name, threads, threads - resting.size(), waiting, closed);
        } finally {
            leave();
        }
    }

    @Override
    public String toString() {
        return "threads '" + name + "'";
    }
}
