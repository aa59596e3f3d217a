package io.weft.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Does several things at the same time, of which one result is wanted.
public final class Race {

    private Race() {}

    /// Runs each body as a task. The first value wins: the others are cancelled, and when they have ended it is returned. Failures
    /// before that are passed over; when no body gives a value, the first failure is thrown with the others as suppressed. They start
    /// in order, when the current task waits here, which lets the other tasks of the loop run.
    ///
    /// @param bodies what to do, one at least
    /// @param <T>    the type of the value
    /// @return the value that was first
    /// @throws Cancelled                if the current task is cancelled meanwhile; the bodies are then cancelled, too
    /// @throws TaskFailed               with the cause, if all fail and the first with a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if there are none
    /// @throws IllegalStateException    outside a task
    public static <T> T bodies(List<? extends Callable<? extends T>> bodies) {
        return run(bodies.size(), (scope, n) -> scope.<T>spawn(bodies.get(n)));
    }

    /// Waits for tasks that run already; otherwise like [#bodies(List)].
    ///
    /// @param tasks the tasks, one at least
    /// @param <T>   the type of the value
    /// @return the value that was first
    /// @throws Cancelled                if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed               with the cause, if all fail and the first with a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if there are none
    /// @throws IllegalStateException    outside a task, or if the current task is one of them
    public static <T> T tasks(List<? extends Task<? extends T>> tasks) {
        Gather.requireOthers(tasks, "race");
        return Race.<T>run(tasks.size(), (scope, n) -> {
            scope.adopt(tasks.get(n));
            return tasks.get(n);
        });
    }

    /// Makes the nth runner one of the scope's tasks.
    @FunctionalInterface
    private interface Runners<T> {
        Task<? extends T> enter(Scope scope, int n);
    }

    private static <T> T run(int size, Runners<T> runners) {
        if (size == 0) {
            throw new IllegalArgumentException(
                    "race got nothing to run and would have no result: give it one at least.");
        }
        List<Task<? extends T>> ended = Scope.openLenient("race", scope -> {
            var running = new ArrayList<Task<? extends T>>();
            for (int n = 0; n < size; n++) {
                running.add(runners.enter(scope, n));
            }
            try (var watch = new TaskWatch<Task<? extends T>>(running, true)) {
                return awaitWinner(watch, scope);
            }
        });
        if (!ended.getLast().isSuccessful()) {
            suppressOthers(ended);
            return ended.getFirst().result();
        }
        return ended.getLast().result();
    }

    /// Those that ended up to the winner, the winner last; all of them if there is none.
    private static <T> List<Task<? extends T>> awaitWinner(TaskWatch<Task<? extends T>> watch, Scope scope) {
        var ended = new ArrayList<Task<? extends T>>();
        do {
            watch.await(ended.size() + 1, false, Waits.FOR_EVER);
            ended.add(watch.ended(ended.size()));
        } while (!ended.getLast().isSuccessful() && ended.size() < watch.size());
        scope.cancel(ended.getLast().name() + " was first in the race.");
        return ended;
    }

    private static void suppressOthers(List<? extends Task<?>> failed) {
        var main = failed.getFirst().exception();
        for (var task : failed) {
            if (task.exception() != main) {
                main.addSuppressed(task.exception());
            }
        }
    }
}
