package io.weft.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Writes answers.
final class Sending {

    private static final String TYPE = "Content-Type";
    private static final Header VARIES = HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");
    private static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final int MOST_TYPES = 100;
    /// Types come again and again.
    private static final Map<String, Header> TYPES = new ConcurrentHashMap<>();

    private Sending() {}

    /// In the connection's thread.
    static void send(Request request, Answer answer, RoutingResponse response) {
        boolean head = request.method().equals("HEAD");
        if (answer.payload() instanceof Payload.FileBody body) {
            FileSending.send(request, answer, body.file(), response);
            return;
        }
        head(answer, response);
        switch (answer.payload()) {
            case Payload.Bytes(byte[] bytes) when Compression.isFor(answer, bytes) -> {
                response.headers().add(VARIES);
                var sent = Compression.isAccepted(request) ? Compression.gzip(bytes) : bytes;
                if (sent != bytes) {
                    response.headers().set(GZIP);
                }
                if (head) {
                    response.headers().contentLength(sent.length);
                    response.send();
                } else {
                    response.send(sent);
                }
            }
            case Payload.Bytes(byte[] bytes) when head -> {
                response.headers().contentLength(bytes.length);
                response.send();
            }
            case Payload.Bytes(byte[] bytes) -> response.send(bytes);
            case Payload.None() -> response.send();
            case Payload.Written _ -> response.send();
            case Payload.FileBody _ -> throw new IllegalStateException("files were sent before");
        }
    }

    /// In the handler's task. A failure leaves the body without its end, so that the client sees that it is not whole.
    static void write(Answer answer, BodyWriter writer, RoutingResponse response) throws Exception {
        head(answer, response);
        var out = response.outputStream();
        writer.write(new BodyStream(out));
        out.close();
        response.commit();
    }

    static void head(Answer answer, RoutingResponse response) {
        response.status(answer.status());
        for (var line : answer.lines()) {
            if (line.name().equals(TYPE)) {
                response.headers().set(type(line.value()));
            } else {
                response.headers().add(HeaderValues.create(HeaderNames.create(line.name()), line.value()));
            }
        }
    }

    private static Header type(String type) {
        if (TYPES.size() > MOST_TYPES) {
            TYPES.clear();
        }
        return TYPES.computeIfAbsent(type, value -> HeaderValues.createCached(HeaderNames.CONTENT_TYPE, value));
    }

    /// Whether it comes from the connection and not from the handler.
    static boolean isLoss(Throwable failure) {
        return switch (failure) {
            case ServerConnectionException _ -> true;
            case CloseConnectionException _ -> true;
            case io.helidon.common.buffers.DataReader.InsufficientDataAvailableException _ -> true;
            case UncheckedIOException e -> isLoss(e.getCause());
            case SocketException _ -> false;
            case IOException e -> e.getCause() != null && isLoss(e.getCause());
            default -> false;
        };
    }
}
