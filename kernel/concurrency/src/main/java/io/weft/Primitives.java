package io.weft;

import io.weft.sync.Settable;
import io.weft.sync.TaskBarrier;
import io.weft.sync.TaskChannel;
import io.weft.sync.TaskCondition;
import io.weft.sync.TaskEvent;
import io.weft.sync.TaskLatch;
import io.weft.sync.TaskLock;
import io.weft.sync.TaskQueue;
import io.weft.sync.TaskSemaphore;
import java.util.Comparator;

/// The front door to the primitives: what tasks and threads wait for each other with. Names are for messages and reports.
public final class Primitives {

    private Primitives() {}

    /// {@return a free lock, not reentrant}
    public static TaskLock lock() {
        return lock(null);
    }

    /// {@return a free lock, not reentrant}
    ///
    /// @param name for messages and reports
    public static TaskLock lock(String name) {
        return new TaskLock(name, false);
    }

    /// {@return a free lock that its holder may take again}
    public static TaskLock reentrantLock() {
        return reentrantLock(null);
    }

    /// {@return a free lock that its holder may take again}
    ///
    /// @param name for messages and reports
    public static TaskLock reentrantLock(String name) {
        return new TaskLock(name, true);
    }

    /// {@return a semaphore that may grow}
    ///
    /// @param permits how many permits are free at first
    public static TaskSemaphore semaphore(int permits) {
        return semaphore(null, permits);
    }

    /// {@return a semaphore that may grow}
    ///
    /// @param name    for messages and reports
    /// @param permits how many permits are free at first
    public static TaskSemaphore semaphore(String name, int permits) {
        return new TaskSemaphore(name, permits, false);
    }

    /// {@return a semaphore to which no more may come back than was taken}
    ///
    /// @param permits how many permits there are
    public static TaskSemaphore boundedSemaphore(int permits) {
        return boundedSemaphore(null, permits);
    }

    /// {@return a semaphore to which no more may come back than was taken}
    ///
    /// @param name    for messages and reports
    /// @param permits how many permits there are
    public static TaskSemaphore boundedSemaphore(String name, int permits) {
        return new TaskSemaphore(name, permits, true);
    }

    /// {@return an event that is not set}
    public static TaskEvent event() {
        return event(null);
    }

    /// {@return an event that is not set}
    ///
    /// @param name for messages and reports
    public static TaskEvent event(String name) {
        return new TaskEvent(name);
    }

    /// {@return a condition with a lock of its own}
    public static TaskCondition condition() {
        return condition(lock());
    }

    /// {@return a condition with a lock of its own}
    ///
    /// @param name for messages and reports
    public static TaskCondition condition(String name) {
        return new TaskCondition(lock(name), name);
    }

    /// {@return a condition}
    ///
    /// @param lock what guards the state that it tells of; several conditions may share it
    public static TaskCondition condition(TaskLock lock) {
        return new TaskCondition(lock, lock.name());
    }

    /// {@return a barrier}
    ///
    /// @param parties how many have to come
    public static TaskBarrier barrier(int parties) {
        return barrier(null, parties);
    }

    /// {@return a barrier}
    ///
    /// @param name    for messages and reports
    /// @param parties how many have to come
    public static TaskBarrier barrier(String name, int parties) {
        return new TaskBarrier(name, parties);
    }

    /// {@return a latch}
    ///
    /// @param size from where it counts down
    public static TaskLatch latch(int size) {
        return latch(null, size);
    }

    /// {@return a latch}
    ///
    /// @param name for messages and reports
    /// @param size from where it counts down
    public static TaskLatch latch(String name, int size) {
        return new TaskLatch(name, size);
    }

    /// {@return a result that is set once}
    ///
    /// @param <T> the type of the value
    public static <T> Settable<T> settable() {
        return settable(null);
    }

    /// {@return a result that is set once}
    ///
    /// @param name for messages and reports
    /// @param <T>  the type of the value
    public static <T> Settable<T> settable(String name) {
        return new Settable<>(name);
    }

    /// {@return a queue for any number of items, first in first out} Where the producers are faster than the consumers for long,
    /// give it a capacity.
    ///
    /// @param <T> the type of the items
    public static <T> TaskQueue<T> queue() {
        return queue(Integer.MAX_VALUE);
    }

    /// {@return a queue, first in first out}
    ///
    /// @param capacity how many items it holds
    /// @param <T>      the type of the items
    public static <T> TaskQueue<T> queue(int capacity) {
        return queue(null, capacity);
    }

    /// {@return a queue, first in first out}
    ///
    /// @param name     for messages and reports
    /// @param capacity how many items it holds
    /// @param <T>      the type of the items
    public static <T> TaskQueue<T> queue(String name, int capacity) {
        return TaskQueue.fifo(name, capacity);
    }

    /// {@return a queue for any number of items, last in first out}
    ///
    /// @param <T> the type of the items
    public static <T> TaskQueue<T> lifoQueue() {
        return lifoQueue(Integer.MAX_VALUE);
    }

    /// {@return a queue, last in first out}
    ///
    /// @param capacity how many items it holds
    /// @param <T>      the type of the items
    public static <T> TaskQueue<T> lifoQueue(int capacity) {
        return TaskQueue.lifo(null, capacity);
    }

    /// {@return a queue for any number of items, least first}
    ///
    /// @param <T> the type of the items
    public static <T extends Comparable<? super T>> TaskQueue<T> priorityQueue() {
        return priorityQueue(Integer.MAX_VALUE);
    }

    /// {@return a queue, least item first}
    ///
    /// @param capacity how many items it holds
    /// @param <T>      the type of the items
    public static <T extends Comparable<? super T>> TaskQueue<T> priorityQueue(int capacity) {
        return priorityQueue(capacity, Comparator.<T>naturalOrder());
    }

    /// {@return a queue for any number of items, least first}
    ///
    /// @param order which item is less
    /// @param <T>   the type of the items
    public static <T> TaskQueue<T> priorityQueue(Comparator<? super T> order) {
        return priorityQueue(Integer.MAX_VALUE, order);
    }

    /// {@return a queue, least item first}
    ///
    /// @param capacity how many items it holds
    /// @param order    which item is less
    /// @param <T>      the type of the items
    public static <T> TaskQueue<T> priorityQueue(int capacity, Comparator<? super T> order) {
        return TaskQueue.priority(null, capacity, order);
    }

    /// {@return a channel at which senders and receivers meet}
    ///
    /// @param <T> the type of the items
    public static <T> TaskChannel<T> channel() {
        return channel(0);
    }

    /// {@return a channel}
    ///
    /// @param capacity how many items may be on their way
    /// @param <T>      the type of the items
    public static <T> TaskChannel<T> channel(int capacity) {
        return channel(null, capacity);
    }

    /// {@return a channel}
    ///
    /// @param name     for messages and reports
    /// @param capacity how many items may be on their way
    /// @param <T>      the type of the items
    public static <T> TaskChannel<T> channel(String name, int capacity) {
        return new TaskChannel<>(name, capacity);
    }
}
