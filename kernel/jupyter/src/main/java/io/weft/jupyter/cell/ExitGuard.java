package io.weft.jupyter.cell;

import java.lang.reflect.Method;

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

    /// Ahead of `Method.invoke`, which could be asked to exit, too.
    public static void refuse(Method called) {
        var type = called.getDeclaringClass();
        if ((type == System.class || type == Runtime.class)
                && (called.getName().equals("exit") || called.getName().equals("halt"))) {
            throw new ExitRefused(type.getSimpleName() + "." + called.getName() + "(...)");
        }
    }

    /// In place of `Runtime.halt(status)`.
    public static void halt(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.halt(" + status + ")");
    }
}
