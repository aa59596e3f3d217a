package io.weft.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// An event loop: it runs tasks one at a time on one platform thread, first in first out, so that the same program
/// interleaves in the same way at every run unless it waits for the outside world.
///
/// How it goes round:
///
/// 1. Timers that are due act, in the order of their deadlines: sleeping tasks become ready, timeouts cancel.
/// 2. The tasks that are ready now run, each to its next wait. What becomes ready meanwhile comes in the next round.
/// 3. With nothing ready, a [VirtualClock] jumps to the next timer if it may; else the thread parks until the next
///    timer, or until another thread makes a task ready.
///
/// The queue and the timers belong to the loop and not to its thread, the carrier: a carrier that is stuck in a wait that
/// cannot let go of it (in a class initialiser, say) is replaced by another, and the loop lives. Such a wait of this
/// library gets its carrier back when it ends, so that still only one task runs at a time.
public final class Loop extends LoopState implements AutoCloseable {

    private static volatile Loop standard;

    private final LoopTasks live;
    private final Owner self;
    private volatile LoopListener listener;

    private Loop(String name, LoopClock clock, Schedule schedule, Consumer<Task<?>> lostFailures) {
        super(name, clock, schedule);
        VirtualThreads.require();
        this.self = new Owner("loop " + name, this, null, lostFailures);
        this.live = new LoopTasks();
        if (clock instanceof VirtualClock virtual) {
            virtual.take();
        }
        startCarrier();
        Watchdog.watch(this);
    }

    /// Starts a loop on the real clock.
    ///
    /// @param name for messages and the thread's name
    /// @return the running loop
    /// @throws IllegalStateException if the JVM lacks the flag that it needs; the message names it
    public static Loop start(String name) {
        return start(name, LoopClock.real());
    }

    /// Starts a loop.
    ///
    /// @param name  for messages and the thread's name
    /// @param clock what its sleeps and timeouts obey
    /// @return the running loop
    /// @throws IllegalStateException    if the JVM lacks the flag that it needs; the message names it
    /// @throws IllegalArgumentException if the clock is virtual and already serves a loop
    public static Loop start(String name, LoopClock clock) {
        return start(name, clock, LostFailures::print);
    }

    /// Starts a loop that hands failures which nobody awaits to somebody.
    ///
    /// @param name         for messages and the thread's name
    /// @param clock        what its sleeps and timeouts obey
    /// @param lostFailures gets each task that failed while nobody awaited it, in that task's thread
    /// @return the running loop
    public static Loop start(String name, LoopClock clock, Consumer<Task<?>> lostFailures) {
        return start(name, clock, Schedule.fifo(), lostFailures);
    }

    /// Starts a loop that runs what is ready in an order of its own, for tests.
    ///
    /// @param name     for messages and the thread's name
    /// @param clock    what its sleeps and timeouts obey
    /// @param schedule in which order it runs what is ready
    /// @return the running loop
    public static Loop start(String name, LoopClock clock, Schedule schedule) {
        return start(name, clock, schedule, LostFailures::print);
    }

    /// Starts a loop of which everything is said.
    ///
    /// @param name         for messages and the thread's name
    /// @param clock        what its sleeps and timeouts obey
    /// @param schedule     in which order it runs what is ready
    /// @param lostFailures gets each task that failed while nobody awaited it, in that task's thread
    /// @return the running loop
    public static Loop start(String name, LoopClock clock, Schedule schedule, Consumer<Task<?>> lostFailures) {
        return new Loop(name, clock, schedule, lostFailures);
    }

    /// {@return the loop of the current task, else the standard one}
    ///
    /// @throws IllegalStateException outside a task, when there is no standard loop
    public static Loop current() {
        if (VirtualThreads.currentCarrier() instanceof Carrier carrier) {
            return carrier.loop;
        }
        var loop = standard;
        if (loop == null) {
            throw new IllegalStateException(
                    "There is no loop here: " + "thread " + Parties.name(Thread.currentThread()) + " is not a task. "
                            + "Start one with Loop.start(name) and call its run or spawn.");
        }
        return loop;
    }

