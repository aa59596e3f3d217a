package io.weft.progress;

import io.weft.loop.Guard;
import io.weft.loop.LoopClock;
import io.weft.progress.ProgressState.Phase;
import java.time.Duration;

/// What moves in a bar.
final class Counts extends Guard {

    private final String title;
    private final LoopClock clock;
    private final long beganNanos;
    // All guarded.
    private long done;
    private long total;
    private long failed;
    private String note = "";
    /// Set by whoever ends it; a bar whose steps have all ended counts as done before that.
    private Phase phase = Phase.RUNNING;
    private long endedNanos;

    Counts(String title, long total, LoopClock clock) {
        this.title = title;
        this.total = total;
        this.clock = clock;
        this.beganNanos = clock.nanoTime();
        this.endedNanos = beganNanos;
    }

    void add(long steps, long failures) {
        long now = clock.nanoTime();
        enter();
        boolean before = complete();
        done += steps;
        failed += failures;
        freeze(before, now);
        leave();
    }

    void note(String newNote) {
        enter();
        note = newNote;
        leave();
    }

    void total(long newTotal) {
        long now = clock.nanoTime();
        enter();
        boolean before = complete();
        total = newTotal;
        freeze(before, now);
        leave();
    }

    long done() {
        enter();
        long steps = done;
        leave();
        return steps;
    }

    /// Ends it; false if it had ended before.
    boolean end(boolean early) {
        long now = clock.nanoTime();
        enter();
        boolean first = phase == Phase.RUNNING;
        if (first) {
            endedNanos = complete() ? endedNanos : now;
            phase = complete() || total < 0 && !early ? Phase.DONE : Phase.STOPPED;
        }
        leave();
        return first;
    }

    boolean ended() {
        enter();
        boolean over = phase != Phase.RUNNING;
        leave();
        return over;
    }

    ProgressState state() {
        long now = clock.nanoTime();
        enter();
        var shown = complete() ? Phase.DONE : phase;
        long end = shown == Phase.RUNNING ? now : endedNanos;
        var state = new ProgressState(title, done, total, failed, Duration.ofNanos(end - beganNanos), note, shown);
        leave();
        return state;
    }

    /// Whether all is done; within the guard.
    private boolean complete() {
        return total >= 0 && done >= total;
    }

    /// Takes the time when the last step has ended; within the guard.
    private void freeze(boolean before, long now) {
        if (!before && complete() && phase == Phase.RUNNING) {
            endedNanos = now;
        }
    }
}
