package io.weft.http.socket;

/// Talks to one client, in a task of the server's loop.
@FunctionalInterface
public interface TcpHandler {

    /// Talks for as long as it likes; the connection is closed when it returns.
    ///
    /// @param connection to the client
    /// @throws Exception ends the connection and shows in the cell that made the server
    void talk(TcpConnection connection) throws Exception;
}