    /// Makes a loop the one that threads outside of tasks use, or takes it back with null.
    ///
    /// @param loop the loop, or null
    public static void setStandard(Loop loop) {
        standard = loop;
    }

    /// Starts a task on this loop. From within a task the new one has the same owner; it runs at the earliest when the current
    /// one waits. Any thread; does not block.
    ///
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    /// @throws LoopClosed if the loop is closed
    public <T> Task<T> spawn(Callable<? extends T> body) {
        return spawn(null, body);
    }

    /// Starts a task that has a name.
    ///
    /// @param name for messages, or null
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task
    /// @throws LoopClosed if the loop is closed
    public <T> Task<T> spawn(String name, Callable<? extends T> body) {
        var owner = Owner.ofSpawned();
        return spawn(name, owner == null ? self : owner, body);
    }

    /// Starts a task on behalf of an owner.
    ///
    /// @param name  for messages, or null
    /// @param owner to whom it and what it starts belong
    /// @param body  what it does
    /// @param <T>   the type of its value
    /// @return the task
    /// @throws LoopClosed if the loop is closed
    public <T> Task<T> spawn(String name, Owner owner, Callable<? extends T> body) {
        return begin(new Task<T>(this, nextTaskId(), name, owner, Task.currentOrNull(), body));
    }

    private <T> Task<T> begin(Task<T> task) {
        StackRoom.requireForWait();
        countStart(1);
        enterInRoom();
        boolean refused = closed;
        if (!refused) {
            live.add(task);
        }
        leave();
        if (refused) {
            countStart(-1);
            throw new LoopClosed(name());
        }
        tell(LoopListener.Event.SPAWNED, task, null);
        task.start();
        countStart(-1);
        return task;
    }

    /// Starts a task that begins at once: it runs up to its first wait, or to its end, before this call returns and before any other
    /// task. Called from outside of this loop's tasks it is like [#spawn(String, Callable)].
    ///
    /// @param name for messages, or null
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task, which may have ended
    /// @throws LoopClosed if the loop is closed
    public <T> Task<T> spawnNow(String name, Callable<? extends T> body) {
        var starter = Task.currentOrNull();
        if (starter == null || starter.loop() != this) {
            return spawn(name, body);
        }
        var task = new Task<T>(this, nextTaskId(), name, starter.owner(), starter, body);
        task.strand().waitForBegin();
        begin(task);
        starter.strand().begin(task.strand());
        return task;
    }

    /// Runs a body as a task of this loop and waits for its value: the way in for a thread outside of it. When the calling
    /// thread is interrupted, the task is cancelled.
    ///
    /// @param body what to do
    /// @param <T>  the type of its value
    /// @return the value
    /// @throws LoopClosed if the loop is closed
    /// @throws Cancelled  if the calling thread is interrupted
    /// @throws TaskFailed with the cause, if the body failed with a checked exception; an unchecked one arrives as itself
    public <T> T run(Callable<? extends T> body) {
        var parent = Task.currentOrNull();
        var task = new Task<T>(this, nextTaskId(), "run", parent == null ? self : parent.owner(), parent, body);
        // Before it begins, since it may fail before this thread waits.
        task.observe();
        begin(task);
        try {
            return task.join();
        } catch (Cancelled e) {
            task.cancel("The thread that called Loop.run was interrupted.");
            throw e;
        }
    }

    /// Runs a body without a value as a task of this loop and waits for its end; see [#run(Callable)].
    ///
    /// @param body what to do
    /// @throws LoopClosed if the loop is closed
    /// @throws Cancelled  if the calling thread is interrupted
    /// @throws TaskFailed with the cause, if the body failed with a checked exception; an unchecked one arrives as itself
    public void run(Action body) {
        run(Action.callable(body));
    }

    /// Hands a body to this loop, which runs it as a task: the way back for a thread that has news for it. Bodies begin in the order
    /// in which one thread posts them. Any thread; does not block.
    ///
    /// @param body what to do
    /// @return the task; its failure is reported when nobody awaits it
    /// @throws LoopClosed if the loop is closed
    public Task<Void> post(Action body) {
        return spawn("post", Action.callable(body));
    }

