package io.weft.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A unit of work on a [Loop]: a virtual thread whose outcome others await. While it waits, in this library or in any
/// blocking call of the JDK that parks a virtual thread, the other tasks of its loop run.
///
/// A task ends with a value, with an exception, or cancelled; see [TaskStatus]. As a [Future] it goes wherever
/// `java.util.concurrent` wants one; [#join()] needs no checked exceptions.
///
/// @param <T> the type of the value
public final class Task<T> implements Future<T>, Selectable<T> {

    private final Loop loop;
    private final long id;
    private final String name;
    private final Owner owner;
    /// Let go at the end, so that a chain of tasks that each start the next does not stay in memory.
    private volatile Task<?> parent;
    private final Strand strand;
    private final Thread thread;
    private final Cancellation cancellation = new Cancellation();
    /// Dropped at the start, so that a long-lived task holds on to no more than it uses; only the task's thread.
    private Callable<? extends T> body;
    private volatile boolean begun;
    /// What the task waits for in this library, null when it does not; written by its thread, read without order by reports.
    private Object waitingFor;
    /// Neighbours in the loop's list of live tasks; guarded by the loop's guard.
    Task<?> previousLive;
    Task<?> nextLive;
    /// Written once, before the completions run.
    private volatile Outcome<T> outcome;
    /// Whether somebody took note of the outcome.
    private volatile boolean observed;
    /// What the task is to end with because somebody killed it with an exception of their own, else null.
    private volatile Throwable killedWith;
    /// Who wants to know of the end, in the order of registration; guarded by the cancellation's guard.
    private Completion firstCompletion;
    private Completion lastCompletion;
    /// Set when the completions have been taken; guarded likewise.
    private boolean ended;

    Task(Loop loop, long id, String name, Owner owner, Task<?> parent, Callable<? extends T> body) {
        this.loop = loop;
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.parent = parent;
        this.body = requireBody(body);
        this.strand = new Strand(this);
        this.thread = VirtualThreads.unstarted(strand, name, strand);
    }

    private static <B> B requireBody(B body) {
        if (body == null) {
            throw new IllegalArgumentException("A task got null to run: give it a body, for example () -> 1.");
        }
        return body;
    }

    /// {@return the task that runs the caller}
    ///
    /// @throws IllegalStateException outside a task
    public static Task<?> current() {
        return currentFor("Task.current()");
    }

    /// The task that runs the caller, who wants it for an operation that the message names.
    static Task<?> currentFor(String operation) {
        var task = currentOrNull();
        if (task == null) {
            throw new IllegalStateException(operation + " was called outside a task, in thread "
                    + Parties.name(Thread.currentThread())
                    + ": call it in a cell, in Loop.run or in what spawn started.");
        }
        return task;
    }

    static Task<?> currentOrNull() {
        if (VirtualThreads.currentCarrier() instanceof Carrier carrier) {
            var strand = carrier.current;
            if (strand != null && strand.task.thread == Thread.currentThread()) {
                return strand.task;
            }
        }
        return null;
    }

    /// {@return a number that is unique on the task's loop, counted from 1 in the order of creation}
    public long id() {
        return id;
    }

    /// {@return the name that was given, else `task-` and the number}
    public String name() {
        return name == null ? "task-" + id : name;
    }

    /// {@return the loop that it runs on}
    public Loop loop() {
        return loop;
    }

    /// {@return the party on whose behalf it runs, that of the task that started it}
    public Owner owner() {
        return owner;
    }

    /// {@return the task that started it; null if it was started from outside a task, or has ended}
    public Task<?> parent() {
        return parent;
    }

    /// {@return the tasks that it started and that have not ended, on whichever loop; it looks at all tasks, for reports}
    public List<Task<?>> children() {
        var children = new ArrayList<Task<?>>();
        for (var each : Watchdog.loops()) {
            each.tasks().stream().filter(task -> task.parent == this).forEach(children::add);
        }
        return children;
    }

