package io.weft.http.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Addresses of requests.
final class Urls {

    private Urls() {}

    static URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + url + "' is not a URL: " + e.getReason() + " at position "
                    + e.getIndex() + "; encode such characters, or give them with query(name, value).", e);
        }
    }

    static URI resolve(URI base, String url) {
        var uri = parse(url);
        var whole = base == null ? uri : base.resolve(uri);
        if (whole.getHost() == null || !("http".equals(whole.getScheme()) || "https".equals(whole.getScheme()))) {
            throw new IllegalArgumentException("'" + url + "' cannot be fetched: an address begins with http:// or"
                    + " https:// and a host, for example https://example.org/" + (base == null
                            ? "; for relative ones give the session a base(...)."
                            : "."));
        }
        return whole;
    }

    static URI withQuery(URI uri, List<Map.Entry<String, String>> query) {
        if (query.isEmpty()) {
            return uri;
        }
        var text = uri.toASCIIString();
        int hash = text.indexOf('#');
        var fragment = hash < 0 ? "" : text.substring(hash);
        var front = hash < 0 ? text : text.substring(0, hash);
        var join = uri.getRawQuery() == null ? "?" : front.endsWith("?") || front.endsWith("&") ? "" : "&";
        return URI.create(front + join + form(query) + fragment);
    }

    /// `name=value&name=value`, as forms and queries have it.
    static String form(List<Map.Entry<String, String>> pairs) {
        return pairs.stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
