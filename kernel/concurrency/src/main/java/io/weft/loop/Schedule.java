package io.weft.loop;

/// In which order a loop runs what is ready: first in first out, or permuted by a seed, so that a test meets interleavings that the
/// usual order never shows. On a virtual clock the same seed gives the same interleaving again.
///
/// See [Schedules] for running a test under many.
public sealed interface Schedule {

    /// First in first out, the order of every loop that is not told otherwise.
    record Fifo() implements Schedule {
        @Override
        public String toString() {
            return "Schedule.fifo()";
        }
    }

    /// Any ready task may be next, and any due timer may act before or after it.
    ///
    /// @param seed       what the order follows from
    /// @param preemptive whether tasks are also set aside between two steps of this library, see [Schedule#preemptive(long)]
    record Seeded(long seed, boolean preemptive) implements Schedule {
        @Override
        public String toString() {
            return "Schedule." + (preemptive ? "preemptive(" : "seeded(") + seed + ")";
        }
    }

    /// {@return the usual order}
    static Schedule fifo() {
        return new Fifo();
    }

    /// A task runs from wait to wait, as always, but which of the ready ones comes next is drawn.
    ///
    /// @param seed what the order follows from
    /// @return the order
    static Schedule seeded(long seed) {
        return new Seeded(seed, false);
    }

    /// Like [#seeded(long)]; besides, a task may be set aside wherever it leaves a [Guard] and in [Waiter#signal()], as if
    /// the others ran on other processors. That finds races in primitives that platform threads would meet, too. Code that counts
    /// on running alone between two waits is wrong under it.
    ///
    /// @param seed what the order follows from
    /// @return the order
    static Schedule preemptive(long seed) {
        return new Seeded(seed, true);
    }
}
