package io.weft.exec;

import io.weft.loop.Action;
import io.weft.loop.BiMapper;
import io.weft.loop.Cancelled;
import io.weft.loop.Effect;
import io.weft.loop.IntEffect;
import io.weft.loop.IntMapper;
import io.weft.loop.Limit;
import io.weft.loop.Mapper;
import io.weft.loop.Resource;
import io.weft.loop.Task;
import io.weft.loop.TaskFailed;
import io.weft.loop.TimedOut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;

/// Those who work outside of the loop, beside it: threads, or processes. What they are given is a job; the one who gives it
/// awaits it without holding up the loop. A job belongs to the cell that gave it, its output and its interrupt too.
///
/// All methods may be called by tasks of any loop, by platform threads, and by the jobs themselves, unless they say otherwise.
public interface Workers extends Resource {

    /// {@return the name, for messages}
    String name();

    /// {@return how many jobs run at the same time, at most}
    int size();

    /// Gives a job and does not wait for it. The task that stands for it ends with its value or its failure, which is reported
    /// when nobody awaits it; cancelling the task takes the job back, or interrupts it. Does not block.
    ///
    /// @param body what to do, outside of the loop
    /// @param <T>  the type of the value
    /// @return the task, on the loop of the caller (outside of tasks: on the loop on which the workers were made)
    /// @throws WorkersFull   if as many jobs wait as may
    /// @throws WorkersClosed if they were closed or terminated
    <T> Task<T> submit(Callable<? extends T> body);

    /// Like [#submit(Callable)], without a value.
    ///
    /// @param body what to do
    /// @return the task
    /// @throws WorkersFull   if as many jobs wait as may
    /// @throws WorkersClosed if they were closed or terminated
    default Task<Void> submit(Action body) {
        return submit(() -> {
            body.run();
            return null;
        });
    }

    /// Gives a job and waits for its value; waits for a place, too, when as many jobs wait as may. A task lets the other tasks of its
    /// loop run, a platform thread blocks. A caller that is cancelled before the job begins takes it back. During the job it
    /// interrupts it, and waits for its end, though not for ever. A job that ended first has its value returned.
    ///
    /// @param body what to do, outside of the loop
    /// @param <T>  the type of the value
    /// @return the value
    /// @throws Cancelled             if the caller is cancelled (a platform thread: interrupted) meanwhile
    /// @throws CancellationException if the workers are terminated meanwhile
    /// @throws TaskFailed            with the cause, if the job fails with a checked exception; an unchecked one arrives as itself
    /// @throws WorkersClosed         if they were closed or terminated before
    <T> T call(Callable<? extends T> body);

    /// Like [#call(Callable)], without a value.
    ///
    /// @param body what to do
    /// @throws Cancelled             if the caller is cancelled (a platform thread: interrupted) meanwhile
    /// @throws CancellationException if the workers are terminated meanwhile
    /// @throws TaskFailed            with the cause, if the job fails with a checked exception; an unchecked one arrives as itself
    /// @throws WorkersClosed         if they were closed or terminated before
    default void call(Action body) {
        call(() -> {
            body.run();
            return null;
        });
    }

