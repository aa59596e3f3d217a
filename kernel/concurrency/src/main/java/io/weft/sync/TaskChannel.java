package io.weft.sync;

import io.weft.loop.Selectable;
import java.time.Duration;
import java.util.List;

/// A line from senders to receivers, tasks and platform threads alike. Without a capacity a sender waits until a receiver has
/// taken the item: the two meet. With one it is as a queue that is made to be closed.
///
/// ```java
/// for (var item : channel) { ... }    // ends when the channel is closed and empty
/// ```
///
/// @param <T> the type of the items; null is none
public final class TaskChannel<T> extends Items<T> {

    /// Creates an open channel.
    ///
    /// @param name     for messages and reports, or null
    /// @param capacity how many items may be on their way; 0 lets senders and receivers meet
    /// @throws IllegalArgumentException if the capacity is negative
    public TaskChannel(String name, int capacity) {
        super("channel", name, capacity, new Store.Fifo<>());
        if (capacity < 0) {
            throw new IllegalArgumentException(
                    "The " + title() + ": a capacity of " + capacity + ", but it must be 0 or more.");
        }
    }

    /// Sends an item, waiting for room, or for a receiver where there is no capacity. In a task it lets the other tasks of the loop
    /// run; a platform thread is blocked. Cancelled before or during the wait, it throws and has sent nothing; when the item was
    /// taken first, it returns, and the cancellation meets the next wait.
    ///
    /// @param item the item
    /// @throws QueueClosed              if the channel is closed, before or during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the item is null
    public void send(T item) {
        insert(item, null);
    }

    /// Like [#send(Object)], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param item  the item
    /// @param limit the longest time to wait; zero only looks
    /// @throws io.weft.loop.TimedOut    if it was not taken by then; it was not sent
    /// @throws QueueClosed              if the channel is closed, before or during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the item is null or the limit negative
    public void send(T item, Duration limit) {
        insert(item, limit);
    }

    /// Sends an item if that needs no wait. Does not block and does not look at cancellation.
    ///
    /// @param item the item
    /// @return whether it was sent
    /// @throws QueueClosed if the channel is closed
    public boolean trySend(T item) {
        return insertOr(item, null);
    }

    /// Takes the next item, waiting for one. In a task it lets the other tasks of the loop run; a platform thread is blocked.
    /// Cancelled before or during the wait, it throws and has taken nothing; when an item was handed over first, it returns it,
    /// and the cancellation meets the next wait.
    ///
    /// @return the item
    /// @throws QueueClosed            if the channel is closed and empty, before or during the wait
    /// @throws io.weft.loop.Cancelled if the task is cancelled before or during the wait, or the thread interrupted
    public T receive() {
        return remove(null);
    }

    /// Like [#receive()], for a time of the loop's clock at most (of the real clock outside a task).
    ///
    /// @param limit the longest time to wait; zero only looks
    /// @return the item
    /// @throws io.weft.loop.TimedOut    if there was none by then
    /// @throws QueueClosed              if the channel is closed and empty, before or during the wait
    /// @throws io.weft.loop.Cancelled   if the task is cancelled before or during the wait, or the thread interrupted
    /// @throws IllegalArgumentException if the limit is negative
    public T receive(Duration limit) {
        return remove(limit);
    }

    /// Takes the next item if that needs no wait. Does not block and does not look at cancellation.
    ///
    /// @return the item, or null if there is none
    public T tryReceive() {
        return removeOr(null, false);
    }

    /// Closes the channel: nothing can be sent any more, and senders that wait get [QueueClosed]. What is on its way can still be
    /// received; then receivers get [QueueClosed] and iterations end. Has no effect when closed. Does not block.
    public void close() {
        shut(null);
    }

    /// Like [#close()], but senders, and receivers after the last item, get a failure, in iterations, too.
    ///
    /// @param cause what they get: an unchecked exception as itself, a checked one as the cause of [io.weft.loop.TaskFailed]
    public void close(Throwable cause) {
        shut(cause);
    }

    /// Closes the channel and empties it. Does not block.
    ///
    /// @return the items that nobody will receive, in their order
    public List<T> closeNow() {
        return shutAndDiscard();
    }

    /// {@return whether it is closed}
    public boolean isClosed() {
        return look().closed();
    }

    /// {@return how many items are on their way right now; a hint}
    public int size() {
        return sizeNow();
    }

    /// {@return how many items may be on their way}
    public int capacity() {
        return room();
    }

    /// {@return the sending of an item as something to select: it wins when the item was taken}
    ///
    /// @param item the item
    public Selectable<Void> sending(T item) {
        return waiter -> enrolPut(waiter, item);
    }

    /// {@return the state at one moment}
    public Snapshot snapshot() {
        var now = look();
        return new Snapshot(name(), now.size(), room(), now.closed(), namesOf(now.getters()), namesOf(now.putters()));
    }

    /// The state of a channel.
    ///
    /// @param name      the channel's name, or null
    /// @param size      how many items are on their way
    /// @param capacity  how many may be
    /// @param closed    whether it is closed
    /// @param receivers the names of those who wait for an item, the next one first
    /// @param senders   the names of those who wait to send, the next one first
    public record Snapshot(String name, int size, int capacity, boolean closed, List<String> receivers,
            List<String> senders) {}

    @Override
    String state() {
        return describe(look());
    }
}
