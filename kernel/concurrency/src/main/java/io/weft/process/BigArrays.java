package io.weft.process;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.function.IntFunction;

/// Arrays of primitives that travel beside the stream, as raw memory: neither side copies them into another array.
final class BigArrays {

    static final int THRESHOLD = 1 << 16;

    /// Stands for an array in a stream.
    record Place(int index) implements Serializable {}

    private enum Kind {
        BYTE(1, byte[]::new), CHAR(2, char[]::new), SHORT(2, short[]::new), INT(4, int[]::new), LONG(8,
                long[]::new), FLOAT(4, float[]::new), DOUBLE(8, double[]::new);

        final int size;
        final IntFunction<Object> make;

        Kind(int size, IntFunction<Object> make) {
            this.size = size;
            this.make = make;
        }
    }

    private static final Kind[] KINDS = Kind.values();

    private BigArrays() {}

    static boolean isBig(Object value) {
        return value.getClass().isArray() && value.getClass().getComponentType().isPrimitive()
                && !(value instanceof boolean[]) && bytes(value) >= THRESHOLD;
    }

    static long bytes(Object array) {
        return (long) java.lang.reflect.Array.getLength(array) * kind(array).size;
    }

    static int length(Object array) {
        return java.lang.reflect.Array.getLength(array);
    }

    static int kindOf(Object array) {
        return kind(array).ordinal();
    }

    /// A new array; an unknown kind is refused.
    static Object make(int kind, int length) {
        if (kind < 0 || kind >= KINDS.length || length < 0) {
            throw new IllegalArgumentException("an array of kind " + kind + " and length " + length);
        }
        long free = Runtime.getRuntime().maxMemory();
        if ((long) length * KINDS[kind].size > free) {
            throw new OutOfMemoryError("An array of " + ((long) length * KINDS[kind].size >> 20)
                    + " MiB came for a JVM whose heap is " + (free >> 20)
                    + " MiB: give workers more with processOptions().memory(...)");
        }
        return KINDS[kind].make.apply(length);
    }

    static MemorySegment segment(Object array) {
        return switch (array) {
            case byte[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            default -> throw new IllegalArgumentException(array.getClass().getName());
        };
    }

    private static Kind kind(Object array) {
        return switch (array) {
            case byte[] _ -> Kind.BYTE;
            case char[] _ -> Kind.CHAR;
            case short[] _ -> Kind.SHORT;
            case int[] _ -> Kind.INT;
            case long[] _ -> Kind.LONG;
            case float[] _ -> Kind.FLOAT;
            case double[] _ -> Kind.DOUBLE;
            default -> throw new IllegalArgumentException(array.getClass().getName());
        };
    }
}
