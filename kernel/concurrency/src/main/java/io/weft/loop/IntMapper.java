package io.weft.loop;

import java.io.Serializable;

/// Makes a value of a number. It may throw anything, and can be shipped to another process.
///
/// @param <R> the type of the value
@FunctionalInterface
public interface IntMapper<R> extends Serializable {

    /// Does the work, in a task of its own.
    ///
    /// @param number counted from 0
    /// @return the value
    /// @throws Exception whatever the body throws
    R apply(int number) throws Exception;
}
