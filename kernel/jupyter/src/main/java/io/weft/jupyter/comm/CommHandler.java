package io.weft.jupyter.comm;

/// Does something with what comes over a comm. It may throw anything; the failure is shown in the cell of the comm.
///
/// @param <T> what comes
@FunctionalInterface
public interface CommHandler<T> {

    /// Called in a task of the cell that made the comm.
    ///
    /// @param what what has come
    /// @throws Exception to fail
    void handle(T what) throws Exception;
}
