package io.weft.http.server;

import io.weft.http.client.FetchError;
import io.weft.http.client.FetchRequest;
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
    private final PageServer server;
    /// Where the page is, after redirects; what refers to others is seen from there.
    private URI base;

    PageFetch(Session web, String url, PageServer server) {
        this.web = web;
        this.base = URI.create(url);
        this.server = server;
    }

    Page fetch() {
        return fetch(web.request("GET", base.toString()));
    }

    /// Of a request of that address.
    Page fetch(FetchRequest request) {
        var answer = request.send();
        base = answer.url();
        var type = type(answer);
        var html = switch (type.contains("/") ? type.substring(0, type.indexOf('/')) : type) {
            case "image" -> "<img style=\"max-width:100%\" src=\"" + data(answer, type) + "\">";
            case String _ when type.startsWith("text/html") || type.startsWith("application/xhtml") ->
                whole(answer.text());
            default -> "<pre style=\"white-space:pre-wrap\">" + Errors.escaped(answer.text()) + "</pre>";
        };
        return new Page(base.toString(), html, HEIGHT, server).startingWith("<base href=\"" + base + "\">");
    }

    private String whole(String html) {
        return REFERENCE.matcher(html)
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
