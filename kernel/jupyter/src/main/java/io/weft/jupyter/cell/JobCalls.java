package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Stands in for the JDK's calls that give a job to a pool, in cell code, so that the job works for the cell that gave it, whichever
/// cell made the pool: it prints there and ends when that cell is interrupted. Public because woven code calls it.
///
/// Executors see another object than the one they were given. `execute` alone would show it to the executor's own hooks and queue,
/// so there only lambdas are replaced, which have no other nature than that of a job.
public final class JobCalls {

    private static volatile Owner owner = new Nobody();

    private JobCalls() {}

    /// Makes jobs work for the cell of the thread that gives them.
    public interface Owner {

        /// The same job, for the current thread's cell.
        Runnable own(Runnable job);

        /// The same job, for the current thread's cell.
        <T> Callable<T> own(Callable<T> job);

        /// The current thread's cell gives this to a timer.
        void scheduled(TimerTask task);
    }

    private static final class Nobody implements Owner {
        @Override
        public Runnable own(Runnable job) {
            return job;
        }

        @Override
        public <T> Callable<T> own(Callable<T> job) {
            return job;
        }

        @Override
        public void scheduled(TimerTask task) {
            // No cell, no owner.
        }
    }

    /// From now on jobs are made to belong by this one.
    public static void own(Owner newOwner) {
        owner = newOwner;
    }

    /// Before `execute(job)`.
    public static Runnable lambda(Runnable job) {
        return job != null && job.getClass().isHidden() ? owner.own(job) : job;
    }

    /// Before `submit(job)`.
    public static Runnable job(Runnable job) {
        return job == null ? null : owner.own(job);
    }

    /// Before `submit(job)`.
    public static <T> Callable<T> job(Callable<T> job) {
        return job == null ? null : owner.own(job);
    }

    /// Before `CompletableFuture.supplyAsync(job)`.
    public static <T> Supplier<T> job(Supplier<T> job) {
        if (job == null) {
            return null;
        }
        Callable<T> owned = owner.own((Callable<T>) job::get);
        return () -> {
            try {
                return owned.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                // A supplier throws none, so neither does its copy.
                throw new IllegalStateException(e);
            }
        };
    }

    /// Before `invokeAll(jobs)` and `invokeAny(jobs)`.
    public static <T> Collection<? extends Callable<T>> jobs(Collection<? extends Callable<T>> jobs) {
        var owned = new ArrayList<Callable<T>>(jobs.size());
        jobs.forEach(each -> owned.add(job(each)));
        return owned;
    }

    /// In place of `executor.submit(job, result)`.
    public static <T> Future<T> submit(ExecutorService executor, Runnable job, T result) {
        return executor.submit(job(job), result);
    }

    /// In place of `executor.invokeAll(jobs, limit, unit)`.
    public static <T> List<Future<T>> invokeAll(ExecutorService executor, Collection<? extends Callable<T>> jobs,
            long limit, TimeUnit unit) throws InterruptedException {
        return executor.invokeAll(jobs(jobs), limit, unit);
    }

    /// In place of `executor.invokeAny(jobs, limit, unit)`.
    public static <T> T invokeAny(ExecutorService executor, Collection<? extends Callable<T>> jobs, long limit,
            TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return executor.invokeAny(jobs(jobs), limit, unit);
    }

    /// In place of `executor.schedule(job, delay, unit)`.
    public static ScheduledFuture<?> schedule(ScheduledExecutorService executor, Runnable job, long delay,
            TimeUnit unit) {
        return executor.schedule(job(job), delay, unit);
    }

    /// In place of `executor.schedule(job, delay, unit)`.
    public static <T> ScheduledFuture<T> schedule(ScheduledExecutorService executor, Callable<T> job, long delay,
            TimeUnit unit) {
        return executor.schedule(job(job), delay, unit);
    }

    /// In place of `executor.scheduleAtFixedRate(job, delay, period, unit)`.
    public static ScheduledFuture<?> scheduleAtFixedRate(ScheduledExecutorService executor, Runnable job, long delay,
            long period, TimeUnit unit) {
        return executor.scheduleAtFixedRate(job(job), delay, period, unit);
    }

    /// In place of `executor.scheduleWithFixedDelay(job, delay, pause, unit)`.
    public static ScheduledFuture<?> scheduleWithFixedDelay(ScheduledExecutorService executor, Runnable job,
            long delay, long pause, TimeUnit unit) {
        return executor.scheduleWithFixedDelay(job(job), delay, pause, unit);
    }

    /// In place of `CompletableFuture.supplyAsync(job, executor)`.
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> job, Executor executor) {
        return CompletableFuture.supplyAsync(job(job), executor);
    }

    /// In place of `CompletableFuture.runAsync(job, executor)`.
    public static CompletableFuture<Void> runAsync(Runnable job, Executor executor) {
        return CompletableFuture.runAsync(job(job), executor);
    }

    /// In place of `timer.schedule(task, delay)`.
    public static void schedule(Timer timer, TimerTask task, long delay) {
        owner.scheduled(task);
        timer.schedule(task, delay);
    }

    /// In place of `timer.schedule(task, time)`.
    public static void schedule(Timer timer, TimerTask task, Date time) {
        owner.scheduled(task);
        timer.schedule(task, time);
    }

    /// In place of `timer.schedule(task, delay, period)`.
    public static void schedule(Timer timer, TimerTask task, long delay, long period) {
        owner.scheduled(task);
        timer.schedule(task, delay, period);
    }

    /// In place of `timer.schedule(task, first, period)`.
    public static void schedule(Timer timer, TimerTask task, Date first, long period) {
        owner.scheduled(task);
        timer.schedule(task, first, period);
    }

    /// In place of `timer.scheduleAtFixedRate(task, delay, period)`.
    public static void scheduleAtFixedRate(Timer timer, TimerTask task, long delay, long period) {
        owner.scheduled(task);
        timer.scheduleAtFixedRate(task, delay, period);
    }

    /// In place of `timer.scheduleAtFixedRate(task, first, period)`.
    public static void scheduleAtFixedRate(Timer timer, TimerTask task, Date first, long period) {
        owner.scheduled(task);
        timer.scheduleAtFixedRate(task, first, period);
    }
}