    /// {@return its virtual thread}
    public Thread thread() {
        return thread;
    }

    /// {@return where it stands right now; it may have moved on when the caller looks}
    public TaskStatus status() {
        return switch (outcome) {
            case Outcome.Success<T> _ -> TaskStatus.SUCCEEDED;
            case Outcome.Failure<T> _ -> TaskStatus.FAILED;
            case Outcome.Stopped<T> _ -> TaskStatus.CANCELLED;
            case null -> switch (thread.getState()) {
                case NEW -> TaskStatus.READY;
                case RUNNABLE, BLOCKED -> loop.runs(this) ? TaskStatus.RUNNING : TaskStatus.READY;
                case WAITING, TIMED_WAITING -> TaskStatus.WAITING;
                case TERMINATED -> TaskStatus.RUNNING;
            };
        };
    }

    /// {@return what it waits for in this library, or null; a hint for reports, since the task may have moved on}
    public Object waitingFor() {
        return waitingFor;
    }

    /// {@return whether somebody took note of the outcome or waits for it}
    public boolean isObserved() {
        if (observed) {
            return true;
        }
        cancellation.enter();
        boolean awaited = false;
        for (var each = firstCompletion; each != null; each = each.next) {
            awaited |= each.observes();
        }
        cancellation.leave();
        return awaited;
    }

    /// Says that somebody will look at the outcome: if the task fails, the failure does not count as lost. Any thread; does not block.
    ///
    /// @return this task
    public Task<T> observe() {
        observed = true;
        return this;
    }

    /// {@return whether its body has begun; stays true after the end}
    public boolean isStarted() {
        return begun;
    }

    /// {@return whether it ended with a value}
    public boolean isSuccessful() {
        return outcome instanceof Outcome.Success<T>;
    }

    /// {@return the value, or null if there is none: not yet, or not any more; [#join()] waits for it}
    public T value() {
        return outcome instanceof Outcome.Success<T>(T value) ? value : null;
    }

    /// {@return the exception that it ended with, that of the cancellation included; null if it has not ended or has a value}
    public Throwable exception() {
        return switch (outcome) {
            case Outcome.Failure<T>(Throwable cause) -> cause;
            case Outcome.Stopped<T>(Throwable how) -> how;
            case Outcome.Success<T> _ -> null;
            case null -> null;
        };
    }

    /// {@return how it ended, or null if it has not}
    public Outcome<T> outcome() {
        return outcome;
    }

    /// Waits for the end and gives the value. Lets the other tasks of the loop run; blocks the caller when that is a platform thread.
    ///
    /// @return the value
    /// @throws Cancelled             if the caller is cancelled while it waits; the awaited task runs on
    /// @throws CancellationException if the awaited task was cancelled
    /// @throws TaskFailed            with the cause, if it failed with a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException if a task awaits itself
    public T join() {
        awaitEnd(Long.MAX_VALUE);
        return result();
    }

    /// Like [#join()], for a time of the loop's clock at most. The task goes on when the time is over.
    ///
    /// @param time the longest time to wait; zero only looks
    /// @return the value
    /// @throws TimedOut if the task has not ended by then
    public T join(Duration time) {
        if (!awaitEnd(Times.nanos(time, "join"))) {
            throw new TimedOut(name() + " did not end within " + Times.text(time) + "; it goes on.");
        }
        return result();
    }

    /// Asks the task to end: the wait in which it is, or the next one, throws [Cancelled] with the reason, and a blocking call
    /// of the JDK is interrupted. Any thread; does not wait for the end. A task that has not begun never begins.
    ///
    /// @param reason why, for the message
    /// @return false if the task had ended already
    public boolean cancel(String reason) {
        var by = currentOrNull();
        return requestCancel(this, 0,
                name() + " was cancelled" + (by == null ? "" : " by " + by.name()) + ": " + reason);
    }

