package io.weft.shared;

import io.weft.loop.Resource;
import java.io.Serial;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// An array in memory that all processes of a family map: none copies it, and what one writes the others read. It has no name that could
/// be left behind. Plain reads and writes of several processes need an order: a job that has ended, a lock, or the atomic `add`.
///
/// It goes to processes as an argument, captured, or as a variable of a cell; they map it as long as the process lives that made it, and
/// until it closes it.
public abstract sealed class SharedArray
        implements
            Resource,
            Serializable
        permits SharedLongs, SharedDoubles, SharedInts, SharedBytes {

    private static final long serialVersionUID = 1L;

    private final long length;
    private final SharedLock lock;
    private final SharedMemory.Name name;
    private transient SharedMemory memory;
    final transient MemorySegment segment;

    SharedArray(long length, int width) {
        if (length < 0) {
            throw new IllegalArgumentException("An array of " + length + " elements: the length must be zero or more.");
        }
        this.length = length;
        this.lock = SharedLock.make();
        this.memory = SharedMemory.make(Math.multiplyExact(length, width));
        this.name = memory.name();
        this.segment = memory.segment();
    }

    /// The same array in another process.
    SharedArray(SharedArray shipped) {
        this.length = shipped.length;
        this.lock = shipped.lock;
        this.name = shipped.name;
        this.memory = SharedMemory.open(shipped.name);
        this.segment = memory.segment();
    }

    /// {@return how many elements it has}
    public final long length() {
        return length;
    }

    /// {@return a lock that goes with it, for changes of more than one element}
    public final SharedLock lock() {
        return lock;
    }

    /// {@return its memory, for bulk operations; valid until it is closed here}
    public final MemorySegment memory() {
        return segment;
    }

    final long at(long index, int shift) {
        return Objects.checkIndex(index, length) << shift;
    }

    @Override
    public final String describe() {
        return "the shared array of " + length + " elements";
    }

    @Override
    public final boolean isClosed() {
        return !segment.scope().isAlive();
    }

    /// Gives the memory back in this process; in the one that made it no other process can map it any more.
    @Override
    public final void close() {
        memory.close();
    }

    /// What is written to streams is this object without its memory; what is read becomes a mapped one.
    @Serial
    final Object readResolve() {
        return mapped();
    }

    abstract SharedArray mapped();
}
