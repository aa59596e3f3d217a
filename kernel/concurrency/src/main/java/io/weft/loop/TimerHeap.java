package io.weft.loop;

import java.util.Arrays;

/// A binary heap of timers that knows each timer's place, so that a timeout that did not fire leaves at once.
/// Guarded by its loop's guard.
final class TimerHeap {

    private Timer[] heap = new Timer[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    Timer first() {
        return size == 0 ? null : heap[0];
    }

    void add(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, timer);
    }

    boolean remove(Timer timer) {
        int at = timer.index;
        if (at < 0) {
            return false;
        }
        timer.index = -1;
        var last = heap[--size];
        heap[size] = null;
        if (at < size) {
            down(at, last);
            if (heap[at] == last) {
                up(at, last);
            }
        }
        return true;
    }

    private void up(int at, Timer timer) {
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!timer.before(heap[parent])) {
                break;
            }
            place(at, heap[parent]);
            at = parent;
        }
        place(at, timer);
    }

    private void down(int at, Timer timer) {
        for (int child; (child = 2 * at + 1) < size; at = child) {
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(timer)) {
                break;
            }
            place(at, heap[child]);
        }
        place(at, timer);
    }

    private void place(int at, Timer timer) {
        heap[at] = timer;
        timer.index = at;
    }
}
