package io.weft.loop;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// The party on whose behalf tasks run, such as a notebook cell. A task belongs to the owner of the task that started
/// it, so everything that a cell sets off can be found, held back and cancelled together.
public final class Owner {

    /// For whom a platform thread works that does a job of somebody; each thread its own.
    private static final ThreadLocal<Owner> WORKED_FOR = new ThreadLocal<>();

    private final String name;
    private final Loop home;
    private final Object attachment;
    private final Consumer<Task<?>> lostFailures;
    /// Continuations that wait for [#release()]; null while not held. Guarded by the home loop's [RunQueue], which looks without the
    /// guard whether there may be any.
    ReadyQueue held;
    /// The task that may run all the same; guarded likewise.
    Task<?> spared;

    Owner(String name, Loop home, Object attachment, Consumer<Task<?>> lostFailures) {
        this.name = name;
        this.home = home;
        this.attachment = attachment;
        this.lostFailures = lostFailures;
    }

    /// {@return the name, for messages}
    public String name() {
        return name;
    }

    /// {@return the object that the creator tied to this owner, or null}
    public Object attachment() {
        return attachment;
    }

    /// {@return the owner on whose behalf the caller runs: that of its task, or of the task that started its virtual thread;
    /// null in a platform thread}
    public static Owner current() {
        if (VirtualThreads.currentCarrier() instanceof Carrier carrier && carrier.current != null) {
            return carrier.current.task.owner();
        }
        return null;
    }

    /// Does a job on this owner's behalf in a platform thread: what the job spawns belongs to the owner.
    ///
    /// @param job what to do, in the calling thread
    /// @param <T> the type of its value
    /// @return the job's value
    /// @throws Exception what the job throws
    public <T> T serve(Callable<? extends T> job) throws Exception {
        var before = WORKED_FOR.get();
        WORKED_FOR.set(this);
        try {
            return job.call();
        } finally {
            WORKED_FOR.set(before);
        }
    }

    /// The owner of what the caller spawns; null if it has none.
    static Owner ofSpawned() {
        var owner = current();
        return owner == null && !Thread.currentThread().isVirtual() ? WORKED_FOR.get() : owner;
    }

    /// Keeps the owner's tasks on its loop from running until [#release()], in the order in which they became ready, but for the
    /// current one. Tasks of other owners run on. Called in a task of this owner; does not block.
    public void hold() {
        home.hold(this, Task.current());
    }

    /// Lets held tasks run again. Without effect when not held. Any thread; does not block.
    public void release() {
        home.release(this);
    }

    /// Cancels all live tasks of this owner, on every loop. Any thread; does not wait for them.
    ///
    /// @param reason why, for the message of [Cancelled]
    /// @return how many tasks were asked to end
    public int cancel(String reason) {
        int asked = 0;
        for (var loop : Watchdog.loops()) {
            for (var task : loop.tasks()) {
                if (task.owner() == this && task.cancel(reason)) {
                    asked++;
                }
            }
        }
        return asked;
    }

    boolean holds(Runnable continuation, Strand strand) {
        return held != null && strand.task.loop() == home
                && !(strand.task == spared && (strand.isOwn(continuation) || continuation instanceof Reclaim));
    }

    /// A task failed and nobody awaits it.
    void lost(Task<?> task) {
        lostFailures.accept(task);
    }

    @Override
    public String toString() {
        return name;
    }
}
