package io.weft.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A block whose tasks end before it does: [#open(Body)] returns when its body and all tasks spawned in it have ended.
///
/// The first failure, of the body or of a task, cancels what is left and is thrown when all has ended, with later failures as
/// suppressed. Cancelling the surrounding task cancels the scope's tasks, too, and waits for them.
public final class Scope {

    /// The code of a scope.
    ///
    /// @param <T> the type of its value
    @FunctionalInterface
    public interface Body<T> {

        /// Does the work, in the task that opened the scope.
        ///
        /// @param scope to spawn tasks in
        /// @return the value
        /// @throws Exception whatever the body throws
        T run(Scope scope) throws Exception;
    }

    /// Entered by the opener and by ending tasks, which may run on other loops.
    private static final class ScopeGuard extends Guard {}

    private final ScopeGuard guard = new ScopeGuard();
    private final Task<?> opener;
    private final int depth;
    /// Guarded; those that have not ended.
    private final List<Task<?>> running = new ArrayList<>();
    /// Guarded.
    private final List<Throwable> failures = new ArrayList<>();
    /// Guarded: the opener, when it waits for the last task to end.
    private Waiter openerWaits;
    /// Guarded.
    private boolean over;
    /// Guarded: why new tasks are cancelled at once; null while the scope goes on.
    private String cancelReason;

    private Scope(Task<?> opener) {
        this.opener = opener;
        this.depth = opener.cancellation().enterBlock();
    }

    /// Runs a body and waits until it and all tasks that it spawned in its scope have ended.
    ///
    /// @param body what to do
    /// @param <T>  the type of its value
    /// @return the body's value
    /// @throws Cancelled             if the current task is cancelled meanwhile, after the scope's tasks have ended
    /// @throws TaskFailed            with the cause, if the first failure is a checked exception; an unchecked one arrives as itself
    /// @throws IllegalStateException outside a task
    public static <T> T open(Body<? extends T> body) {
        var scope = new Scope(Task.current());
        T value = null;
        Throwable thrown = null;
        try {
            value = body.run(scope);
        } catch (Throwable t) {
            thrown = t;
            scope.cancelOnce("The block of their scope failed: " + t);
        }
        thrown = scope.awaitAll(thrown);
        scope.opener.cancellation().leaveBlock(scope);
        scope.rethrow(thrown);
        return value;
    }

    /// Starts a task that ends before the scope does. Does not block.
    ///
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task; cancelled already if the scope is
    /// @throws IllegalStateException if the scope has ended
    public <T> Task<T> spawn(Callable<? extends T> body) {
        return spawn(null, body);
    }

    /// Starts a task that has a name; see [#spawn(Callable)].
    ///
    /// @param name for messages, or null
    /// @param body what it does
    /// @param <T>  the type of its value
    /// @return the task; cancelled already if the scope is
    /// @throws IllegalStateException if the scope has ended
    public <T> Task<T> spawn(String name, Callable<? extends T> body) {
        Task<T> task = opener.loop().spawn(name, opener.owner(), body);
        adopt(task);
        return task;
    }

    /// Cancels the tasks of the scope; its body goes on. Any thread; does not wait.
    ///
    /// @param reason why, for the message of [Cancelled]
    public void cancel(String reason) {
        cancelAll(reason);
    }

    /// Makes a task that runs already one of the scope's.
    void adopt(Task<?> task) {
        guard.enter();
        boolean refused = over;
        var reason = cancelReason;
        if (!refused) {
            running.add(task);
        }
        guard.leave();
        if (refused) {
            task.cancel("its scope has ended.");
            throw new IllegalStateException(
                    "The scope of " + opener.name() + " has ended: spawn in a scope that is open.");
        }
        if (reason != null) {
            task.cancel(reason);
        }
        var elsewhere = opener.loop().awaitOutsideFor(task);
        task.register(new Completion() {
            @Override
            void completed(Task<?> ended) {
                taskEnded(ended);
                if (elsewhere != null) {
                    elsewhere.close();
                }
            }
        });
    }

    private void taskEnded(Task<?> task) {
        var failure = task.failure();
        if (failure != null) {
            taskFailed(task, failure);
        }
        // The last step, since the opener may leave the block as soon as nothing runs.
        guard.enter();
        running.remove(task);
        var waiter = running.isEmpty() ? openerWaits : null;
        guard.leave();
        if (waiter != null) {
            waiter.signal();
        }
    }

    private void taskFailed(Task<?> task, Throwable failure) {
        guard.enter();
        boolean first = failures.isEmpty();
        failures.add(failure);
        guard.leave();
        if (first) {
            cancelOnce(task.name() + " of the same scope failed: " + failure);
            opener.requestCancel(this, depth, task.name() + " of its scope failed: " + failure);
        }
    }

    /// Leaves tasks alone that clean up already because of an earlier failure.
    private void cancelOnce(String reason) {
        guard.enter();
        boolean asked = cancelReason != null;
        guard.leave();
        if (!asked) {
            cancelAll(reason);
        }
    }

    private void cancelAll(String reason) {
        guard.enter();
        cancelReason = cancelReason == null ? reason : cancelReason;
        var all = List.copyOf(running);
        guard.leave();
        all.forEach(task -> task.cancel(reason));
    }

    /// Waits for every task, whatever happens to the opener meanwhile; gives what was thrown first.
    private Throwable awaitAll(Throwable thrown) {
        var first = thrown;
        while (true) {
            var waiter = Waiter.here();
            guard.enter();
            openerWaits = waiter;
            boolean done = running.isEmpty();
            over = done;
            guard.leave();
            if (done) {
                return first;
            }
            try {
                waiter.await(this);
            } catch (Cancelled e) {
                first = first == null ? e : first;
                if (e.target() != this) {
                    cancelAll(e.getMessage());
                }
            }
        }
    }

    private void rethrow(Throwable thrown) {
        boolean own = thrown instanceof Cancelled cancelled && cancelled.target() == this;
        boolean outer = !own && thrown instanceof Cancelled;
        if (failures.isEmpty() && !own && thrown != null) {
            throw Failures.unchecked("The block", thrown);
        }
        if (failures.isEmpty()) {
            return;
        }
        var main = outer ? thrown : failures.getFirst();
        for (var failure : failures) {
            suppress(main, failure);
        }
        if (thrown != null && !own && !Interrupts.causedBy(thrown)) {
            suppress(main, thrown);
        }
        throw Failures.unchecked("A task", main);
    }

    private static void suppress(Throwable main, Throwable other) {
        if (main != other) {
            main.addSuppressed(other);
        }
    }

    @Override
    public String toString() {
        guard.enter();
        int left = running.size();
        guard.leave();
        return "scope of " + opener.name() + " (" + left + " running)";
    }
}
