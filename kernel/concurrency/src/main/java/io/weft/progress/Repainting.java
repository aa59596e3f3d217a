package io.weft.progress;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Shows a bar again when it has moved: soon, but not often; and every second while it goes on, since time passes. One thread does so for
/// all bars, so whoever advances one never waits for a display. It goes by the real clock, since people look at it.
final class Repainting {

    private static final System.Logger LOG = System.getLogger(Repainting.class.getName());
    private static final long GAP = Duration.ofMillis(100).toNanos();
    private static final long TICK = Duration.ofSeconds(1).toNanos();
    private static final long NEVER = Long.MAX_VALUE;
    private static final DelayQueue<Due> DUE = new DelayQueue<>();

    static {
        Thread.ofPlatform().daemon().name("weft progress").start(Repainting::paintAll);
    }

    private final Progress progress;
    private final ProgressView view;
    /// When it is shown next, or never.
    private final AtomicLong planned = new AtomicLong(NEVER);
    private volatile long paintedNanos;

    /// A moment to show a bar; void if its plan has changed since.
    private record Due(Repainting of, long nanos) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    Repainting(Progress progress, ProgressView view) {
        this.progress = progress;
        this.view = view;
    }

    /// Any thread; does not block.
    void soon() {
        plan(Math.max(System.nanoTime(), paintedNanos + GAP));
    }

    /// In the calling thread, and not again before it moves.
    void now() {
        paintedNanos = System.nanoTime();
        planned.set(NEVER);
        paint();
    }

    private void plan(long nanos) {
        long before = planned.get();
        if ((before == NEVER || nanos < before) && planned.compareAndSet(before, nanos)) {
            DUE.add(new Due(this, nanos));
        }
    }

    /// A lock that parks, since a display may take its time; it holds up nobody but those that show this bar.
    private synchronized ProgressState paint() {
        var state = progress.state();
        paintedNanos = System.nanoTime();
        view.show(state);
        return state;
    }

    private static void paintAll() {
        while (true) {
            try {
                var due = DUE.take();
                // Before the plan is free: a step that comes between would be shown at once, a second time.
                due.of.paintedNanos = System.nanoTime();
                if (due.of.planned.compareAndSet(due.nanos, NEVER)) {
                    due.of.paintOnTime();
                }
            } catch (InterruptedException _) {
                // User code may interrupt any thread that it finds; there is nothing to end here.
            }
        }
    }

    private void paintOnTime() {
        try {
            if (paint().phase() == ProgressState.Phase.RUNNING) {
                plan(System.nanoTime() + TICK);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A progress bar could not be shown.", e);
        }
    }
}
