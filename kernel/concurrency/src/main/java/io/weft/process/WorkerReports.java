package io.weft.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// What workers report to their crew; each in its own thread.
///
/// When a worker dies, the job that it did fails, or is given again as often as the options say; those that were sent ahead go back to the head
/// of the queue. Where no worker can be started, the jobs that wait fail.
final class WorkerReports {

    private static final int MOST_FAILED_STARTS = 10;

    private final ProcessCrew crew;
    private final CrewState state;
    private final CrewListener listener;
    /// In a row; guarded by the crew.
    private int failedStarts;

    WorkerReports(ProcessCrew crew, CrewState state, CrewListener listener) {
        this.crew = crew;
        this.state = state;
        this.listener = listener;
    }

    /// A worker's process is there, but has not connected.
    void launched(WorkerProcess worker) {
        listener.launched(worker.pid());
    }

    /// A worker has connected.
    void ready(WorkerProcess worker) {
        try (var change = state.change()) {
            failedStarts = 0;
            state.staff.ready(worker);
            state.rests(worker, change);
            state.plan(change);
        }
    }

    /// A worker has done a job, which is taken off it; null if it has none of this number.
    ProcessJob<?> ended(WorkerProcess worker, long id) {
        try (var change = state.change()) {
            var job = worker.take(id);
            if (job == null) {
                return null;
            }
            state.dispatch.took(System.nanoTime() - job.sentNanos);
            if (worker.jobs.isEmpty()) {
                state.rests(worker, change);
            } else {
                worker.jobs.peek().sentNanos = System.nanoTime();
                state.plan(change);
            }
            return job;
        }
    }

    /// A worker gives a job back that it had not begun.
    void returned(WorkerProcess worker, long id) {
        ProcessJob<?> job;
        boolean stopped;
        try (var change = state.change()) {
            worker.recalled = false;
            job = worker.take(id);
            stopped = job != null && job.isStopped();
            if (job != null && !stopped) {
                state.queue.putBack(job);
            }
            if (job != null && worker.jobs.isEmpty()) {
                state.rests(worker, change);
            } else {
                state.plan(change);
            }
        }
        if (stopped) {
            job.end(null, new CancellationException("It had not begun."));
        }
    }

    /// {@return the job of a worker for which it prints, or null} It is the one that it does, unless it says another.
    ProcessJob<?> jobOf(WorkerProcess worker, long id) {
        try (var _ = state.change()) {
            var job = worker.job(id);
            return job == null ? worker.jobs.peek() : job;
        }
    }

    /// A worker is no more.
    void gone(WorkerProcess worker, int exit, String problem, String lastWords) {
        // Only this thread has said that it is ready.
        var message = Deaths.message(worker, crew, worker.ready, exit, problem, lastWords);
        listener.gone(exit, message);
        var failed = new ArrayList<ProcessJob<?>>();
        boolean hopeless;
        try (var change = state.change()) {
            state.staff.gone(worker);
            takeJobs(worker, failed);
            hopeless = !worker.ready && isHopeless(exit);
            if (hopeless) {
                failedStarts = 0;
                // Another would not start either; the next job tries again.
                failed.addAll(state.queue.clear(change.woken()));
                state.staff.wantNone();
            }
            state.plan(change);
        }
        var death = new WorkerDied(message, worker.pid(), exit);
        for (var job : failed) {
            job.end(null, job.isStopped() ? new CancellationException("Its worker was killed.") : death);
        }
        if (hopeless && failed.isEmpty()) {
            crew.output.tell(null, message);
        }
    }

    /// Counts a start that failed. One that was killed may start the next time, one that ended by itself does not; guarded.
    private boolean isHopeless(int exit) {
        failedStarts++;
        return !state.isClosed() && state.staff.all(true).isEmpty()
                && (exit <= Deaths.SIGNALLED || failedStarts >= MOST_FAILED_STARTS);
    }

    /// Takes its jobs off a worker that is gone: back to the queue, or to those that fail; guarded.
    private void takeJobs(WorkerProcess worker, List<ProcessJob<?>> failed) {
        var begun = worker.jobs.poll();
        while (!worker.jobs.isEmpty()) {
            giveAgain(worker.jobs.pollLast(), failed);
        }
        if (begun != null && begun.retries > 0) {
            begun.retries--;
            giveAgain(begun, failed);
        } else if (begun != null) {
            failed.add(begun);
        }
    }

    private void giveAgain(ProcessJob<?> job, List<ProcessJob<?>> failed) {
        job.worker = null;
        if (job.isStopped()) {
            failed.add(job);
        } else {
            state.queue.putBack(job);
        }
    }
}
