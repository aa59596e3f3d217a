package io.weft.exec;

import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.Loop;
import io.weft.loop.OutsideWait;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import java.lang.reflect.UndeclaredThrowableException;
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
final class ThreadJob<T> extends Guard implements OutsideJob<T> {

    private enum State {
        WAITING, RUNNING, OVER
    }

    private final Callable<? extends T> body;
    private final String description;
    private final ClassLoader loader;
    /// On whose behalf; null outside of tasks. What the job itself submits belongs to the same.
    final Jobs.Origin origin;
    /// Keeps the virtual clock of the loop that awaits the job from jumping; null if no loop does.
    private final OutsideWait outside;
    /// The task that stands for it, or null; written once, before others see the job as given.
    volatile Task<?> task;
    /// Whose queue it waits in; null in none. Written before others see the job as given.
    volatile Crew crew;
    /// The task that gives it and others and waits for all, such as that of a map; else null. Written likewise.
    volatile Task<?> partOf;
    /// Guarded.
    private State state = State.WAITING;
    /// Guarded.
    private boolean begun;
    /// Guarded: the one that does it.
    private Thread thread;
    /// Guarded: who awaits the end.
    private Waiter waiter;
    /// Guarded: why it was taken back or interrupted by the workers; null if it was not.
    private String stopped;
    /// How many interrupts are on their way to the thread, so that none of them comes after the end.
    private final AtomicInteger interrupts = new AtomicInteger();
    /// Written by the job's thread before it is over.
    private T value;
    private Throwable failure;

    ThreadJob(Callable<? extends T> body, String description, Jobs.Origin origin, Loop awaits) {
        this.body = body;
        this.description = description;
        this.loader = Thread.currentThread().getContextClassLoader();
        this.origin = origin;
        this.outside = awaits == null ? null : awaits.awaitOutside(description);
    }

    @Override
    public void standsFor(Task<?> standing) {
        task = standing;
    }

    /// Does it, in the current thread, which looks afterwards as it did before.
    void work() {
        var here = Thread.currentThread();
        if (!begin(here)) {
            return;
        }
        var usual = here.getContextClassLoader();
        here.setContextClassLoader(loader);
        try {
            value = origin.owner() == null ? body.call() : origin.owner().serve(body);
        } catch (Throwable t) {
            failure = t;
        }
        here.setContextClassLoader(usual);
        finish();
        while (interrupts.get() > 0) {
            Thread.yield();
        }
        Thread.interrupted();
    }

    private boolean begin(Thread here) {
        enter();
        boolean begins = state == State.WAITING;
        if (begins) {
            state = State.RUNNING;
            begun = true;
            thread = here;
        }
        leave();
        return begins;
    }

    private void finish() {
        enter();
        state = State.OVER;
        thread = null;
        var waits = waiter;
        leave();
        tell(waits);
    }

    private void tell(Waiter waits) {
        if (waits != null) {
            waits.signal();
        }
        // After the signal, so that the clock does not jump in between.
        if (outside != null) {
            outside.close();
        }
    }

    /// Takes it back if it has not begun, else interrupts it. Any thread; does not block. False if it is over.
    @Override
    public boolean stop(String reason) {
        enter();
        boolean takenBack = state == State.WAITING;
        boolean runs = state == State.RUNNING;
        var runner = thread;
        var waits = waiter;
        if (takenBack) {
            state = State.OVER;
        }
        if (takenBack || runs) {
            stopped = stopped == null ? reason : stopped;
        }
        if (runs) {
            interrupts.incrementAndGet();
        }
        leave();
        if (takenBack && crew != null) {
            crew.takenBack(this);
        }
        if (takenBack) {
            tell(waits);
        }
        if (runs) {
            runner.interrupt();
            interrupts.decrementAndGet();
        }
        return takenBack || runs;
    }

    /// Waits for the end and gives the value, or throws what the job threw. When the caller is cancelled it stops the job, and waits
    /// for so long.
    @Override
    public T await(Duration grace) throws Exception {
        try {
            awaitEnd(null);
        } catch (Cancelled cancelled) {
            if (stop(cancelled.getMessage())) {
                awaitStopped(grace);
            }
            throw cancelled;
        } catch (Starved e) {
            stop(e.getMessage());
            throw e;
        }
        return result();
    }

    private T result() throws Exception {
        if (stopped != null && (failure != null || !begun)) {
            // Where the task that stands for it was cancelled as well, that is how it ends.
            Waiter.checkpoint();
            var exception = new CancellationException(stopped);
            exception.initCause(failure);
            throw exception;
        }
        return switch (failure) {
            case null -> value;
            case Error error -> throw error;
            case Exception exception -> throw exception;
            case Throwable other -> throw new UndeclaredThrowableException(other);
        };
    }

    private void awaitStopped(Duration grace) {
        boolean ended = false;
        try {
            ended = awaitEnd(grace);
        } catch (Cancelled _) {
            // Cancelled again: whoever does that does not want to wait.
        }
        if (!ended && outside != null) {
            outside.close();
        }
    }

    private boolean awaitEnd(Duration limit) {
        var here = Waiter.here();
        enter();
        boolean over = state == State.OVER;
        if (!over) {
            waiter = here;
        }
        leave();
        if (over) {
            return true;
        }
        if (limit != null) {
            return here.await(this, limit);
        }
        here.await(this);
        return true;
    }

    @Override
    public String toString() {
        return description;
    }
}
