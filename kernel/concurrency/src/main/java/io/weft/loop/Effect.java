package io.weft.loop;

import java.io.Serializable;

/// Does something with an input. It may throw anything, and can be shipped to another process.
///
/// @param <A> the type of the input
@FunctionalInterface
public interface Effect<A> extends Serializable {

    /// Does the work, in a task of its own.
    ///
    /// @param input what to do it with
    /// @throws Exception whatever the body throws
    void accept(A input) throws Exception;
}
