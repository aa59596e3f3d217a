package io.weft.jupyter.cell;

/// Thrown where cell code would end the JVM, and with it the kernel.
public final class ExitRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExitRefused(String call) {
        super(call + " would end the kernel and lose all variables: end the cell with a return or an exception,"
                + " or restart the kernel from the front end's menu");
    }
}
