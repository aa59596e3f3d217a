package io.weft.loop;

/// The continuations that may run, first in first out, each with the strand that it belongs to. A ring that grows;
/// guarded by its loop's guard.
final class ReadyQueue {

    private Object[] slots = new Object[256];
    private int head;
    private int size;
    private Strand polled;

    int size() {
        return size;
    }

    void add(Runnable continuation, Strand strand) {
        if (2 * size == slots.length) {
            grow();
        }
        int at = (head + 2 * size) & (slots.length - 1);
        slots[at] = continuation;
        slots[at + 1] = strand;
        size++;
    }

    /// The oldest continuation, or null; its strand is then in [#polledStrand()].
    Runnable poll() {
        if (size == 0) {
            return null;
        }
        var next = (Runnable) slots[head];
        polled = (Strand) slots[head + 1];
        slots[head] = null;
        slots[head + 1] = null;
        head = (head + 2) & (slots.length - 1);
        size--;
        return next;
    }

    Strand polledStrand() {
        return polled;
    }

    /// Moves every entry that the owner holds back to `target`, keeping the order of both.
    void moveHeldTo(ReadyQueue target, Owner owner) {
        for (int n = size; n > 0; n--) {
            var next = poll();
            boolean held = polled.task.owner() == owner && owner.holds(next, polled);
            (held ? target : this).add(next, polled);
        }
    }

    void moveAllTo(ReadyQueue target) {
        for (var next = poll(); next != null; next = poll()) {
            target.add(next, polled);
        }
    }

    private void grow() {
        var larger = new Object[slots.length * 2];
        int tail = slots.length - head;
        System.arraycopy(slots, head, larger, 0, tail);
        System.arraycopy(slots, 0, larger, tail, head);
        slots = larger;
        head = 0;
    }
}
