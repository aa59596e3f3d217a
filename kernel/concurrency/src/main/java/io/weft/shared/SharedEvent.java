package io.weft.shared;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A flag between processes, on which they wait until one sets it.
public final class SharedEvent implements AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<EventState> ref = Ref.make("shared event " + NUMBERS.incrementAndGet(), new EventState.Make());

    private SharedEvent() {}

    /// {@return a new event, not set}
    public static SharedEvent make() {
        return new SharedEvent();
    }

    /// Waits until it is set. In a task the other tasks of the loop run meanwhile.
    ///
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait
    public void await() {
        ref.ask(new EventState.Await());
    }

    /// Like [#await()], for a time at most.
    ///
    /// @param limit the longest time to wait
    /// @throws io.weft.loop.TimedOut if it was not set by then
    public void await(Duration limit) {
        ref.ask(new EventState.Await(), limit);
    }

    /// Sets it: whoever waits goes on.
    public void set() {
        ref.ask(new EventState.Set(true));
    }

    /// Sets it back.
    public void clear() {
        ref.ask(new EventState.Set(false));
    }

    /// {@return whether it is set right now}
    public boolean isSet() {
        return ref.ask(new EventState.IsSet());
    }

    /// Frees what it holds, for all processes: who uses it from now on, or waits for it, gets an [IllegalStateException]. Without that
    /// it stays until the JVM ends from which all of the family descend. Has no effect when closed.
    @Override
    public void close() {
        ref.close();
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
