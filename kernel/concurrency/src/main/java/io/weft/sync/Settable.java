package io.weft.sync;

import io.weft.loop.Failures;
import io.weft.loop.Selectable;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A result that somebody sets once, and that any number of tasks and platform threads wait for.
///
/// @param <T> the type of the value
public final class Settable<T> extends Primitive implements Selectable<T> {

    /// What it was set to; null before. Written once, guarded; read without the guard.
    private volatile Result<T> result;
    /// Guarded.
    private final Line line = new Line();
    /// Whom to call back; guarded.
    private List<Consumer<? super Settable<T>>> callbacks = new ArrayList<>(0);

    /// A value, or why there is none.
    private record Result<T>(T value, Throwable failure) {}

    /// Creates one that is not set.
    ///
    /// @param name for messages and reports, or null
    public Settable(String name) {
        super("settable", name);
    }

    /// Sets the value and lets all who wait go on, in the order in which they came. Any task or thread; does not block.
    ///
    /// @param value the value; null is one, too
    /// @throws IllegalStateException if it was set before
    public void set(T value) {
        if (!trySet(value)) {
            throw setTwice();
        }
    }

    /// Sets a failure that all who wait get, and lets them go on. Any task or thread; does not block.
    ///
    /// @param failure what they get: an unchecked exception as itself, a checked one as the cause of [io.weft.loop.TaskFailed]
    /// @throws IllegalStateException if it was set before
    public void fail(Throwable failure) {
        if (!tryFail(failure)) {
            throw setTwice();
        }
    }

    /// Like [#set(Object)], but only if nobody was faster.
    ///
    /// @param value the value
    /// @return whether this call set it
    public boolean trySet(T value) {
        return settle(new Result<>(value, null));
    }

    /// Like [#fail(Throwable)], but only if nobody was faster.
    ///
    /// @param failure what those who wait get
    /// @return whether this call set it
    public boolean tryFail(Throwable failure) {
        if (failure == null) {
            throw new IllegalArgumentException(
                    "The " + title() + ": fail(null), but a failure must have an exception.");
        }
        return settle(new Result<>(null, failure));
    }

    /// Waits until it is set and gives the value; at once if it is. In a task it lets the other tasks of the loop run; a platform
    /// thread is blocked. Cancelled before or during the wait, it throws; a set that came first wins, and the cancellation meets
    /// the next wait.
    ///
    /// @return the value
    /// @throws io.weft.loop.Cancelled  if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws io.weft.loop.TaskFailed with the cause, if it was set to a checked exception; an unchecked one arrives as itself
    public T await() {
        waitFor(null);
        return value();
    }

    /// Like [#await()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @return the value
    /// @throws io.weft.loop.TimedOut    if it was not set by then; it may be just after
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws io.weft.loop.TaskFailed  with the cause, if it was set to a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if the limit is negative
    public T await(Duration limit) {
        Times.nanos(limit, "The " + title() + ": await");
        waitFor(limit);
        return value();
    }

    /// {@return the value, without a wait}
    ///
    /// @throws IllegalStateException   if it is not set
    /// @throws io.weft.loop.TaskFailed with the cause, if it was set to a checked exception; an unchecked one arrives as itself
    public T value() {
        var now = result;
        if (now == null) {
            throw new IllegalStateException("The " + title() + " is not set yet: await() waits for its value.");
        }
        if (now.failure != null) {
            throw Failures.unchecked("The " + title(), now.failure);
        }
        return now.value;
    }

    /// {@return whether it was set, to a value or a failure}
    public boolean isSet() {
        return result != null;
    }

    /// {@return the failure that it was set to, or null}
    public Throwable failure() {
        var now = result;
        return now == null ? null : now.failure;
    }

    /// Calls back once, when it is set; at once if it is. The callback runs in the thread that sets it (else in the caller's), after
    /// those who wait were let go on; what it throws goes to that thread's handler of uncaught exceptions.
    ///
    /// @param callback gets this
    public void onSet(Consumer<? super Settable<T>> callback) {
        boolean late;
        enter();
        try {
            late = result != null;
            if (!late) {
                callbacks.add(callback);
            }
        } finally {
            leave();
        }
        if (late) {
            call(callback);
        }
    }

    /// {@return a future of the JDK that gets the same result} Ending that future does not set this.
    public CompletableFuture<T> asFuture() {
        var future = new CompletableFuture<T>();
        onSet(_ -> {
            var now = result;
            if (now.failure != null) {
                future.completeExceptionally(now.failure);
            } else {
                future.complete(now.value);
            }
        });
        return future;
    }

    /// {@return whether it is set and who waits, at one moment}
    public Snapshot snapshot() {
        Result<T> now;
        List<Place> places;
        enter();
        try {
            now = result;
            places = line.list();
        } finally {
            leave();
        }
        return new Snapshot(name(), now != null, now != null && now.failure != null,
                places.stream().map(place -> place.waiter.name()).toList());
    }

    @Override
    public Enrolment<T> enrol(Waiter waiter) {
        var place = new Place(waiter, 1, null);
        enter();
        if (result != null) {
            place.serve();
        } else {
            line.add(place);
        }
        leave();
        return new Enrolled<>(line, place, _ -> value());
    }

    /// The state of a settable result.
    ///
    /// @param name    its name, or null
    /// @param isSet   whether it was set
    /// @param failed  whether it was set to a failure
    /// @param waiters the names of those who wait, the one who came first in front
    public record Snapshot(String name, boolean isSet, boolean failed, List<String> waiters) {}

    @Override
    String state() {
        var now = snapshot();
        return (now.failed ? "failed, " : now.isSet ? "set, " : "not set, ") + waitingText(now.waiters);
    }

    private boolean settle(Result<T> newResult) {
        var chain = new Chain();
        List<Consumer<? super Settable<T>>> called = List.of();
        enter();
        boolean first = result == null;
        if (first) {
            result = newResult;
            chain.serve(line, Integer.MAX_VALUE);
            called = callbacks;
            callbacks = List.of();
        }
        leave();
        chain.wake();
        called.forEach(this::call);
        return first;
    }

    private void call(Consumer<? super Settable<T>> callback) {
        try {
            callback.accept(this);
        } catch (RuntimeException | Error e) {
            var here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, e);
        }
    }

    private void waitFor(Duration limit) {
        if (Thread.currentThread().isInterrupted()) {
            Waiter.checkpoint();
        }
        if (result != null) {
            return;
        }
        var place = Place.here();
        enter();
        boolean already = result != null;
        if (!already) {
            line.add(place);
        }
        leave();
        if (!already) {
            waitIn(line, place, limit, "was not set");
        }
    }

    private IllegalStateException setTwice() {
        return new IllegalStateException(
                "The " + title() + " was set already, and a result is set once: use trySet where several try.");
    }
}
