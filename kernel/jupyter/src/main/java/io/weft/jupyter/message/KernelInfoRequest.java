package io.weft.jupyter.message;

/// What are you?
public record KernelInfoRequest() implements Request {}
