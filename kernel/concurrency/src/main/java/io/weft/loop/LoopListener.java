package io.weft.loop;

/// Is told what the tasks of a loop do, for timelines and tests. Called in the thread that causes the event, in its order;
/// must not block and not throw.
public interface LoopListener {

    /// What happened to a task.
    enum Event {
        /// It was created.
        SPAWNED,
        /// Its body began.
        STARTED,
        /// It began a wait of this library.
        WAITING,
        /// Its wait ended and it runs again.
        RESUMED,
        /// It ended with a value.
        SUCCEEDED,
        /// It ended with an exception.
        FAILED,
        /// It ended because it was cancelled.
        CANCELLED
    }

    /// Takes note of an event.
    ///
    /// @param event what happened
    /// @param task  to which task
    /// @param on    what it waits for (only with [Event#WAITING]), else null
    /// @param nanos when, by the loop's clock
    void happened(Event event, Task<?> task, Object on, long nanos);
}
