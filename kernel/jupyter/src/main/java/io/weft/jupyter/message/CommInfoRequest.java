package io.weft.jupyter.message;

/// Which comms are open?
///
/// @param targetName only those of this target; empty for all
public record CommInfoRequest(String targetName) implements Request {}
