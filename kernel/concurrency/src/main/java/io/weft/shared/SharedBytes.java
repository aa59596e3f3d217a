package io.weft.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A shared array of `byte`; see [SharedArray].
public final class SharedBytes extends SharedArray {

    private static final long serialVersionUID = 1L;
    private static final int SHIFT = 0;

    private SharedBytes(long length) {
        super(length, 1);
    }

    private SharedBytes(SharedBytes shipped) {
        super(shipped);
    }

    /// {@return a new array, all zeros}
    ///
    /// @param length how many elements; may exceed what a Java array holds
    public static SharedBytes make(long length) {
        return new SharedBytes(length);
    }

    @Override
    SharedArray mapped() {
        return new SharedBytes(this);
    }

    /// {@return an element}
    ///
    /// @param index which, from 0
    /// @throws IndexOutOfBoundsException if there is none
    public byte get(long index) {
        return segment.get(ValueLayout.JAVA_BYTE, at(index, SHIFT));
    }

    /// Sets an element.
    ///
    /// @param index which, from 0
    /// @param value its new value
    /// @throws IndexOutOfBoundsException if there is none
    public void set(long index, byte value) {
        segment.set(ValueLayout.JAVA_BYTE, at(index, SHIFT), value);
    }

    /// Sets elements one after another.
    ///
    /// @param from   which is the first
    /// @param values for so many elements
    /// @throws IndexOutOfBoundsException if there are not so many
    public void set(long from, byte[] values) {
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_BYTE, from << SHIFT, values.length);
    }

    /// {@return a copy}
    public byte[] toArray() {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }
}
