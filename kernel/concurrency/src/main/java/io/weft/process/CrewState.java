package io.weft.process;

import io.weft.exec.PoolEnd;
import io.weft.loop.Guard;
import io.weft.loop.Waiter;
import java.util.ArrayList;
import java.util.List;

/// How a crew stands: its workers and the jobs that wait for one. All of it has this one guard.
///
/// Whoever looks or changes something does so in a [Change]: what may block or run the code of others waits for its end. A message gets its
/// place in a worker's order inside of the guard, and is written outside: so the first of a worker's jobs is the one that it does.
final class CrewState extends Guard {

    private final PoolEnd end;
    private final MemoryBudget memory;
    // What these three hold is guarded.
    final Staff staff;
    final JobQueue queue;
    final Dispatch dispatch;
    /// Whether it takes no more jobs; guarded.
    private boolean closed;

    /// The time that one thread is inside of the guard, and what is to be done when it has left.
    final class Change implements AutoCloseable {

        private final List<WorkerProcess> written = new ArrayList<>(2);
        private final List<WorkerProcess> letGo = new ArrayList<>(2);
        private final List<WorkerProcess> started = new ArrayList<>(0);
        private final List<Waiter> woken = new ArrayList<>(0);
        private boolean over;

        /// The message gets its place now, and is written afterwards.
        void say(WorkerProcess worker, Message message) {
            worker.enqueue(message);
            written.add(worker);
        }

        /// A worker was told to end.
        void letGo(WorkerProcess worker) {
            letGo.add(worker);
        }

        void start(WorkerProcess worker) {
            started.add(worker);
        }

        /// {@return where waiters go that were claimed}
        List<Waiter> woken() {
            return woken;
        }

        /// Leaves the guard, and does what is to be done.
        @Override
        public void close() {
            leave();
            written.forEach(WorkerProcess::write);
            letGo.forEach(WorkerProcess::letGo);
            woken.forEach(Waiter::wake);
            started.forEach(WorkerProcess::start);
            if (over) {
                end.reach();
            }
        }
    }

    CrewState(PoolEnd end, Staff staff, JobQueue queue, int jobsPerWorker, MemoryBudget memory) {
        this.end = end;
        this.staff = staff;
        this.queue = queue;
        this.dispatch = new Dispatch(staff, queue, jobsPerWorker);
        this.memory = memory;
    }

    /// Enters the guard until the change is closed. Not reentrant.
    Change change() {
        var change = new Change();
        enter();
        return change;
    }

    /// Guarded, as all that follow.
    boolean isClosed() {
        return closed;
    }

    /// Takes no more jobs from now on.
    void shutDown(Change change) {
        closed = true;
        plan(change);
    }

    /// Hands out jobs, starts and ends workers, as it is needed now: to be called after whatever may make a difference to that.
    void plan(Change change) {
        dispatch.handOut(change);
        staff.hire(closed, queue.size(), change);
        if (closed && queue.isEmpty()) {
            staff.dismissIdle(change);
            if (staff.count() == 0) {
                memory.giveBack();
                change.over = true;
            }
        }
    }

    /// A worker has nothing to do.
    void rests(WorkerProcess worker, Change change) {
        if (!staff.keeps(worker)) {
            staff.dismiss(worker, change);
            return;
        }
        staff.rests(worker);
        plan(change);
        if (staff.mayBeginNext(worker)) {
            dispatch.recall(change);
        }
    }
}
