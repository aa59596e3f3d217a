package io.weft.jupyter.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/// A response of the debug adapter protocol, from a kernel without a debugger.
///
/// @param success whether `body` answers; else `message` says why not
public record DebugReply(DebugRequest request, boolean success, String message, JsonObject body) implements Reply {

    /// Clients ask this one before they know whether there is a debugger: there is none, and none was started.
    public static DebugReply info(DebugRequest request) {
        var body = new JsonObject();
        body.addProperty("isStarted", false);
        body.addProperty("hashMethod", "Murmur2");
        body.addProperty("hashSeed", 0);
        body.addProperty("tmpFilePrefix", "");
        body.addProperty("tmpFileSuffix", ".jshell");
        body.add("breakpoints", new JsonArray());
        body.add("stoppedThreads", new JsonArray());
        body.addProperty("richRendering", false);
        body.add("exceptionPaths", new JsonArray());
        body.addProperty("copyToGlobals", false);
        return new DebugReply(request, true, "", body);
    }

    /// What was asked needs a debugger.
    public static DebugReply unsupported(DebugRequest request) {
        return new DebugReply(request, false, "This kernel has no debugger, as its kernel_info_reply says, and so no '"
                + request.command() + "'.", new JsonObject());
    }

    @Override
    public String msgType() {
        return "debug_reply";
    }

    @Override
    public JsonObject toJson() {
        var json = success ? new JsonObject() : new ErrorReply(msgType(), "Unsupported", message, List.of()).toJson();
        json.addProperty("type", "response");
        json.addProperty("request_seq", request.seq());
        json.addProperty("command", request.command());
        json.addProperty("success", success);
        if (success) {
            json.addProperty("status", "ok");
        } else {
            json.addProperty("message", message);
        }
        json.add("body", body);
        return json;
    }
}
