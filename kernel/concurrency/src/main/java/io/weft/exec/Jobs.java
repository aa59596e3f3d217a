package io.weft.exec;

import io.weft.loop.Cancelled;
import io.weft.loop.Failures;
import io.weft.loop.Loop;
import io.weft.loop.LoopClosed;
import io.weft.loop.Owner;
import io.weft.loop.Parties;
import io.weft.loop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes jobs, for whoever gives one: a task, a thread that a task started, a job, or a plain thread. For the pools of this library.
public final class Jobs {

    private Jobs() {}

    /// Where a job comes from.
    ///
    /// @param loop  the one on which the task runs that stands for it; null outside of loops
    /// @param owner on whose behalf, or null
    public record Origin(Loop loop, Owner owner) {}

    /// {@return the loop that the caller runs on, or null}
    public static Loop loopHere() {
        return Owner.current() == null ? null : Loop.current();
    }

    static <T> Task<T> submit(String name, Loop home, Callable<? extends T> body, String description, Duration grace,
            Consumer<ThreadJob<T>> give) {
        return submit(name, home, origin -> new ThreadJob<T>(body, description, origin, origin.loop()), grace, give);
    }

    /// Gives a job and makes the task that stands for it. Does not block.
    ///
    /// @param name  of the task, or null
    /// @param home  the loop for callers that are on none
    /// @param make  makes the job
    /// @param grace how long a canceller waits for its end
    /// @param give  gives it to those who do it; what it throws is thrown on
    /// @param <T>   the type of the value
    /// @param <J>   the type of the job
    /// @return the task
    public static <T, J extends OutsideJob<T>> Task<T> submit(String name, Loop home,
            Function<Origin, ? extends J> make, Duration grace, Consumer<? super J> give) {
        var origin = origin(home);
        var job = make.apply(origin);
        var awaited = new Awaited<>(job, grace);
        Task<T> task;
        try {
            task = spawn(name, origin, awaited);
        } catch (LoopClosed e) {
            job.stop(e.getMessage());
            throw e;
        }
        job.standsFor(task);
        // A task that is cancelled before it began never begins.
        task.onDone(ended -> {
            if (ended.isCancelled()) {
                job.stop(ended.name() + " was cancelled.");
            }
        });
        try {
            give.accept(job);
        } catch (RuntimeException | Error e) {
            job.standsFor(null);
            task.cancel(String.valueOf(e.getMessage()));
            throw e;
        }
        return task;
    }

    private static <T> Task<T> spawn(String name, Origin origin, Callable<? extends T> body) {
        return origin.owner() == null
                ? origin.loop().spawn(name, body)
                : origin.loop().spawn(name, origin.owner(), body);
    }

    /// Runs a body that needs a task around it, and waits for its value.
    ///
    /// @param home the loop for callers that are on none
    /// @param body what to do
    /// @param <T>  the type of the value
    /// @return the value
    public static <T> T inTask(Loop home, Callable<? extends T> body) {
        if (Parties.task(Thread.currentThread()) != null) {
            return here(body);
        }
        Task<T> task = spawn(null, origin(home), body);
        try {
            return task.join();
        } catch (Cancelled e) {
            task.cancel(e.getMessage());
            throw e;
        }
    }

    /// Runs a body in the current thread; a checked exception of it becomes the cause of a [io.weft.loop.TaskFailed].
    static <T> T here(Callable<? extends T> body) {
        var value = new ArrayList<T>(1);
        Failures.run(() -> value.add(body.call()));
        return value.getFirst();
    }

    private record Awaited<T>(OutsideJob<T> job, Duration grace) implements Callable<T> {
        @Override
        public T call() throws Exception {
            return job.await(grace);
        }
    }

    /// Gives a job to a crew, and waits for a place and for the value. It may be part of what a task does, else null.
    static <T> T call(Crew crew, Callable<? extends T> body, Duration grace, Task<?> partOf) {
        var loop = loopHere();
        var origin = origin(loop);
        var job = new ThreadJob<T>(body, "a job of " + crew, origin, loop);
        job.partOf = partOf;
        crew.giveAndWait(job);
        try {
            return job.await(grace);
        } catch (Exception e) {
            throw Failures.unchecked("A job of " + crew, e);
        }
    }

    /// {@return where a job comes from that the caller gives now}
    ///
    /// @param home the loop for callers that are on none
    public static Origin origin(Loop home) {
        var task = Parties.task(Thread.currentThread());
        if (task != null) {
            return new Origin(task.loop(), task.owner());
        }
        var owner = Owner.current();
        if (owner != null) {
            return new Origin(Loop.current(), owner);
        }
        var job = CrewThread.currentJob();
        return job != null && job.origin.loop() != null ? job.origin : new Origin(home, null);
    }
}
