package io.weft.http.server;

/// Talks to one client over a WebSocket, in a task of the server's loop.
@FunctionalInterface
public interface WebSocketHandler {

    /// Talks for as long as it likes; the socket is closed when it returns. When the client goes away, receiving ends and sending fails; a
    /// handler that does neither is cancelled after a second.
    ///
    /// @param socket the line to the client
    /// @throws Exception shows in the cell that made the server and closes the socket with code 1011
    void talk(WebSocketSession socket) throws Exception;
}
