package io.weft.http.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/// The body of a form with files.
final class Multipart {

    private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private Multipart() {}

    static HttpEntity entity(Map<String, ?> parts) {
        var builder = MultipartEntityBuilder.create().setMode(HttpMultipartMode.EXTENDED);
        parts.forEach((name, value) -> {
            switch (value) {
                case Path file -> builder.addBinaryBody(name, file.toFile(), ContentType.APPLICATION_OCTET_STREAM,
                        file.getFileName().toString());
                case byte[] bytes -> builder.addBinaryBody(name, bytes, ContentType.APPLICATION_OCTET_STREAM, name);
                case null, default -> builder.addTextBody(name, String.valueOf(value), TEXT);
            }
        });
        return builder.build();
    }
}
