package io.weft.progress;

/// The place where one bar shows.
@FunctionalInterface
public interface ProgressView {

    /// Shows how far the bar has come, instead of what it showed before. Never called by two threads at a time, at most about ten
    /// times a second, and always with the last state.
    ///
    /// @param state what to show
    void show(ProgressState state);
}
