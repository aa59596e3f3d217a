package io.weft.loop;

/// The place of a selecting waiter among those who want to know that a task has ended.
///
/// @param <T> the type of the task's value
final class TaskEnrolment<T> extends Completion implements Selectable.Enrolment<T> {

    /// Makes the claim and the note of it one step.
    private static final class Claim extends Guard {}

    private final Claim claim = new Claim();
    private final Task<T> task;
    private final Waiter waiter;
    /// Null if the task runs on the loop of the one who selects.
    private final OutsideWait elsewhere;
    /// Guarded by the claim.
    private boolean won;

    TaskEnrolment(Task<T> task, Waiter waiter) {
        var here = Task.currentOrNull();
        this.task = task;
        this.waiter = waiter;
        this.elsewhere = here == null ? null : here.loop().awaitOutsideFor(task);
        task.register(this);
    }

    @Override
    void completed(Task<?> same) {
        claim.enter();
        boolean mine = waiter.claim();
        won = mine;
        claim.leave();
        if (mine) {
            waiter.wake();
        }
        leaveOutside();
    }

    @Override
    public boolean won() {
        claim.enter();
        boolean mine = won;
        claim.leave();
        return mine;
    }

    @Override
    public T value() {
        return task.result();
    }

    @Override
    public void withdraw() {
        task.unregister(this);
        leaveOutside();
    }

    private void leaveOutside() {
        if (elsewhere != null) {
            elsewhere.close();
        }
    }
}
