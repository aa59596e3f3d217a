package io.weft.jupyter.message;

/// A request of a type that this kernel does not know.
public record UnknownRequest(String msgType) implements Request {}
