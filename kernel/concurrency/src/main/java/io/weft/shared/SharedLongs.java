package io.weft.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A shared array of `long`; see [SharedArray].
public final class SharedLongs extends SharedArray {

    private static final long serialVersionUID = 1L;
    private static final int SHIFT = 3;
    private static final VarHandle ATOMIC = ValueLayout.JAVA_LONG.varHandle();

    private SharedLongs(long length) {
        super(length, 8);
    }

    private SharedLongs(SharedLongs shipped) {
        super(shipped);
    }

    /// {@return a new array, all zeros}
    ///
    /// @param length how many elements; may exceed what a Java array holds
    public static SharedLongs make(long length) {
        return new SharedLongs(length);
    }

    @Override
    SharedArray mapped() {
        return new SharedLongs(this);
    }

    /// {@return an element}
    ///
    /// @param index which, from 0
    /// @throws IndexOutOfBoundsException if there is none
    public long get(long index) {
        return segment.get(ValueLayout.JAVA_LONG, at(index, SHIFT));
    }

    /// Sets an element.
    ///
    /// @param index which, from 0
    /// @param value its new value
    /// @throws IndexOutOfBoundsException if there is none
    public void set(long index, long value) {
        segment.set(ValueLayout.JAVA_LONG, at(index, SHIFT), value);
    }

    /// Adds to an element, atomically between all processes.
    ///
    /// @param index which, from 0
    /// @param delta what to add
    /// @return the sum
    /// @throws IndexOutOfBoundsException if there is none
    public long add(long index, long delta) {
        return (long) ATOMIC.getAndAdd(segment, at(index, SHIFT), delta) + delta;
    }

    /// Sets elements one after another.
    ///
    /// @param from   which is the first
    /// @param values for so many elements
    /// @throws IndexOutOfBoundsException if there are not so many
    public void set(long from, long[] values) {
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_LONG, from << SHIFT, values.length);
    }

    /// {@return a copy}
    public long[] toArray() {
        return segment.toArray(ValueLayout.JAVA_LONG);
    }
}
