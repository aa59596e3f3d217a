package io.weft.sync;

/// What a primitive was taken for: closing it gives it back. Made for `try (var _ = lock.hold()) {...}`.
public interface Held extends AutoCloseable {

    /// Gives back what was taken. Does not block.
    ///
    /// @throws IllegalMonitorStateException if it is a lock that the caller does not hold (any more)
    /// @throws IllegalStateException        if it is a permit of a bounded semaphore that was given back already
    @Override
    void close();
}
