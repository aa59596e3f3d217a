package io.weft.shell;

/// A program ended with an exit code other than 0.
public final class ProgramFailed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ProgramFailed(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// {@return its exit code}
    public int exitCode() {
        return exitCode;
    }
}
