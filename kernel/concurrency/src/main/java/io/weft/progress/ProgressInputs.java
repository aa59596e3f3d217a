package io.weft.progress;

import io.weft.group.Group;
import io.weft.loop.Counted;
import java.util.Collection;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Puts bars on inputs.
public final class ProgressInputs {

    private ProgressInputs() {}

    /// {@return the same inputs with a bar, which knows the total where the inputs know their size}
    ///
    /// @param title  what it is, or an empty text
    /// @param inputs what to do something with
    /// @param <T>    the type of the inputs
    public static <T> Counted<T> of(String title, Iterable<? extends T> inputs) {
        long total = switch (inputs) {
            case Collection<?> collection -> collection.size();
            case Group group -> group.size();
            case Inputs<?>(_, _, long counted) -> counted;
            default -> -1;
        };
        return new Inputs<>(title, inputs, total);
    }

    /// {@return the numbers from 0 with a bar}
    ///
    /// @param n how many numbers
    /// @throws IllegalArgumentException if there are fewer than zero
    public static Counted<Integer> numbers(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "progress(" + n + "): the number must be zero or more, for example progress(100).");
        }
        return new Inputs<>("", () -> IntStream.range(0, n).iterator(), n);
    }

    /// {@return the same stream with a bar that begins with the first element}
    ///
    /// @param title  what it is, or an empty text
    /// @param stream the stream, which is used up by this
    /// @param <T>    the type of the elements
    public static <T> Stream<T> stream(String title, Stream<T> stream) {
        return CountedStream.of(title, stream);
    }
}
