package io.weft.group;

import io.weft.loop.Guard;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Task;
import io.weft.loop.Waiter;
import io.weft.loop.Waits;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Values that are made a little ahead of the one who asks for them. Used by one task or thread.
///
/// @param <A> the type of the inputs
/// @param <R> the type of the values
abstract sealed class LazyMap<A, R> implements Iterator<R> {

    private final Group group;
    private final Iterator<? extends A> inputs;
    private final Mapper<? super A, ? extends R> fn;
    private final int ahead;
    /// How many tasks were started whose values nobody took yet.
    private int open;

    private LazyMap(Group group, Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead) {
        this.group = group;
        this.inputs = inputs.iterator();
        this.fn = fn;
        this.ahead = Math.min(ahead.tasks(), group.places());
    }

    abstract void started(Task<R> task);

    /// Waits for the task whose value is next.
    abstract Task<R> awaitNext();

    @Override
    public final boolean hasNext() {
        return open > 0 || inputs.hasNext();
    }

    @Override
    public final R next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The inputs are used up: ask hasNext() first.");
        }
        // Only the first has to wait for a place in a pool: the others can also start later.
        while (open < ahead && inputs.hasNext() && (open > 0 ? group.tryPlace() : place())) {
            A input = inputs.next();
            Task<R> task = group.beginInPlace(() -> Loop.current().spawn(() -> fn.apply(input)));
            open++;
            started(task.observe());
        }
        var next = awaitNext();
        open--;
        return next.join();
    }

    private boolean place() {
        group.awaitPlace();
        return true;
    }

    static final class Ordered<A, R> extends LazyMap<A, R> {

        private final ArrayDeque<Task<R>> line = new ArrayDeque<>();

        Ordered(Group group, Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead) {
            super(group, inputs, fn, ahead);
        }

        @Override
        void started(Task<R> task) {
            line.add(task);
        }

        @Override
        Task<R> awaitNext() {
            Waits.all(List.of(line.element()));
            return line.remove();
        }
    }

    static final class Unordered<A, R> extends LazyMap<A, R> {

        private final Arrivals<R> arrivals = new Arrivals<>();

        Unordered(Group group, Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead) {
            super(group, inputs, fn, ahead);
        }

        @Override
        void started(Task<R> task) {
            task.onDone(arrivals::add);
        }

        @Override
        Task<R> awaitNext() {
            return arrivals.await();
        }
    }

    /// The tasks that have ended, in that order.
    private static final class Arrivals<R> extends Guard {

        /// Guarded.
        private final ArrayDeque<Task<R>> ended = new ArrayDeque<>();
        /// Guarded.
        private Waiter waiter;

        void add(Task<R> task) {
            Waiter wake;
            enter();
            try {
                ended.add(task);
                wake = waiter;
                waiter = null;
            } finally {
                leave();
            }
            if (wake != null) {
                wake.signal();
            }
        }

        Task<R> await() {
            while (true) {
                var mine = Waiter.here();
                enter();
                var next = ended.poll();
                waiter = next == null ? mine : null;
                leave();
                if (next != null) {
                    return next;
                }
                mine.await(this);
            }
        }

        @Override
        public String toString() {
            return "the next value";
        }
    }
}
