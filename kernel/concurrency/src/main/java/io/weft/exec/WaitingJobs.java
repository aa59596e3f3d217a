package io.weft.exec;

import io.weft.loop.Waiter;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// The jobs of a crew that no thread has, first come first served, and the givers that wait for a place among them. Guarded by the crew.
final class WaitingJobs {

    /// A giver who waits for a place.
    record Standing(Waiter waiter, ThreadJob<?> job) {
        @Override
        public String toString() {
            return "a place in the queue of " + job.crew;
        }
    }

    private final int most;
    private final ArrayDeque<ThreadJob<?>> jobs = new ArrayDeque<>();
    private final ArrayDeque<Standing> standing = new ArrayDeque<>();

    WaitingJobs(int most) {
        this.most = most;
    }

    /// Adds a job; false if there is no place for it.
    boolean offer(ThreadJob<?> job) {
        return jobs.size() < most && standing.isEmpty() && jobs.add(job);
    }

    /// Puts a giver in the line.
    ///
    /// @return what it waits for
    Standing stand(Waiter waiter, ThreadJob<?> job) {
        var place = new Standing(waiter, job);
        standing.add(place);
        return place;
    }

    /// Takes the giver of a job out of the line.
    ///
    /// @return the claimed waiter, to be woken; null if it does not wait
    Waiter leave(ThreadJob<?> job) {
        for (var each : standing) {
            if (each.job == job) {
                standing.remove(each);
                return each.waiter.claim() ? each.waiter : null;
            }
        }
        return null;
    }

    /// Takes the first job; null if there is none.
    ThreadJob<?> poll() {
        return jobs.poll();
    }

    /// Gives a place that has become free, or the hands of a thread, to the first who waits for one.
    ///
    /// @return the claimed waiter, to be woken; null if nobody waits
    Waiter admit() {
        for (var first = standing.poll(); first != null; first = standing.poll()) {
            if (first.waiter.claim()) {
                jobs.add(first.job);
                return first.waiter;
            }
        }
        return null;
    }

    /// False if it was not in.
    boolean remove(ThreadJob<?> job) {
        return jobs.remove(job);
    }

    /// Also those whose givers wait for a place.
    void forEach(Consumer<? super ThreadJob<?>> action) {
        jobs.forEach(action);
        standing.forEach(each -> action.accept(each.job));
    }

    int size() {
        return jobs.size() + standing.size();
    }
}
