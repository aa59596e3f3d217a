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

/// Makes jobs, for whoever gives one: a task, a thread that a task started, a job, or a plain thread.
final class Jobs {

    private Jobs() {}

    /// The loop that the caller runs on, or null.
    static Loop loopHere() {
        return Owner.current() == null ? null : Loop.current();
    }

    /// Gives a job and makes the task that stands for it.
    static <T> Task<T> submit(String name, Loop home, Callable<? extends T> body, String description, Duration grace,
            Consumer<ThreadJob<T>> give) {
        var origin = origin(home);
        var job = new ThreadJob<T>(body, description, origin, origin.loop());
        var awaited = new Awaited<>(job, grace);
        Task<T> task;
        try {
            task = spawn(name, origin, awaited);
        } catch (LoopClosed e) {
            job.stop(e.getMessage());
            throw e;
        }
        job.task = task;
        // A task that is cancelled before it began never begins.
        task.onDone(ended -> {
            if (ended.isCancelled()) {
                job.stop(ended.name() + " was cancelled.");
            }
        });
        try {
            give.accept(job);
        } catch (RuntimeException | Error e) {
            job.task = null;
            task.cancel(String.valueOf(e.getMessage()));
            throw e;
        }
        return task;
    }

    private static <T> Task<T> spawn(String name, ThreadJob.Origin origin, Callable<? extends T> body) {
        return origin.owner() == null
                ? origin.loop().spawn(name, body)
                : origin.loop().spawn(name, origin.owner(), body);
    }

    /// Runs a body that needs a task around it, and waits for its value.
    static <T> T inTask(Loop home, Callable<? extends T> body) {
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

    private record Awaited<T>(ThreadJob<T> job, Duration grace) implements Callable<T> {
        @Override
        public T call() throws Exception {
            return job.await(grace);
        }
    }

    /// Gives a job to a crew, and waits for a place and for the value.
    static <T> T call(Crew crew, Callable<? extends T> body, Duration grace) {
        var loop = loopHere();
        var origin = origin(loop);
        var job = new ThreadJob<T>(body, "a job of " + crew, origin, loop);
        crew.giveAndWait(job);
        try {
            return job.await(grace);
        } catch (Exception e) {
            throw Failures.unchecked("A job of " + crew, e);
        }
    }

    private static ThreadJob.Origin origin(Loop home) {
        var task = Parties.task(Thread.currentThread());
        if (task != null) {
            return new ThreadJob.Origin(task.loop(), task.owner());
        }
        var owner = Owner.current();
        if (owner != null) {
            return new ThreadJob.Origin(Loop.current(), owner);
        }
        var job = CrewThread.currentJob();
        return job != null && job.origin.loop() != null ? job.origin : new ThreadJob.Origin(home, null);
    }
}
