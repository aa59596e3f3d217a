package io.weft.http.server;

import java.nio.file.Path;

/// What is sent behind the headers.
sealed interface Payload {

    /// Nothing.
    record None() implements Payload {}

    /// All of it, at hand.
    record Bytes(byte[] bytes) implements Payload {}

    /// A file, read off the loop.
    record FileBody(Path file) implements Payload {}

    /// Written by the handler's task.
    record Written(BodyWriter writer) implements Payload {}
}
