package io.weft.loop;

import java.io.Serializable;

/// A body without a value. It may throw anything, and can be shipped to another process: what it throws becomes the outcome of the task that runs it.
@FunctionalInterface
public interface Action extends Serializable {

    /// Does the work, in the task or thread that was asked to.
    ///
    /// @throws Exception whatever the body throws
    void run() throws Exception;
}
