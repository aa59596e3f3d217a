package io.weft.jupyter.cell;

/// Stands in for the JDK's exit calls in cell code. Public because woven code calls it.
public final class ExitGuard {

    private ExitGuard() {}

    /// In place of `System.exit(status)`.
    public static void exit(int status) {
        throw new ExitRefused("System.exit(" + status + ")");
    }

    /// In place of `Runtime.exit(status)`.
    public static void exit(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.exit(" + status + ")");
    }

    /// In place of `Runtime.halt(status)`.
    public static void halt(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.halt(" + status + ")");
    }
}
