package io.weft.loop;

import java.io.Serializable;

/// Makes a value of two inputs. It may throw anything, and can be shipped to another process.
///
/// @param <A> the type of the first input
/// @param <B> the type of the second input
/// @param <R> the type of the value
@FunctionalInterface
public interface BiMapper<A, B, R> extends Serializable {

    /// Does the work, in a task of its own.
    ///
    /// @param first  what to make the value of
    /// @param second what to make it of besides
    /// @return the value
    /// @throws Exception whatever the body throws
    R apply(A first, B second) throws Exception;
}
