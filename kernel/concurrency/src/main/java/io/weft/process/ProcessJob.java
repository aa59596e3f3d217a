package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.exec.OutsideJob;
import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.Loop;
import io.weft.loop.OutsideWait;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/// Something to do in another process, which somebody awaits.
///
/// ```
/// OPEN --end--> OVER
///   '---take back before a worker has it---> OVER
/// ```
final class ProcessJob<T> extends Guard implements OutsideJob<T> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    final long id = NUMBERS.incrementAndGet();
    final Jobs.Origin origin;
    /// So many bytes wait with it. Big arrays are not copied, so they do not count.
    final long copied;
    private final ProcessCrew crew;
    /// With the submitter's cell; what the job prints goes there.
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    private final OutsideWait outside;
    /// Null when over. The crew reads it while it is not.
    private volatile Parcel parcel;
    private volatile Task<?> task;
    /// How often it may be given again; guarded by the crew.
    int retries;
    /// Which worker has it, or null; guarded by the crew.
    WorkerProcess worker;
    /// When it was sent; guarded by the crew.
    long sentNanos;
    // Guarded.
    private boolean over;
    private Waiter waiter;
    private String stopped;
    /// Written before it is over.
    private T value;
    private Throwable failure;

    ProcessJob(ProcessCrew crew, Parcel parcel, Jobs.Origin origin, Loop awaits, int retries) {
        this.crew = crew;
        this.parcel = parcel;
        this.copied = parcel.length();
        this.origin = origin;
        this.outside = awaits == null ? null : awaits.awaitOutside(toString());
        this.retries = retries;
    }

    Parcel parcel() {
        return parcel;
    }

    ClassLoader context() {
        return context;
    }

    Task<?> task() {
        return task;
    }

    @Override
    public void standsFor(Task<?> standing) {
        task = standing;
    }

    /// Ends it with a value or a failure; the first end counts. Any thread; does not block.
    void end(T result, Throwable thrown) {
        enter();
        boolean first = !over;
        if (first) {
            value = result;
            failure = thrown;
            over = true;
        }
        var waits = waiter;
        leave();
        if (!first) {
            return;
        }
        parcel = null;
        if (waits != null) {
            waits.signal();
        }
        // After the signal, so that the clock does not jump in between.
        if (outside != null) {
            outside.close();
        }
    }

    boolean isStopped() {
        enter();
        boolean is = stopped != null;
        leave();
        return is;
    }

    @Override
    public boolean stop(String reason) {
        enter();
        boolean was = over;
        boolean first = stopped == null;
        if (!was && first) {
            stopped = reason == null ? "The job was cancelled." : reason;
        }
        leave();
        if (!was && first) {
            crew.stop(this, reason);
        }
        return !was;
    }

    @Override
    public T await(Duration grace) throws Exception {
        try {
            awaitEnd(null);
        } catch (Cancelled cancelled) {
            if (stop(cancelled.getMessage())) {
                awaitStopped(grace);
            }
            throw cancelled;
        }
        return result();
    }

    private T result() throws Exception {
        if (stopped != null && failure != null) {
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
            // The worker is killed when the grace is over; that takes a moment.
            ended = awaitEnd(grace.plusMillis(50));
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
        boolean ended = over;
        if (!ended) {
            waiter = here;
        }
        leave();
        if (ended) {
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
        return "job " + id + " of " + crew;
    }
}
