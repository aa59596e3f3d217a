package io.weft;

import io.weft.flow.Coroutine;
import io.weft.flow.Generator;
import io.weft.flow.Ticker;
import io.weft.group.Group;
import io.weft.group.Pool;
import io.weft.loop.Action;
import io.weft.loop.Effect;
import io.weft.loop.Gather;
import io.weft.loop.IntEffect;
import io.weft.loop.IntMapper;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Mapping;
import io.weft.loop.Outcome;
import io.weft.loop.Race;
import io.weft.loop.Select;
import io.weft.loop.Selectable;
import io.weft.loop.Selected;
import io.weft.loop.Shield;
import io.weft.loop.Task;
import io.weft.loop.TaskLocal;
import io.weft.loop.Timeouts;
import io.weft.loop.Waited;
import io.weft.loop.Waits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// The front door to many tasks at once: what a cell calls without an import. No method here declares a checked exception of its own.
public final class Tasks {

    private Tasks() {}

    /// {@return a limit for operations on many inputs}
    ///
    /// @param tasks how many run at the same time
    public static Limit limit(int tasks) {
        return new Limit(tasks);
    }

    /// Makes a value of each input, all at the same time, a task for each; see
    /// [Mapping#map(Iterable, Mapper, Limit)].
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    public static <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return Mapping.map(inputs, fn, Mapping.unlimited());
    }

    /// Makes a value of each number from 0, all at the same time, a task for each; see
    /// [Mapping#map(int, IntMapper, Limit)].
    ///
    /// @param n   how many numbers
    /// @param fn  makes one
    /// @param <R> the type of the values
    /// @return the values, in the order of the numbers
    public static <R> List<R> map(int n, IntMapper<? extends R> fn) {
        return Mapping.map(n, fn, Mapping.unlimited());
    }

    /// Makes a value of each input, so many at the same time, a task for each; see
    /// [Mapping#map(Iterable, Mapper, Limit)].
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one
    /// @param limit  how many at a time, such as `limit(10)`
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    public static <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit limit) {
        return Mapping.map(inputs, fn, limit);
    }

    /// Makes a value of each number from 0, so many at the same time, a task for each; see
    /// [Mapping#map(int, IntMapper, Limit)].
    ///
    /// @param n     how many numbers
    /// @param fn    makes one
    /// @param limit how many at a time, such as `limit(10)`
    /// @param <R>   the type of the values
    /// @return the values, in the order of the numbers
    public static <R> List<R> map(int n, IntMapper<? extends R> fn, Limit limit) {
        return Mapping.map(n, fn, limit);
    }

    /// Does something with each input, all at the same time, a task for each; see
    /// [Mapping#each(Iterable, Effect, Limit)].
    ///
    /// @param inputs what to do it with
    /// @param action does it with one
    /// @param <A>    the type of the inputs
    public static <A> void each(Iterable<? extends A> inputs, Effect<? super A> action) {
        Mapping.each(inputs, action, Mapping.unlimited());
    }

    /// Does something with each number from 0, all at the same time, a task for each; see
    /// [Mapping#each(int, IntEffect, Limit)].
    ///
    /// @param n      how many numbers
    /// @param action does it with one
    public static void each(int n, IntEffect action) {
        Mapping.each(n, action, Mapping.unlimited());
    }

    /// Does something with each input, so many at the same time, a task for each; see
    /// [Mapping#each(Iterable, Effect, Limit)].
    ///
    /// @param inputs what to do it with
    /// @param action does it with one
    /// @param limit  how many at a time, such as `limit(10)`
    /// @param <A>    the type of the inputs
    public static <A> void each(Iterable<? extends A> inputs, Effect<? super A> action, Limit limit) {
        Mapping.each(inputs, action, limit);
    }

    /// Does something with each number from 0, so many at the same time, a task for each; see
    /// [Mapping#each(int, IntEffect, Limit)].
    ///
    /// @param n      how many numbers
    /// @param action does it with one
    /// @param limit  how many at a time, such as `limit(10)`
    public static void each(int n, IntEffect action, Limit limit) {
        Mapping.each(n, action, limit);
    }

    /// Runs bodies at the same time and waits for all, whatever becomes of them; see [Gather#outcomes(List)].
    ///
    /// @param bodies what to do
    /// @param <T>    the type of the values
    /// @return how each ended, in the order of the bodies
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> List<Outcome<T>> outcomes(Callable<? extends T>... bodies) {
        return Gather.outcomes(List.of(bodies));
    }

    /// Waits until all have ended; see [Waits#all(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    public static <K extends Task<?>> Waited<K> waitAll(Collection<? extends K> tasks) {
        return Waits.all(tasks);
    }

    /// Waits until all have ended, for a time at most; see [Waits#all(Collection, Duration)].
    ///
    /// @param tasks the tasks
    /// @param limit the longest time
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    public static <K extends Task<?>> Waited<K> waitAll(Collection<? extends K> tasks, Duration limit) {
        return Waits.all(tasks, limit);
    }

    /// Waits until all have ended; see [Waits#all(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K extends Task<?>> Waited<K> waitAll(K... tasks) {
        return Waits.all(List.of(tasks));
    }

    /// Waits until at least one has ended; see [Waits#first(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    public static <K extends Task<?>> Waited<K> waitFirst(Collection<? extends K> tasks) {
        return Waits.first(tasks);
    }

    /// Waits until at least one has ended, for a time at most; see [Waits#first(Collection, Duration)].
    ///
    /// @param tasks the tasks
    /// @param limit the longest time
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    public static <K extends Task<?>> Waited<K> waitFirst(Collection<? extends K> tasks, Duration limit) {
        return Waits.first(tasks, limit);
    }

    /// Waits until at least one has ended; see [Waits#first(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K extends Task<?>> Waited<K> waitFirst(K... tasks) {
        return Waits.first(List.of(tasks));
    }

    /// Waits until one has failed or all have ended; see [Waits#firstFailed(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    public static <K extends Task<?>> Waited<K> waitFirstFailed(Collection<? extends K> tasks) {
        return Waits.firstFailed(tasks);
    }

    /// Waits until one has failed or all have ended, for a time at most; see [Waits#firstFailed(Collection, Duration)].
    ///
    /// @param tasks the tasks
    /// @param limit the longest time
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    public static <K extends Task<?>> Waited<K> waitFirstFailed(Collection<? extends K> tasks, Duration limit) {
        return Waits.firstFailed(tasks, limit);
    }

    /// Waits until one has failed or all have ended; see [Waits#firstFailed(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return those that are done, and those that are pending
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K extends Task<?>> Waited<K> waitFirstFailed(K... tasks) {
        return Waits.firstFailed(List.of(tasks));
    }

    /// {@return the tasks one by one as they end, for a loop; see [Waits#asCompleted(Collection)]}
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    public static <K extends Task<?>> Iterable<K> asCompleted(Collection<? extends K> tasks) {
        return Waits.asCompleted(tasks);
    }

    /// Waits until all have ended and throws no failure; see [Waits#join(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return the tasks, in the order in which they ended
    public static <K extends Task<?>> List<K> joinAll(Collection<? extends K> tasks) {
        return Waits.join(tasks);
    }

    /// Waits until all have ended, for a time at most, and throws no failure; see [Waits#join(Collection, Duration)].
    ///
    /// @param tasks the tasks
    /// @param limit the longest time
    /// @param <K>   their type
    /// @return those that have ended by then, in that order
    public static <K extends Task<?>> List<K> joinAll(Collection<? extends K> tasks, Duration limit) {
        return Waits.join(tasks, limit);
    }

    /// Waits until all have ended and throws no failure; see [Waits#join(Collection)].
    ///
    /// @param tasks the tasks
    /// @param <K>   their type
    /// @return the tasks, in the order in which they ended
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K extends Task<?>> List<K> joinAll(K... tasks) {
        return Waits.join(List.of(tasks));
    }

    /// Cancels tasks and waits until they have ended; see [Waits#kill(Collection)].
    ///
    /// @param tasks the tasks
    public static void killAll(Collection<? extends Task<?>> tasks) {
        Waits.kill(tasks);
    }

    /// Runs bodies at the same time; the first value wins and the others are cancelled; see [Race#bodies(List)].
    ///
    /// @param bodies what to do
    /// @param <T>    the type of the value
    /// @return the value that was first
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> T race(Callable<? extends T>... bodies) {
        return Race.bodies(List.of(bodies));
    }

    /// Runs bodies without values at the same time; the first to end well wins and the others are cancelled; see [Race#bodies(List)].
    ///
    /// @param bodies what to do
    public static void race(Action... bodies) {
        Race.bodies(List.of(bodies).stream().map(Action::callable).toList());
    }

    /// Waits for tasks that run already; the first value wins and the others are cancelled; see [Race#tasks(List)].
    ///
    /// @param tasks the tasks
    /// @param <T>   the type of the value
    /// @return the value that was first
    public static <T> T race(Collection<? extends Task<? extends T>> tasks) {
        return Race.tasks(List.copyOf(tasks));
    }

    /// Waits for the first of several things, such as queues, events and tasks; see [Select#from(List)].
    ///
    /// @param sources what to wait for
    /// @return which one it was, and what it gave
    public static Selected select(Selectable<?>... sources) {
        return Select.from(List.of(sources));
    }

    /// Waits for the first of several things, for a time at most; see [Select#from(Duration, List)].
    ///
    /// @param limit   the longest time
    /// @param sources what to wait for
    /// @return which one it was, and what it gave, or that the time was over
    public static Selected select(Duration limit, Selectable<?>... sources) {
        return Select.from(limit, List.of(sources));
    }

    /// Starts a task that begins at once and runs up to its first wait; see [Loop#spawnNow(String, Callable)].
    ///
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    public static <T> Task<T> spawnNow(Callable<? extends T> body) {
        return Loop.current().spawnNow(null, body);
    }

    /// Starts a task without a value that begins at once and runs up to its first wait; see [Loop#spawnNow(String, Callable)].
    ///
    /// @param body what it does
    /// @return the task
    public static Task<Void> spawnNow(Action body) {
        return Loop.current().spawnNow(null, Action.callable(body));
    }

    /// {@return the task that runs the caller}
    public static Task<?> currentTask() {
        return Task.current();
    }

    /// Runs a block that no cancellation from outside cuts short; see [Shield#run(Callable)].
    ///
    /// @param body what to do
    /// @param <T>  the type of its value
    /// @return the body's value
    public static <T> T shield(Callable<? extends T> body) {
        return Shield.run(body);
    }

    /// Runs a block without a value that no cancellation from outside cuts short; see [Shield#run(Callable)].
    ///
    /// @param body what to do
    public static void shield(Action body) {
        Shield.run(Action.callable(body));
    }

    /// Runs a block for a time at most, with an exception of the caller's for when it is over; see
    /// [Timeouts#timeout(Duration, Supplier, Callable)].
    ///
    /// @param limit the longest time
    /// @param late  makes the exception, such as `TooLong::new`
    /// @param body  what to do
    /// @param <T>   the type of its value
    /// @param <X>   the type of the exception
    /// @return the body's value
    /// @throws X if the time was over
    public static <T, X extends Throwable> T timeout(Duration limit, Supplier<? extends X> late,
            Callable<? extends T> body) throws X {
        return Timeouts.<T, X>timeout(limit, late, body);
    }

    /// Runs a block without a value for a time at most, with an exception of the caller's for when it is over; see
    /// [Timeouts#timeout(Duration, Supplier, Callable)].
    ///
    /// @param limit the longest time
    /// @param late  makes the exception, such as `TooLong::new`
    /// @param body  what to do
    /// @param <X>   the type of the exception
    /// @throws X if the time was over
    public static <X extends Throwable> void timeout(Duration limit, Supplier<? extends X> late, Action body)
            throws X {
        Timeouts.<Void, X>timeout(limit, late, Action.callable(body));
    }

    /// Runs a block for a time at most, with a value for when it is over; see [Timeouts#timeoutOr(Duration, Object, Callable)].
    ///
    /// @param limit the longest time
    /// @param other the value to give when it is over
    /// @param body  what to do
    /// @param <T>   the type of the value
    /// @return the body's value, or the other one
    public static <T> T timeoutOr(Duration limit, T other, Callable<? extends T> body) {
        return Timeouts.timeoutOr(limit, other, body);
    }

    /// {@return a variable of which each task has its own value, and none at first; see [TaskLocal]}
    ///
    /// @param name for messages
    /// @param <T>  the type of the value
    public static <T> TaskLocal<T> local(String name) {
        return TaskLocal.named(name);
    }

    /// {@return a variable of which each task has its own value, with an initial one; see [TaskLocal]}
    ///
    /// @param name    for messages
    /// @param initial makes the initial value, in the task that first asks
    /// @param <T>     the type of the value
    public static <T> TaskLocal<T> local(String name, Supplier<? extends T> initial) {
        return TaskLocal.withInitial(name, initial);
    }

    /// {@return an empty group of tasks}
    public static Group group() {
        return new Group();
    }

    /// {@return an empty pool}
    ///
    /// @param capacity how many tasks it holds
    /// @throws IllegalArgumentException if it is less than 1
    public static Pool pool(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "pool(" + capacity + "): it must hold at least one task, for example pool(10).");
        }
        return new Pool(new Limit(capacity));
    }

    /// {@return a generator: values that a body makes while somebody asks for them; see [Generator]}
    ///
    /// @param body makes the values
    /// @param <T>  their type
    public static <T> Generator<T> generator(Generator.Body<T> body) {
        return new Generator<>(body);
    }

    /// {@return a coroutine: a body that is sent values and answers; see [Coroutine]}
    ///
    /// @param body answers
    /// @param <S>  the type of the values that are sent to it
    /// @param <T>  the type of the values that it emits
    public static <S, T> Coroutine<S, T> coroutine(Coroutine.Body<S, T> body) {
        return new Coroutine<>(body);
    }

    /// Does something again and again; see [Ticker#every(Duration, Action)].
    ///
    /// @param period the time from one run to the next
    /// @param action what to do
    /// @return the ticker, to stop it
    public static Ticker every(Duration period, Action action) {
        return Ticker.every(period, action);
    }

    /// Does something so many times; see [Ticker#every(Duration, int, Action)].
    ///
    /// @param period the time from one run to the next
    /// @param times  how many runs
    /// @param action what to do
    /// @return the ticker, to stop it or to join its task
    public static Ticker every(Duration period, int times, Action action) {
        return Ticker.every(period, times, action);
    }
}
