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
    /// Whether failures stay with their tasks and cancel nothing.
    private final boolean lenient;
    /// Those that have not ended, linked in the order of their adoption, and how many; guarded.
    private Member first;
    private Member last;
    private int running;
    /// The opener is woken when no more than so many run; guarded.
    private int openerAwaitsAtMost;
    /// Guarded.
    private final List<Throwable> failures = new ArrayList<>();
    /// Guarded: the opener, when it waits for the last task to end.
    private Waiter openerWaits;
    /// Guarded.
    private boolean over;
    /// Guarded: why new tasks are cancelled at once; null while the scope goes on.
    private String cancelReason;

    private Scope(Task<?> opener, boolean lenient) {
        this.opener = opener;
        this.lenient = lenient;
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
        return run("scope", false, body);
    }

    /// Like [#open(Body)], for an operation that messages name.
    static <T> T open(String operation, Body<? extends T> body) {
        return run(operation, false, body);
    }

    /// Likewise, but a task that fails keeps its failure and cancels nothing: the caller looks at the tasks.
    static <T> T openLenient(String operation, Body<? extends T> body) {
        return run(operation, true, body);
    }

    private static <T> T run(String operation, boolean lenient, Body<? extends T> body) {
        // For what has to be done at the end, however the body ends.
        StackRoom.requireForWait();
        var scope = new Scope(Task.currentFor(operation), lenient);
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
        var member = new Member(task, opener.loop().awaitOutsideFor(task));
        guard.enter();
        boolean refused = over;
        var reason = cancelReason;
        if (!refused) {
            link(member);
        }
        guard.leave();
        if (refused) {
            member.close();
            task.cancel("its scope has ended.");
            throw new IllegalStateException(
                    "The scope of " + opener.name() + " has ended: spawn in a scope that is open.");
        }
        if (reason != null) {
            task.cancel(reason);
        }
        task.register(member);
    }

    /// Waits, in the opener, until fewer tasks run.
    ///
    /// @throws Cancelled if a task of the scope failed, or the opener was cancelled
    void awaitFewerThan(int tasks) {
        while (true) {
            var waiter = Waiter.here();
            guard.enter();
            boolean free = running < tasks;
            openerWaits = free ? null : waiter;
            openerAwaitsAtMost = tasks - 1;
            guard.leave();
            if (free) {
                return;
            }
            waiter.await(this);
        }
    }

    /// One task of the scope, as long as it runs.
    private final class Member extends Completion {

        private final Task<?> task;
        /// Null if the task runs on the opener's loop.
        private final OutsideWait elsewhere;
        /// Neighbours; guarded.
        private Member before;
        private Member after;

        Member(Task<?> task, OutsideWait elsewhere) {
            this.task = task;
            this.elsewhere = elsewhere;
        }

        @Override
        void completed(Task<?> ended) {
            var failure = task.failure();
            if (failure != null && !lenient) {
                taskFailed(task, failure);
            }
            // The last step, since the opener may leave the block as soon as nothing runs.
            guard.enter();
            unlink(this);
            var waiter = running <= openerAwaitsAtMost ? openerWaits : null;
            guard.leave();
            if (waiter != null) {
                waiter.signal();
            }
            close();
        }

        void close() {
            if (elsewhere != null) {
                elsewhere.close();
            }
        }
    }

    private void link(Member member) {
        member.before = last;
        if (last == null) {
            first = member;
        } else {
            last.after = member;
        }
        last = member;
        running++;
    }

    private void unlink(Member member) {
        if (member.before == null) {
            first = member.after;
        } else {
            member.before.after = member.after;
        }
        if (member.after == null) {
            last = member.before;
        } else {
            member.after.before = member.before;
        }
        running--;
    }

    private void taskFailed(Task<?> task, Throwable failure) {
        boolean first;
        guard.enter();
        try {
            first = failures.isEmpty();
            failures.add(failure);
        } finally {
            guard.leave();
        }
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
        ArrayList<Task<?>> all;
        guard.enter();
        try {
            cancelReason = cancelReason == null ? reason : cancelReason;
            all = new ArrayList<>(running);
            for (var member = first; member != null; member = member.after) {
                all.add(member.task);
            }
        } finally {
            guard.leave();
        }
        all.forEach(task -> task.cancel(reason));
    }

    /// Waits for every task, whatever happens to the opener meanwhile; gives what was thrown first.
    private Throwable awaitAll(Throwable thrown) {
        var first = thrown;
        while (true) {
            var waiter = Waiter.inRoom();
            guard.enter();
            openerWaits = waiter;
            openerAwaitsAtMost = 0;
            boolean done = running == 0;
            over = done;
            guard.leave();
            if (done) {
                return first;
            }
            try {
                waiter.await(this);
            } catch (Cancelled e) {
                if (e.target() instanceof PinnedWait) {
                    return abandon(e);
                }
                first = first == null ? e : first;
                if (e.target() != this) {
                    cancelAll(e.getMessage());
                }
            }
        }
    }

    /// The tasks cannot end before the opener goes on: it is in an initialiser of a class that they need.
    private Throwable abandon(Cancelled deadlock) {
        cancelAll(deadlock.getMessage());
        guard.enter();
        over = true;
        guard.leave();
        return deadlock;
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
        int left = running;
        guard.leave();
        return "scope of " + opener.name() + " (" + left + " running)";
    }
}
