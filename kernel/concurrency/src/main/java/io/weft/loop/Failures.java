package io.weft.loop;

/// How an exception of a body reaches its caller, who declares none.
final class Failures {

    private Failures() {
    }

    /// The exception to throw: an unchecked one as itself, a checked one as the cause of a [TaskFailed].
    static RuntimeException unchecked(String who, Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case Throwable e -> new TaskFailed(who + " failed: " + e, e);
        };
    }
}
