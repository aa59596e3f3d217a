package io.weft.loop;

/// How a task ended.
sealed interface Outcome<T> {

    record Success<T>(T value) implements Outcome<T> {}

    record Failure<T>(Throwable cause) implements Outcome<T> {}

    record Stopped<T>(Throwable how) implements Outcome<T> {}
}