    /// Cancels the task and waits for its end, which may take as long as it cleans up. Lets the other tasks run; blocks the caller when
    /// that is a platform thread. What the task ends with is not thrown; if it fails, that counts as lost unless others await it.
    ///
    /// @throws Cancelled             if the caller is cancelled while it waits; the task was asked to end all the same
    /// @throws IllegalStateException if a task kills itself
    public void kill() {
        requireOther("kill");
        cancel("It was killed.");
        Joins.await(this, Long.MAX_VALUE, false);
    }

    /// Like [#kill()], for a time of the loop's clock at most.
    ///
    /// @param patience the longest time to wait; zero only asks
    /// @return false if the task has not ended by then
    /// @throws Cancelled             if the caller is cancelled while it waits; the task was asked to end all the same
    /// @throws IllegalStateException if a task kills itself
    public boolean kill(Duration patience) {
        long nanos = Times.nanos(patience, "kill");
        requireOther("kill");
        cancel("It was killed.");
        return Joins.await(this, nanos, false);
    }

    /// Like [#kill()], and the task then counts as failed with an exception of the caller's. In the task's body the wait ends with
    /// [Cancelled], whose cause the exception is. A body that ends in another way keeps its own outcome.
    ///
    /// @param with what those who join the task get
    /// @throws Cancelled             if the caller is cancelled while it waits; the task was asked to end all the same
    /// @throws IllegalStateException if a task kills itself
    public void kill(Throwable with) {
        requireOther("kill");
        killedWith = Objects.requireNonNull(with, "The exception to kill " + name() + " with is null: give one.");
        var request = new CancelRequest(this, 0, name() + " was killed with " + with, with);
        if (outcome == null) {
            cancellation.request(thread, request);
        }
        Joins.await(this, Long.MAX_VALUE, false);
    }

