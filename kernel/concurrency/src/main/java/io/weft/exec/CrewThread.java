package io.weft.exec;

import io.weft.loop.Cancelled;
import io.weft.loop.Waiter;
import io.weft.loop.WatchedThread;

/// A thread that does jobs: those of a crew one after another, or a single one.
final class CrewThread extends Thread implements WatchedThread {

    /// Null for a single job.
    final Crew crew;
    /// What it does first; dropped then. Only this thread.
    private ThreadJob<?> first;
    /// What it does, for those that ask in this thread.
    private ThreadJob<?> current;
    /// Where it rests; guarded by the crew.
    volatile Waiter waiter;
    /// What it was woken for; guarded by the crew.
    ThreadJob<?> given;
    /// What its job waits for without a limit, else null; guarded by the crew.
    Object waitsFor;
    /// Whether the crew has struck it off; only this thread.
    boolean gone;

    CrewThread(Crew crew, String name, ThreadJob<?> first) {
        super(null, null, name, 0, false);
        this.crew = crew;
        this.first = first;
        setDaemon(true);
        setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /// The job that the current thread does, or null.
    static ThreadJob<?> currentJob() {
        return Thread.currentThread() instanceof CrewThread thread ? thread.current : null;
    }

    @Override
    public void run() {
        var job = first;
        first = null;
        boolean bored = false;
        while (true) {
            if (job != null) {
                current = job;
                job.work();
                current = null;
            }
            if (crew == null) {
                return;
            }
            waiter = Waiter.here();
            job = crew.next(this, job, bored);
            if (gone) {
                return;
            }
            bored = job == null && !rest();
        }
    }

    @Override
    public void waitBegins(Object on) {
        if (crew != null) {
            crew.waitBegins(this, on);
        }
    }

    @Override
    public void waitEnds() {
        if (crew != null) {
            crew.waitEnds(this);
        }
    }

    /// False if nobody woke it for as long as it may rest.
    private boolean rest() {
        try {
            return waiter.await(crew, crew.idle());
        } catch (Cancelled _) {
            // Somebody interrupts a thread that is not his; it has nothing to do that could end.
            return true;
        }
    }
}
