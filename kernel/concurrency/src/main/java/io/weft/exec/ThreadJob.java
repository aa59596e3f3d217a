package io.weft.exec;

import io.weft.loop.Loop;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// Something to do on a platform thread, which somebody awaits.
///
/// ```
/// WAITING --begin--> RUNNING --end--> OVER
///    '-----------take back-----------> OVER
/// ```
final class ThreadJob<T> extends OutsideJob<T> {

    private final Callable<? extends T> body;
    private final ClassLoader loader;
    /// On whose behalf; null outside of tasks. What the job itself submits belongs to the same.
    final Jobs.Origin origin;
    /// Whose queue it waits in; null in none. Written before others see the job as given.
    volatile Crew crew;
    /// The task that gives it and others and waits for all, such as that of a map; else null. Written likewise.
    volatile Task<?> partOf;
    /// Guarded.
    private boolean begun;
    /// Guarded: the one that does it.
    private Thread thread;
    /// How many interrupts are on their way to the thread, so that none of them comes after the end.
    private final AtomicInteger interrupts = new AtomicInteger();

    ThreadJob(Callable<? extends T> body, String description, Jobs.Origin origin, Loop awaits) {
        super(description, awaits);
        this.body = body;
        this.loader = Thread.currentThread().getContextClassLoader();
        this.origin = origin;
    }

    /// Does it, in the current thread, which looks afterwards as it did before.
    void work() {
        var here = Thread.currentThread();
        if (!begin(here)) {
            return;
        }
        var usual = here.getContextClassLoader();
        here.setContextClassLoader(loader);
        T value = null;
        Throwable failure = null;
        try {
            value = origin.owner() == null ? body.call() : origin.owner().serve(body);
        } catch (Throwable t) {
            failure = t;
        }
        here.setContextClassLoader(usual);
        enter();
        thread = null;
        leave();
        end(value, failure);
        while (interrupts.get() > 0) {
            Thread.yield();
        }
        Thread.interrupted();
    }

    private boolean begin(Thread here) {
        enter();
        boolean begins = !begun && !isOver();
        if (begins) {
            begun = true;
            thread = here;
        }
        leave();
        return begins;
    }

    @Override
    public boolean stop(String reason) {
        enter();
        boolean goesOn = !isOver();
        var runner = thread;
        boolean takenBack = goesOn && !begun;
        if (goesOn) {
            noteStop(reason);
        }
        if (takenBack) {
            // So that no thread begins it any more.
            begun = true;
        }
        if (runner != null) {
            interrupts.incrementAndGet();
        }
        leave();
        if (takenBack && crew != null) {
            crew.takenBack(this);
        }
        if (takenBack) {
            end(null, new CancellationException("It had not begun."));
        }
        if (runner != null) {
            runner.interrupt();
            interrupts.decrementAndGet();
        }
        return goesOn;
    }

    @Override
    public T await(Duration grace) throws Exception {
        try {
            return super.await(grace);
        } catch (Starved e) {
            stop(e.getMessage());
            throw e;
        }
    }
}
