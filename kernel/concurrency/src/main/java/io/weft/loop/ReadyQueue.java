package io.weft.loop;

import java.util.SplittableRandom;

/// The continuations that may run, each with the strand that it belongs to: first in first out, unless the order is drawn. A
/// ring that grows; guarded by its loop's guard.
final class ReadyQueue {

    /// Draws which entry is next; null for the oldest.
    private final SplittableRandom order;
    private Object[] slots = new Object[256];
    private int head;
    private int size;
    /// How many at the head are not subject to a drawn order.
    private int first;
    private Strand polled;

    ReadyQueue() {
        this(null);
    }

    ReadyQueue(SplittableRandom order) {
        this.order = order;
    }

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

    /// Before all others, whatever the order.
    void addFirst(Runnable continuation, Strand strand) {
        if (2 * size == slots.length) {
            grow();
        }
        head = (head - 2) & (slots.length - 1);
        slots[head] = continuation;
        slots[head + 1] = strand;
        size++;
        if (order != null) {
            first++;
        }
    }

    /// The next continuation, or null; its strand is then in [#polledStrand()].
    Runnable poll() {
        if (order != null && size > 1) {
            if (first > 0) {
                first--;
            } else {
                bringToHead(order.nextInt(size));
            }
        }
        return pollOldest();
    }

    private Runnable pollOldest() {
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
            var next = pollOldest();
            boolean held = polled.task.owner() == owner && owner.holds(next, polled);
            (held ? target : this).add(next, polled);
        }
    }

    void moveAllTo(ReadyQueue target) {
        for (var next = pollOldest(); next != null; next = pollOldest()) {
            target.add(next, polled);
        }
    }

    /// The others keep their order.
    private void bringToHead(int place) {
        int mask = slots.length - 1;
        int at = (head + 2 * place) & mask;
        var continuation = slots[at];
        var strand = slots[at + 1];
        for (int n = place; n > 0; n--) {
            int before = (at - 2) & mask;
            slots[at] = slots[before];
            slots[at + 1] = slots[before + 1];
            at = before;
        }
        slots[at] = continuation;
        slots[at + 1] = strand;
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
