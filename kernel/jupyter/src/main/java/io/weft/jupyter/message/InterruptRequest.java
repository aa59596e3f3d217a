package io.weft.jupyter.message;

/// Stop what runs now.
public record InterruptRequest() implements Request {}
