package io.weft.loop;

/// How an exception of a body reaches its caller, who declares none.
public final class Failures {

    private Failures() {}

    /// Runs a body in the current thread.
    ///
    /// @param body what to do
    /// @throws TaskFailed with the cause, if the body throws a checked exception; an unchecked one arrives as itself
    public static void run(Action body) {
        try {
            body.run();
        } catch (Exception e) {
            throw unchecked("The block", e);
        }
    }

    /// {@return the exception to throw: an unchecked one as itself, a checked one as the cause of a [TaskFailed]}
    ///
    /// @param who    whose failure it is, for the message
    /// @param thrown what was thrown; an error is thrown on at once
    public static RuntimeException unchecked(String who, Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case Throwable e -> new TaskFailed(who + " failed: " + e, e);
        };
    }
}
