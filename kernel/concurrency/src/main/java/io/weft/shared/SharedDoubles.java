package io.weft.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A shared array of `double`; see [SharedArray].
public final class SharedDoubles extends SharedArray {

    private static final long serialVersionUID = 1L;
    private static final int SHIFT = 3;
    private static final VarHandle ATOMIC = ValueLayout.JAVA_LONG.varHandle();

    private SharedDoubles(long length) {
        super(length, 8);
    }

    private SharedDoubles(SharedDoubles shipped) {
        super(shipped);
    }

    /// {@return a new array, all zeros}
    ///
    /// @param length how many elements; may exceed what a Java array holds
    public static SharedDoubles make(long length) {
        return new SharedDoubles(length);
    }

    @Override
    SharedArray mapped() {
        return new SharedDoubles(this);
    }

    /// {@return an element}
    ///
    /// @param index which, from 0
    /// @throws IndexOutOfBoundsException if there is none
    public double get(long index) {
        return segment.get(ValueLayout.JAVA_DOUBLE, at(index, SHIFT));
    }

    /// Sets an element.
    ///
    /// @param index which, from 0
    /// @param value its new value
    /// @throws IndexOutOfBoundsException if there is none
    public void set(long index, double value) {
        segment.set(ValueLayout.JAVA_DOUBLE, at(index, SHIFT), value);
    }

    /// Adds to an element, atomically between all processes.
    ///
    /// @param index which, from 0
    /// @param delta what to add
    /// @return the sum
    /// @throws IndexOutOfBoundsException if there is none
    public double add(long index, double delta) {
        long at = at(index, SHIFT);
        while (true) {
            long before = (long) ATOMIC.getVolatile(segment, at);
            double sum = Double.longBitsToDouble(before) + delta;
            if (ATOMIC.compareAndSet(segment, at, before, Double.doubleToRawLongBits(sum))) {
                return sum;
            }
        }
    }

    /// Sets elements one after another.
    ///
    /// @param from   which is the first
    /// @param values for so many elements
    /// @throws IndexOutOfBoundsException if there are not so many
    public void set(long from, double[] values) {
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_DOUBLE, from << SHIFT, values.length);
    }

    /// {@return a copy}
    public double[] toArray() {
        return segment.toArray(ValueLayout.JAVA_DOUBLE);
    }
}
