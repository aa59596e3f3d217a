package io.weft.exec;

import io.weft.loop.Guard;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The threads of a pool and the jobs that wait for one.
///
/// A job goes to a thread that has nothing to do, the one that was busy last; else to a new thread, while there may be more; else
/// into the queue; else its giver waits for a place in the queue, or is refused. Threads come and go, the crew stays.
final class Crew extends Guard implements PoolEnd.Crew {

    final String name;
    final int most;
    final PoolEnd end = new PoolEnd(this);
    private final ThreadOptions options;
    // Everything below is guarded.
    private final WaitingJobs queue;
    private final Starvation starvation;
    /// Those that have nothing to do, the one that was busy last at the end.
    private final ArrayDeque<CrewThread> resting = new ArrayDeque<>();
    /// Those that were given and are not over.
    private final LinkedHashSet<ThreadJob<?>> open = new LinkedHashSet<>();
    private int threads;
    private int started;
    private boolean closed;

    Crew(String name, int most, ThreadOptions options) {
        this.name = name;
        this.most = most;
        this.options = options;
        this.queue = new WaitingJobs(options.queue());
        this.starvation = new Starvation(most, queue);
    }

    Duration idle() {
        return options.idle();
    }

    /// Gives a job, without waiting.
    void give(ThreadJob<?> job) {
        if (place(job, null) != null) {
            job.stop("it was refused.");
            var now = snapshot();
            throw new WorkersFull(toString(), now.running(), now.waiting(), "threadOptions().queue(...)");
        }
    }

    /// Gives a job, and waits for a place where there is none.
    void giveAndWait(ThreadJob<?> job) {
        var waiter = Waiter.here();
        var place = place(job, waiter);
        if (place == null) {
            return;
        }
        boolean placed = false;
        try {
            waiter.await(place);
            placed = true;
        } finally {
            if (!placed) {
                job.stop("its giver was cancelled.");
            }
        }
    }

    /// {@return null if there was a place; else what the waiter, unless it is null, now waits for}
    private Object place(ThreadJob<?> job, Waiter waiter) {
        job.crew = this;
        CrewThread idle = null;
        int number = 0;
        Object place = null;
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
                } else if (!queue.offer(job)) {
                    place = waiter == null ? job : queue.stand(waiter, job);
                }
                if (place != job) {
                    open.add(job);
                }
                starved = job.partOf != null && starvation.isThere();
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
        return place;
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
        Waiter admitted = null;
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
                admitted = queue.admit();
                if (job == null) {
                    job = queue.poll();
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
        if (admitted != null) {
            admitted.wake();
        }
        if (over) {
            end.reach();
        }
        return job;
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

    /// A job that no thread has will not be done: its place goes to the next, or its giver waits for none any more.
    void takenBack(ThreadJob<?> job) {
        Waiter woken;
        enter();
        try {
            open.remove(job);
            woken = queue.remove(job) ? queue.admit() : queue.leave(job);
        } finally {
            leave();
        }
        if (woken != null) {
            woken.wake();
        }
    }

    /// A job of a thread is about to wait without a limit.
    void waitBegins(CrewThread thread, Object on) {
        boolean starved;
        enter();
        try {
            starvation.waitBegins(thread, on);
            starved = starvation.isThere();
        } finally {
            leave();
        }
        if (starved) {
            throw new Starved(this);
        }
    }

    void waitEnds(CrewThread thread) {
        enter();
        starvation.waitEnds(thread);
        leave();
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
            return new ThreadWorkers.Snapshot(name, threads, threads - resting.size(), queue.size(), closed);
        } finally {
            leave();
        }
    }

    @Override
    public String toString() {
        return "threads '" + name + "'";
    }
}
