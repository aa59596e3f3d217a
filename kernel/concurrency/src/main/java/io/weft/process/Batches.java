package io.weft.process;

import io.weft.loop.Guard;
import io.weft.loop.Mapper;
import java.util.ArrayList;
import java.util.List;

/// Cuts inputs into batches. Without a fixed size they begin with one input and double while a batch takes under 0.2 s, so that handing over
/// costs little; they halve when one takes over 2 s, and leave something for each worker.
final class Batches<A, R> extends Guard {

    private static final long SHORT_NANOS = 200_000_000;
    private static final long LONG_NANOS = 2_000_000_000;

    private final List<A> inputs;
    private final Mapper<? super A, ? extends R> fn;
    private final int workers;
    private final boolean fixed;
    // Guarded.
    private int next;
    private int size;

    /// @param size of each batch; 0 to find one
    Batches(List<A> inputs, Mapper<? super A, ? extends R> fn, int workers, int size) {
        this.inputs = inputs;
        this.fn = fn;
        this.workers = workers;
        this.fixed = size > 0;
        this.size = Math.max(1, size);
    }

    /// The next one, or null.
    Batch<A, R> take() {
        enter();
        int from = next;
        int left = inputs.size() - from;
        int most = fixed ? size : Math.min(size, Math.ceilDiv(left, workers));
        int count = Math.min(left, most);
        next += count;
        leave();
        return count == 0 ? null : new Batch<>(fn, from, new ArrayList<>(inputs.subList(from, from + count)));
    }

    /// A batch of this size took so long.
    void took(int count, long nanos) {
        enter();
        if (!fixed && count == size && nanos < SHORT_NANOS) {
            size = (int) Math.min(size * 2L, 1 << 16);
        } else if (!fixed && count == size && nanos > LONG_NANOS) {
            size = Math.max(1, size / 2);
        }
        leave();
    }
}
