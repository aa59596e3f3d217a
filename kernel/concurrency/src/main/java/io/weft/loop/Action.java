package io.weft.loop;

import java.io.Serializable;
import java.util.concurrent.Callable;

/// A body without a value. It may throw anything, and can be shipped to another process: what it throws becomes the outcome of the task that runs it.
@FunctionalInterface
public interface Action extends Serializable {

    /// Does the work, in the task or thread that was asked to.
    ///
    /// @throws Exception whatever the body throws
    void run() throws Exception;

    /// {@return the same without a value}
    ///
    /// @param body what to do
    /// @throws IllegalArgumentException if it is null
    static Callable<Void> callable(Action body) {
        if (body == null) {
            throw new IllegalArgumentException(
                    "A task got null to run: give it a body, for example () -> sleep(seconds(1)).");
        }
        return () -> {
            body.run();
            return null;
        };
    }
}
