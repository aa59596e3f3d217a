package io.weft.jupyter.message;

/// Can this code run as it stands?
public record IsCompleteRequest(String code) implements Request {}
