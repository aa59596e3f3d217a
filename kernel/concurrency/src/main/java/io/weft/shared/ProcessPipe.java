package io.weft.shared;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/// A pipe between processes: two ends, each for sending and receiving.
///
/// @param left  one end
/// @param right the other
/// @param <T>   the type of what goes through it
public record ProcessPipe<T>(PipeEnd<T> left, PipeEnd<T> right) implements Serializable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int ON_THEIR_WAY = 1000;

    /// {@return a new pipe}
    ///
    /// @param <T> the type of what goes through it
    public static <T> ProcessPipe<T> make() {
        int number = NUMBERS.incrementAndGet();
        ProcessQueue<T> there = ProcessQueue.make("pipe " + number + " to the right", ON_THEIR_WAY);
        ProcessQueue<T> back = ProcessQueue.make("pipe " + number + " to the left", ON_THEIR_WAY);
        return new ProcessPipe<>(new PipeEnd<>(there, back), new PipeEnd<>(back, there));
    }
}
