package io.weft.process;

import io.weft.loop.Effect;
import io.weft.loop.IntEffect;
import io.weft.loop.IntMapper;
import io.weft.loop.Mapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Parts of a map that travel as one job. Boxed numbers go as arrays of primitives, which are a fraction of the size and the time.
final class Chunks {

    private Chunks() {}

    /// Applies a function to a range of numbers.
    record OfNumbers<R>(IntMapper<? extends R> fn, int from, int to) implements Callable<Object>, Serializable {
        @Override
        public Object call() throws Exception {
            var values = new Object[to - from];
            for (int i = from; i < to; i++) {
                values[i - from] = fn.apply(i);
            }
            return pack(values);
        }
    }

    /// Applies a function to inputs.
    record OfInputs<A, R>(Mapper<? super A, ? extends R> fn, Object inputs) implements Callable<Object>, Serializable {
        @Override
        @SuppressWarnings("unchecked")
        public Object call() throws Exception {
            var given = unpack(inputs);
            var values = new Object[given.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = fn.apply((A) given[i]);
            }
            return pack(values);
        }
    }

    /// Applies a function to one input.
    record OfInput<A, R>(Mapper<? super A, ? extends R> fn, A input) implements Callable<R>, Serializable {
        @Override
        public R call() throws Exception {
            return fn.apply(input);
        }
    }

    /// An effect as a function without a value.
    record EffectOnInput<A>(Effect<? super A> action) implements Mapper<A, Object>, Serializable {
        @Override
        public Object apply(A input) throws Exception {
            action.accept(input);
            return null;
        }
    }

    /// An effect on numbers as a function without a value.
    record EffectOnNumber(IntEffect action) implements IntMapper<Object>, Serializable {
        @Override
        public Object apply(int number) throws Exception {
            action.accept(number);
            return null;
        }
    }

    static Object pack(Object[] values) {
        var first = values.length == 0 ? null : values[0];
        if (!(first instanceof Integer || first instanceof Long || first instanceof Double)) {
            return values;
        }
        for (var value : values) {
            if (value == null || value.getClass() != first.getClass()) {
                return values;
            }
        }
        return switch (first) {
            case Integer _ -> ints(values);
            case Long _ -> longs(values);
            default -> doubles(values);
        };
    }

    // Loops, not streams: the first map of a pool runs before anything is compiled.

    private static int[] ints(Object[] values) {
        var numbers = new int[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (Integer) values[i];
        }
        return numbers;
    }

    private static long[] longs(Object[] values) {
        var numbers = new long[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (Long) values[i];
        }
        return numbers;
    }

    private static double[] doubles(Object[] values) {
        var numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (Double) values[i];
        }
        return numbers;
    }

    static Object[] unpack(Object packed) {
        return switch (packed) {
            case Object[] values -> values;
            case int[] numbers -> {
                var values = new Object[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = numbers[i];
                }
                yield values;
            }
            case long[] numbers -> {
                var values = new Object[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = numbers[i];
                }
                yield values;
            }
            case double[] numbers -> {
                var values = new Object[numbers.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = numbers[i];
                }
                yield values;
            }
            default -> throw new IllegalArgumentException(packed.getClass().getName());
        };
    }

    /// Splits inputs into lists of so many.
    static <A> List<List<A>> split(Iterable<? extends A> inputs, int size) {
        var parts = new ArrayList<List<A>>();
        var part = new ArrayList<A>();
        for (var input : inputs) {
            part.add(input);
            if (part.size() == size) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
