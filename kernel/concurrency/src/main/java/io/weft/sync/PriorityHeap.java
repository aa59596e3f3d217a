package io.weft.sync;

import java.util.ArrayList;
import java.util.Comparator;

/// A binary heap: the least item first, and of equal ones the one that came first. It compares before it moves anything, so
/// that a comparator that throws leaves it as it was.
final class PriorityHeap<T> implements Store<T> {

    private record Entry<T>(T item, long number) {}

    private final Comparator<? super T> order;
    private final ArrayList<Entry<T>> entries = new ArrayList<>();
    private long numbers;

    PriorityHeap(Comparator<? super T> order) {
        this.order = order;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public void add(T item) {
        var added = new Entry<>(item, numbers++);
        int target = entries.size();
        if (target == 0) {
            // Has the comparator refuse what it cannot compare.
            before(added, added);
        }
        while (target > 0 && before(added, entries.get((target - 1) / 2))) {
            target = (target - 1) / 2;
        }
        entries.add(added);
        int hole = entries.size() - 1;
        for (; hole != target; hole = (hole - 1) / 2) {
            entries.set(hole, entries.get((hole - 1) / 2));
        }
        entries.set(hole, added);
    }

    @Override
    public T poll() {
        int last = entries.size() - 1;
        if (last < 0) {
            return null;
        }
        var moved = entries.get(last);
        var path = new ArrayList<Integer>();
        for (int hole = 0, child = leastChild(0, last); child >= 0
                && before(entries.get(child), moved); child = leastChild(hole, last)) {
            path.add(child);
            hole = child;
        }
        var least = entries.get(0).item;
        int hole = 0;
        for (int child : path) {
            entries.set(hole, entries.get(child));
            hole = child;
        }
        entries.set(hole, moved);
        entries.remove(last);
        return least;
    }

    /// The lesser child among the first `size` entries; -1 if there is none.
    private int leastChild(int parent, int size) {
        int left = 2 * parent + 1;
        if (left >= size) {
            return -1;
        }
        return left + 1 < size && before(entries.get(left + 1), entries.get(left)) ? left + 1 : left;
    }

    private boolean before(Entry<T> a, Entry<T> b) {
        int compared = order.compare(a.item, b.item);
        return compared < 0 || compared == 0 && a.number < b.number;
    }
}
