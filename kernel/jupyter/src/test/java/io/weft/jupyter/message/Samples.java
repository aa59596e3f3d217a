package io.weft.jupyter.message;

import com.google.gson.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Messages as a client would send them.
final class Samples {
    static final String HEADER = """
            {"msg_id":"m1","session":"s1","username":"u","date":"2026-01-02T03:04:05.678901Z","msg_type":"TYPE",\
            "version":"5.3","subshell_id":null,"extra":[1]}""";

    private Samples() {}

    static JsonObject json(String text) {
        return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(String type, String content) {
        Header header = Header.parse(json(HEADER.replace("TYPE", type)));
        return new Message(List.of("client".getBytes(StandardCharsets.UTF_8)), header, new JsonObject(),
                new JsonObject(), json(content), List.of());
    }

    static Request request(String type, String content) {
        return Request.parse(message(type, content));
    }
}
