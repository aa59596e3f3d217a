package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.exec.ThreadOptions;
import io.weft.exec.ThreadWorkers;
import io.weft.exec.Workers;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Mapping;
import io.weft.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Maps inputs on several workers at once, which it starts and ends: `parallel(4).progress("pages").map(pages, page -> read(page))`. For more
/// than one map keep a pool. Immutable; each change makes another one.
///
/// @param workers how many
/// @param threads whether they are threads instead of processes
/// @param size    how many inputs go together; 0 to find a number
/// @param title   of the progress bar; null for no bar
/// @param options of the processes
public record Parallel(int workers, boolean threads, int size, String title, ProcessOptions options) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if there are no workers, or the size is negative
    public Parallel {
        if (workers < 1 || size < 0) {
            throw new IllegalArgumentException("parallel(" + workers + ") with batches of " + size
                    + ": it needs at least one worker, and batches of one or more.");
        }
    }

    /// {@return a map on so many processes}
    ///
    /// @param workers how many
    public static Parallel of(int workers) {
        return new Parallel(workers, false, 0, null, ProcessOptions.standard());
    }

    /// {@return it on threads of this JVM: for work that mostly waits, or whose inputs cannot be copied}
    public Parallel onThreads() {
        return new Parallel(workers, true, size, title, options);
    }

    /// {@return it with a fixed number of inputs that go together}
    ///
    /// @param inputs how many; one or more
    public Parallel batch(int inputs) {
        return new Parallel(workers, threads, inputs == 0 ? -1 : inputs, title, options);
    }

    /// {@return it with a progress bar that counts inputs that have been dealt with}
    ///
    /// @param newTitle what it is
    public Parallel progress(String newTitle) {
        return new Parallel(workers, threads, size, newTitle, options);
    }

    /// {@return it with other options for its processes}
    ///
    /// @param newOptions such as `processOptions().memory(512)`
    public Parallel options(ProcessOptions newOptions) {
        return new Parallel(workers, threads, size, title, newOptions);
    }

    /// Maps the numbers from 0; see [#map(Iterable, Mapper)].
    ///
    /// @param n  how many numbers
    /// @param fn makes the value of one, on a worker
    /// @param <R> the type of the values
    /// @return the values, in order
    public <R> List<R> map(int n, Mapper<Integer, ? extends R> fn) {
        return map(IntStream.range(0, n).boxed().toList(), fn);
    }

    /// Maps inputs and waits for all values; in a task the other tasks of the loop run meanwhile. The first failure ends it and is thrown; so
    /// does a cancellation.
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one, on a worker
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    /// @throws NotShippable if the function or an input cannot be copied to another process
    @SuppressWarnings("unchecked")
    public <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        var all = new ArrayList<A>();
        inputs.forEach(all::add);
        var values = new Object[all.size()];
        work(all, fn, (first, some) -> {
            for (int i = 0; i < some.size(); i++) {
                values[first + i] = some.get(i);
            }
        });
        return (List<R>) Collections.unmodifiableList(Arrays.asList(values));
    }

    /// Like [#map(Iterable, Mapper)], with the values in the order in which they came.
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one, on a worker
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values
    @SuppressWarnings("unchecked")
    public <A, R> List<R> mapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        var all = new ArrayList<A>();
        inputs.forEach(all::add);
        var values = Collections.synchronizedList(new ArrayList<Object>(all.size()));
        work(all, fn, (_, some) -> values.addAll(some));
        return (List<R>) Collections.unmodifiableList(values);
    }

    /// Takes the values of a batch; several at the same time, for different places.
    private interface Taker {
        void take(int first, List<Object> values);
    }

    private <A, R> void work(List<A> inputs, Mapper<? super A, ? extends R> fn, Taker taker) {
        if (inputs.isEmpty()) {
            return;
        }
        var home = Loop.current();
        var batches = new Batches<A, R>(inputs, fn, workers, size);
        int count = Math.min(workers, inputs.size());
        try (var bar = title == null ? null : Progress.begin(title, inputs.size()); var pool = pool(home, count)) {
            Jobs.inTask(home, () -> {
                // Two for each worker, so that none waits for its next batch.
                Mapping.each(2 * count, _ -> feed(pool, batches, taker, bar),
                        Mapping.unlimited());
                return null;
            });
        }
    }

    private Workers pool(Loop home, int count) {
        return threads
                ? ThreadWorkers.open(home, count, ThreadOptions.standard())
                : ProcessWorkers.open(home, count, options);
    }

    private static <A, R> void feed(Workers pool, Batches<A, R> batches, Taker taker, Progress bar) {
        for (var batch = batches.take(); batch != null; batch = batches.take()) {
            long before = System.nanoTime();
            var values = pool instanceof ProcessWorkers processes
                    ? processes.call(batch, batch.fn())
                    : pool.call(batch);
            batches.took(values.size(), System.nanoTime() - before);
            taker.take(batch.first(), values);
            if (bar != null) {
                bar.advance(values.size());
            }
        }
    }
}
