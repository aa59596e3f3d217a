package io.weft.process;

/// An exception of a job that could not be shipped, told as text; it has the stack trace of the original.
public final class RemoteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RemoteFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static RemoteFailure of(Throwable thrown) {
        var cause = thrown.getCause();
        var told = new RemoteFailure(thrown.toString(), cause == null || cause == thrown ? null : of(cause));
        told.setStackTrace(thrown.getStackTrace());
        return told;
    }
}
