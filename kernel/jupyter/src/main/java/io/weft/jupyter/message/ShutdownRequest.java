package io.weft.jupyter.message;

/// End the kernel; `restart` if another one follows.
public record ShutdownRequest(boolean restart) implements Request {}
