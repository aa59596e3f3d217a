package io.weft.shared;

import io.weft.loop.TimedOut;
import java.io.Serializable;
import java.time.Duration;

/// One end of a pipe between processes: what is sent here is received at the other end. It may go to any process, as an argument or captured.
///
/// @param <T> the type of what goes through it
public final class PipeEnd<T> implements Serializable, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final ProcessQueue<T> out;
    private final ProcessQueue<T> in;

    PipeEnd(ProcessQueue<T> out, ProcessQueue<T> in) {
        this.out = out;
        this.in = in;
    }

    /// Sends an object; waits while a thousand are on their way.
    ///
    /// @param item what to send; copied
    /// @throws ShutDown                        if this end is closed, or the other one
    /// @throws io.weft.process.NotShippable if it cannot be copied to another process
    /// @throws io.weft.loop.Cancelled       if the caller is cancelled before or during the wait; it was not sent then
    public void send(T item) {
        out.put(item);
    }

    /// Waits for the next object.
    ///
    /// @return what the other end sent
    /// @throws ShutDown                  if an end is closed and nothing is left
    /// @throws io.weft.loop.Cancelled if the caller is cancelled before or during the wait; nothing was received then
    public T receive() {
        return in.get();
    }

    /// Like [#receive()], for a time at most.
    ///
    /// @param limit the longest time to wait
    /// @return what the other end sent
    /// @throws TimedOut if nothing came by then
    public T receive(Duration limit) {
        return in.get(limit);
    }

    /// {@return the next object, or null if none is there}
    public T poll() {
        return in.poll();
    }

    /// {@return whether something is there to receive; a hint}
    public boolean ready() {
        return !in.isEmpty();
    }

    /// Closes the pipe, both ways: what was sent before can still be received.
    @Override
    public void close() {
        out.close();
        in.close();
    }

    @Override
    public String toString() {
        return "an end of " + out + " and " + in;
    }
}
