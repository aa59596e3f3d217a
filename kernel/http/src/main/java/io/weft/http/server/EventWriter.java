package io.weft.http.server;

/// Sends server-sent events for as long as it likes.
@FunctionalInterface
public interface EventWriter {

    /// Sends events, in the handler's task; the stream ends with it, and the client going away cancels it.
    ///
    /// @param events takes the events
    /// @throws Exception breaks the connection off
    void write(EventStream events) throws Exception;
}
