package io.weft.jupyter.session;

import io.weft.jupyter.cell.JobCalls;
import java.util.TimerTask;
import java.util.concurrent.Callable;

/// Jobs that cells give to pools work for the cell that gave them. While such a job runs, its thread is of that cell, as a thread
/// is that was born in it; once the cell was interrupted, those that still wait for their turn do not start.
final class CellJobs implements JobCalls.Owner {

    private final Cells cells;
    private final ClassLoader session;

    CellJobs(Cells cells, ClassLoader session) {
        this.cells = cells;
        this.session = session;
    }

    @Override
    public Runnable own(Runnable job) {
        var cell = cells.ofCurrentThread();
        return cell == null ? job : () -> {
            var before = enter(cell);
            try {
                job.run();
            } finally {
                leave(before);
            }
        };
    }

    @Override
    public <T> Callable<T> own(Callable<T> job) {
        var cell = cells.ofCurrentThread();
        return cell == null ? job : () -> {
            var before = enter(cell);
            try {
                return job.call();
            } finally {
                leave(before);
            }
        };
    }

    @Override
    public void scheduled(TimerTask task) {
        var cell = cells.ofCurrentThread();
        if (cell != null && task != null) {
            cell.scheduled(task);
        }
    }

    private ClassLoader enter(Cell cell) {
        if (cell.interrupted()) {
            throw new CellInterrupted(
                    "The job was not run, since " + cell.name() + ", which gave it, was interrupted.");
        }
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        Cells.enter(cell, session);
        return before;
    }

    private static void leave(ClassLoader before) {
        Thread.currentThread().setContextClassLoader(before);
    }
}
