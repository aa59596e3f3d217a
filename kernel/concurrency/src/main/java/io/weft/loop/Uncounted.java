package io.weft.loop;

import java.util.Iterator;

/// The tally of inputs that nobody counts.
///
/// @param <T> the type of the inputs
record Uncounted<T>(Iterator<? extends T> source) implements Counted.Tally<T> {

    @Override
    public Iterator<T> inputs() {
        @SuppressWarnings("unchecked") // an iterator only gives
        var inputs = (Iterator<T>) source;
        return inputs;
    }

    @Override
    public void succeeded(long n) {}

    @Override
    public void failed(long n) {}

    @Override
    public void follow(Task<?> task) {}

    @Override
    public void close() {}
}
