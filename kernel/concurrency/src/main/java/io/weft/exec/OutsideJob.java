package io.weft.exec;

import io.weft.loop.Cancelled;
import io.weft.loop.Guard;
import io.weft.loop.Loop;
import io.weft.loop.OutsideWait;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/// Something that is done outside of the loop and that one task or thread awaits: the seam between tasks and pools. Those who do it
/// end it once; the guard protects how it stands.
///
/// @param <T> the type of its value
public abstract class OutsideJob<T> extends Guard {

    private final String description;
    /// Keeps the virtual clock of the loop that awaits the job from jumping; null if no loop does.
    private final OutsideWait outside;
    /// The task that stands for it, or null; written once, before others see the job as given.
    private volatile Task<?> task;
    /// Guarded.
    private boolean over;
    /// Guarded: who awaits the end.
    private Waiter waiter;
    /// Guarded: why it was taken back or asked to end; null if it was not.
    private String stopped;
    /// Written before it is over.
    private T value;
    private Throwable failure;

    /// Makes a job that is not over.
    ///
    /// @param description for messages
    /// @param awaits      the loop that awaits it; null for none
    protected OutsideJob(String description, Loop awaits) {
        this.description = description;
        this.outside = awaits == null ? null : awaits.awaitOutside(description);
    }

    /// Takes it back if it has not begun, else asks it to end. Any thread; does not block.
    ///
    /// @param reason why
    /// @return false if it is over
    public abstract boolean stop(String reason);

    /// {@return the task that awaits it, or null}
    public final Task<?> task() {
        return task;
    }

    /// Says which task awaits it.
    ///
    /// @param standing the one; null for none
    final void standsFor(Task<?> standing) {
        task = standing;
    }

    /// Ends it; the first end counts. Any thread; does not block.
    ///
    /// @param result its value
    /// @param thrown what went wrong instead, or null
    /// @return whether this was the first end
    public final boolean end(T result, Throwable thrown) {
        enter();
        boolean first = !over;
        if (first) {
            value = result;
            failure = thrown;
            over = true;
        }
        var waits = waiter;
        leave();
        if (first) {
            ended();
        }
        if (first && waits != null) {
            waits.signal();
        }
        // After the signal, so that the clock does not jump in between.
        if (first && outside != null) {
            outside.close();
        }
        return first;
    }

    /// Forgets what only a job needs that is not over.
    protected void ended() {}

    /// {@return whether it is over} Guarded.
    protected final boolean isOver() {
        return over;
    }

    /// Notes why it is asked to end; the first reason counts. Guarded.
    ///
    /// @param reason why; null for no special reason
    /// @return whether this was the first time
    protected final boolean noteStop(String reason) {
        boolean first = stopped == null;
        if (first) {
            stopped = reason == null ? "The job was cancelled." : reason;
        }
        return first;
    }

    /// {@return whether it was taken back or asked to end}
    public final boolean isStopped() {
        enter();
        boolean is = stopped != null;
        leave();
        return is;
    }

    /// Waits for the end. A caller who is cancelled stops the job, and waits for so long.
    ///
    /// @param grace for the end of a job that was stopped
    /// @return the value
    /// @throws Exception what the job threw, or [Cancelled]
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
        return description;
    }
}
