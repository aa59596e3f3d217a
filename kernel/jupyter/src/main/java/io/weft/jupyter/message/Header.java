package io.weft.jupyter.message;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Who sent a message, when, and of which type.
///
/// @param date ISO 8601 with a zone, or empty where the other side gave none
/// @param version the protocol that the message speaks
/// @param json the header as it is on the wire, with fields that are not named here; a child's parent header repeats it
public record Header(String msgId, String session, String username, String date, String msgType, String version,
        JsonObject json) {

    /// The protocol that this kernel speaks.
    public static final String PROTOCOL_VERSION = "5.5";

    /// A new header, dated now, with an id of its own.
    static Header create(String msgType, String session, String username) {
        // Clients' date patterns take at most six digits of a second.
        String date = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        String msgId = UUID.randomUUID().toString();
        JsonObject json = new JsonObject();
        json.addProperty("msg_id", msgId);
        json.addProperty("session", session);
        json.addProperty("username", username);
        json.addProperty("date", date);
        json.addProperty("msg_type", msgType);
        json.addProperty("version", PROTOCOL_VERSION);
        return new Header(msgId, session, username, date, msgType, PROTOCOL_VERSION, json);
    }

    /// Reads a header that came in. An id and a type must be there, since nothing can be answered without them; the
    /// rest may be missing, as old clients leave some of it out.
    ///
    /// @throws JsonParseException if one of these is missing, or a field is no string
    public static Header parse(JsonObject json) {
        String msgId = text(json, "msg_id");
        String msgType = text(json, "msg_type");
        if (msgId.isEmpty() || msgType.isEmpty()) {
            throw new JsonParseException("the header has no " + (msgId.isEmpty() ? "msg_id" : "msg_type"));
        }
        return new Header(msgId, text(json, "session"), text(json, "username"), text(json, "date"), msgType,
                text(json, "version"), json);
    }

    /// The subshell that the message is for, empty for the main shell.
    public String subshellId() {
        return json.get("subshell_id") instanceof JsonPrimitive id && id.isString() ? id.getAsString() : "";
    }

    private static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null || value.isJsonNull()) {
            return "";
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw new JsonParseException("the header's " + name + " is not a string");
        }
        return value.getAsString();
    }
}