    /// Has a value made of each input and waits for all. Jobs begin in the order of the inputs, which are taken only as jobs end.
    /// The first failure interrupts the others and is thrown when they have ended, with later ones as suppressed. A task lets
    /// the other tasks of its loop run, a platform thread blocks.
    ///
    /// @param inputs what to make values of
    /// @param fn     makes one, outside of the loop
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values, in the order of the inputs
    /// @throws Cancelled             if the caller is cancelled meanwhile; the jobs are then interrupted
    /// @throws CancellationException if the workers are terminated meanwhile
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws WorkersClosed         if they were closed or terminated before
    <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn);

    /// Has a value made of each number from 0; otherwise like [#map(Iterable, Mapper)].
    ///
    /// @param n   how many numbers
    /// @param fn  makes one, outside of the loop
    /// @param <R> the type of the values
    /// @return the values, in the order of the numbers
    /// @throws Cancelled                if the caller is cancelled meanwhile; the jobs are then interrupted
    /// @throws CancellationException    if the workers are terminated meanwhile
    /// @throws TaskFailed               with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if there are fewer than zero
    /// @throws WorkersClosed            if they were closed or terminated before
    <R> List<R> map(int n, IntMapper<? extends R> fn);

    /// Has a value made of the first of both lists, of the second of both, and so on; otherwise like [#map(Iterable, Mapper)].
    /// For more than two, map a list of records.
    ///
    /// @param first  the one list of arguments
    /// @param second the other list, of the same length
    /// @param fn     makes a value of one of each, outside of the loop
    /// @param <A>    the type of the first
    /// @param <B>    the type of the second
    /// @param <R>    the type of the values
    /// @return the values, in the order of the lists
    /// @throws IllegalArgumentException if one list is longer
    /// @throws Cancelled                if the caller is cancelled meanwhile; the jobs are then interrupted
    /// @throws CancellationException    if the workers are terminated meanwhile
    /// @throws TaskFailed               with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws WorkersClosed            if they were closed or terminated before
    default <A, B, R> List<R> map(Iterable<? extends A> first, Iterable<? extends B> second,
            BiMapper<? super A, ? super B, ? extends R> fn) {
        return map(Pairs.<A, B>of(first, second), new Pairs.OfPair<A, B, R>(fn));
    }

    /// Has the values of the inputs made while somebody asks for them, in the order of the inputs. Asking for the next value gives jobs
    /// for the inputs that come next, so many at most, and waits for the one whose turn it is. A failure is thrown where the value would come; the
    /// loop may go on after it. A loop that is left early gives no more jobs.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, outside of the loop
    /// @param ahead  how many jobs are given whose values nobody took yet
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values; each loop over them works through the inputs anew
    <A, R> Iterable<R> imap(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead);

    /// Like [#imap(Iterable, Mapper, Limit)], with two jobs for each worker.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, outside of the loop
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values; each loop over them works through the inputs anew
    default <A, R> Iterable<R> imap(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return imap(inputs, fn, lookAhead());
    }

    /// Like [#imap(Iterable, Mapper, Limit)], but the values come in the order in which they are ready.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, outside of the loop
    /// @param ahead  how many jobs are given whose values nobody took yet
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values; each loop over them works through the inputs anew
    <A, R> Iterable<R> imapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Limit ahead);

    /// Like [#imapUnordered(Iterable, Mapper, Limit)], with two jobs for each worker.
    ///
    /// @param inputs what to make values of; may be endless
    /// @param fn     makes one, outside of the loop
    /// @param <A>    the type of the inputs
    /// @param <R>    the type of the values
    /// @return the values; each loop over them works through the inputs anew
    default <A, R> Iterable<R> imapUnordered(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn) {
        return imapUnordered(inputs, fn, lookAhead());
    }

    /// {@return how many jobs a map has given that have not ended: so many that a worker which ends one finds the next}
    default Limit lookAhead() {
        return new Limit((int) Math.min(2L * size(), Integer.MAX_VALUE));
    }

    /// Has something done with each input; otherwise like [#map(Iterable, Mapper)].
    ///
    /// @param inputs what to do it with
    /// @param action does it with one, outside of the loop
    /// @param <A>    the type of the inputs
    /// @throws Cancelled             if the caller is cancelled meanwhile; the jobs are then interrupted
    /// @throws CancellationException if the workers are terminated meanwhile
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws WorkersClosed         if they were closed or terminated before
    <A> void each(Iterable<? extends A> inputs, Effect<? super A> action);

    /// Has something done with each number from 0; otherwise like [#map(Iterable, Mapper)].
    ///
    /// @param n      how many numbers
    /// @param action does it with one, outside of the loop
    /// @throws Cancelled                if the caller is cancelled meanwhile; the jobs are then interrupted
    /// @throws CancellationException    if the workers are terminated meanwhile
    /// @throws TaskFailed               with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalArgumentException if there are fewer than zero
    /// @throws WorkersClosed            if they were closed or terminated before
    void each(int n, IntEffect action);

    /// Takes no new jobs. Those that were given go on. Any thread; does not block.
    void shutdown();

    /// Takes no new jobs, takes back those that have not begun and interrupts those that run; all count as cancelled. Any thread;
    /// does not wait for the ends: see [#join(Duration)].
    ///
    /// @return how many jobs were asked to end
    int terminate();

    /// Waits until they are closed or terminated and every job and worker has ended. A task lets the other tasks of its loop run.
    ///
    /// @param time the longest time to wait, by the loop's clock (outside of tasks: the real one); zero only looks
    /// @throws TimedOut              if they have not ended by then; they go on
    /// @throws Cancelled             if the caller is cancelled before or during the wait
    /// @throws IllegalStateException in one of their own jobs, which would wait for itself
    void join(Duration time);

    /// Takes no new jobs and waits until all that were given, and the workers, have ended. A caller that is cancelled before or
    /// during the wait terminates them, and waits for at most the time that interrupted jobs are granted. Again it has no effect.
    ///
    /// @throws Cancelled             if the caller is cancelled meanwhile
    /// @throws IllegalStateException in one of their own jobs, which would wait for itself
    @Override
    void close();

    /// Like [#terminate()].
    @Override
    default void closeNow() {
        terminate();
    }

    /// {@return the same workers for code that wants an executor; closing one closes the other}
    ExecutorService asExecutorService();
}
