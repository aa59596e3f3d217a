package io.weft.loop;

/// A test failed under one schedule; the message says how to run it under that one again. See [Schedules].
public final class ScheduleFailed extends AssertionError {

    private static final long serialVersionUID = 1L;

    ScheduleFailed(Schedule schedule, String what, Throwable cause) {
        super("Under " + schedule + ": " + what + ". Run it alone with Schedules.replay(" + schedule + ", body).",
                cause);
    }
}
