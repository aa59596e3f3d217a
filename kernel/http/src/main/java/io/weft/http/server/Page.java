package io.weft.http.server;

import io.weft.http.Json;
import io.weft.view.View;
import io.weft.view.Viewable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What a server answers at a path, as a notebook shows it: in a frame of its own, from content that was fetched here, so that the
/// browser need not reach the server.
///
/// @param url    where it is from
/// @param html   the page, with its styles, scripts and pictures within
/// @param height of the frame in pixels
/// @param server answers what the page asks later
public record Page(String url, String html, int height, PageServer server) implements Viewable {

    private static final Pattern DOCTYPE = Pattern.compile("^\\s*<!doctype[^>]*>", Pattern.CASE_INSENSITIVE);

    /// {@return the same page in a frame of another height}
    ///
    /// @param pixels how high
    public Page height(int pixels) {
        return new Page(url, html, pixels, server);
    }

    /// The same page with something ahead of all that it does.
    Page startingWith(String start) {
        var doctype = DOCTYPE.matcher(html);
        int at = doctype.find() ? doctype.end() : 0;
        return new Page(url, html.substring(0, at) + start + html.substring(at), height, server);
    }

    /// {@return the same page, whose requests to its server go to the window that shows it, as messages} See [PageTunnel].
    public Page talking() {
        return startingWith("<script>(" + frameScript() + ")(" + Json.write(server.url()) + ")</script>");
    }

    private static String frameScript() {
        try (var in = Page.class.getResourceAsStream("frame.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public View view() {
        return view("");
    }

    /// {@return how it is shown, in a frame with an id}
    ///
    /// @param id of the element
    public View view(String id) {
        var link = Errors.escaped(url);
        return new View("text/html", "<div><a href=\"" + link + "\" target=\"_blank\" rel=\"noopener\">" + link
                + "</a></div><iframe" + (id.isEmpty() ? "" : " id=\"" + id + "\"")
                + " sandbox=\"allow-scripts allow-forms\" style=\"width:100%;height:" + height
                + "px;border:1px solid #8884\" srcdoc=\"" + Errors.escaped(html) + "\"></iframe>");
    }

    @Override
    public String toString() {
        return url + "\n" + html;
    }
}
