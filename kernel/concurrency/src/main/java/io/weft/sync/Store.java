package io.weft.sync;

import java.util.ArrayDeque;
import java.util.Comparator;

/// Where a queue keeps its items, and so in which order they come out. Guarded by the queue.
///
/// @param <T> the type of the items
sealed interface Store<T> permits Store.Fifo, Store.Lifo, PriorityHeap {

    void add(T item);

    /// Null when empty.
    T poll();

    int size();

    /// First in, first out.
    record Fifo<T>(ArrayDeque<T> items) implements Store<T> {

        Fifo() {
            this(new ArrayDeque<>());
        }

        @Override
        public void add(T item) {
            items.addLast(item);
        }

        @Override
        public T poll() {
            return items.pollFirst();
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    /// Last in, first out.
    record Lifo<T>(ArrayDeque<T> items) implements Store<T> {

        Lifo() {
            this(new ArrayDeque<>());
        }

        @Override
        public void add(T item) {
            items.addLast(item);
        }

        @Override
        public T poll() {
            return items.pollLast();
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    /// The least first.
    static <T> Store<T> least(Comparator<? super T> order) {
        return new PriorityHeap<>(order);
    }
}
