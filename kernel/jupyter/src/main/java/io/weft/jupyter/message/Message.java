package io.weft.jupyter.message;

import com.google.gson.JsonObject;

import java.util.List;

/// One message, in either direction. Its JSON objects are shared, not copied: whoever sends or receives a message no
/// longer changes them.
///
/// @param identities on a request and its reply the route to the client; on a publication the topic
/// @param parentHeader the header of the message that caused this one, empty if none did
/// @param buffers binary data after the JSON; most messages have none
public record Message(List<byte[]> identities, Header header, JsonObject parentHeader, JsonObject metadata,
        JsonObject content, List<byte[]> buffers) {

    /// Keeps lists of its own.
    public Message {
        identities = List.copyOf(identities);
        buffers = List.copyOf(buffers);
    }

    /// The type that the header names.
    public String msgType() {
        return header.msgType();
    }

    /// The same message with other metadata.
    public Message withMetadata(JsonObject metadata) {
        return new Message(identities, header, parentHeader, metadata, content, buffers);
    }

    /// The same message with binary data after it.
    public Message withBuffers(List<byte[]> buffers) {
        return new Message(identities, header, parentHeader, metadata, content, buffers);
    }
}
