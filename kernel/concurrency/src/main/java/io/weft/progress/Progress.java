package io.weft.progress;

import io.weft.loop.Loop;
import io.weft.loop.LoopClock;
import io.weft.loop.Owner;

/// A progress bar: how many steps of how many have ended, how long it took and will take. Any number of tasks and threads may advance
/// it, which costs each some nanoseconds; a thread of its own shows it at most ten times a second, and its last state always.
/// Time is that of the clock of the loop on which it began.
public final class Progress implements AutoCloseable {

    private static volatile ProgressDisplay display = new ConsoleDisplay();

    private final Counts counts;
    private final Repainting repainting;
    private final Nesting nesting;

    Progress(String title, long total, Nesting nesting) {
        var clock = Owner.current() == null ? LoopClock.real() : Loop.current().clock();
        this.counts = new Counts(title, total, clock);
        this.nesting = nesting;
        this.repainting = new Repainting(this, nesting.open(this, display));
        repainting.now();
    }

    /// Begins a bar and shows it. It goes on until it is closed or all steps have ended.
    ///
    /// @param title what it is, or an empty text
    /// @param total how many steps there are, or a negative number where that is not known
    /// @return the bar
    public static Progress begin(String title, long total) {
        return new Progress(title, total, Nesting.none());
    }

    /// Says where bars that begin from now on show. Without this they are lines on `System.err`.
    ///
    /// @param newDisplay the display
    public static void setDisplay(ProgressDisplay newDisplay) {
        display = newDisplay;
    }

    /// One more step has ended. Any thread; does not block.
    public void advance() {
        advance(1);
    }

    /// More steps have ended. Any thread; does not block.
    ///
    /// @param steps how many; zero or more
    /// @throws IllegalArgumentException if it is negative
    public void advance(long steps) {
        step("advance", steps, 0);
    }

    /// More steps have ended, and failed. Any thread; does not block.
    ///
    /// @param steps how many; zero or more
    /// @throws IllegalArgumentException if it is negative
    public void fail(long steps) {
        step("fail", steps, steps);
    }

    /// Says something behind the bar, instead of what was said before. Any thread; does not block.
    ///
    /// @param note the text
    public void text(String note) {
        counts.note(note == null ? "" : note);
        repainting.soon();
    }

    /// Changes how many steps there are. Any thread; does not block.
    ///
    /// @param steps how many, or a negative number where that is not known
    public void total(long steps) {
        counts.total(steps);
        repainting.soon();
    }

    /// {@return how many steps have ended}
    public long done() {
        return counts.done();
    }

    /// {@return how far it has come}
    public ProgressState state() {
        return counts.state();
    }

    /// Ends it and shows its last state: if steps are left, that it stopped there. Any thread; again it has no effect.
    @Override
    public void close() {
        end(false);
    }

    /// Shows how far it has come right now, and not again before it moves. A bar that counts the turns of a loop ends, if that loop was
    /// left half-way. For displays, at the end of a cell.
    ///
    /// @param idle the thread that is in no loop any more
    public void settle(Thread idle) {
        if (nesting.isOf(idle)) {
            stop();
        } else {
            repainting.now();
        }
    }

    /// Ends it as incomplete if its total is not known.
    void stop() {
        end(true);
    }

    boolean ended() {
        return counts.ended();
    }

    Nesting nesting() {
        return nesting;
    }

    private void end(boolean early) {
        if (counts.end(early)) {
            nesting.ended();
            repainting.now();
        }
    }

    private void step(String what, long steps, long failures) {
        if (steps < 0) {
            throw new IllegalArgumentException(
                    what + "(" + steps + "): a bar only goes forward; give zero or more steps.");
        }
        counts.add(steps, failures);
        repainting.soon();
    }

    @Override
    public String toString() {
        return state().toString();
    }
}
