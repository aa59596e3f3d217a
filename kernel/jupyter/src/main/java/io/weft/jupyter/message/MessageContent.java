package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// What the kernel can say. The components of each record are the fields of its message, in snake_case.
public sealed interface MessageContent permits Reply, Publication, InputRequest {

    /// The message's type on the wire.
    String msgType();

    /// The message's content on the wire.
    default JsonObject toJson() {
        return Json.ofRecord(this);
    }
}
