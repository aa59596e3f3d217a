package io.weft.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A shared array of `int`; see [SharedArray].
public final class SharedInts extends SharedArray {

    private static final long serialVersionUID = 1L;
    private static final int SHIFT = 2;
    private static final VarHandle ATOMIC = ValueLayout.JAVA_INT.varHandle();

    private SharedInts(long length) {
        super(length, 4);
    }

    private SharedInts(SharedInts shipped) {
        super(shipped);
    }

    /// {@return a new array, all zeros}
    ///
    /// @param length how many elements; may exceed what a Java array holds
    public static SharedInts make(long length) {
        return new SharedInts(length);
    }

    @Override
    SharedArray mapped() {
        return new SharedInts(this);
    }

    /// {@return an element}
    ///
    /// @param index which, from 0
    /// @throws IndexOutOfBoundsException if there is none
    public int get(long index) {
        return segment.get(ValueLayout.JAVA_INT, at(index, SHIFT));
    }

    /// Sets an element.
    ///
    /// @param index which, from 0
    /// @param value its new value
    /// @throws IndexOutOfBoundsException if there is none
    public void set(long index, int value) {
        segment.set(ValueLayout.JAVA_INT, at(index, SHIFT), value);
    }

    /// Adds to an element, atomically between all processes.
    ///
    /// @param index which, from 0
    /// @param delta what to add
    /// @return the sum
    /// @throws IndexOutOfBoundsException if there is none
    public int add(long index, int delta) {
        return (int) ATOMIC.getAndAdd(segment, at(index, SHIFT), delta) + delta;
    }

    /// Sets elements one after another.
    ///
    /// @param from   which is the first
    /// @param values for so many elements
    /// @throws IndexOutOfBoundsException if there are not so many
    public void set(long from, int[] values) {
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_INT, from << SHIFT, values.length);
    }

    /// {@return a copy}
    public int[] toArray() {
        return segment.toArray(ValueLayout.JAVA_INT);
    }
}
