package io.weft.http.server;

import io.weft.http.Json;

/// A message that came over a WebSocket: either text or bytes.
///
/// @param text  the text; null if it is bytes
/// @param bytes the bytes; null if it is text
public record WebSocketMessage(String text, byte[] bytes) {

    /// {@return whether it is text}
    public boolean isText() {
        return text != null;
    }

    /// {@return the value that its JSON says}
    ///
    /// @param type of the value
    /// @param <T>  the type
    /// @throws IllegalArgumentException if it is no JSON of that type
    public <T> T json(Class<T> type) {
        return Json.read(text, type);
    }

    @Override
    public String toString() {
        return isText() ? text : bytes.length + " bytes";
    }
}
