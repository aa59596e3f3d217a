package io.weft.shared;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// A queue at home, and what can be done to it.
final class QueueState<T> {

    // Guarded by the shared object.
    private final ArrayDeque<Object> items = new ArrayDeque<>();
    private final String what;
    private final int capacity;
    private boolean closed;

    private QueueState(String what, int capacity) {
        this.what = what;
        this.capacity = capacity;
    }

    record Make<T>(String what, int capacity) implements Ref.Maker<QueueState<T>> {
        @Override
        public QueueState<T> make() {
            return new QueueState<>(what, capacity);
        }
    }

    private boolean hasRoom() {
        return closed || items.size() < capacity;
    }

    private void add(Object item) {
        if (closed) {
            throw new ShutDown("The " + what + " is closed: nothing can be put any more.");
        }
        items.add(item);
    }

    record Put<T>(Object item) implements Operation<QueueState<T>, Boolean> {
        @Override
        public boolean ready(QueueState<T> queue) {
            return queue.hasRoom();
        }

        @Override
        public Boolean perform(QueueState<T> queue, String asker) {
            queue.add(item);
            return true;
        }
    }

    record Offer<T>(Object item) implements Operation<QueueState<T>, Boolean> {
        @Override
        public Boolean perform(QueueState<T> queue, String asker) {
            if (queue.hasRoom()) {
                queue.add(item);
                return true;
            }
            return false;
        }
    }

    /// An item in a list of one; an empty list when it is closed and nothing will come.
    record Get<T>() implements Operation<QueueState<T>, List<Object>> {
        @Override
        public boolean ready(QueueState<T> queue) {
            return queue.closed || !queue.items.isEmpty();
        }

        @Override
        public List<Object> perform(QueueState<T> queue, String asker) {
            return new Poll<T>().perform(queue, asker);
        }

        @Override
        public Operation<QueueState<T>, ?> undo(List<Object> answer) {
            return new Poll<T>().undo(answer);
        }
    }

    /// An item in a list of one, or an empty list.
    record Poll<T>() implements Operation<QueueState<T>, List<Object>> {
        @Override
        public List<Object> perform(QueueState<T> queue, String asker) {
            var got = new ArrayList<>(1);
            if (!queue.items.isEmpty()) {
                got.add(queue.items.poll());
            }
            return got;
        }

        @Override
        public Operation<QueueState<T>, ?> undo(List<Object> answer) {
            return answer.isEmpty() ? null : new PutBack<>(answer.getFirst());
        }
    }

    private record PutBack<T>(Object item) implements Operation<QueueState<T>, Boolean> {
        @Override
        public Boolean perform(QueueState<T> queue, String asker) {
            queue.items.addFirst(item);
            return true;
        }
    }

    record Size<T>() implements Operation<QueueState<T>, Integer> {
        @Override
        public Integer perform(QueueState<T> queue, String asker) {
            return queue.items.size();
        }
    }

    record Close<T>() implements Operation<QueueState<T>, Boolean> {
        @Override
        public Boolean perform(QueueState<T> queue, String asker) {
            queue.closed = true;
            return true;
        }
    }

    record IsClosed<T>() implements Operation<QueueState<T>, Boolean> {
        @Override
        public Boolean perform(QueueState<T> queue, String asker) {
            return queue.closed;
        }
    }
}
