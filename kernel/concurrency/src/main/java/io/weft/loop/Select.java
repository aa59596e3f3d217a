package io.weft.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits for several things of which one is wanted: items of queues, events, ends of tasks, permits.
public final class Select {

    private Select() {}

    /// Waits until one of the sources gives something, and takes it from that one only. When several are ready the first in the list
    /// wins. Lets the other tasks of the loop run; blocks a platform thread.
    ///
    /// @param sources what to wait for, one at least
    /// @return which one it was, and what it gave
    /// @throws Cancelled                if the caller is cancelled first; then nothing was taken
    /// @throws IllegalArgumentException if there are none
    public static Selected from(List<? extends Selectable<?>> sources) {
        return from(sources, Waits.FOR_EVER);
    }

    /// Like [#from(List)], for a time of the loop's clock at most.
    ///
    /// @param limit   the longest time to wait; zero only looks
    /// @param sources what to wait for; with none it sleeps
    /// @return which one it was, and what it gave; or that the time was over, and then nothing was taken
    /// @throws Cancelled if the caller is cancelled first; then nothing was taken
    public static Selected from(Duration limit, List<? extends Selectable<?>> sources) {
        return from(sources, Times.nanos(limit, "select"));
    }

    private static Selected from(List<? extends Selectable<?>> sources, long nanos) {
        if (sources.isEmpty() && nanos == Waits.FOR_EVER) {
            throw new IllegalArgumentException(
                    "select got nothing to wait for and would wait for ever: give it a source or a time.");
        }
        Waiter.checkpoint();
        var waiter = Waiter.here();
        var enrolments = new ArrayList<Selectable.Enrolment<?>>(sources.size());
        try {
            for (var source : sources) {
                enrolments.add(source.enrol(waiter));
                if (waiter.ended()) {
                    break;
                }
            }
            waiter.await(new Several(sources), nanos);
        } finally {
            for (var enrolment : enrolments) {
                if (!enrolment.won()) {
                    enrolment.withdraw();
                }
            }
        }
        for (int n = 0; n < enrolments.size(); n++) {
            if (enrolments.get(n).won()) {
                return new Selected(sources.get(n), enrolments.get(n));
            }
        }
        return new Selected(null, null);
    }

    /// What a selecting task waits for.
    private record Several(List<? extends Selectable<?>> sources) {
        @Override
        public String toString() {
            return "one of " + sources;
        }
    }
}
