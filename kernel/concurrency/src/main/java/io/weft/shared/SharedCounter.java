package io.weft.shared;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/// A number between processes, whose changes are atomic.
public final class SharedCounter implements AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<CounterState> ref = Ref.make("shared counter " + NUMBERS.incrementAndGet(),
            new CounterState.Make());

    private SharedCounter() {}

    /// {@return a new counter at 0}
    public static SharedCounter make() {
        return new SharedCounter();
    }

    /// {@return the number}
    public long get() {
        return add(0);
    }

    /// Adds one.
    ///
    /// @return the sum
    public long increment() {
        return add(1);
    }

    /// Adds to it.
    ///
    /// @param delta what to add
    /// @return the sum
    public long add(long delta) {
        return ref.ask(new CounterState.Add(delta));
    }

    /// Gives it another value.
    ///
    /// @param value the new one
    /// @return the one before
    public long set(long value) {
        return ref.ask(new CounterState.Put(value));
    }

    /// Frees what it holds, for all processes: who uses it from now on, or waits for it, gets an [IllegalStateException]. Without that
    /// it stays until the JVM ends from which all of the family descend. Has no effect when closed.
    @Override
    public void close() {
        ref.close();
    }

    @Override
    public String toString() {
        return ref + ": " + get();
    }
}
