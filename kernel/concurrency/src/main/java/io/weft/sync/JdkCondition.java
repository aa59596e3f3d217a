package io.weft.sync;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/// A [TaskCondition] for those who want a condition of the JDK.
record JdkCondition(TaskCondition condition) implements Condition {

    @Override
    public void await() throws InterruptedException {
        JdkLock.interruptibly(condition::await);
    }

    @Override
    public void awaitUninterruptibly() {
        condition.awaitShielded();
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long began = System.nanoTime();
        var limit = Duration.ofNanos(Math.max(0, nanos));
        boolean signalled = JdkLock.interruptibly(() -> condition.await(limit));
        long left = nanos - (System.nanoTime() - began);
        return signalled ? Math.max(1, left) : Math.min(0, left);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return JdkLock.interruptibly(() -> condition.await(JdkLock.limit(time, unit)));
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        var limit = Duration.ofMillis(Math.max(0, deadline.getTime() - System.currentTimeMillis()));
        return JdkLock.interruptibly(() -> condition.await(limit));
    }

    @Override
    public void signal() {
        condition.signal();
    }

    @Override
    public void signalAll() {
        condition.signalAll();
    }
}
