package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// A request of the debug adapter protocol.
public record DebugRequest(JsonObject body) implements Request {}