    /// Makes a new owner for tasks of this loop.
    ///
    /// @param name         for messages
    /// @param attachment   an object of the caller's, or null
    /// @param lostFailures gets each of its tasks that failed while nobody awaited it, in that task's thread
    /// @return the owner
    public Owner owner(String name, Object attachment, Consumer<Task<?>> lostFailures) {
        return new Owner(name, this, attachment, lostFailures);
    }

    /// {@return the platform thread that carries the loop's tasks}
    public Thread thread() {
        return carrier();
    }

    /// {@return the tasks that have not ended, in the order of their creation}
    public List<Task<?>> tasks() {
        enter();
        try {
            return live.list();
        } finally {
            leave();
        }
    }

    /// Has the listener told of every event from now on, or stops it with null. One at a time.
    ///
    /// @param newListener the listener, or null
    public void listen(LoopListener newListener) {
        listener = newListener;
    }

    /// Says that something outside the loop is under way for which it waits, so that a virtual clock does not jump. Any thread.
    ///
    /// @param what its name, for reports
    /// @return to be closed when it has ended
    public OutsideWait awaitOutside(String what) {
        return new OutsideWait(this, what);
    }

    /// Gives the queue to a new carrier when the current one has been running this task since the caller saw it there: for code
    /// that neither waits nor can be stopped. That code goes on at the same time as other tasks until it waits next.
    ///
    /// @param task the task that keeps the carrier
    /// @return whether the carrier was replaced; false if it runs something else by now
    public boolean replaceCarrierOf(Task<?> task) {
        var stuck = carrier();
        return replace(stuck, stuck.runs, task);
    }

    /// Cancels the tasks that are left, waits for at most a second until they have ended, and stops. Called from one of its
    /// own tasks it does not wait. Further calls have no effect.
    @Override
    public void close() {
        close(Duration.ofSeconds(1));
    }

    /// Like [#close()], with a time of its own.
    ///
    /// @param patience how long to wait, in real time, for the tasks to end
    /// @return the tasks that have not ended; they hold up nothing but themselves
    public List<Task<?>> close(Duration patience) {
        enter();
        closed = true;
        leave();
        for (var task : tasks()) {
            task.cancel("its loop '" + name() + "' was closed.");
        }
        releaseAll();
        if (standard == this) {
            standard = null;
        }
        if (!(VirtualThreads.currentCarrier() instanceof Carrier own && own.loop == this)) {
            awaitCarrier(Times.nanos(patience, "patience"));
        }
        Watchdog.forget(this);
        return tasks();
    }

    @Override
    public String toString() {
        return "loop " + name();
    }

    // -- for the types of this package

    @Override
    int liveTasks() {
        return live.size();
    }

    boolean runs(Task<?> task) {
        var current = carrier().current;
        return current != null && current.task == task;
    }

    void waitBegins(Task<?> task, Object on) {
        task.waitsFor(on);
        countWait(1);
        tell(LoopListener.Event.WAITING, task, on);
    }

    void waitEnds(Task<?> task) {
        reclaimCarrier();
        task.waitsFor(null);
        countWait(-1);
        tell(LoopListener.Event.RESUMED, task, null);
    }

    /// Lets the ready tasks run; for a listener that is a wait, else its picture would show several at once.
    void yield(Task<?> task) {
        tell(LoopListener.Event.WAITING, task, "its turn");
        StackRoom.requireForSection();
        Thread.yield();
        tell(LoopListener.Event.RESUMED, task, null);
    }

    void began(Task<?> task) {
        tell(LoopListener.Event.STARTED, task, null);
    }

    void ended(Task<?> task) {
        enterInRoom();
        live.remove(task);
        leave();
        if (listener != null) {
            tell(switch (task.status()) {
                case SUCCEEDED -> LoopListener.Event.SUCCEEDED;
                case CANCELLED -> LoopListener.Event.CANCELLED;
                case FAILED, READY, RUNNING, WAITING -> LoopListener.Event.FAILED;
            }, task, null);
        }
    }

    private void tell(LoopListener.Event event, Task<?> task, Object on) {
        var told = listener;
        if (told != null) {
            told.happened(event, task, on, clock().nanoTime());
        }
    }
}
