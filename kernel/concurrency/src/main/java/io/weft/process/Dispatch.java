package io.weft.process;

import io.weft.process.Message.Kind;

/// Which worker gets which job.
///
/// A job goes to a worker that has nothing to do, the one that was busy last. While jobs are short, a worker is sent a few ahead, so that
/// it does not wait for the next; a job that was sent ahead is called back as soon as another worker has nothing to do.
/// Guarded by the crew.
final class Dispatch {

    /// So many jobs has a worker at most, the one that it does included.
    private static final int AHEAD = 3;
    private static final long SHORT_NANOS = 2_000_000;
    /// A job of more bytes is not sent ahead.
    private static final long LIGHT = 1 << 16;

    private final Staff staff;
    private final JobQueue queue;
    private final int jobsPerWorker;
    /// How long jobs took, lately.
    private long usualNanos = Long.MAX_VALUE;

    Dispatch(Staff staff, JobQueue queue, int jobsPerWorker) {
        this.staff = staff;
        this.queue = queue;
        this.jobsPerWorker = jobsPerWorker;
    }

    /// Gives jobs of the queue to workers, and the places that become free there to givers who wait for one.
    void handOut(CrewState.Change change) {
        int free = staff.free();
        queue.admit(free, change.woken());
        for (; free > 0 && queue.size() > 0; free--) {
            assign(staff.takeIdle(), change);
        }
        queue.admit(free, change.woken());
        if (usualNanos < SHORT_NANOS) {
            sendAhead(change);
        }
    }

    private void assign(WorkerProcess worker, CrewState.Change change) {
        var job = queue.take();
        job.worker = worker;
        job.sentNanos = System.nanoTime();
        worker.jobs.add(job);
        worker.given++;
        worker.leaving |= worker.given == jobsPerWorker;
        change.say(worker, new Message(Kind.JOB, job.id, job.parcel()));
    }

    /// Everyone's second job comes before anyone's third.
    private void sendAhead(CrewState.Change change) {
        for (int depth = 1; depth < AHEAD && queue.size() > 0; depth++) {
            for (var worker : staff.all()) {
                var first = queue.peek();
                if (first == null || first.parcel().weight() > LIGHT) {
                    return;
                }
                if (worker.ready && !worker.leaving && worker.jobs.size() == depth) {
                    assign(worker, change);
                }
            }
        }
    }

    /// Calls a job back that was sent ahead, for a worker that has none.
    void recall(CrewState.Change change) {
        for (var worker : staff.all()) {
            if (worker.jobs.size() > 1 && !worker.recalled) {
                worker.recalled = true;
                change.say(worker, Message.plain(Kind.RECALL, worker.jobs.peekLast().id));
                return;
            }
        }
    }

    /// A job took so long.
    void took(long nanos) {
        usualNanos = usualNanos == Long.MAX_VALUE ? nanos : usualNanos - usualNanos / 8 + nanos / 8;
    }
}
