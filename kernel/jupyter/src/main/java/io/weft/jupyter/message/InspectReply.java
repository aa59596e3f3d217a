package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// What is known of the name at the cursor, as a MIME bundle.
public record InspectReply(boolean found, JsonObject data, JsonObject metadata) implements Reply {

    /// Nothing is known.
    public static InspectReply notFound() {
        return new InspectReply(false, new JsonObject(), new JsonObject());
    }

    @Override
    public String msgType() {
        return "inspect_reply";
    }
}
