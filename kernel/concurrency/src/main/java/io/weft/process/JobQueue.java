package io.weft.process;

import io.weft.loop.Waiter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The jobs of a crew that no worker has, first come first served, and the givers that wait for a place among them. What jobs carry is copied,
/// so their bytes are limited as well as their number. Guarded by the crew.
final class JobQueue {

    /// A giver who waits for a place.
    private record Standing(Waiter waiter, ProcessJob<?> job, ProcessCrew crew) {
        @Override
        public String toString() {
            return "a place in the queue of " + crew;
        }
    }

    private final int most;
    private final long mostBytes;
    private final ArrayDeque<ProcessJob<?>> jobs = new ArrayDeque<>();
    private final ArrayDeque<Standing> standing = new ArrayDeque<>();
    private long bytes;

    JobQueue(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /// Adds a job if there is a place for it.
    ///
    /// @param free how many workers have nothing to do
    boolean offer(ProcessJob<?> job, int free) {
        if (!standing.isEmpty() || !hasPlaceFor(job, free)) {
            return false;
        }
        add(job);
        return true;
    }

    /// A job of any size finds a place in a queue that carries nothing.
    private boolean hasPlaceFor(ProcessJob<?> job, int free) {
        return jobs.size() < (long) most + free && (bytes == 0 || bytes + job.copied <= mostBytes);
    }

    private void add(ProcessJob<?> job) {
        jobs.add(job);
        bytes += job.copied;
    }

    /// A job that had left comes back to the head.
    void putBack(ProcessJob<?> job) {
        jobs.addFirst(job);
        bytes += job.copied;
    }

    /// Puts a giver in the line.
    ///
    /// @return what it waits for
    Object stand(Waiter waiter, ProcessJob<?> job, ProcessCrew crew) {
        var place = new Standing(waiter, job, crew);
        standing.add(place);
        return place;
    }

    ProcessJob<?> peek() {
        return jobs.peek();
    }

    /// Takes the first job.
    ProcessJob<?> take() {
        var job = jobs.remove();
        bytes -= job.copied;
        return job;
    }

    /// Takes a job out, or its giver out of the line.
    ///
    /// @return false if neither was in
    boolean remove(ProcessJob<?> job, List<Waiter> woken) {
        if (jobs.remove(job)) {
            bytes -= job.copied;
            return true;
        }
        for (var each : standing) {
            if (each.job == job) {
                standing.remove(each);
                wake(each, woken);
                return true;
            }
        }
        return false;
    }

    /// Gives places that have become free to those who wait for one.
    ///
    /// @param free how many workers have nothing to do
    void admit(int free, List<Waiter> woken) {
        while (!standing.isEmpty() && hasPlaceFor(standing.peek().job, free)) {
            var first = standing.poll();
            if (wake(first, woken)) {
                add(first.job);
            }
        }
    }

    /// Takes all jobs out, also those whose givers wait for a place.
    List<ProcessJob<?>> clear(List<Waiter> woken) {
        var all = all();
        standing.forEach(each -> wake(each, woken));
        standing.clear();
        jobs.clear();
        bytes = 0;
        return all;
    }

    /// False if the giver does not wait any more.
    private static boolean wake(Standing giver, List<Waiter> woken) {
        boolean waits = giver.waiter.claim();
        if (waits) {
            woken.add(giver.waiter);
        }
        return waits;
    }

    List<ProcessJob<?>> all() {
        var all = new ArrayList<ProcessJob<?>>(jobs);
        standing.forEach(each -> all.add(each.job));
        return all;
    }

    /// How many wait for a worker.
    int size() {
        return jobs.size();
    }

    boolean isEmpty() {
        return jobs.isEmpty() && standing.isEmpty();
    }

    /// With those that wait for a place.
    int waiting() {
        return jobs.size() + standing.size();
    }

    long bytes() {
        return bytes;
    }
}
