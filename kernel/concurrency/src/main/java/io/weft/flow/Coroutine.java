package io.weft.flow;

import java.util.NoSuchElementException;

/// A body that is sent values and answers each with another. The body runs in a task of its own, only between a question and
/// its answer. [#next()] brings it to its first `emit`; what is sent then is what that `emit` returns.
///
/// ```java
/// Coroutine<Integer, String> echo = coroutine(io -> { var answer = ""; while (true) answer = "got " + io.emit(answer); });
/// echo.next();
/// println(echo.send(1));    // got 1
/// ```
///
/// It ends when its body returns, or by [#close()]; one that is dropped is ended when the garbage collector finds it.
///
/// @param <S> the type of the values that are sent to it
/// @param <T> the type of the values that it emits
public final class Coroutine<S, T> implements AutoCloseable {

    /// What answers.
    ///
    /// @param <S> the type of the values that are sent to it
    /// @param <T> the type of the values that it emits
    @FunctionalInterface
    public interface Body<S, T> {

        /// Emits values and gets what is sent.
        ///
        /// @param io where to do both
        /// @throws Exception whatever the body throws; it arrives at the one who asks
        void run(Port<S, T> io) throws Exception;
    }

    private final Exchange<S, T> exchange;
    /// Whether the body has begun; used by one task or thread at a time.
    private boolean begun;

    /// Creates a coroutine that has not begun, on the current loop.
    ///
    /// @param body answers
    /// @throws IllegalStateException if there is no loop here
    public Coroutine(Body<S, T> body) {
        this.exchange = new Exchange<>("coroutine", body::run);
    }

    /// Lets the body go on to its next value, as if null had been sent. Lets the other tasks of the loop run.
    ///
    /// @return the value
    /// @throws NoSuchElementException      if the body has ended, or ends now
    /// @throws io.weft.loop.Cancelled      if the caller is cancelled meanwhile; the body is then cancelled, too
    /// @throws io.weft.loop.TaskFailed     with the cause, if the body fails with a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException       if another task is asking, or the body itself
    public T next() {
        return ask(null, null);
    }

    /// Sends a value, and lets the body go on to its next one; otherwise like [#next()].
    ///
    /// @param value what the body's `emit` returns
    /// @return the answer
    /// @throws NoSuchElementException if the body has ended, or ends now
    /// @throws IllegalStateException  if the body has not begun, or another task is asking
    public T send(S value) {
        if (!begun) {
            throw new IllegalStateException(
                    "A value was sent to a coroutine that has not begun and cannot take it: call next() once before.");
        }
        return ask(value, null);
    }

    /// Throws an exception where the body waits, and lets it go on to its next value; otherwise like [#next()]. A body that has not
    /// begun, or has ended, gives it straight back.
    ///
    /// @param exception what the body's `emit` throws
    /// @return the answer
    /// @throws NoSuchElementException if the body catches the exception and ends
    /// @throws IllegalStateException  if another task is asking
    public T throwInto(RuntimeException exception) {
        if (exchange.endFresh() || exchange.isEnded()) {
            throw exception;
        }
        return ask(null, exception);
    }

    /// {@return whether the body has ended}
    public boolean isEnded() {
        return exchange.isEnded();
    }

    /// Ends the body, where it waits to be sent something, and waits until it has cleaned up. Without effect if it has ended.
    ///
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled meanwhile
    /// @throws io.weft.loop.TaskFailed with the cause, if the body fails on the way with a checked exception; an unchecked one arrives as itself
    @Override
    public void close() {
        exchange.close();
    }

    private T ask(S value, RuntimeException exception) {
        if (!begun) {
            begun = true;
            Abandoned.watch(this, exchange);
        }
        var answer = exchange.ask(value, exception);
        if (answer == null) {
            throw new NoSuchElementException("The coroutine has ended: ask isEnded() first, or make another one.");
        }
        return answer.value();
    }

    @Override
    public String toString() {
        return exchange.toString();
    }
}
