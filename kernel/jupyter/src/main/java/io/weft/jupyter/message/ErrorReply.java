package io.weft.jupyter.message;

import com.google.gson.JsonObject;

import java.util.List;

/// The answer to any request that could not be handled.
///
/// @param msgType the type of the reply that was due
public record ErrorReply(String msgType, String ename, String evalue, List<String> traceback) implements Reply {

    /// The error as the answer to this request, whatever its type.
    public static ErrorReply to(Message request, String ename, String evalue, List<String> traceback) {
        String type = request.msgType();
        String stem = type.endsWith("_request") ? type.substring(0, type.length() - "_request".length()) : type;
        return new ErrorReply(stem + "_reply", ename, evalue, traceback);
    }

    @Override
    public JsonObject toJson() {
        JsonObject json = Json.ofRecord(this);
        json.remove("msg_type");
        json.addProperty("status", "error");
        return json;
    }
}
