package io.weft.jupyter.message;

/// Close a subshell once its cells have run.
public record DeleteSubshellRequest(String subshellId) implements Request {}
