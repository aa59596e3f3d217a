package io.weft.loop;

import java.util.function.Consumer;

/// The party on whose behalf tasks run, such as a notebook cell. A task belongs to the owner of the task that started
/// it, so everything that a cell sets off can be found, held back and cancelled together.
public final class Owner {

    private final String name;
    private final Loop home;
    private final Object attachment;
    private final Consumer<Task<?>> lostFailures;
    /// Continuations that wait for [#release()]; null while not held. Guarded by the home loop's guard.
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
        return held != null && strand.task.loop() == home && !(strand.task == spared && strand.isOwn(continuation));
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
