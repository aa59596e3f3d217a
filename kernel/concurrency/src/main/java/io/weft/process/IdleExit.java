package io.weft.process;

import java.time.Duration;

/// Ends the workers of a crew that have had nothing to do for as long as its options say: looks so often, in a thread of the JDK's timer.
final class IdleExit {

    /// Workers that may be idle for longer never end for that.
    private static final Duration FOR_EVER = Duration.ofDays(100);

    private final CrewState state;
    private final Duration idle;

    IdleExit(CrewState state, Duration idle) {
        this.state = state;
        this.idle = idle;
    }

    /// Looks after that time, and again and again until the crew is closed.
    void begin() {
        if (idle.compareTo(FOR_EVER) < 0) {
            ProcessCrew.later(idle, this::look);
        }
    }

    private void look() {
        boolean closed;
        try (var change = state.change()) {
            closed = state.isClosed();
            if (!closed) {
                state.staff.dismissIdleSince(System.nanoTime() - idle.toNanos(), change);
            }
        }
        if (!closed) {
            begin();
        }
    }
}
