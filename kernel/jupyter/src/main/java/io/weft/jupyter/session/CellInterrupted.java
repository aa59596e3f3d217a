package io.weft.jupyter.session;

/// Ends the code of a cell that was interrupted. It has no stack trace, since it may be thrown at the bottom of a deep recursion.
final class CellInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String BY_USER = "The cell was interrupted.";

    CellInterrupted() {
        this(BY_USER);
    }

    CellInterrupted(String message) {
        super(message, null, false, false);
    }
}
