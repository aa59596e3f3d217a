package io.weft.flow;

/// Where the body of a [Generator] puts its values.
///
/// @param <T> the type of the values
@FunctionalInterface
public interface Emitter<T> {

    /// Hands a value to the one who asked, and waits until the next one is asked for. Only in the body's own task.
    ///
    /// @param value the value
    /// @throws io.weft.loop.Cancelled if the generator was closed, or nobody can ask any more; let it pass
    void emit(T value);
}
