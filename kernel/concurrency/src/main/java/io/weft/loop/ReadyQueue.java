package io.weft.loop;

import java.util.SplittableRandom;

/// The continuations that may run, each with the strand that it belongs to: first in first out, unless the order is drawn. A
/// ring that grows; whoever owns it guards it.
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

    /// How many entries fit in without further memory.
    int capacity() {
        return slots.length / 2;
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

    /// Puts all entries behind those of `target`; all or, for lack of memory, none. Into an empty one that needs no memory.
    void moveAllTo(ReadyQueue target) {
        if (target.size == 0) {
            swapWith(target);
            return;
        }
        target.reserve(size);
        for (var next = pollOldest(); next != null; next = pollOldest()) {
            target.add(next, polled);
        }
    }

    /// Likewise before those of `target`, in their order.
    void moveAllBefore(ReadyQueue target) {
        if (target.size == 0 && target.order == null) {
            swapWith(target);
            return;
        }
        target.reserve(size);
        for (; size > 0; size--) {
            int last = (head + 2 * (size - 1)) & (slots.length - 1);
            target.addFirst((Runnable) slots[last], (Strand) slots[last + 1]);
            slots[last] = null;
            slots[last + 1] = null;
        }
    }

    private void swapWith(ReadyQueue other) {
        var itsSlots = other.slots;
        int itsHead = other.head;
        other.slots = slots;
        other.head = head;
        other.size = size;
        slots = itsSlots;
        head = itsHead;
        size = 0;
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

    /// Makes room for so many more, so that adding them needs no memory.
    void reserve(int more) {
        while (2 * (size + more) > slots.length) {
            grow();
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
