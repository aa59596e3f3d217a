package io.weft.flow;

import io.weft.loop.Cancelled;
import io.weft.loop.Failures;
import io.weft.loop.Guard;
import io.weft.loop.Loop;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import io.weft.loop.Waits;
import java.util.List;
import java.util.concurrent.CancellationException;

/// A body in a task of its own and one who asks it for values: just one of the two runs. Each step is two switches of tasks.
///
/// ```
/// FRESH --ask--> RUNNING --emit--> SUSPENDED --ask--> RUNNING
///                   |                  |
///                   +--close, cancel---+--> CLOSING --> ENDED
///                   '--end-----------------------------> ENDED
/// ```
///
/// It knows nothing of the [Generator] or [Coroutine] that users hold: when they have dropped that, the body is cancelled.
final class Exchange<S, T> extends Guard implements Port<S, T> {

    private enum State {
        FRESH, RUNNING, SUSPENDED, CLOSING, ENDED
    }

    /// What is done in the body's task.
    @FunctionalInterface
    interface Body<S, T> {
        void run(Port<S, T> port) throws Exception;
    }

    /// One request for a value. Its fields are written before its waiter is claimed, then read by the one who asked.
    static final class Turn<T> {
        private final Waiter waiter = Waiter.here();
        private boolean emitted;
        private T value;
        private Throwable failure;

        T value() {
            return value;
        }
    }

    private final String kind;
    private final Loop loop = Loop.current();
    /// Dropped when it begins; only the one who asks first.
    private Body<S, T> body;
    /// Guarded, as are all that follow.
    private State state = State.FRESH;
    private Task<?> task;
    private Turn<T> turn;
    private Waiter bodyWaits;
    private S sent;
    private RuntimeException thrown;

    Exchange(String kind, Body<S, T> body) {
        this.kind = kind;
        this.body = body;
    }

    /// Lets the body run to its next value; null at the end.
    Turn<T> ask(S value, RuntimeException raise) {
        var mine = new Turn<T>();
        Waiter.checkpoint();
        enter();
        var was = state;
        var wake = bodyWaits;
        if (was == State.FRESH || was == State.SUSPENDED) {
            state = State.RUNNING;
            turn = mine;
            sent = value;
            thrown = raise;
            bodyWaits = null;
        }
        leave();
        switch (was) {
            case FRESH -> begin();
            // False if the body is being cancelled: then its end answers.
            case SUSPENDED -> wake.signal();
            case RUNNING -> throw new IllegalStateException("The " + kind + " is asked for a value while it makes one: "
                    + "let one task ask at a time, and not the body itself.");
            case CLOSING, ENDED -> {
                return null;
            }
        }
        try {
            mine.waiter.await(this);
        } catch (Cancelled e) {
            stop("The one who asked the " + kind + " for a value was cancelled.");
            throw e;
        }
        if (mine.failure != null) {
            throw Failures.unchecked("The " + kind, mine.failure);
        }
        return mine.emitted ? mine : null;
    }

    /// The end for a body that has not begun: there is nothing to stop.
    boolean endFresh() {
        enter();
        boolean fresh = state == State.FRESH;
        if (fresh) {
            state = State.ENDED;
        }
        leave();
        return fresh;
    }

    boolean isEnded() {
        enter();
        boolean ended = state == State.ENDED || state == State.CLOSING;
        leave();
        return ended;
    }

    private Task<?> task() {
        enter();
        var own = task;
        leave();
        return own;
    }

    private boolean lives() {
        return state == State.RUNNING || state == State.SUSPENDED;
    }

    /// Asks the body to end, if it has begun and not ended. Does not wait.
    void stop(String reason) {
        enter();
        boolean lives = lives();
        var stopped = task;
        if (lives && stopped == null) {
            // The body has not begun, and will not.
            state = State.CLOSING;
        }
        leave();
        if (lives && stopped != null) {
            stopped.cancel(reason);
        }
        // After the request, so that a body which finds itself closed also finds the request, if it has not met it yet.
        enter();
        if (lives()) {
            state = State.CLOSING;
        }
        leave();
    }

    /// Ends the body and waits for it.
    void close() {
        if (endFresh()) {
            return;
        }
        var own = task();
        if (own != null && own.thread() == Thread.currentThread()) {
            throw new IllegalStateException(
                    "The body of the " + kind + " closes it and would wait for itself: return instead.");
        }
        stop("The " + kind + " was closed.");
        own = task();
        if (own != null) {
            Waits.all(List.of(own));
            if (own.exception() != null && !own.isCancelled()) {
                throw Failures.unchecked("The " + kind, own.exception());
            }
        }
    }

    @Override
    public S emit(T value) {
        var mine = Waiter.here();
        Waiter.checkpoint();
        enter();
        boolean allowed = state == State.RUNNING && task != null && task.thread() == Thread.currentThread();
        var asker = turn;
        if (allowed) {
            asker.emitted = true;
            asker.value = value;
            // If the one who asked was cancelled, it stops the body.
            asker.waiter.claim();
            turn = null;
            bodyWaits = mine;
            state = State.SUSPENDED;
        }
        leave();
        if (!allowed) {
            Waiter.checkpoint();
            throw new IllegalStateException("emit was called in " + Thread.currentThread().getName() + " while the "
                    + kind
                    + " was closed or another task its body: emit in the body itself, and not while it cleans up.");
        }
        asker.waiter.wake();
        try {
            mine.await(this);
        } catch (Cancelled e) {
            closing();
            throw e;
        }
        return take();
    }

    private S take() {
        enter();
        var value = sent;
        var raise = thrown;
        sent = null;
        thrown = null;
        leave();
        if (raise != null) {
            throw raise;
        }
        return value;
    }

    /// The body was cancelled where it waits to be asked.
    private void closing() {
        enter();
        state = State.CLOSING;
        bodyWaits = null;
        leave();
    }

    private void begin() {
        var work = body;
        body = null;
        Task<Void> begun;
        try {
            begun = loop.spawn(kind, () -> {
                run(work);
                return null;
            });
        } catch (RuntimeException | Error e) {
            end(null);
            throw e;
        }
        enter();
        task = begun;
        boolean closed = state == State.CLOSING;
        leave();
        if (closed) {
            begun.cancel("The " + kind + " was closed.");
        }
        // A task that is cancelled before it begins never runs.
        begun.onDone(ended -> end(ended.exception()));
    }

    private void run(Body<S, T> work) throws Exception {
        enter();
        task = Task.current();
        boolean closed = state == State.CLOSING;
        leave();
        if (closed) {
            end(null);
            return;
        }
        try {
            work.run(this);
        } catch (Throwable t) {
            if (!end(t) || t instanceof Cancelled) {
                throw t;
            }
            return;
        }
        end(null);
    }

    /// Whether somebody took the failure.
    private boolean end(Throwable failure) {
        enter();
        boolean closing = state == State.CLOSING;
        state = State.ENDED;
        var asker = turn;
        turn = null;
        bodyWaits = null;
        boolean taken = false;
        if (asker != null) {
            asker.failure = failure instanceof Cancelled cancelled ? (closing ? null : stopped(cancelled)) : failure;
            taken = asker.waiter.claim();
        }
        leave();
        if (taken) {
            asker.waiter.wake();
        }
        return taken;
    }

    /// It is the body's task that was cancelled, not the one who asked.
    private CancellationException stopped(Cancelled how) {
        var exception = new CancellationException("The " + kind + " was cancelled: " + how.getMessage());
        exception.initCause(how);
        return exception;
    }

    @Override
    public String toString() {
        return kind;
    }
}
