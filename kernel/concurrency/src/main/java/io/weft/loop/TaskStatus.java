package io.weft.loop;

/// Where a task stands.
///
/// ```
/// READY -> RUNNING <-> WAITING
///             |
///             +-> SUCCEEDED | FAILED | CANCELLED
/// ```
public enum TaskStatus {
    /// Spawned, not yet begun, or able to go on.
    READY,
    /// Runs on its loop right now, or blocks it.
    RUNNING,
    /// In a wait: of this library, or of any blocking call that lets other tasks run.
    WAITING,
    /// Ended with a value.
    SUCCEEDED,
    /// Ended with an exception.
    FAILED,
    /// Ended because it was cancelled.
    CANCELLED
}
