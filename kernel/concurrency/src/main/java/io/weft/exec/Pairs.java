package io.weft.exec;

import io.weft.loop.BiMapper;
import io.weft.loop.Mapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// Two lists of arguments as one list of inputs, for the pools of this library.
public final class Pairs {

    private Pairs() {}

    /// Two arguments that belong together.
    ///
    /// @param first  the one
    /// @param second the other
    /// @param <A>    the type of the first
    /// @param <B>    the type of the second
    public record Pair<A, B>(A first, B second) implements Serializable {}

    /// A function of two arguments as one of their pair.
    ///
    /// @param fn  the function
    /// @param <A> the type of the first
    /// @param <B> the type of the second
    /// @param <R> the type of the value
    public record OfPair<A, B, R>(BiMapper<? super A, ? super B, ? extends R> fn)
            implements
                Mapper<Pair<A, B>, R> {
        @Override
        public R apply(Pair<A, B> pair) throws Exception {
            return fn.apply(pair.first, pair.second);
        }
    }

    /// {@return the first of both, the second of both, and so on}
    ///
    /// @param first  the one list
    /// @param second the other list
    /// @param <A>    the type of the first
    /// @param <B>    the type of the second
    /// @throws IllegalArgumentException if one is longer
    public static <A, B> List<Pair<A, B>> of(Iterable<? extends A> first, Iterable<? extends B> second) {
        var pairs = new ArrayList<Pair<A, B>>();
        var one = first.iterator();
        var other = second.iterator();
        while (one.hasNext() && other.hasNext()) {
            pairs.add(new Pair<>(one.next(), other.next()));
        }
        if (one.hasNext() || other.hasNext()) {
            throw new IllegalArgumentException("A map over two lists: the " + (one.hasNext() ? "first" : "second")
                    + " is longer than the other, which has " + pairs.size() + ": give both the same length.");
        }
        return pairs;
    }
}
