package io.weft;

import io.weft.loop.Counted;
import io.weft.progress.Progress;
import io.weft.progress.ProgressInputs;
import java.util.Arrays;
import java.util.stream.Stream;

/// The front door to progress bars: what a cell calls without an import.
///
/// ```java
/// for (var page : progress(pages)) { print(page); }             // a loop
/// map(progress("pages", urls), url -> read(url), limit(10))     // many at a time: counts those that have ended
/// try (var bar = progress("bytes", size)) { bar.advance(n); }   // by hand
/// ```
public final class ProgressBars {

    private ProgressBars() {}

    /// {@return the same inputs with a bar: in a loop it counts turns; given to `map`, `each` or a pool it counts completions}
    ///
    /// @param inputs what to do something with
    /// @param <T>    the type of the inputs
    public static <T> Counted<T> progress(Iterable<? extends T> inputs) {
        return ProgressInputs.of("", inputs);
    }

    /// {@return the same inputs with a bar that has a title; see [#progress(Iterable)]}
    ///
    /// @param title  what it is
    /// @param inputs what to do something with
    /// @param <T>    the type of the inputs
    public static <T> Counted<T> progress(String title, Iterable<? extends T> inputs) {
        return ProgressInputs.of(title, inputs);
    }

    /// {@return the elements of an array with a bar; see [#progress(Iterable)]}
    ///
    /// @param inputs what to do something with
    /// @param <T>    the type of the elements
    public static <T> Counted<T> progress(T[] inputs) {
        return ProgressInputs.of("", Arrays.asList(inputs));
    }

    /// {@return the numbers from 0 with a bar; see [#progress(Iterable)]}
    ///
    /// @param n how many numbers
    /// @throws IllegalArgumentException if there are fewer than zero
    public static Counted<Integer> progress(int n) {
        return ProgressInputs.numbers(n);
    }

    /// {@return the same stream with a bar that counts its elements as they have passed}
    ///
    /// @param stream the stream, which is used up by this
    /// @param <T>    the type of the elements
    public static <T> Stream<T> progress(Stream<T> stream) {
        return ProgressInputs.stream("", stream);
    }

    /// {@return the same stream with a bar that has a title and counts its elements as they have passed}
    ///
    /// @param title  what it is
    /// @param stream the stream, which is used up by this
    /// @param <T>    the type of the elements
    public static <T> Stream<T> progress(String title, Stream<T> stream) {
        return ProgressInputs.stream(title, stream);
    }

    /// Begins a bar that is advanced by hand and ends when it is closed; see [Progress].
    ///
    /// @param title what it is
    /// @param total how many steps there are, or a negative number where that is not known
    /// @return the bar
    public static Progress progress(String title, long total) {
        return Progress.begin(title, total);
    }
}
