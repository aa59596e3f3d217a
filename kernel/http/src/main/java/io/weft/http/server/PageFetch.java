package io.weft.http.server;

import io.weft.http.client.FetchError;
import io.weft.http.client.Response;
import io.weft.http.client.Session;
import java.net.URI;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches a page and puts into it what it refers to on the same server, so that it is whole without that.
final class PageFetch {

    /// Styles, scripts and pictures; the groups are what is before the address, the address, and its closing quote.
    private static final Pattern REFERENCE = Pattern.compile(
            "(<(?:script|img|source|link)\\b[^>]*?\\s(?:src|href)\\s*=\\s*[\"'])([^\"'#]+)([\"'])",
            Pattern.CASE_INSENSITIVE);
    private static final int HEIGHT = 240;

    private final Session web;
    private final URI base;

    PageFetch(Session web, String url) {
        this.web = web;
        this.base = URI.create(url);
    }

    Page fetch() {
        var answer = web.get(base.toString());
        var type = type(answer);
        var html = switch (type.contains("/") ? type.substring(0, type.indexOf('/')) : type) {
            case "image" -> "<img style=\"max-width:100%\" src=\"" + data(answer, type) + "\">";
            case String _ when type.startsWith("text/html") || type.startsWith("application/xhtml") ->
                whole(answer.text());
            default -> "<pre style=\"white-space:pre-wrap\">" + Errors.escaped(answer.text()) + "</pre>";
        };
        return new Page(base.toString(), html, HEIGHT);
    }

    private String whole(String html) {
        return REFERENCE.matcher("<base href=\"" + base + "\">" + html)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1) + within(found.group(2)) + found.group(3)));
    }

    /// The content at an address as an address that holds it; the address itself where that is elsewhere or cannot be had.
    private String within(String address) {
        try {
            var there = base.resolve(address.replace("&amp;", "&"));
            if (!base.getAuthority().equals(there.getAuthority())) {
                return address;
            }
            var answer = web.get(there.toString());
            return answer.isOk() ? data(answer, type(answer)) : address;
        } catch (IllegalArgumentException | FetchError _) {
            return address;
        }
    }

    private static String data(Response answer, String type) {
        return "data:" + type.replace(" ", "") + ";base64," + Base64.getEncoder().encodeToString(answer.bytes());
    }

    private static String type(Response answer) {
        var type = answer.header("Content-Type");
        return type == null ? "text/plain" : type;
    }
}
