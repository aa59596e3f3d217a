package io.weft.flow;

/// Where the body of a [Coroutine] gives values and gets them.
///
/// @param <S> the type of the values that are sent to it
/// @param <T> the type of the values that it emits
public interface Port<S, T> {

    /// Hands a value to the one who asked, and waits until something is sent. Only in the body's own task.
    ///
    /// @param value the value
    /// @return what was sent; null if only the next value was asked for
    /// @throws io.weft.loop.Cancelled if the coroutine was closed, or nobody can ask any more; let it pass
    /// @throws RuntimeException       what [Coroutine#throwInto(RuntimeException)] was given
    S emit(T value);
}
