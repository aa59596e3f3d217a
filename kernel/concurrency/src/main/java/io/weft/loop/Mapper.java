package io.weft.loop;

import java.io.Serializable;

/// Makes a value of an input. It may throw anything, and can be shipped to another process.
///
/// @param <A> the type of the input
/// @param <R> the type of the value
@FunctionalInterface
public interface Mapper<A, R> extends Serializable {

    /// Does the work, in a task of its own.
    ///
    /// @param input what to make the value of
    /// @return the value
    /// @throws Exception whatever the body throws
    R apply(A input) throws Exception;
}
