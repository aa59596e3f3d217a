package io.weft.loop;

import java.util.concurrent.atomic.AtomicBoolean;

/// Something outside a loop for which it waits; see [Loop#awaitOutside(String)].
public final class OutsideWait implements AutoCloseable {

    private final Loop loop;
    private final String what;
    private final AtomicBoolean over = new AtomicBoolean();

    OutsideWait(Loop loop, String what) {
        this.loop = loop;
        this.what = what;
        loop.countOutside(1);
    }

    /// Says that it has ended. Any thread; further calls have no effect.
    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            loop.countOutside(-1);
            loop.wake();
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
