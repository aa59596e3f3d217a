package io.weft.flow;

import io.weft.loop.Action;
import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Resource;
import io.weft.loop.Sleep;
import io.weft.loop.Task;
import io.weft.loop.Times;
import java.time.Duration;

/// Does something again and again, in a task of its own, at fixed times of the loop's clock: a late or slow run does not move those
/// that follow. Times that passed while a run went on are left out and counted as missed. If the action fails the ticker ends,
/// and the failure is shown when nobody awaits its task.
public final class Ticker implements Resource {

    private final long periodNanos;
    private final long times;
    private final Action action;
    private final LoopClock clock;
    private final Task<Void> task;
    /// Written by the task.
    private volatile long ticks;
    private volatile long missed;

    private Ticker(Duration period, long times, Action action) {
        if (Times.nanos(period, "every") == 0) {
            throw new IllegalArgumentException(
                    "every(" + Times.text(period) + "): the period must be longer than zero, for example seconds(1).");
        }
        if (times < 0) {
            throw new IllegalArgumentException(
                    "A ticker that is to run " + times + " times: the number must be zero or more.");
        }
        this.periodNanos = period.toNanos();
        this.times = times;
        this.action = action;
        var loop = Loop.current();
        this.clock = loop.clock();
        this.task = loop.spawn("ticker", this::run);
    }

    /// Starts a ticker on the current loop. Its first run is one period from now. Does not block.
    ///
    /// @param period the time from one run to the next
    /// @param action what to do
    /// @return the ticker
    /// @throws IllegalArgumentException if the period is not longer than zero
    public static Ticker every(Duration period, Action action) {
        return new Ticker(period, Long.MAX_VALUE, action);
    }

    /// Like [#every(Duration, Action)], for a number of runs.
    ///
    /// @param period the time from one run to the next
    /// @param times  how many runs
    /// @param action what to do
    /// @return the ticker
    /// @throws IllegalArgumentException if the period is not longer than zero, or the number negative
    public static Ticker every(Duration period, int times, Action action) {
        return new Ticker(period, times, action);
    }

    /// {@return its task, to join}
    public Task<Void> task() {
        return task;
    }

    /// {@return how many runs have begun}
    public long ticks() {
        return ticks;
    }

    /// {@return how many times were left out because a run went on for too long}
    public long missed() {
        return missed;
    }

    /// Ends it, a run that waits included. Any thread; does not wait for the end.
    public void stop() {
        task.cancel("The ticker was stopped.");
    }

    /// Like [#stop()], and waits for the end unless it is the action that calls.
    @Override
    public void close() {
        if (task.thread() == Thread.currentThread()) {
            stop();
        } else {
            task.kill();
        }
    }

    /// Like [#stop()].
    @Override
    public void closeNow() {
        stop();
    }

    @Override
    public boolean isClosed() {
        return task.isDone();
    }

    @Override
    public String describe() {
        return "the ticker";
    }

    private Void run() throws Exception {
        long due = clock.nanoTime();
        while (ticks < times) {
            due += periodNanos;
            long late = clock.nanoTime() - due;
            if (late >= periodNanos) {
                missed += late / periodNanos;
                due += late / periodNanos * periodNanos;
            }
            Sleep.sleep(Duration.ofNanos(Math.max(0, due - clock.nanoTime())));
            ticks++;
            action.run();
        }
        return null;
    }

    @Override
    public String toString() {
        return "ticker (" + ticks + " ticks)";
    }
}
