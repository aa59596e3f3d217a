package io.weft.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// Notes the ends of several tasks, in the order in which they happen, for one task or thread that waits for them. Closing it
/// leaves no trace in tasks that go on.
///
/// @param <K> the type of the tasks
final class TaskWatch<K extends Task<?>> extends Guard implements AutoCloseable {

    private final Task<?> here = Task.currentOrNull();
    private final boolean observes;
    private final List<End> ends;
    /// Guarded; never grows beyond its first capacity.
    private final List<K> ended;
    /// Guarded.
    private int failures;
    /// Who waits, for how many ends, and whether a failure will do; guarded.
    private Waiter waiter;
    private int wanted;
    private boolean orFailure;

    /// Watches each task once, in the order given.
    TaskWatch(Collection<? extends K> tasks, boolean observes) {
        var distinct = new LinkedHashSet<K>(tasks);
        if (here != null && distinct.contains(here)) {
            throw new IllegalStateException(here.name()
                    + " waits for tasks of which it is one, and would wait for ever: leave Task.current() out.");
        }
        this.observes = observes;
        this.ends = new ArrayList<>(distinct.size());
        this.ended = new ArrayList<>(distinct.size());
        for (K task : distinct) {
            var end = new End(task, here == null ? null : here.loop().awaitOutsideFor(task));
            ends.add(end);
            task.register(end);
        }
    }

    int size() {
        return ends.size();
    }

    /// Waits until so many have ended, or one has failed if that will do; false if the time was over first.
    boolean await(int enough, boolean failureToo, long nanos) {
        var mine = Waiter.here();
        enter();
        wanted = enough;
        orFailure = failureToo;
        boolean reached = reached();
        waiter = reached ? null : mine;
        leave();
        if (reached) {
            Waiter.checkpoint();
            return true;
        }
        return mine.await(this, nanos);
    }

    /// The task that was the nth to end, from 0; it must have.
    K ended(int nth) {
        enter();
        var task = ended.get(nth);
        leave();
        return task;
    }

    /// Those that have ended by now, in that order, and the others.
    Waited<K> result() {
        ArrayList<K> done;
        enter();
        try {
            done = new ArrayList<>(ended);
        } finally {
            leave();
        }
        var gone = new LinkedHashSet<>(done);
        return new Waited<>(List.copyOf(done),
                ends.stream().map(end -> end.task).filter(t -> !gone.contains(t)).toList());
    }

    @Override
    public void close() {
        for (var end : ends) {
            if (!end.task.isDone()) {
                end.task.unregister(end);
            }
            end.leaveOutside();
        }
    }

    private boolean reached() {
        return ended.size() >= wanted || orFailure && failures > 0;
    }

    private final class End extends Completion {

        private final K task;
        /// Null if the task runs on the loop of the one who waits.
        private final OutsideWait elsewhere;

        End(K task, OutsideWait elsewhere) {
            this.task = task;
            this.elsewhere = elsewhere;
        }

        @Override
        void completed(Task<?> same) {
            boolean failed = !task.isSuccessful();
            Waiter awake;
            enter();
            try {
                ended.add(task);
                failures += failed ? 1 : 0;
                awake = reached() ? waiter : null;
            } finally {
                leave();
            }
            if (awake != null) {
                awake.signal();
            }
            leaveOutside();
        }

        @Override
        boolean observes() {
            return observes;
        }

        void leaveOutside() {
            if (elsewhere != null) {
                elsewhere.close();
            }
        }
    }

    @Override
    public String toString() {
        enter();
        int left = ends.size() - ended.size();
        leave();
        return left + " of " + ends.size() + " tasks";
    }
}
