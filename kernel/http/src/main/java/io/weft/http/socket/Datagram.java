package io.weft.http.socket;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A datagram that came.
///
/// @param bytes  what is in it
/// @param sender who sent it
public record Datagram(byte[] bytes, InetSocketAddress sender) {

    /// {@return what is in it, as text}
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return sender + ": " + text();
    }
}
