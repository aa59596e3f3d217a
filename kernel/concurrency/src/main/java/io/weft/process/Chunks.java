package io.weft.process;

import io.weft.loop.Effect;
import io.weft.loop.IntEffect;
import io.weft.loop.IntMapper;
import io.weft.loop.Mapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            var values = unpack(inputs).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = fn.apply((A) values[i]);
            }
            return pack(values);
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
        if (values.length > 0 && values[0] instanceof Integer && allOf(Integer.class, values)) {
            return Arrays.stream(values).mapToInt(v -> (Integer) v).toArray();
        }
        if (values.length > 0 && values[0] instanceof Long && allOf(Long.class, values)) {
            return Arrays.stream(values).mapToLong(v -> (Long) v).toArray();
        }
        if (values.length > 0 && values[0] instanceof Double && allOf(Double.class, values)) {
            return Arrays.stream(values).mapToDouble(v -> (Double) v).toArray();
        }
        return values;
    }

    private static boolean allOf(Class<?> type, Object[] values) {
        for (var value : values) {
            if (value == null || value.getClass() != type) {
                return false;
            }
        }
        return true;
    }

    static List<Object> unpack(Object packed) {
        return switch (packed) {
            case int[] numbers -> IntStream.of(numbers).<Object>mapToObj(n -> n).collect(Collectors.toList());
            case long[] numbers -> Arrays.stream(numbers).<Object>mapToObj(n -> n).collect(Collectors.toList());
            case double[] numbers -> Arrays.stream(numbers).<Object>mapToObj(n -> n).collect(Collectors.toList());
            case Object[] values -> Arrays.asList(values);
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
