package io.weft.group;

import io.weft.loop.Action;
import io.weft.loop.Counted;
import io.weft.loop.Guard;
import io.weft.loop.IntMapper;
import io.weft.loop.Limit;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Scope;
import io.weft.loop.Stopwatch;
import io.weft.loop.Task;
import io.weft.loop.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// A set of tasks that run, to wait for or to end together. A task that ends leaves it by itself; its failure is shown when nobody
/// awaits it. Any task and any thread may use it.
public sealed class Group implements Iterable<Task<?>> permits Pool {

    /// How many values a lazy map makes ahead of the one who asks for them, unless told otherwise.
    static final Limit LOOK_AHEAD = new Limit(64);

    private static final class Members extends Guard {

        /// Guarded.
        private final Set<Task<?>> tasks = new LinkedHashSet<>();

        boolean add(Task<?> task) {
            enter();
            try {
                return tasks.add(task);
            } finally {
                leave();
            }
        }

        boolean remove(Task<?> task) {
            enter();
            boolean removed = tasks.remove(task);
            leave();
            return removed;
        }

        boolean contains(Task<?> task) {
            enter();
            boolean contains = tasks.contains(task);
            leave();
            return contains;
        }

        int size() {
            enter();
            int size = tasks.size();
            leave();
            return size;
        }

        List<Task<?>> list() {
            enter();
            try {
                return new ArrayList<>(tasks);
            } finally {
                leave();
            }
        }
    }

    private final Members members = new Members();

    /// Creates an empty group.
    public Group() {}

    /// Takes in a task that runs already. In a pool it first waits for a place.
    ///
    /// @param task the task; without effect if it is in already or has ended
    /// @param <T>  the type of its value
    /// @return the task
    /// @throws io.weft.loop.Cancelled if the caller is cancelled while it waits for a place
    public <T> Task<T> add(Task<T> task) {
        if (!task.isDone() && !members.contains(task)) {
            awaitPlace();
            admit(task);
        }
        return task;
    }

    /// Lets a task go, which runs on. Does not block.
    ///
    /// @param task the task
    /// @return whether it was in
    public boolean discard(Task<?> task) {
        boolean was = members.remove(task);
        if (was) {
            givePlaceBack();
        }
        return was;
    }

    /// Starts a task in the group. In a pool it first waits for a place.
    ///
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    /// @throws io.weft.loop.Cancelled if the caller is cancelled while it waits for a place
    public <T> Task<T> spawn(Callable<? extends T> body) {
        return spawn(null, body);
    }

    /// Starts a task without a value in the group; see [#spawn(Callable)].
    ///
    /// @param body what it does
    /// @return the task
    public Task<Void> spawn(Action body) {
        return spawn((String) null, body);
    }

    /// Starts a task without a value that has a name; see [#spawn(Callable)].
    ///
    /// @param name for messages, or null
    /// @param body what it does
    /// @return the task
    public Task<Void> spawn(String name, Action body) {
        return spawn(name, () -> {
            body.run();
            return null;
        });
    }

    /// Starts a task that has a name in the group; see [#spawn(Callable)].
    ///
    /// @param name for messages, or null
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    public <T> Task<T> spawn(String name, Callable<? extends T> body) {
        return begin(() -> Loop.current().spawn(name, body));
    }

    /// Starts a job in the group; see [#spawn(Callable)].
    ///
    /// @param job the job, not yet started
    /// @param <T> the type of its value
    /// @return its task
    public <T> Task<T> start(Job<T> job) {
        return begin(job::start);
    }

