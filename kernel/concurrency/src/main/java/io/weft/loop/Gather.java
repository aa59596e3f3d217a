package io.weft.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs several bodies, or awaits several tasks, at the same time.
public final class Gather {

    private Gather() {}

    /// Runs each body as a task and waits for all. The first failure cancels the others and is thrown when they have ended, with
    /// later failures as suppressed. They start in order, when the current task waits here.
    ///
    /// @param bodies what to do
    /// @param <T>    the type of the values
    /// @return the values, in the order of the bodies
    /// @throws Cancelled             if the current task is cancelled meanwhile; the bodies are then cancelled, too
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <T> List<T> all(List<? extends Callable<? extends T>> bodies) {
        var tasks = new ArrayList<Task<T>>(bodies.size());
        Scope.<Void>open("gather", scope -> {
            for (var body : bodies) {
                tasks.add(scope.spawn(body));
            }
            return null;
        });
        return values(tasks);
    }

    /// Waits for tasks that run already; otherwise like [#all(List)].
    ///
    /// @param tasks the tasks
    /// @param <T>   the type of the values
    /// @return the values, in the order of the tasks
    /// @throws Cancelled             if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task, or when a task is to await itself
    public static <T> List<T> tasks(List<? extends Task<? extends T>> tasks) {
        requireOthers(tasks, "gather");
        Scope.<Void>open("gather", scope -> {
            tasks.forEach(scope::adopt);
            return null;
        });
        return values(tasks);
    }

    /// Waits for tasks that run already and counts them as they end; otherwise like [#tasks(List)].
    ///
    /// @param tasks the tasks, with what counts them
    /// @param <T>   the type of the values
    /// @return the values, in the order of the tasks
    /// @throws Cancelled             if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task, or when a task is to await itself
    public static <T> List<T> counted(Counted<? extends Task<? extends T>> tasks) {
        try (var tally = tasks.tally()) {
            var list = new ArrayList<Task<? extends T>>();
            tally.inputs().forEachRemaining(list::add);
            list.forEach(tally::follow);
            return tasks(list);
        }
    }

    /// Runs each body as a task and waits for all, whatever becomes of them: a failure cancels nothing. They start in order, when the
    /// current task waits here.
    ///
    /// @param bodies what to do
    /// @param <T>    the type of the values
    /// @return how each ended, in the order of the bodies
    /// @throws Cancelled             if the current task is cancelled meanwhile; the bodies are then cancelled, too
    /// @throws IllegalStateException outside a task
    public static <T> List<Outcome<T>> outcomes(List<? extends Callable<? extends T>> bodies) {
        var tasks = new ArrayList<Task<T>>(bodies.size());
        Scope.<Void>openLenient("outcomes", scope -> {
            for (var body : bodies) {
                tasks.add(scope.spawn(body));
            }
            return null;
        });
        var outcomes = new ArrayList<Outcome<T>>(tasks.size());
        tasks.forEach(task -> outcomes.add(task.outcome()));
        return outcomes;
    }

    static void requireOthers(List<? extends Task<?>> tasks, String operation) {
        var current = Task.currentFor(operation);
        if (tasks.contains(current)) {
            throw new IllegalStateException(current.name() + " is among the tasks that " + operation
                    + " waits for, and would wait for ever: leave it out.");
        }
    }

    static <T> List<T> values(List<? extends Task<? extends T>> tasks) {
        var values = new ArrayList<T>(tasks.size());
        for (Task<? extends T> task : tasks) {
            values.add(task.result());
        }
        return values;
    }
}
