package io.weft.http.server;

/// Writes the body of an answer piece by piece.
@FunctionalInterface
public interface BodyWriter {

    /// Writes the body, in the handler's task.
    ///
    /// @param body takes the pieces
    /// @throws Exception breaks the connection off, so that the client sees that the body is not whole
    void write(BodyStream body) throws Exception;
}
