package io.weft.loop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Does the same with many inputs at the same time, a task for each.
public final class Mapping {

    private static final Limit ALL = new Limit(Integer.MAX_VALUE);

    private Mapping() {}

    /// {@return the limit that is none}
    public static Limit unlimited() {
        return ALL;
    }

    /// Makes a value of each input, so many at a time, and waits for all. The tasks start in the order of the inputs, each as soon as
    /// fewer than the limit run; inputs are taken only then. The first failure cancels the others, no further ones start, and it is
    /// thrown when they have ended, with later failures as suppressed. Lets the other tasks of the loop run.
    ///
    /// @param inputs what to make values of; may be endless only if something stops it; [Counted] ones are told of each end
    /// @param fn     makes one, in a task of its own
    /// @param limit  how many at a time
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    /// @throws Cancelled             if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit limit) {
        var tasks = new ArrayList<Task<R>>();
        try (var tally = Counted.<A>tallyOf(inputs)) {
            var each = tally.inputs();
            Mapping.<R>run(each, () -> {
                A input = each.next();
                return () -> fn.apply(input);
            }, limit, task -> {
                tasks.add(task);
                tally.follow(task);
            });
        }
        return Gather.values(tasks);
    }

    /// Makes a value of each number from 0; otherwise like [#map(Iterable, Mapper, Limit)].
    ///
    /// @param n     how many numbers
    /// @param fn    makes one, in a task of its own
    /// @param limit how many at a time
    /// @param <R>   the type of the values
    /// @return the values, in the order of the numbers
    /// @throws Cancelled                if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed               with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if there are fewer than zero
    /// @throws IllegalStateException    outside a task
    public static <R> List<R> map(int n, IntMapper<? extends R> fn, Limit limit) {
        var tasks = new ArrayList<Task<R>>();
        var numbers = numbers("map", n);
        Mapping.<R>run(numbers, () -> {
            int number = numbers.nextInt();
            return () -> fn.apply(number);
        }, limit, tasks::add);
        return Gather.values(tasks);
    }

    /// Does something with each input; otherwise like [#map(Iterable, Mapper, Limit)].
    ///
    /// @param inputs what to do it with
    /// @param action does it with one, in a task of its own
    /// @param limit  how many at a time
    /// @param <A>    the type of the inputs
    /// @throws Cancelled             if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <A> void each(Iterable<? extends A> inputs, Effect<? super A> action, Limit limit) {
        try (var tally = Counted.<A>tallyOf(inputs)) {
            var each = tally.inputs();
            run(each, () -> {
                A input = each.next();
                return () -> {
                    action.accept(input);
                    return null;
                };
            }, limit, tally::follow);
        }
    }

    /// Does something with each number from 0; otherwise like [#map(Iterable, Mapper, Limit)].
    ///
    /// @param n      how many numbers
    /// @param action does it with one, in a task of its own
    /// @param limit  how many at a time
    /// @throws Cancelled                if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws TaskFailed               with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if there are fewer than zero
    /// @throws IllegalStateException    outside a task
    public static void each(int n, IntEffect action, Limit limit) {
        var numbers = numbers("each", n);
        run(numbers, () -> {
            int number = numbers.nextInt();
            return () -> {
                action.accept(number);
                return null;
            };
        }, limit, _ -> {});
    }

    /// Gives the body for the next input.
    @FunctionalInterface
    private interface Bodies<R> {
        Callable<R> next();
    }

    /// What takes the tasks keeps them only if it needs their values: effects of an endless source must not pile up.
    private static <R> void run(Iterator<?> inputs, Bodies<R> bodies, Limit limit, Consumer<? super Task<R>> begun) {
        Scope.<Void>open("map", scope -> {
            while (inputs.hasNext()) {
                scope.awaitFewerThan(limit.tasks());
                Task<R> task = scope.spawn(bodies.next());
                begun.accept(task);
            }
            return null;
        });
    }

    private static PrimitiveIterator.OfInt numbers(String what, int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    what + "(" + n + ", ...): the number must be zero or more, for example " + what + "(3, i -> ...).");
        }
        return IntStream.range(0, n).iterator();
    }
}
