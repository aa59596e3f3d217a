package io.weft.http.server;

import com.google.gson.JsonObject;
import java.util.function.Consumer;

/// What a page is told about one of its talks. Any thread.
///
/// @param talk   its number
/// @param toPage takes the messages
record TunnelledOut(int talk, Consumer<JsonObject> toPage) {

    JsonObject message(String on) {
        var message = new JsonObject();
        message.addProperty("talk", talk);
        message.addProperty("on", on);
        return message;
    }

    void say(JsonObject message) {
        toPage.accept(message);
    }

    void say(String on) {
        say(message(on));
    }

    void say(String on, String name, String value) {
        var message = message(on);
        message.addProperty(name, value);
        say(message);
    }

    void failed(Throwable failure) {
        say("failed", "reason", failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }
}
