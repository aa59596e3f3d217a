package io.weft.jupyter.display;

/// A value could not be turned into text or a picture. The cell has run to its end.
public final class NotShown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotShown(Object value, Throwable cause) {
        super("The cell has run to its end, but its value, of type " + value.getClass().getTypeName()
                + ", cannot be shown: asking it for its text or picture threw " + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage()), cause);
    }
}