    /// Makes a value of each input, each in a task of the group, and waits for all. The first failure cancels the others of this
    /// call and is thrown when they have ended, with later failures as suppressed. Lets the other tasks of the loop run.
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    /// @throws io.weft.loop.Cancelled    if the current task is cancelled meanwhile; the tasks are then cancelled, too
    /// @throws io.weft.loop.TaskFailed   with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException     outside a task
    public <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        var tasks = new ArrayList<Task<R>>();
        try (var tally = Counted.<A>tallyOf(inputs)) {
            Scope.<Void>open(scope -> {
                tally.inputs().forEachRemaining(input -> {
                    Task<R> task = begin(() -> scope.spawn(() -> fn.apply(input)));
                    tasks.add(task);
                    tally.follow(task);
                });
                return null;
            });
        }
        var values = new ArrayList<R>(tasks.size());
        tasks.forEach(task -> values.add(task.join()));
        return values;
    }

    /// Makes a value of each number from 0; otherwise like [#map(Iterable, Mapper)].
    ///
    /// @param n   how many numbers
    /// @param fn  makes one
    /// @param <R> the type of the values
    /// @return the values, in the order of the numbers
    public <R> List<R> map(int n, IntMapper<? extends R> fn) {
        return map(numbers(n), fn::apply);
    }

    /// Makes the values of the inputs while somebody asks for them, in the order of the inputs. Each loop over the result works
    /// through the inputs: asking for the next value starts tasks for the inputs that come next, so many at most, and waits for the one whose turn
    /// it is. A failure is thrown where the value would come; the loop may go on after it. A loop that is left early starts nothing more.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, in a task of the group
    /// @param ahead  how many tasks run, or have values that nobody took yet
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values
    public <A, R> Iterable<R> imap(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead) {
        return () -> new LazyMap.Ordered<A, R>(this, inputs, fn, ahead);
    }

    /// Like [#imap(Iterable, Mapper, Limit)], with 64 tasks at most.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, in a task of the group
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values
    public <A, R> Iterable<R> imap(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return imap(inputs, fn, LOOK_AHEAD);
    }

    /// Like [#imap(Iterable, Mapper)], for the numbers from 0.
    ///
    /// @param n   how many numbers
    /// @param fn  makes one, in a task of the group
    /// @param <R> the type of the values
    /// @return the values
    public <R> Iterable<R> imap(int n, IntMapper<? extends R> fn) {
        return imap(numbers(n), fn::apply);
    }

    /// Like [#imap(Iterable, Mapper, Limit)], but the values come in the order in which they are ready.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, in a task of the group
    /// @param ahead  how many tasks run, or have values that nobody took yet
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values
    public <A, R> Iterable<R> imapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn,
            Limit ahead) {
        return () -> new LazyMap.Unordered<A, R>(this, inputs, fn, ahead);
    }

    /// Like [#imapUnordered(Iterable, Mapper, Limit)], with 64 tasks at most.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, in a task of the group
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values
    public <A, R> Iterable<R> imapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return imapUnordered(inputs, fn, LOOK_AHEAD);
    }

    /// Like [#imapUnordered(Iterable, Mapper)], for the numbers from 0.
    ///
    /// @param n   how many numbers
    /// @param fn  makes one, in a task of the group
    /// @param <R> the type of the values
    /// @return the values
    public <R> Iterable<R> imapUnordered(int n, IntMapper<? extends R> fn) {
        return imapUnordered(numbers(n), fn::apply);
    }

    /// Waits until the group is empty, also of tasks that come in meanwhile. Throws no failures of theirs. Lets the other tasks of the
    /// loop run; blocks a platform thread.
    ///
    /// @throws io.weft.loop.Cancelled if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException  if the current task is in the group
    public void join() {
        for (var left = members.list(); !left.isEmpty(); left = members.list()) {
            Waits.join(left);
        }
    }

    /// Like [#join()], for a time of the loop's clock at most.
    ///
    /// @param limit the longest time; zero only looks
    /// @return whether the group is empty
    /// @throws io.weft.loop.Cancelled if the caller is cancelled meanwhile; the tasks go on
    /// @throws IllegalStateException  if the current task is in the group
    public boolean join(Duration limit) {
        var watch = Stopwatch.start();
        var left = limit;
        for (var tasks = members.list(); !tasks.isEmpty(); tasks = members.list()) {
            Waits.join(tasks, left);
            left = limit.minus(watch.elapsed());
            if (!left.isPositive()) {
                break;
            }
        }
        return isEmpty();
    }

    /// Cancels the tasks that are in the group now and waits until they have ended; see [Task#kill()].
    ///
    /// @throws io.weft.loop.Cancelled if the caller is cancelled meanwhile; the tasks were asked to end all the same
    /// @throws IllegalStateException  if the current task is in the group; then none is cancelled
    public void kill() {
        Waits.kill(members.list());
    }

    /// {@return how many tasks are in it}
    public int size() {
        return members.size();
    }

    /// {@return whether no task is in it}
    public boolean isEmpty() {
        return members.size() == 0;
    }

    /// {@return the tasks that are in it now, in the order in which they came}
    @Override
    public Iterator<Task<?>> iterator() {
        return List.copyOf(members.list()).iterator();
    }

    @Override
    public String toString() {
        return "group of " + size();
    }

    // -- for the pool and the lazy maps

    /// Waits until one more task may come in.
    void awaitPlace() {}

    /// Takes a place if there is one.
    boolean tryPlace() {
        return true;
    }

    void givePlaceBack() {}

    /// How many tasks may be in it.
    int places() {
        return Integer.MAX_VALUE;
    }

    <T> Task<T> begin(Starter<T> starter) {
        awaitPlace();
        return beginInPlace(starter);
    }

    <T> Task<T> beginInPlace(Starter<T> starter) {
        Task<T> task;
        try {
            task = starter.start();
        } catch (RuntimeException | Error e) {
            givePlaceBack();
            throw e;
        }
        admit(task);
        return task;
    }

    /// Starts a task.
    ///
    /// @param <T> the type of its value
    @FunctionalInterface
    interface Starter<T> {
        Task<T> start();
    }

    private void admit(Task<?> task) {
        if (members.add(task)) {
            task.onDone(this::discard);
        } else {
            givePlaceBack();
        }
    }

    private static Iterable<Integer> numbers(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "A map of " + n + " numbers: there must be zero or more, for example map(3, i -> ...).");
        }
        return () -> IntStream.range(0, n).iterator();
    }
}
