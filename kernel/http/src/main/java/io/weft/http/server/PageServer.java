package io.weft.http.server;

import com.google.gson.JsonObject;
import io.weft.http.client.Session;
import io.weft.http.client.SessionOptions;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// The server of a page that a notebook shows, as it is reached from here.
public final class PageServer {

    /// Endless streams and long polls are not cut off.
    private static final Duration ENDLESS = Duration.ofDays(1);

    private final URI base;
    private final SSLContext tls;

    PageServer(String url, SSLContext tls) {
        this.base = URI.create(url);
        this.tls = tls;
    }

    /// {@return its address, without a slash at its end}
    public String url() {
        return base.toString();
    }

    /// Carries what one shown page asks this server, until the page is gone.
    ///
    /// @param toPage takes what the page is told; any thread
    /// @param ended  is called when the tunnel was closed or has heard nothing for minutes
    /// @return the tunnel
    public PageTunnel tunnel(Consumer<JsonObject> toPage, Runnable ended) {
        return PageTunnel.open(this, toPage, ended);
    }

    Session session() {
        return Session.open(SessionOptions.standard()
                .tls(tls)
                .retries(0)
                .perHost(100)
                .connections(100)
                .total(ENDLESS)
                .response(ENDLESS));
    }

    SSLContext tls() {
        return tls;
    }

    /// The address of a path that a page names.
    ///
    /// @throws IllegalArgumentException if it would lead elsewhere
    URI at(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is no path: it must begin with a slash.");
        }
        return URI.create(base + path);
    }
}
