package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// A request of the debug adapter protocol.
///
/// @param seq the number that the answer repeats
public record DebugRequest(String command, int seq, JsonObject body) implements Request {

    static DebugRequest parse(Fields fields, JsonObject body) {
        return new DebugRequest(fields.string("command"), fields.integer("seq", 0), body);
    }
}
