package io.weft.loop;

/// A wait or a block did not end within the time it was given.
public class TimedOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Creates one with its message.
    ///
    /// @param message what did not end, and the time that it had
    public TimedOut(String message) {
        super(message);
    }

    TimedOut(String message, Throwable cause) {
        super(message, cause);
    }
}
