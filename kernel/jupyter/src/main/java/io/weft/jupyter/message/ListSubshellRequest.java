package io.weft.jupyter.message;

/// Which subshells are open?
public record ListSubshellRequest() implements Request {}
