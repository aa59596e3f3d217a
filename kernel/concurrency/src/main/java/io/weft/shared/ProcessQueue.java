package io.weft.shared;

import io.weft.loop.TimedOut;
import io.weft.process.Home;
import java.io.Serializable;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

/// A queue between processes, first in first out. The first JVM of the family, such as the kernel's, keeps it; others hold the way to it, so it
/// goes along as an argument, a captured variable or a variable of a cell. Items are copied when they are put.
///
/// Waiting lets the other tasks of the loop run; in a platform thread it blocks the thread. Who is cancelled has put or taken nothing;
/// an item that was handed over first goes back to the head. An item on its way to a process that is killed is lost.
///
/// @param <T> the type of the items
public final class ProcessQueue<T> implements Serializable, Iterable<T> {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<QueueState<T>> ref;
    private final int capacity;

    private ProcessQueue(Ref<QueueState<T>> ref, int capacity) {
        this.ref = ref;
        this.capacity = capacity;
    }

    /// {@return a new queue}
    ///
    /// @param capacity how many items it holds; one or more
    /// @param <T>      the type of the items
    public static <T> ProcessQueue<T> make(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "A queue for " + capacity
                            + " items: it needs room for at least one, for example processQueue(10).");
        }
        return make("process queue " + NUMBERS.incrementAndGet(), capacity);
    }

    static <T> ProcessQueue<T> make(String what, int capacity) {
        return new ProcessQueue<>(Ref.make(what, new QueueState.Make<T>(what, capacity)), capacity);
    }

    private static Object copied(Object item) {
        if (item == null) {
            throw new IllegalArgumentException("A queue holds no nulls: put an Optional, or a record that says so.");
        }
        return Home.isHere() ? Home.copy("the item", item) : item;
    }

    /// Puts an item, waiting for room.
    ///
    /// @param item the item
    /// @throws ShutDown                        if the queue is closed, before or during the wait
    /// @throws io.weft.process.NotShippable if the item cannot be copied to another process
    /// @throws io.weft.loop.Cancelled       if the caller is cancelled before or during the wait
    public void put(T item) {
        ref.ask(new QueueState.Put<>(copied(item)));
    }

    /// Like [#put(Object)], for a time at most.
    ///
    /// @param item  the item
    /// @param limit the longest time to wait
    /// @throws TimedOut if there was no room by then; the item was not put
    public void put(T item, Duration limit) {
        ref.ask(new QueueState.Put<>(copied(item)), limit);
    }

    /// Puts an item if there is room. Does not wait for any.
    ///
    /// @param item the item
    /// @return whether it was put
    /// @throws ShutDown if the queue is closed
    public boolean offer(T item) {
        return ref.ask(new QueueState.Offer<>(copied(item)));
    }

    /// Takes the next item, waiting for one.
    ///
    /// @return the item
    /// @throws ShutDown                  if the queue is closed and empty, before or during the wait
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait
    public T get() {
        return got(null);
    }

    /// Like [#get()], for a time at most.
    ///
    /// @param limit the longest time to wait
    /// @return the item
    /// @throws TimedOut if there was none by then
    public T get(Duration limit) {
        return got(limit);
    }

    @SuppressWarnings("unchecked")
    private T got(Duration limit) {
        var item = ref.ask(new QueueState.Get<>(), limit);
        if (item.isEmpty()) {
            throw new ShutDown("The " + ref + " is closed and empty.");
        }
        return (T) item.getFirst();
    }

    /// Takes the next item if there is one. Does not wait for one.
    ///
    /// @return the item, or null if there is none
    @SuppressWarnings("unchecked")
    public T poll() {
        var item = ref.ask(new QueueState.Poll<>());
        return item.isEmpty() ? null : (T) item.getFirst();
    }

    /// {@return how many items it holds right now; a hint}
    public int size() {
        return ref.ask(new QueueState.Size<>());
    }

    /// {@return whether it holds no item right now; a hint}
    public boolean isEmpty() {
        return size() == 0;
    }

    /// {@return whether it has no room right now; a hint}
    public boolean isFull() {
        return size() >= capacity;
    }

    /// {@return how many items it holds at most}
    public int capacity() {
        return capacity;
    }

    /// Closes it: nothing can be put any more. What is in it can still be taken out; when it is empty, gets and iterations end. Has no
    /// effect when closed.
    public void close() {
        ref.ask(new QueueState.Close<>());
    }

    /// {@return whether it is closed}
    public boolean isClosed() {
        return ref.ask(new QueueState.IsClosed<>());
    }

    /// {@return the items, each taken out as it comes, until the queue is closed and empty; several may share the work}
    @Override
    public Iterator<T> iterator() {
        return new Taking();
    }

    private final class Taking implements Iterator<T> {

        private T next;
        private boolean over;

        @Override
        @SuppressWarnings("unchecked")
        public boolean hasNext() {
            if (next == null && !over) {
                var item = ref.ask(new QueueState.Get<>());
                over = item.isEmpty();
                next = over ? null : (T) item.getFirst();
            }
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The " + ref + " is closed and empty.");
            }
            var item = next;
            next = null;
            return item;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessQueue<?> queue && queue.ref.equals(ref);
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
