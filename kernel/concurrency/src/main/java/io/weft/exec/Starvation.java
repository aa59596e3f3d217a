package io.weft.exec;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// Finds out whether a crew waits for itself: every thread does a job that waits, without a limit, for jobs of this crew that have not
/// begun, so that none of them ever will. Guarded by the crew.
final class Starvation {

    private final int most;
    private final WaitingJobs jobs;
    private final Set<CrewThread> waiting = new HashSet<>();

    Starvation(int most, WaitingJobs jobs) {
        this.most = most;
        this.jobs = jobs;
    }

    /// A job of a thread is about to wait without a limit.
    void waitBegins(CrewThread thread, Object on) {
        thread.waitsFor = on;
        waiting.add(thread);
    }

    void waitEnds(CrewThread thread) {
        thread.waitsFor = null;
        waiting.remove(thread);
    }

    /// Jobs are looked through only when all threads wait for something.
    boolean isThere() {
        if (waiting.size() < most || jobs.size() == 0) {
            return false;
        }
        Set<Object> awaited = Collections.newSetFromMap(new IdentityHashMap<>());
        jobs.forEach(job -> {
            awaited.add(job);
            awaited.add(job.task());
            awaited.add(job.partOf);
        });
        return waiting.stream()
                .map(thread -> thread.waitsFor instanceof WaitingJobs.Standing(var _, var job) ? job : thread.waitsFor)
                .allMatch(awaited::contains);
    }
}
