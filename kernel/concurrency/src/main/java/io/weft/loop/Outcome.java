package io.weft.loop;

/// How a task ended. Meant for a `switch`, which needs no default:
///
/// ```java
/// switch (outcome) {
///     case Outcome.Success(var value) -> println(value);
///     case Outcome.Failure(var cause) -> println("failed: " + cause);
///     case Outcome.Stopped(var how) -> println("stopped: " + how);
/// }
/// ```
///
/// @param <T> the type of the value
public sealed interface Outcome<T> {

    /// It ended with a value.
    ///
    /// @param value the value, which may be null
    /// @param <T>   its type
    record Success<T>(T value) implements Outcome<T> {}

    /// It ended with an exception.
    ///
    /// @param cause the exception, as it was thrown
    /// @param <T>   the type of the value that is missing
    record Failure<T>(Throwable cause) implements Outcome<T> {}

    /// It ended because it was cancelled.
    ///
    /// @param how the exception that said so; its message tells why and by whom
    /// @param <T> the type of the value that is missing
    record Stopped<T>(Throwable how) implements Outcome<T> {}

    /// {@return whether there is a value}
    default boolean isSuccess() {
        return this instanceof Success<T>;
    }
}
