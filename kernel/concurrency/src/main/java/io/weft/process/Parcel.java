package io.weft.process;

import java.util.List;

/// A graph of objects, ready to be sent.
///
/// @param chunks  the stream, in parts that are filled but for the last
/// @param length  of the stream
/// @param arrays  big arrays of primitives that the stream refers to by their place; not copied
/// @param classes the numbers of the classes that it names
record Parcel(List<byte[]> chunks, long length, Object[] arrays, int[] classes) {

    /// So many bytes, roughly, as it keeps.
    long weight() {
        long sum = length;
        for (var array : arrays) {
            sum += BigArrays.bytes(array);
        }
        return sum;
    }
}
