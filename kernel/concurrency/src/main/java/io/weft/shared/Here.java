package io.weft.shared;

import io.weft.loop.Waiter;
import io.weft.process.Home;
import io.weft.process.HomeQuestion.Answer;

/// An answer for a task or thread of the home itself.
final class Here implements Answer {

    final Waiter waiter;
    // Guarded by the shared object.
    private Object value;
    private RuntimeException failure;

    Here(Waiter waiter) {
        this.waiter = waiter;
    }

    @Override
    public String asker() {
        return Home.self();
    }

    @Override
    public boolean claim() {
        return waiter.claim();
    }

    @Override
    public void settle(Object result, RuntimeException thrown) {
        value = result;
        failure = thrown;
    }

    @Override
    public void deliver() {
        waiter.wake();
    }

    Object outcome() {
        if (failure != null) {
            throw failure;
        }
        return value;
    }
}
