package io.weft.jupyter.message;

/// Open another shell, whose cells run beside those of the others.
public record CreateSubshellRequest() implements Request {}
