package io.weft.jupyter.magic;

/// The loop of a `%timeit`, compiled around the user's code. What the code computes is handed to [#keep], so that the compiler cannot leave
/// out the computation: it must assume that the value is the one that is looked for, or is stored.
public abstract class TimedLoop {

    // Volatile, so that each comparison reads them anew; no thread but the one that measures.
    private volatile long unlikely = 0x5DEECE66DL;
    private volatile Object kept;
    private int calls;
    private int mask = 1;

    /// Runs the code this many times.
    public abstract void loop(long times) throws Throwable;

    protected final void keep(long value) {
        if (value == unlikely) {
            unlikely = value + 1;
        }
    }

    protected final void keep(int value) {
        keep((long) value);
    }

    protected final void keep(boolean value) {
        keep(value ? 1L : 0L);
    }

    protected final void keep(char value) {
        keep((long) value);
    }

    protected final void keep(double value) {
        keep(Double.doubleToRawLongBits(value));
    }

    protected final void keep(float value) {
        keep((long) Float.floatToRawIntBits(value));
    }

    /// Stores ever fewer of them, as a store is dearer than what is often measured.
    protected final void keep(Object value) {
        if ((++calls & mask) == 0) {
            kept = value;
            mask = mask << 1 | 1;
        }
    }

    /// The last object that was stored.
    final Object kept() {
        return kept;
    }
}