    /// Asks the task to end, see [#cancel(String)].
    ///
    /// @param mayInterruptIfRunning not looked at: a wait always ends
    /// @return false if the task had ended already
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel("Future.cancel was called.");
    }

    /// Calls back once, when the task has ended; at once if it has. The callback runs in the ended task's thread (else in the
    /// caller's); what it throws is reported as a failure of the task's owner.
    ///
    /// @param callback gets this task
    public void onDone(Consumer<? super Task<T>> callback) {
        register(new Completion() {
            @Override
            void completed(Task<?> task) {
                try {
                    callback.accept(Task.this);
                } catch (RuntimeException | Error e) {
                    Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(thread, e);
                }
            }

            @Override
            boolean observes() {
                return false;
            }
        });
    }

    @Override
    public boolean isDone() {
        return outcome != null;
    }

    @Override
    public boolean isCancelled() {
        return outcome instanceof Outcome.Stopped<T>;
    }

    /// Waits for the end and gives the value, with the exceptions of [Future]. See [#join()] for the unchecked form.
    ///
    /// @return the value
    /// @throws ExecutionException   with the cause, if the task failed
    /// @throws Cancelled            if the calling task is cancelled while it waits
    /// @throws InterruptedException if the calling platform thread is interrupted
    @Override
    public T get() throws InterruptedException, ExecutionException {
        Joins.awaitAsFuture(this, Long.MAX_VALUE);
        return Joins.futureValue(this);
    }

    /// Like [#get()], for a time at most.
    ///
    /// @param timeout the longest time to wait
    /// @param unit    its unit
    /// @return the value
    /// @throws TimeoutException     if the task has not ended by then
    /// @throws ExecutionException   with the cause, if the task failed
    /// @throws Cancelled            if the calling task is cancelled while it waits
    /// @throws InterruptedException if the calling platform thread is interrupted
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        var time = Duration.ofNanos(Math.max(0, unit.toNanos(timeout)));
        if (!Joins.awaitAsFuture(this, Times.nanos(time, "get"))) {
            throw new TimeoutException(name() + " did not end within " + Times.text(time) + "; it goes on.");
        }
        return Joins.futureValue(this);
    }

    @Override
    public String toString() {
        return name() + " (" + status().name().toLowerCase(Locale.ROOT) + ")";
    }

    /// As a source of a [Select] it gives the value when it has ended, and throws as [#join()] does.
    ///
    /// @param waiter of the calling task or thread
    /// @return the place in the line
    @Override
    public Enrolment<T> enrol(Waiter waiter) {
        if (currentOrNull() == this) {
            throw new IllegalStateException(
                    name() + " selects itself and would wait for ever: leave it out.");
        }
        return new TaskEnrolment<>(this, waiter);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    void waitsFor(Object on) {
        waitingFor = on;
    }

    void start() {
        thread.start();
    }

    Strand strand() {
        return strand;
    }

    boolean requestCancel(Object target, int depth, String message) {
        if (outcome != null) {
            return false;
        }
        cancellation.request(thread, new CancelRequest(target, depth, message));
        return true;
    }

    /// The exception that the task ended with, or null.
    Throwable failure() {
        return outcome instanceof Outcome.Failure<T>(Throwable cause) ? cause : null;
    }

    private void requireOther(String verb) {
        if (currentOrNull() == this) {
            throw new IllegalStateException(
                    name() + " is to " + verb
                            + " itself and would wait for ever: throw an exception, or do it from another task.");
        }
    }

    /// Waits for the end without looking at the outcome; false if the time was over first.
    boolean awaitEnd(long nanos) {
        return Joins.await(this, nanos, true);
    }

    void register(Completion completion) {
        cancellation.enter();
        boolean late = ended;
        if (!late) {
            if (firstCompletion == null) {
                firstCompletion = completion;
            } else {
                lastCompletion.next = completion;
            }
            lastCompletion = completion;
        }
        cancellation.leave();
        if (late) {
            observed |= completion.observes();
            completion.completed(this);
        }
    }

    /// Takes out a completion that is wanted no more, so that a long-lived task does not collect them.
    void unregister(Completion gone) {
        cancellation.enterInRoom();
        if (!ended) {
            Completion before = null;
            for (var each = firstCompletion; each != null && each != gone; each = each.next) {
                before = each;
            }
            if (before == null) {
                firstCompletion = gone.next;
            } else {
                before.next = gone.next;
            }
            if (lastCompletion == gone) {
                lastCompletion = before;
            }
        }
        cancellation.leave();
    }

    void run() {
        var work = body;
        body = null;
        Outcome<T> result;
        try {
            if (cancellation.due()) {
                throw cancellation.take();
            }
            begun = true;
            loop.began(this);
            result = new Outcome.Success<>(work.call());
        } catch (Throwable t) {
            result = failed(t);
        }
        end(result);
    }

    private void end(Outcome<T> result) {
        // Nothing that follows may be cut short by a late cancel.
        cancellation.shield();
        outcome = result;
        loop.ended(this);
        parent = null;
        cancellation.enterInRoom();
        ended = true;
        var first = firstCompletion;
        firstCompletion = null;
        lastCompletion = null;
        for (var each = first; each != null; each = each.next) {
            observed |= each.observes();
        }
        cancellation.leave();
        for (var completion = first; completion != null; completion = completion.next) {
            completion.completed(this);
        }
        if (!observed && result instanceof Outcome.Failure<T>) {
            owner.lost(this);
        }
    }

    private Outcome<T> failed(Throwable thrown) {
        if (!endsAsCancelled(thrown)) {
            return new Outcome.Failure<>(thrown);
        }
        var with = killedWith;
        return with == null ? new Outcome.Stopped<>(thrown) : new Outcome.Failure<>(with);
    }

    /// A task counts as cancelled when it was asked to end and ended by that: not when it threw something else on the way.
    private boolean endsAsCancelled(Throwable t) {
        if (t instanceof Cancelled cancelled) {
            return cancelled.target() == this || cancelled.target() == null && cancellation.taskRequested();
        }
        return cancellation.taskRequested() && Interrupts.causedBy(t);
    }

    /// The value, else the exception that one who joins gets.
    T result() {
        return Joins.value(this);
    }
}
