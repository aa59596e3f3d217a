package io.weft.sync;

import io.weft.loop.Selectable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// A queue between tasks and platform threads. A full one makes who puts wait, an empty one who gets; who waits longest is
/// served first, and an item goes to exactly one.
///
/// ```java
/// for (var job : jobs) { ... }    // ends when the queue is closed and empty
/// ```
///
/// @param <T> the type of the items; null is none
public final class TaskQueue<T> extends Items<T> {

    private TaskQueue(String kind, String name, int capacity, Store<T> store) {
        super(kind, name, capacity, store);
        if (capacity != UNBOUNDED) {
            positive(capacity, "a capacity");
        }
    }

    /// {@return an empty queue, first in first out}
    ///
    /// @param name     for messages and reports, or null
    /// @param capacity how many items it holds; `Integer.MAX_VALUE` for any number
    /// @param <T>      the type of the items
    /// @throws IllegalArgumentException if the capacity is less than 1; a [TaskChannel] may have 0
    public static <T> TaskQueue<T> fifo(String name, int capacity) {
        return new TaskQueue<>("queue", name, capacity, new Store.Fifo<>());
    }

    /// {@return an empty queue, last in first out}
    ///
    /// @param name     for messages and reports, or null
    /// @param capacity how many items it holds; `Integer.MAX_VALUE` for any number
    /// @param <T>      the type of the items
    /// @throws IllegalArgumentException if the capacity is less than 1
    public static <T> TaskQueue<T> lifo(String name, int capacity) {
        return new TaskQueue<>("LIFO queue", name, capacity, new Store.Lifo<>());
    }

    /// {@return an empty queue, least item first; equal items in the order in which they were put}
    ///
    /// @param name     for messages and reports, or null
    /// @param capacity how many items it holds; `Integer.MAX_VALUE` for any number
    /// @param order    which item is less; called by whoever puts and gets, and must not use this queue
    /// @param <T>      the type of the items
    /// @throws IllegalArgumentException if the capacity is less than 1
    public static <T> TaskQueue<T> priority(String name, int capacity, Comparator<? super T> order) {
        return new TaskQueue<>("priority queue", name, capacity, Store.least(order));
    }

    /// Puts an item, waiting for room. In a task it lets the other tasks of the loop run; a platform thread is blocked. Cancelled
    /// before or during the wait, it throws and has put nothing; when the item was taken in first, it returns, and the
    /// cancellation meets the next wait.
    ///
    /// @param item the item
    /// @throws QueueClosed              if the queue is closed, before or during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the item is null
    public void put(T item) {
        insert(item, null);
    }

    /// Like [#put(Object)], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param item  the item
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if there was no room by then; the item was not put
    /// @throws QueueClosed              if the queue is closed, before or during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the item is null or the limit negative
    public void put(T item, Duration limit) {
        insert(item, limit);
    }

    /// Puts an item if there is room. Does not block and does not look at cancellation.
    ///
    /// @param item the item
    /// @throws QueueFull   if there is no room
    /// @throws QueueClosed if the queue is closed
    public void putNow(T item) {
        if (!insertOr(item, null)) {
            throw new QueueFull("The " + title() + " is full (" + room() + " items): put() waits for room.");
        }
    }

    /// Puts an item if there is room. Does not block and does not look at cancellation.
    ///
    /// @param item the item
    /// @return whether it was put
    /// @throws QueueClosed if the queue is closed
    public boolean offer(T item) {
        return insertOr(item, null);
    }

    /// Takes the next item, waiting for one. In a task it lets the other tasks of the loop run; a platform thread is blocked.
    /// Cancelled before or during the wait, it throws and has taken nothing; when an item was handed over first, it returns it,
    /// and the cancellation meets the next wait.
    ///
    /// @return the item
    /// @throws QueueClosed            if the queue is closed and empty, before or during the wait
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public T get() {
        return remove(null);
    }

    /// Like [#get()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @return the item
    /// @throws io.weft.loop.TimedOut    if there was none by then
    /// @throws QueueClosed              if the queue is closed and empty, before or during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public T get(Duration limit) {
        return remove(limit);
    }

    /// Takes the next item if there is one. Does not block and does not look at cancellation.
    ///
    /// @return the item
    /// @throws QueueEmpty  if there is none
    /// @throws QueueClosed if the queue is closed and empty
    public T getNow() {
        var item = removeOr(null, true);
        if (item == null) {
            throw new QueueEmpty("The " + title() + " is empty: get() waits for an item.");
        }
        return item;
    }

    /// Takes the next item if there is one. Does not block and does not look at cancellation.
    ///
    /// @return the item, or null if there is none
    public T poll() {
        return removeOr(null, false);
    }

    /// {@return how many items it holds right now; a hint}
    public int size() {
        return sizeNow();
    }

    /// {@return whether it holds no item right now; a hint}
    public boolean isEmpty() {
        return sizeNow() == 0;
    }

    /// {@return whether it has no room right now; a hint}
    public boolean isFull() {
        return sizeNow() >= room();
    }

    /// {@return how many items it holds at most; `Integer.MAX_VALUE` for any number}
    public int capacity() {
        return room();
    }

    /// Reports that an item which was taken out has been dealt with, for [#join()]. Does not block.
    ///
    /// @throws IllegalStateException if it is called more often than items were put
    public void taskDone() {
        finishOne();
    }

    /// Waits until every item that was put has been reported as done. In a task it lets the other tasks of the loop run; a platform
    /// thread is blocked. Cancelled before or during the wait, it throws; nothing else changes.
    ///
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public void join() {
        awaitFinished(null);
    }

    /// Like [#join()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if items were left to be done by then
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public void join(Duration limit) {
        awaitFinished(limit);
    }

    /// Closes the queue: nothing can be put any more, and who waits to put gets [QueueClosed]. What is in it can still be taken
    /// out; when it is empty, gets end with [QueueClosed] and iterations end. Has no effect when closed. Does not block.
    public void close() {
        shut(null);
    }

    /// Closes the queue and empties it. Does not block. For [#join()] what was in it is done.
    ///
    /// @return the items that nobody will get, in their order
    public List<T> closeNow() {
        return shutAndDiscard();
    }

    /// {@return whether it is closed}
    public boolean isClosed() {
        return look().closed();
    }

    /// {@return the putting of an item as something to select: it wins when the item was taken in}
    ///
    /// @param item the item
    public Selectable<Void> putting(T item) {
        return waiter -> enrolPut(waiter, item);
    }

    /// {@return the state at one moment}
    public Snapshot snapshot() {
        var now = look();
        return new Snapshot(name(), now.size(), room(), now.unfinished(), now.closed(), namesOf(now.getters()),
                namesOf(now.putters()));
    }

    /// The state of a queue.
    ///
    /// @param name       the queue's name, or null
    /// @param size       how many items it holds
    /// @param capacity   how many it holds at most; `Integer.MAX_VALUE` for any number
    /// @param unfinished how many items were put and not reported as done
    /// @param closed     whether it is closed
    /// @param getters    the names of those who wait for an item, the next one first
    /// @param putters    the names of those who wait for room, the next one first
    public record Snapshot(String name, int size, int capacity, long unfinished, boolean closed, List<String> getters,
            List<String> putters) {}

    @Override
    String state() {
        return describe(look());
    }
}
