package io.weft.loop;

/// How many bodies of a bounded operation run at the same time.
///
/// @param tasks at most so many; one or more
public record Limit(int tasks) {

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if it is less than one
    public Limit {
        if (tasks < 1) {
            throw new IllegalArgumentException("limit(" + tasks + "): at least one must run, for example limit(10).");
        }
    }
}
