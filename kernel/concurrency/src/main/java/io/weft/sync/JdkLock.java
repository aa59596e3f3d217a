package io.weft.sync;

import io.weft.loop.Cancelled;
import io.weft.loop.Parties;
import io.weft.loop.TimedOut;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/// A [TaskLock] for those who want a lock of the JDK.
record JdkLock(TaskLock task) implements Lock {

    @Override
    public void lock() {
        if (!task.tryAcquire()) {
            task.takeBack(1);
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        interruptibly(task::acquire);
    }

    @Override
    public boolean tryLock() {
        return task.tryAcquire();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return interruptibly(() -> task.acquire(limit(time, unit)));
    }

    @Override
    public void unlock() {
        task.release();
    }

    @Override
    public Condition newCondition() {
        return new JdkCondition(new TaskCondition(task, null));
    }

    static Duration limit(long time, TimeUnit unit) {
        return Duration.ofNanos(Math.max(0, unit.toNanos(time)));
    }

    /// Runs a wait with the exceptions of the JDK; false if its time was over.
    static boolean interruptibly(Runnable wait) throws InterruptedException {
        try {
            wait.run();
            return true;
        } catch (TimedOut _) {
            return false;
        } catch (Cancelled e) {
            if (Parties.task(Thread.currentThread()) == null) {
                throw new InterruptedException(e.getMessage());
            }
            throw e;
        }
    }
}
