package io.weft.flow;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Values that a body makes one by one while somebody asks for them. The body runs in a task of its own, only between a
/// question and its answer; it begins at the first question.
///
/// ```java
/// Generator<Integer> squares = generator(out -> { for (int i = 0; ; i++) out.emit(i * i); });
/// for (int square : squares) { if (square > 50) break; println(square); }
/// ```
///
/// A generator can be gone through once. It ends when its body returns. [#close()] ends it earlier; one that is dropped half-way is
/// ended when the garbage collector finds it, and its body's `finally` blocks run.
///
/// @param <T> the type of the values
public final class Generator<T> implements Iterable<T>, Iterator<T>, AutoCloseable {

    /// What makes the values.
    ///
    /// @param <T> their type
    @FunctionalInterface
    public interface Body<T> {

        /// Emits values.
        ///
        /// @param out where to put them
        /// @throws Exception whatever the body throws; it arrives at the one who asks for the next value
        void run(Emitter<T> out) throws Exception;
    }

    private final Exchange<Void, T> exchange;
    /// Has the next value; null if it must be asked for. Used by one task or thread at a time.
    private Exchange.Turn<T> next;
    private boolean watched;

    /// Creates a generator that has not begun, on the current loop.
    ///
    /// @param body makes the values
    /// @throws IllegalStateException if there is no loop here
    public Generator(Body<T> body) {
        this.exchange = new Exchange<>("generator", port -> body.run(port::emit));
    }

    /// {@return whether there is another value} It lets the body run until it has one. Other tasks of the loop run meanwhile.
    ///
    /// @throws io.weft.loop.Cancelled    if the caller is cancelled meanwhile; the body is then cancelled, too
    /// @throws io.weft.loop.TaskFailed   with the cause, if the body fails with a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException     if another task is asking, or the body itself
    @Override
    public boolean hasNext() {
        if (next == null) {
            if (!watched) {
                watched = true;
                Abandoned.watch(this, exchange);
            }
            next = exchange.ask(null, null);
        }
        return next != null;
    }

    /// {@return the next value} It lets the body run as [#hasNext()] does.
    ///
    /// @throws NoSuchElementException if there is none
    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The generator has ended: ask hasNext() first.");
        }
        var taken = next;
        next = null;
        return taken.value();
    }

    /// {@return this generator, which goes on where it stands}
    @Override
    public Iterator<T> iterator() {
        return this;
    }

    /// {@return the values that are left, as a stream}
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /// Ends the body, where it waits to be asked, and waits until it has cleaned up. Without effect if it has ended.
    ///
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled meanwhile
    /// @throws io.weft.loop.TaskFailed with the cause, if the body fails on the way with a checked exception; an unchecked one arrives as itself
    @Override
    public void close() {
        next = null;
        exchange.close();
    }

    @Override
    public String toString() {
        return exchange.toString();
    }
}
