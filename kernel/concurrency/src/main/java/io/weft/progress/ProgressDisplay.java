package io.weft.progress;

/// Gives bars a place to show, such as the output of a notebook's cell.
public interface ProgressDisplay {

    /// Opens a place for a bar that begins. Called in the thread that began it. What it throws goes to whoever began the bar.
    ///
    /// @param progress the bar
    /// @return its place
    ProgressView open(Progress progress);

    /// Has a bar take over the place of one that has ended, as the inner of two nested loops does at each turn.
    ///
    /// @param progress the bar that begins
    /// @param earlier  the place
    /// @return its place
    default ProgressView reopen(Progress progress, ProgressView earlier) {
        return earlier;
    }
}
