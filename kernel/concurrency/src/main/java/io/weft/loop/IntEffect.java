package io.weft.loop;

/// Does something with a number. It may throw anything.
@FunctionalInterface
public interface IntEffect {

    /// Does the work, in a task of its own.
    ///
    /// @param number counted from 0
    /// @throws Exception whatever the body throws
    void accept(int number) throws Exception;
}
