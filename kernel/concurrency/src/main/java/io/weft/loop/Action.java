package io.weft.loop;

/// A body without a value. It may throw anything: what it throws becomes the outcome of the task that runs it.
@FunctionalInterface
public interface Action {

    /// Does the work, in the task or thread that was asked to.
    ///
    /// @throws Exception whatever the body throws
    void run() throws Exception;
}
