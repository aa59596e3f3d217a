package io.weft.loop;

/// Makes a value of a number. It may throw anything.
///
/// @param <R> the type of the value
@FunctionalInterface
public interface IntMapper<R> {

    /// Does the work, in a task of its own.
    ///
    /// @param number counted from 0
    /// @return the value
    /// @throws Exception whatever the body throws
    R apply(int number) throws Exception;
}
