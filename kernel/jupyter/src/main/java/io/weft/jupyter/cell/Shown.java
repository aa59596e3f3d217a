package io.weft.jupyter.cell;

/// Takes the value of a cell's last expression from the code that computed it. Public because cells call it.
public final class Shown {

    private static final ThreadLocal<Object> VALUE = new ThreadLocal<>();

    private Shown() {}

    /// Keeps the value for the snippet that runs in this thread.
    public static void value(Object value) {
        VALUE.set(value);
    }

    /// The value of the snippet that has run in this thread, null if it gave none.
    static Object take() {
        var value = VALUE.get();
        VALUE.remove();
        return value;
    }
}
