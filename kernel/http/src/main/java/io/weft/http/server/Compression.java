package io.weft.http.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// Answers that are text and not short are sent compressed to those who ask for it. An answer that has a `Content-Encoding` of its own,
/// `identity` for example, is left as it is.
final class Compression {

    /// Below, the head of an answer is most of it.
    private static final int LEAST = 1024;

    private Compression() {}

    static boolean isFor(Answer answer, byte[] body) {
        return body.length >= LEAST && isText(answer.header("Content-Type"))
                && answer.header("Content-Encoding") == null;
    }

    static boolean isAccepted(Request request) {
        var accepted = request.header("Accept-Encoding");
        if (accepted == null) {
            return false;
        }
        for (var coding : accepted.split(",")) {
            var parts = coding.strip().split("\\s*;\\s*");
            if (parts[0].equalsIgnoreCase("gzip")) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static boolean isText(String type) {
        return type != null && (type.startsWith("text/") && !type.startsWith("text/event-stream")
                || type.startsWith("application/json") || type.startsWith("application/javascript")
                || type.startsWith("application/xml") || type.contains("+xml") || type.contains("+json"));
    }
}
