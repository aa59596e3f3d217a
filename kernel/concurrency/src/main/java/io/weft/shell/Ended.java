package io.weft.shell;

import java.util.List;

/// How a program ended.
///
/// @param exitCode its exit code; 128 and the number of the signal, if a signal ended it
/// @param out      what it printed, if that was captured; else empty
/// @param err      what it printed to standard error, if that was captured; else empty
public record Ended(int exitCode, String out, String err) {

    /// {@return whether the exit code is 0}
    public boolean ok() {
        return exitCode == 0;
    }

    /// {@return the lines of what it printed}
    public List<String> lines() {
        return out.lines().toList();
    }

    /// {@return what it printed, if that was captured, else its exit code: what a cell shows}
    @Override
    public String toString() {
        return out.isEmpty() ? "exit code " + exitCode : out.stripTrailing();
    }
}
