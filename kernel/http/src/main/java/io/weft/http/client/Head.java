package io.weft.http.client;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/// What comes before the body.
record Head(String method, URI url, int status, String reason, Map<String, List<String>> headers, Charset charset) {

    static Head of(String method, URI url, ClassicHttpResponse response) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        var reason = response.getReasonPhrase();
        return new Head(method, url, response.getCode(), reason == null ? "" : reason, headers,
                charset(response.getEntity()));
    }

    /// An unknown or absent name means UTF-8.
    private static Charset charset(HttpEntity entity) {
        var type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
        var charset = type == null ? null : type.getCharset();
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }
}
