package io.weft.loop;

/// Does something with an input. It may throw anything.
///
/// @param <A> the type of the input
@FunctionalInterface
public interface Effect<A> {

    /// Does the work, in a task of its own.
    ///
    /// @param input what to do it with
    /// @throws Exception whatever the body throws
    void accept(A input) throws Exception;
}
