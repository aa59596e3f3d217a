package io.weft.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Waits for several tasks that run already, without taking over what becomes of them: nothing is cancelled, no failure is
/// thrown. In a task all of it lets the other tasks of the loop run; a platform thread is blocked.
public final class Waits {

    /// The time that is for ever.
    static final long FOR_EVER = Long.MAX_VALUE;

    private Waits() {}

    /// Waits until all have ended, in whatever way. The caller is handed the failures with the tasks, so they do not count as lost.
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return all of them, as done
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException if the current task is one of them
    public static <K extends Task<?>> Waited<K> all(Collection<? extends K> tasks) {
        return await(tasks, tasks.size(), false, FOR_EVER);
    }

    /// Like [#all(Collection)], for a time of the loop's clock at most. When it is over the tasks go on.
    ///
    /// @param tasks the tasks
    /// @param limit the longest time to wait; zero only looks
    /// @param <K>   their type
    /// @return those that have ended by then, and the others
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException if the current task is one of them
    public static <K extends Task<?>> Waited<K> all(Collection<? extends K> tasks, Duration limit) {
        return await(tasks, tasks.size(), false, Times.nanos(limit, "waitAll"));
    }

    /// Waits until at least one has ended, in whatever way; otherwise like [#all(Collection)].
    ///
    /// @param tasks the tasks, one at least
    /// @param <K>   their type
    /// @return those that have ended, and the others
    /// @throws Cancelled                if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalArgumentException if there are none
    /// @throws IllegalStateException    if the current task is one of them
    public static <K extends Task<?>> Waited<K> first(Collection<? extends K> tasks) {
        requireSome(tasks, "waitFirst");
        return await(tasks, 1, false, FOR_EVER);
    }

    /// Like [#first(Collection)], for a time of the loop's clock at most.
    ///
    /// @param tasks the tasks, one at least
    /// @param limit the longest time to wait; zero only looks
    /// @param <K>   their type
    /// @return those that have ended by then, and the others
    /// @throws Cancelled                if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalArgumentException if there are none
    /// @throws IllegalStateException    if the current task is one of them
    public static <K extends Task<?>> Waited<K> first(Collection<? extends K> tasks, Duration limit) {
        requireSome(tasks, "waitFirst");
        return await(tasks, 1, false, Times.nanos(limit, "waitFirst"));
    }

    /// Waits until one has ended without a value, by a failure or cancelled, or else all have ended; otherwise like [#all(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that have ended, and the others
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException if the current task is one of them
    public static <K extends Task<?>> Waited<K> firstFailed(Collection<? extends K> tasks) {
        return await(tasks, tasks.size(), true, FOR_EVER);
    }

    /// Like [#firstFailed(Collection)], for a time of the loop's clock at most.
    ///
    /// @param tasks the tasks
    /// @param limit the longest time to wait; zero only looks
    /// @param <K>   their type
    /// @return those that have ended by then, and the others
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException if the current task is one of them
    public static <K extends Task<?>> Waited<K> firstFailed(Collection<? extends K> tasks, Duration limit) {
        return await(tasks, tasks.size(), true, Times.nanos(limit, "waitFirstFailed"));
    }

    /// Waits until all have ended, and takes no note of how: a failure counts as lost, and is shown, unless others await it.
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return the tasks, in the order in which they ended
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException if the current task is one of them
    public static <K extends Task<?>> List<K> join(Collection<? extends K> tasks) {
        try (var watch = new TaskWatch<K>(tasks, false)) {
            watch.await(watch.size(), false, FOR_EVER);
            return watch.result().done();
        }
    }

    /// Like [#join(Collection)], for a time of the loop's clock at most. When it is over the tasks go on.
    ///
    /// @param tasks the tasks
    /// @param limit the longest time to wait; zero only looks
    /// @param <K>   their type
    /// @return those that have ended by then, in that order
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException if the current task is one of them
    public static <K extends Task<?>> List<K> join(Collection<? extends K> tasks, Duration limit) {
        long nanos = Times.nanos(limit, "joinAll");
        try (var watch = new TaskWatch<K>(tasks, false)) {
            watch.await(watch.size(), false, nanos);
            return watch.result().done();
        }
    }

    /// Cancels all and waits until they have ended; see [Task#kill()].
    ///
    /// @param tasks the tasks
    /// @throws Cancelled             if the caller is cancelled meanwhile; the tasks were asked to end all the same
    /// @throws IllegalStateException if the current task is one of them; then none is cancelled
    public static void kill(Collection<? extends Task<?>> tasks) {
        try (var watch = new TaskWatch<Task<?>>(tasks, false)) {
            tasks.forEach(task -> task.cancel("It was killed."));
            watch.await(watch.size(), false, FOR_EVER);
        }
    }

    /// The tasks one by one as they end, the first to end first. Asking for the next one waits for it. A loop that is left early
    /// leaves the other tasks alone; but their failures count as noted.
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return the tasks, for one or more loops over them; waiting throws [Cancelled] if the caller is cancelled
    /// @throws IllegalStateException when iterated, if the current task is one of them
    public static <K extends Task<?>> Iterable<K> asCompleted(Collection<? extends K> tasks) {
        var all = List.<K>copyOf(tasks);
        return () -> new Completed<>(all);
    }

    private static <K extends Task<?>> Waited<K> await(Collection<? extends K> tasks, int enough, boolean orFailure,
            long nanos) {
        try (var watch = new TaskWatch<K>(tasks, true)) {
            watch.await(Math.min(enough, watch.size()), orFailure, nanos);
            return watch.result();
        }
    }

    private static void requireSome(Collection<?> tasks, String call) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(call + " got no tasks and would wait for ever: give it one at least.");
        }
    }

    /// Used by one task or thread.
    private static final class Completed<K extends Task<?>> implements Iterator<K> {

        private final TaskWatch<K> watch;
        private int given;

        Completed(List<K> tasks) {
            this.watch = new TaskWatch<>(tasks, true);
        }

        @Override
        public boolean hasNext() {
            return given < watch.size();
        }

        @Override
        public K next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All " + given + " tasks were given out: ask hasNext() first.");
            }
            watch.await(given + 1, false, FOR_EVER);
            return watch.ended(given++);
        }
    }
}
