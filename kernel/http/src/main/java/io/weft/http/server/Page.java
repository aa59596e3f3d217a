package io.weft.http.server;

import io.weft.view.View;
import io.weft.view.Viewable;

/// What a server answers at a path, as a notebook shows it: in a frame of its own, from content that was fetched here, so that the
/// browser need not reach the server.
///
/// @param url    where it is from
/// @param html   the page, with its styles, scripts and pictures within
/// @param height of the frame in pixels
public record Page(String url, String html, int height) implements Viewable {

    /// {@return the same page in a frame of another height}
    ///
    /// @param pixels how high
    public Page height(int pixels) {
        return new Page(url, html, pixels);
    }

    @Override
    public View view() {
        var link = Errors.escaped(url);
        return new View("text/html", "<div><a href=\"" + link + "\" target=\"_blank\" rel=\"noopener\">" + link
                + "</a></div><iframe sandbox=\"allow-scripts allow-forms\" style=\"width:100%;height:" + height
                + "px;border:1px solid #8884\" srcdoc=\"" + Errors.escaped(html) + "\"></iframe>");
    }

    @Override
    public String toString() {
        return url + "\n" + html;
    }
}
