package io.weft.jupyter.message;

import com.google.gson.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Makes the messages of one side of a connection: all carry its session and user name.
public record Sender(String session, String username) {

    /// A sender with a new session, for the user that runs this process.
    public static Sender create() {
        return new Sender(UUID.randomUUID().toString(), System.getProperty("user.name", "kernel"));
    }

    /// The answer to a request, routed back to its client.
    public Message reply(Message request, Reply content) {
        return child(request.identities(), request.header().json(), content);
    }

    /// What all clients are to see, caused by this request (a cell's output, for example).
    public Message publish(Message cause, Publication content) {
        return child(topic(content), cause.header().json(), content);
    }

    /// What all clients are to see, with nothing that caused it.
    public Message publish(Publication content) {
        return child(topic(content), new JsonObject(), content);
    }

    /// Asks the client that sent a request for a line of input.
    public Message prompt(Message request, InputRequest content) {
        return child(request.identities(), request.header().json(), content);
    }

    private Message child(List<byte[]> identities, JsonObject parentHeader, MessageContent content) {
        Header header = Header.create(content.msgType(), session, username);
        return new Message(identities, header, parentHeader, new JsonObject(), content.toJson(), List.of());
    }

    private List<byte[]> topic(Publication content) {
        return List.of(content.topic(session).getBytes(StandardCharsets.UTF_8));
    }
}
