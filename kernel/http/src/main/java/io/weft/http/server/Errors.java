package io.weft.http.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.weft.http.Json;
import io.weft.view.View;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What clients see of errors: a page for those that want one, else JSON.
final class Errors {

    private Errors() {}

    static Answer answer(int status, String message, Request request) {
        var reason = Status.create(status).reasonPhrase();
        return request.wantsHtml()
                ? Answer.of(status,
                        new View("text/html", "<!doctype html><title>" + status + "</title><h1>" + status + " "
                                + escaped(reason) + "</h1><p>" + escaped(message) + "</p>"))
                : Answer.of(status, body(status, message));
    }

    private static Map<String, Object> body(int status, String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", status);
        body.put("error", message);
        return body;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// For requests that never come to a handler, since they are no HTTP or too large.
    static DirectHandlers direct() {
        var builder = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            builder.addHandler(type, (_, _, status, headers, message) -> response(status, headers, message));
        }
        return builder.build();
    }

    private static DirectHandler.TransportResponse response(Status status, ServerResponseHeaders headers,
            String message) {
        var text = message == null || message.isBlank() ? status.reasonPhrase() : message;
        headers.set(HeaderValues.create("Content-Type", "application/json"));
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .entity(Json.write(body(status.code(), text)).getBytes(StandardCharsets.UTF_8))
                .keepAlive(false)
                .build();
    }
}
