package io.weft.loop;

/// An entry of a loop's timer heap: an action of the loop thread at a time of the loop's clock.
final class Timer {

    final long deadlineNanos;
    final long sequence;
    final Runnable action;
    /// The one that acts after it, once both are due; the carrier's.
    Timer nextDue;
    /// Place in the heap, -1 when not in it; guarded by the loop's guard.
    int index = -1;

    Timer(long deadlineNanos, long sequence, Runnable action) {
        this.deadlineNanos = deadlineNanos;
        this.sequence = sequence;
        this.action = action;
    }

    /// Equal deadlines fire in the order in which they were set.
    boolean before(Timer other) {
        long later = deadlineNanos - other.deadlineNanos;
        return later != 0 ? later < 0 : sequence < other.sequence;
    }
}
