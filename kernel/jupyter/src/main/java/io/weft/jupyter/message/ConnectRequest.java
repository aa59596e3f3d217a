package io.weft.jupyter.message;

/// On which ports do you listen?
public record ConnectRequest() implements Request {}
